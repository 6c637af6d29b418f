"""The chair's desk (评审主任): the live wall, and the pages on which the chair acts.

The wall is drawn by a script.  A subject and a stage have pages of forms: what is decided there is read and confirmed,
not tapped in passing.  The office and its clerks open a subject's page too, since they are the second person.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import document
from scoreboard.blueprints.review.desk import (
    act,
    campaign_calendar,
    ctx,
    done,
    form_of,
    new_key,
    review_state,
    say,
    seat,
    with_seat,
)
from scoreboard.blueprints.review.recusals import check_leads, record_recusal, recusal_values
from scoreboard.blueprints.review.stages import join_stage, joining_values, open_stage, opening_values, stage_of
from scoreboard.exports.papers import page
from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.of_shortlist import list_minutes_of
from scoreboard.exports.papers.shortlist import shortlist_paper
from scoreboard.exports.tally.review_report import review_report
from scoreboard.i18n import request as i18n
from scoreboard.live.review.commands import READER
from scoreboard.presenters.review.papers import public_files
from scoreboard.presenters.review.sheets import stage_part, subject_part
from scoreboard.server import runtime
from scoreboard.web import auth
from scoreboard.web.auth import require_seat
from scoring.engine.errors import Invalid, LeitaiError, NotFound
from scoring.engine.review.campaign import Award
from scoring.engine.review.chairs import leads
from scoring.engine.review.commands_judging import DrawOrder, FixShortlist, LockJudging
from scoring.engine.review.guards import need_award
from scoring.engine.review.state import Equals, ReviewState
from scoring.engine.rulefile.printed import Lang
from scoring.usecases.attachments import attachments_of

bp = Blueprint("review_chair", __name__)

SECOND = ("chair", "office", "clerk")
"""Who opens a subject's page: a mark from paper and a correction need two of them."""


@bp.get("/r/<review>/chair")
@require_seat("chair")
def desk(review: str) -> str:
    """The wall; its script draws the view that the server sends."""
    return render_template(
        "review/chair.html", review=review, seat=seat(), calendar=campaign_calendar(review_state(review))
    )


def _subject_page(review: str, no: int, posted: str = "", error: dict[str, Any] | None = None) -> str:
    """The page; after a refusal with what was typed into the form ``posted``."""
    state = review_state(review)
    found = state.subjects.get(no)
    if found is None or (seat().role == "chair" and not leads(state, found.award, seat().ticket)):
        raise NotFound("subject-unknown", item=no)
    part = subject_part(state, no, f"ticket:{seat().ticket}", auth.device(), say())
    nomination = state.nominations[part["nomination"]]
    files = public_files(state, nomination, attachments_of(ctx(), nomination.form.draft))
    return render_template(
        "review/chair_subject.html",
        review=review,
        seat=seat(),
        one=part,
        files=files,
        error=error,
        key=new_key(),
        posted=posted,
        typed=request.form,
    )


@bp.get("/r/<review>/chair/subject/<int:no>")
@require_seat(*SECOND)
def subject(review: str, no: int) -> str:
    """One subject: each judge's state, what waits for a second person, and after the lock the marks."""
    return _subject_page(review, no)


@bp.post("/r/<review>/chair/subject/<int:no>/<any(recuse, lift, abstain, copy, ask, decide):what>")
@require_seat(*SECOND)
@form_of(lambda review, no, what, error: _subject_page(review, int(no), what, error))
def act_on_subject(review: str, no: int, what: str) -> ResponseReturnValue:
    """A form of the subject's page: recuse, lift a recusal, abstain, copy from paper, ask for a correction, decide."""
    command, _, _ = READER.read({"kind": f"mark.{what}", "item": no, **_BODIES[what]()})
    act(review, command)
    return done("saved", url_for("review_chair.subject", review=review, no=no))


def _stage_page(review: str, stage: str, award: str, error: dict[str, Any] | None = None) -> str:
    state = review_state(review)
    its_award, its_stage = stage_of(state, award, stage)
    check_leads(state, its_award.id, seat().role, seat().ticket)
    values = {"review": review, "seat": seat(), "error": error, "key": new_key(), "form": request.form}
    judging = state.judgings.get((stage, award))
    if judging is None:
        values |= opening_values(review, state, its_award, its_stage)
        here = url_for("review_chair.stage", review=review, stage=stage, award=award)
        values["mode_at"] = lambda mode: with_seat(f"{here}?mode={mode}")
        return render_template("review/chair_opening.html", award=its_award, stage=its_stage, state=state, **values)
    part = stage_part(state, stage, award, say())
    values["tied_at"] = lambda no: with_seat(
        url_for("review_chair.act_on_subject", review=review, no=no, what="recuse")
    )
    return render_template("review/chair_stage.html", one=part, **joining_values(review, state, judging), **values)


@bp.post("/r/<review>/chair/stage/<stage>/<award>/open")
@require_seat("chair")
@form_of(_stage_page)
def open_judging(review: str, stage: str, award: str) -> ResponseReturnValue:
    """Open the stage: every judge marks every nomination, or each group its own."""
    open_stage(review, *stage_of(review_state(review), award, stage))
    return done("chair-opened", url_for("review_chair.stage", review=review, stage=stage, award=award))


@bp.post("/r/<review>/chair/stage/<stage>/<award>/join")
@require_seat("chair")
@form_of(_stage_page)
def join_judges(review: str, stage: str, award: str) -> ResponseReturnValue:
    """Let further judges join the open stage."""
    join_stage(review, *stage_of(review_state(review), award, stage))
    return done("saved", url_for("review_chair.stage", review=review, stage=stage, award=award))


