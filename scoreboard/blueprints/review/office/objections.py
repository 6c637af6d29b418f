"""The docket of objections at the study office, which alone sees who objects; and the places that become free."""

from __future__ import annotations

from typing import Any, Literal, get_args

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.review.brought_forms import attach_brought, remove_brought
from scoreboard.blueprints.review.desk import act, ctx, form_of, review_state, seat
from scoreboard.blueprints.review.office.desk import bp, choice, day_of, done, key_again, number, show, text_of, today
from scoring.engine.errors import NotFound
from scoring.engine.review import guards
from scoring.engine.review.campaign import Ground
from scoring.engine.review.commands_decision import AdmitObjection, CloseObjection, FillVacancy
from scoring.engine.review.ranking import listed, next_in_line, next_tied
from scoring.engine.review.state import Objection, ReviewState
from scoring.usecases.attachments import attachments_of
from scoring.usecases.review.brought import OF_OBJECTION, owner_of_evidence
from scoring.usecases.review.objections import LONGEST_TEXT, evidence_of, objectors_of, record_of, take_objection
from scoring.usecases.review.records import Objector


@bp.get("/objections")
def objections(review: str, error: Any = None) -> str:
    """The docket with its deadlines, and the form for an objection that came on paper."""
    state = review_state(review)
    rows = sorted(state.objections, key=lambda one: (not one.open, one.answer_by, one.no))
    shown = {line.nomination: line for notice in state.notices for line in notice.shown}
    key = key_again(error)
    owner = owner_of_evidence(review, record_of(review, key))
    values = {"rows": rows, "who": _objectors(review), "day": today(state), "shown": shown.values()}
    values |= {"paper_key": key, "owner": owner, "fields": OF_OBJECTION, "held": attachments_of(ctx(), owner)}
    return show("objections.html", review, state, error, here="objections", **values)


def _objectors(review: str) -> dict[str, Objector]:
    """Who objects, by the digest that the ledger has."""
    return {one.digest: one for one in objectors_of(ctx(), actor=seat().actor, review_id=review)}


@bp.post("/objections")
@form_of(objections)
def take_from_paper(review: str) -> ResponseReturnValue:
    """Enter an objection that came on paper, with the day on which it arrived and what was handed in with it."""
    key = request.form.get("key", "")
    owner = owner_of_evidence(review, record_of(review, key))
    if remove_brought(owner):
        return objections(review)
    by: Literal["person", "unit"] = choice("by", ("person", "unit"))
    about = request.form.get("nomination", "")
    attach_brought(owner, OF_OBJECTION)
    take_objection(
        ctx(),
        actor=seat().actor,
        review_id=review,
        key=key,
        notice=number(request.form.get("notice", "")),
        by=by,
        name=text_of("name", 200),
        contact=text_of("contact", 200),
        text=text_of("said", LONGEST_TEXT),
        nomination=number(about) if about else None,
        arrived=day_of("arrived"),
        device=seat().device,
    )
    return done(review, "objection-taken", "objections")


def _objection(state: ReviewState, no: str) -> Objection:
    known = no.isascii() and no.isdigit() and len(no) <= 9
    return guards.need_objection(state, int(no) if known else 0)


@bp.get("/objections/<no>")
def objection(review: str, no: str, error: Any = None) -> str:
    """One objection: who, what, about whom; its next step."""
    state = review_state(review)
    one = _objection(state, no)
    found = None if one.nomination is None else state.nominations[one.nomination]
    heirs: tuple[int, ...] = ()
    held, award = True, state.award(found.award) if found is not None and not found.over else None
    if found is not None and award is not None:
        heir, held = next_in_line(state, award), guards.holds_place(state, award, found.no)
        heirs = next_tied(state, award) or (() if heir is None else (heir,))
    who = _objectors(review).get(one.digest)
    return show(
        "objection.html",
        review,
        state,
        error,
        here="objections",
        one=one,
        shown=guards.need_notice(state, one.notice).shown,
        who=who,
        files=evidence_of(ctx(), actor=seat().actor, review_id=review, record_id=who.id) if who else (),
        about=found,
        heirs=[state.nominations[no] for no in heirs],
        revokes=found is not None and found.award in state.published,
        held=held,
        day=today(state),
    )


@bp.post("/objections/<no>/admit")
@form_of(objection)
def admit(review: str, no: str) -> ResponseReturnValue:
    """Take an objection up, or refuse it on one of the grounds of the campaign."""
    one = _objection(review_state(review), no)
    taken_up = choice("admit", ("yes", "no")) == "yes"
    ground: Ground | None = None
    if not taken_up and request.form.get("ground"):
        ground = choice("ground", get_args(Ground))
    act(review, AdmitObjection(one.no, taken_up, ground, text_of("text")))
    return done(review, "admitted" if taken_up else "not-admitted", "objection", no=no)


@bp.post("/objections/<no>/close")
@form_of(objection)
def close(review: str, no: str) -> ResponseReturnValue:
    """Close the inquiry: upheld, which removes the nomination from its list, or rejected."""
    one = _objection(review_state(review), no)
    upheld = choice("upheld", ("yes", "no")) == "yes"
    about = request.form.get("nomination", "")
    act(review, CloseObjection(one.no, upheld, text_of("text"), number(about) if about else None))
    if upheld and any(it.objection == one.no for it in review_state(review).revocations):
        return done(review, "upheld-revoked", "review_decisions.decisions")
    return done(review, "upheld" if upheld else "rejected", "vacancies" if upheld else "objections")


@bp.get("/vacancies")
def vacancies(review: str, error: Any = None) -> str:
    """Places whose holder was removed, with what the rule proposes, and what was settled."""
    state = review_state(review)
    rows = []
    for one in state.vacancies:
        award = guards.need_award(state, one.award)
        there = set(listed(state, award.id))
        free = [it for it in state.of_award(award.id) if it.status == "accepted" and it.no not in there]
        proposed = next_in_line(state, award) if one.settled is None else one.proposed
        held = guards.holds_place(state, award, one.removed)
        rows.append((one, award, proposed, free, next_tied(state, award), held))
    return show("vacancies.html", review, state, error, here="objections", rows=rows)


@bp.post("/vacancies")
@form_of(vacancies)
def fill_vacancy(review: str) -> ResponseReturnValue:
    """Confirm what becomes of a place, or depart from the proposal with a reason."""
    state = review_state(review)
    removed, given = number(request.form.get("removed", "")), request.form.get("filled_by", "")
    if removed not in state.nominations:
        raise NotFound("nomination-unknown", nomination=removed)
    award = state.nominations[removed].award
    act(review, FillVacancy(award, removed, number(given) if given else None, text_of("why", 500)))
    return done(review, "vacancy-settled", "vacancies")
