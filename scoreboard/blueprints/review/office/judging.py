"""Judging at the study office: a stage opens for an award, its progress by state, a declared recusal."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.review.desk import act, form_of, review_state
from scoreboard.blueprints.review.office.desk import bp, done, now, number, show, to
from scoreboard.blueprints.review.recusals import record_recusal, recusal_values
from scoreboard.blueprints.review.stages import (
    join_stage,
    joining_values,
    judges_of,
    open_stage,
    opening_values,
    stage_of,
)
from scoreboard.presenters.review.office import judging as present
from scoreboard.presenters.review.office.steps import award_lines
from scoring.engine.errors import NotFound
from scoring.engine.panel.commands import RecuseJudge


@bp.get("/judging")
def judging(review: str) -> str:
    """The judges, and every award with its stages."""
    state = review_state(review)
    lines = award_lines(state, now())
    return show("judging.html", review, state, here="judging", lines=lines, judges=judges_of(review))


@bp.get("/judging/<award>/<stage>")
def judging_stage(review: str, award: str, stage: str, error: Any = None) -> str:
    """One stage of one award: what opening it would do, or how far it is."""
    state = review_state(review)
    its_award, its_stage = stage_of(state, award, stage)
    open_one = state.judgings.get((its_stage.id, its_award.id))
    values: dict[str, Any] = {"award": its_award, "stage": its_stage, "judging": open_one, "states": present.STATES}
    if open_one is None:
        values |= opening_values(review, state, its_award, its_stage)
        values["mode_at"] = lambda mode: to(review, "judging_stage", award=award, stage=stage, mode=mode)
        values["nomination_page"] = lambda no: to(review, "nomination", no=no)
    else:
        values |= joining_values(review, state, open_one)
        values["tied_at"] = lambda _: to(review, "recuse", award=award, stage=stage)
        values["judges"] = present.progress_of_judges(state, open_one)
        values["nominations"] = present.progress_of_nominations(state, open_one)
    return show("judging_stage.html", review, state, error, here="judging", **values)


@bp.post("/judging/<award>/<stage>/open")
@form_of(judging_stage)
def open_judging(review: str, award: str, stage: str) -> ResponseReturnValue:
    """Open a stage: every judge marks every nomination, or each group its own."""
    its_award, its_stage = stage_of(review_state(review), award, stage)
    open_stage(review, its_award, its_stage)
    return done(review, "judging-open", "judging_stage", {"name": its_award.name}, award=award, stage=stage)


@bp.post("/judging/<award>/<stage>/join")
@form_of(judging_stage)
def join_judges(review: str, award: str, stage: str) -> ResponseReturnValue:
    """Let further judges join an open stage, such as substitutes where the others are recused."""
    its_award, its_stage = stage_of(review_state(review), award, stage)
    count = join_stage(review, its_award, its_stage)
    return done(review, "joined", "judging_stage", {"count": count}, award=award, stage=stage)


@bp.post("/judging/<award>/<stage>/recuse")
@form_of(judging_stage)
def recuse(review: str, award: str, stage: str) -> ResponseReturnValue:
    """Record a declared recusal of a judge from a nomination, with its reason."""
    state = review_state(review)
    its_award, its_stage = stage_of(state, award, stage)
    nomination = number(request.form.get("nomination", ""))
    subject = next(
        (
            one.no
            for one in state.subjects.values()
            if (one.stage, one.award, one.nomination) == (its_stage.id, its_award.id, nomination)
        ),
        None,
    )
    if subject is None:
        raise NotFound("nomination-unknown", nomination=nomination)
    act(review, RecuseJudge(request.form.get("judge", ""), subject))
    return done(review, "recused", "judging_stage", award=award, stage=stage)


@bp.get("/recusals")
def recusals(review: str, error: Any = None) -> str:
    """From which nominations the chair stepped aside, what the register suggests, and the form that records it."""
    state = review_state(review)
    return show("recusals.html", review, state, error, here="judging", **recusal_values(review, state))


@bp.post("/recusals")
@form_of(recusals)
def recuse_chair(review: str) -> ResponseReturnValue:
    """Record the chair's recusal, and the deputy who leads the award."""
    record_recusal(review)
    return done(review, "recused", "recusals")