@bp.get("/r/<review>/chair/stage/<stage>/<award>")
@require_seat("chair")
def stage(review: str, stage: str, award: str) -> str:
    """A stage of marks of an award: what is missing before its lock, the ranking after it."""
    return _stage_page(review, stage, award)


@bp.post("/r/<review>/chair/stage/<stage>/<award>/draw")
@require_seat("chair")
@form_of(_stage_page)
def draw(review: str, stage: str, award: str) -> ResponseReturnValue:
    """Draw the order of the defence, or enter the one that was drawn by hand."""
    typed = request.form.get("drawn", "").replace("，", " ").replace("、", " ").replace(",", " ").split()
    act(review, DrawOrder(stage, award, tuple(_number(one) for one in typed)))
    return done("saved", url_for("review_chair.stage", review=review, stage=stage, award=award))


@bp.post("/r/<review>/chair/stage/<stage>/<award>/lock")
@require_seat("chair")
@form_of(_stage_page)
def lock(review: str, stage: str, award: str) -> ResponseReturnValue:
    """Lock the marks of the stage."""
    forced = request.form.get("even_if_missing") == "yes"
    act(review, LockJudging(stage, award, forced, request.form.get("minutes", "").strip()))
    return done("chair-locked", url_for("review_chair.stage", review=review, stage=stage, award=award))


@bp.post("/r/<review>/chair/stage/<stage>/<award>/shortlist")
@require_seat("chair")
@form_of(_stage_page)
def shortlist(review: str, stage: str, award: str) -> ResponseReturnValue:
    """Fix the shortlist: those with a place, in the order of the places."""
    form = request.form
    placed = sorted(
        (_number(place), _number(name[6:])) for name, place in form.items() if name[:6] == "place-" and place
    )
    places = [place for place, _ in placed]
    if places != list(range(1, len(places) + 1)):
        raise Invalid("places-not-in-order", places=places)
    equals: Equals = form.get("equals", "")  # type: ignore[assignment]
    if equals not in ("", "vote", "lot", "meeting"):
        raise Invalid("shape", place="equals", expected="word")
    order = tuple(no for _, no in placed)
    present, why = form.get("present", "").strip(), form.get("why", "").strip()
    seen = _number(form["seen"]) if "seen" in form else None
    act(review, FixShortlist(award, order, present, why, equals, seen))
    return done("chair-listed", url_for("review_chair.stage", review=review, stage=stage, award=award))


@bp.get("/r/<review>/chair/judges/<award>")
@require_seat("chair")
def judges(review: str, award: str) -> str:
    """What the locked marks of an award say of the judges."""
    state = review_state(review)
    check_leads(state, need_award(state, award).id, seat().role, seat().ticket)
    try:
        parts = runtime.offload(review_report, state, award, i18n.lang())
    except LeitaiError as error:
        if error.code != "marks-incomplete":
            raise
        parts = []
    return render_template("review/chair_judges.html", review=review, seat=seat(), parts=parts)


def _minutes(review: str, award: str) -> Paper:
    """The minutes of the meeting that fixed an award's list, for who leads the award."""
    state = review_state(review)
    its_award = need_award(state, award)
    check_leads(state, its_award.id, seat().role, seat().ticket)
    spoken: Lang = "en" if i18n.lang() == "en" else "zh"
    return runtime.offload(_minutes_paper, state, its_award, spoken)


def _minutes_paper(state: ReviewState, award: Award, spoken: Lang) -> Paper:
    return shortlist_paper(list_minutes_of(state, award, spoken), spoken)


@bp.get("/r/<review>/chair/minutes/<award>")
@require_seat("chair")
def minutes(review: str, award: str) -> str:
    """The minutes of the judging as a page to be printed."""
    made = _minutes(review, award)
    parts = page.kinds(made)
    return render_template(
        "review/chair_minutes.html", review=review, seat=seat(), award=award, paper=made, parts=parts,
        date_line=page.date_line,
    )  # fmt: skip


@bp.get("/r/<review>/chair/minutes/<award>/minutes.docx")
@require_seat("chair")
def minutes_docx(review: str, award: str) -> ResponseReturnValue:
    """The same as a Word document."""
    return document(_minutes(review, award))


def _recusals_page(review: str, error: dict[str, Any] | None = None) -> str:
    shown = recusal_values(review, review_state(review))
    values = {"seat": seat(), "error": error, "key": new_key(), "form": request.form}
    return render_template("review/chair_recusals.html", review=review, **shown, **values)


@bp.get("/r/<review>/chair/recusals")
@require_seat("chair")
def recusals(review: str) -> str:
    """From which nominations a chair stepped aside, and who leads their awards."""
    return _recusals_page(review)


@bp.post("/r/<review>/chair/recusals")
@require_seat("chair")
@form_of(_recusals_page)
def recuse_chair(review: str) -> ResponseReturnValue:
    """Record the recusal of another chair."""
    record_recusal(review)
    return done("saved", url_for("review_chair.recusals", review=review))


def _judge() -> dict[str, Any]:
    return {"judge": request.form.get("judge", "")}


def _marks() -> dict[str, Any]:
    """A judge's marks as the form names them, by criterion."""
    typed = {name[5:]: text.strip() for name, text in request.form.items() if name.startswith("mark-")}
    return {**_judge(), "marks": typed}


def _decision() -> dict[str, Any]:
    return {"sheet": _number(request.form.get("sheet", "")), "accept": request.form.get("accept") == "yes"}


_BODIES = {"recuse": _judge, "lift": _judge, "abstain": _judge, "copy": _marks, "ask": _marks, "decide": _decision}
"""What each form of a subject's page says, as a command over HTTP does: read by the same reader."""


def _number(typed: str) -> int:
    if not (typed.strip().isascii() and typed.strip().isdigit() and len(typed) < 10):
        raise Invalid("shape", place="number", expected="int")
    return int(typed)
