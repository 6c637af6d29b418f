"""Nominations at the study office: the table, one of them, its vetting, sign-offs, findings."""

from __future__ import annotations

from typing import Any, get_args

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.review.brought_forms import document_of, remove_brought
from scoreboard.blueprints.review.desk import act, ctx, form_of, review_state, say, seat
from scoreboard.blueprints.review.office.desk import (
    bp,
    choice,
    day_of,
    done,
    need_day,
    nomination_of,
    now,
    number,
    page_asked,
    show,
    text_of,
    today,
    words,
)
from scoreboard.blueprints.review.office.documents import Brought
from scoreboard.presenters.review.office import nominations as present
from scoreboard.presenters.review.office.cuts import by_category, by_lead
from scoreboard.presenters.review.unit import reason_text
from scoring.engine.errors import LeitaiError
from scoring.engine.review import guards
from scoring.engine.review.commands_nomination import RecordFinding, SignOffNomination, Vet, WithdrawNomination
from scoring.engine.review.nomination import FaultCode, Nomination, VetVerdict
from scoring.usecases.attachments import attachments_of
from scoring.usecases.lists.rosters import held_under
from scoring.usecases.records import Category, Organisation
from scoring.usecases.review.brought import owner_of_document
from scoring.usecases.review.drafts import draft_of
from scoring.usecases.review.records import NominationText
from scoring.usecases.review.seats import seats_of

FAULTS: tuple[FaultCode, ...] = get_args(FaultCode)


@bp.get("/nominations")
def nominations(review: str) -> str:
    """The table of nominations, cut by the query and paged."""
    state = review_state(review)
    asked = {name: request.args.get(name, "")[:100].strip() for name in ("award", "status", "category", "lead", "text")}
    with ctx().store.read() as uow:
        organisations = {one.id: one for one in uow.of(Organisation).all()}
    cut = present.Filter(**asked)
    found = present.table(state, cut, organisations, page_asked())
    return show(
        "nominations.html",
        review,
        state,
        here="nominations",
        table=found,
        cut=cut,
        statuses=present.STATUSES,
        categories=get_args(Category),
        leads=sorted({one.lead_body for one in organisations.values() if one.lead_body}),
    )


@bp.get("/cuts")
def cuts(review: str) -> str:
    """How far the review is by category and by lead body, for all awards or for one."""
    state = review_state(review)
    award = request.args.get("award", "")
    if award:
        guards.need_award(state, award)
    units = {one.team for one in seats_of(ctx(), review, role="unit") if not one.revoked_at}
    with ctx().store.read() as uow:
        organisations = {one.id: one for one in uow.of(Organisation).all()}
    return show(
        "cuts.html",
        review,
        state,
        here="nominations",
        award=award,
        statuses=present.STATUSES,
        categories=by_category(state, organisations, units, award),
        leads=by_lead(state, organisations, units, award),
    )


@bp.get("/nominations/<no>")
def nomination(review: str, no: str, error: Any = None) -> str:
    """One nomination: its form, its opinions, its files, what was found, its history; and the vetting of it."""
    state = review_state(review)
    one = nomination_of(state, no)
    award = state.award(one.award)
    assert award is not None
    form = _version(one)
    text, before = _text(review, form.draft), None
    if form.version > 1:
        before = _text(review, one.forms[form.version - 2].draft)
    answers = present.answers(state.rules, award, text, before)
    with ctx().store.read() as uow:
        roster = held_under(uow, award.entry.roster) if award.entry.roster else ()
    return show(
        "nomination.html",
        review,
        state,
        error,
        here="nominations",
        one=one,
        award=award,
        version=form,
        answers=answers,
        checks=present.checks(state, one, award, answers, roster),
        files=attachments_of(ctx(), form.draft),
        history=present.history(one, words(review, state), state.revoked(one.award, one.no)),
        departments=[it for it in state.rules.sign_offs if not it.awards or award.id in it.awards],
        faults=FAULTS,
        day=today(state),
        due_over=now() >= guards.ends_at(state.rules, state.rules.due),
        reason=reason_text(one, say()),
        brought=Brought(review, error),
        judged=any(subject.nomination == one.no for subject in state.subjects.values()),
    )


def _version(one: Nomination) -> Any:
    """The version that the address asks for, else the newest."""
    asked = request.args.get("version", "")
    return next((form for form in one.forms if str(form.version) == asked), one.form)


def _text(review: str, draft: str) -> NominationText | None:
    try:
        return draft_of(ctx(), actor=seat().actor, review_id=review, draft_id=draft)
    except LeitaiError:
        return None


@bp.post("/nominations/<no>/vet")
@form_of(nomination)
def vet(review: str, no: str) -> ResponseReturnValue:
    """Pass a nomination, return it once for correction, or refuse it."""
    one = nomination_of(review_state(review), no)
    verdict: VetVerdict = choice("verdict", get_args(VetVerdict))
    faults: tuple[FaultCode, ...] = ()
    if verdict != "pass":
        faults = tuple(code for code in FAULTS if code in request.form.getlist("fault"))
    version, seen = number(request.form.get("version", "")), number(request.form.get("seen", ""))
    until = day_of("until") if verdict == "return" else None
    act(review, Vet(one.no, version, verdict, faults, text_of("note"), until, seen))
    return done(review, f"vet-{verdict}", "nomination", {"name": one.nominee}, no=no)


@bp.post("/nominations/<no>/sign-off")
@form_of(nomination)
def sign_off(review: str, no: str) -> ResponseReturnValue:
    """Record a department's answer, with its document."""
    one = nomination_of(review_state(review), no)
    if remove_brought(owner_of_document(review, request.form.get("key", ""))):
        return nomination(review, no)
    agrees = choice("agrees", ("yes", "no")) == "yes"
    department, note = request.form.get("department", ""), text_of("note")
    act(review, SignOffNomination(one.no, department, agrees, note=note, **document_of(review, "sign_off")))
    return done(review, "signed-off", "nomination", {"name": department}, no=no)


@bp.post("/nominations/<no>/finding")
@form_of(nomination)
def finding(review: str, no: str) -> ResponseReturnValue:
    """Record an inspection on the spot, or a hearing of several sides, with its document."""
    one = nomination_of(review_state(review), no)
    if remove_brought(owner_of_document(review, request.form.get("key", ""))):
        return nomination(review, no)
    what = choice("what", ("inspection", "hearing"))
    said = need_day("day"), text_of("people", 200), text_of("found", 5_000)
    act(review, RecordFinding(one.no, what, *said, **document_of(review, "finding")))
    return done(review, "found", "nomination", no=no)


@bp.post("/nominations/<no>/withdraw")
@form_of(nomination)
def withdraw(review: str, no: str) -> ResponseReturnValue:
    """Withdraw a nomination for its unit, with the reason that the unit gave."""
    one = nomination_of(review_state(review), no)
    act(review, WithdrawNomination(one.no))
    return done(review, "withdrawn", "nomination", {"name": one.nominee}, no=no)
