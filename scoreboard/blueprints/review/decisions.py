"""The decision (审定) at the desk of the approver, and at the office's, which keeps the minutes: what each body
resolved, the moment of publishing, who is put forward."""

from __future__ import annotations

from typing import Any, get_args

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.review.brought_forms import document_of, remove_brought
from scoreboard.blueprints.review.desk import act, campaign_calendar, form_of, review_state
from scoreboard.blueprints.review.office.desk import (
    choice,
    done,
    need_day,
    now,
    number,
    only,
    order_of,
    show,
    text_of,
    to,
    today,
)
from scoreboard.blueprints.review.office.documents import Brought
from scoreboard.presenters.review.office import decisions as present
from scoring.engine.errors import Invalid
from scoring.engine.review import guards
from scoring.engine.review.commands_after import RevokeAward
from scoring.engine.review.commands_decision import PublishResult, PutForward, RecordDecision
from scoring.engine.review.state import DecisionVerdict, RevocationGround
from scoring.usecases.review.brought import owner_of_document

bp = Blueprint("review_decisions", __name__, url_prefix="/r/<review>")
bp.before_request(only("approver", "office"))


@bp.get("/approver")
def approver(review: str) -> ResponseReturnValue:
    """The home of the approver is the page of the decisions."""
    return redirect(to(review, "review_decisions.decisions"))


@bp.get("/decisions")
def decisions(review: str, error: Any = None) -> str:
    """Every award with a shortlist: what was decided, what is to be decided, what may be published."""
    state = review_state(review)
    found = present.decisions(state, now())
    brought = Brought(review, error)
    return show(
        "decisions.html",
        review,
        state,
        error,
        here="decisions",
        awards=found,
        brought=brought,
        calendar=campaign_calendar(state),
    )


@bp.post("/decisions/publish")
@form_of(decisions)
def publish(review: str) -> ResponseReturnValue:
    """The results of the chosen awards become public at this moment."""
    state = review_state(review)
    awards = tuple(one.id for one in state.rules.awards if one.id in request.form.getlist("award"))
    if not awards:
        raise Invalid("award-needed")
    act(review, PublishResult(awards))
    return done(review, "published", "review_decisions.decisions", {"count": len(awards)})


@bp.get("/decisions/<award>")
def decision(review: str, award: str, error: Any = None) -> str:
    """One award: the minutes of the next body, or of a further meeting of one that decided (``?body=``); the choice of
    who is put forward."""
    state = review_state(review)
    guards.need_shortlist(state, award)
    one = next(it for it in present.decisions(state, now()) if it.award.id == award)
    places, asked = guards.places_of(state, one.award), request.values.get("body", "")
    body = asked if asked in one.again else one.body
    return show(
        "decision.html",
        review,
        state,
        error,
        here="decisions",
        one=one,
        body=body,
        places=places,
        day=today(state),
        grounds=present.GROUNDS,
        brought=Brought(review, error),
    )


@bp.post("/decisions/<award>")
@form_of(decision)
def record(review: str, award: str) -> ResponseReturnValue:
    """Record what a deciding body resolved, with its votes and the scan of its minutes."""
    guards.need_shortlist(review_state(review), award)
    if remove_brought(owner_of_document(review, request.form.get("key", ""))):
        return decision(review, award)
    verdict: DecisionVerdict = choice("verdict", get_args(DecisionVerdict))
    votes = [
        number(request.form.get(name, "").strip() or "0") for name in ("members", "present", "yes", "no", "abstain")
    ]
    winners = order_of() if verdict == "pass" else ()
    body, seen = text_of("body", 200), number(request.form.get("seen", ""))
    members, present_, yes, no, abstain = votes
    command = RecordDecision(
        award, body, verdict, members, present_, yes, no, abstain, need_day("day"), winners, seen=seen,
        sure=request.form.get("sure") == "yes",
        turned_down=tuple(map(number, request.form.getlist("turned_down"))), text=text_of("text"),
        **document_of(review, "decision"),
    )  # fmt: skip
    act(review, command)
    return done(review, f"decision-{verdict}", "review_decisions.decisions", {"body": body})


@bp.post("/decisions/<award>/revoke")
@form_of(decision)
def revoke(review: str, award: str) -> ResponseReturnValue:
    """Take a published award back from a winner, by a resolution of the body that decided last."""
    state = review_state(review)
    guards.need_shortlist(state, award)
    nomination = number(request.form.get("nomination", ""))
    ground: RevocationGround = choice("revocation", present.GROUNDS)
    act(review, RevokeAward(award, nomination, ground, text_of("text"), need_day("day")))
    name = state.nominations[nomination].nominee
    return done(review, "revoked", "review_decisions.decisions", {"name": name})


@bp.post("/decisions/<award>/forward")
@form_of(decision)
def put_forward(review: str, award: str) -> ResponseReturnValue:
    """Choose the winners who go up to the higher level."""
    guards.need_shortlist(review_state(review), award)
    chosen = order_of()
    act(review, PutForward(award, chosen, text_of("why", 500)))
    return done(review, "forward", "review_decisions.decisions", {"count": len(chosen)})
