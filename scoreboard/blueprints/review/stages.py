"""How a stage of marks is opened and joined from a form: of the study office, or of the chair."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import request

from scoreboard.blueprints.review.desk import act, ctx, review_state
from scoreboard.presenters.review.office import judging as present
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review import guards
from scoring.engine.review.campaign import Award, Stage
from scoring.engine.review.commands_judging import Group, JoinJudges, OpenJudging
from scoring.engine.review.state import Judging, ReviewState
from scoring.usecases.lists.judges import kin_names
from scoring.usecases.review.seats import seats_in

LONGEST_WHY = 500


def judges_of(review: str) -> tuple[PanelJudge, ...]:
    """Everybody who holds a judge's card."""
    with ctx().store.read() as uow:
        held = seats_in(uow, review)
    return tuple(PanelJudge(one.id, one.label, one.organisation) for one in held if one.role == "judge")


def kin_of(review: str) -> dict[str, tuple[str, ...]]:
    """The names of the relatives of everybody who holds a judge's card, by the card's id."""
    with ctx().store.read() as uow:
        return {one.id: kin_names(one.kin) for one in seats_in(uow, review) if one.role == "judge" and one.kin}


def stage_of(state: ReviewState, award: str, stage: str) -> tuple[Award, Stage]:
    """The award and the stage of an address; raises ``NotFound``."""
    found = state.stage(stage)
    if found is None:
        raise NotFound("stage-unknown", stage=stage)
    return guards.need_award(state, award), found


def opening_values(review: str, state: ReviewState, award: Award, stage: Stage) -> dict[str, Any]:
    """What the form that opens a stage shows."""
    mode = "groups" if request.values.get("mode") == "groups" else "all"
    return {"mode": mode, "opening": present.opening(state, award, stage, judges_of(review), kin_of(review))}


def joining_values(review: str, state: ReviewState, judging: Judging) -> dict[str, Any]:
    """What the page of an open stage shows of its judges: whose recusal relatives suggest, who may still join it;
    nobody once it is locked."""
    kin = kin_of(review)
    others = () if judging.locked is not None else present.joining(state, judging, judges_of(review), kin)
    return {
        "tied": present.tied(state, judging, kin),
        "short": present.short_of_judges(state, judging),
        "others": others,
        "there": judging.judges,
        "grouped": present.in_groups(state, judging),
    }


def open_stage(review: str, award: Award, stage: Stage) -> None:
    """Open a stage: every judge marks every nomination, or each group its own."""
    groups = _groups() if request.form.get("mode") == "groups" else ()
    unfinished = bool(request.form.get("even_if_unfinished"))
    act(review, OpenJudging(stage.id, award.id, groups=groups, why=_why(), even_if_unfinished=unfinished))


def join_stage(review: str, award: Award, stage: Stage) -> int:
    """Let further judges join an open stage, such as substitutes where the others are recused: in
    all of it, or in the group of one who judges there.  Returns how many."""
    judges, beside = tuple(request.form.getlist("judge")), request.form.get("beside", "")
    state = review_state(review)
    judging = guards.need_judging(state, stage.id, award.id)
    nominations = present.marked_by(state, judging, beside) if beside else ()
    act(review, JoinJudges(stage.id, award.id, judges, nominations, why=_why()))
    return len(judges)


def _why() -> str:
    text = request.form.get("why", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_WHY:
        raise Invalid("text-too-long", field="why", limit=LONGEST_WHY)
    return text


def _groups() -> tuple[Group, ...]:
    """The groups of the form: the number of its group stands beside each judge and each nomination."""
    judges: dict[int, list[str]] = defaultdict(list)
    nominations: dict[int, list[int]] = defaultdict(list)
    for name, text in request.form.items():
        if name.startswith("judge-") and text.strip():
            judges[_number(text.strip())].append(name.removeprefix("judge-"))
        if name.startswith("nomination-") and text.strip():
            nominations[_number(text.strip())].append(_number(name.removeprefix("nomination-")))
    return tuple(Group(tuple(judges[no]), tuple(nominations[no])) for no in sorted({*judges, *nominations}))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Invalid("input-wrong", places=text[:20])
    return int(text)
