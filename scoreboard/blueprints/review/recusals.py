"""The form in which a chair's recusal is recorded: of the study office, or of another chair's card."""

from __future__ import annotations

from typing import Any

from flask import request

from scoreboard.blueprints.review.desk import act, ctx, say
from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.review.recusals import recorded, suggestions
from scoring.engine.errors import Forbidden, Invalid
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.chairs import leads, left_by
from scoring.engine.review.commands_judging import RecuseChair
from scoring.engine.review.state import ReviewState
from scoring.usecases.review.seats import seats_in

LONGEST_REASON = 500


def chairs_of(review: str) -> tuple[PanelJudge, ...]:
    """Everybody who holds a chair's card, under the name that the page shows."""
    with ctx().store.read() as uow:
        held = [one for one in seats_in(uow, review) if one.role == "chair"]
    return tuple(PanelJudge(one.id, seat_name(one.role, one.label, say()), one.organisation) for one in held)


def recusal_values(review: str, state: ReviewState) -> dict[str, Any]:
    """What the form shows: the chair's cards, what the register suggests, what is recorded."""
    chairs = chairs_of(review)
    return {"chairs": chairs, "recorded": recorded(state, say()), "suggested": suggestions(state, chairs)}


def record_recusal(review: str) -> None:
    """Record what the form says."""
    form = request.form
    if len(form.get("reason", "")) > LONGEST_REASON:
        raise Invalid("text-too-long", field="reason", limit=LONGEST_REASON)
    no = form.get("nomination", "").strip()
    if not (no.isascii() and no.isdigit() and len(no) <= 9):
        raise Invalid("input-wrong", places=say()("review_office.field.nomination"))
    act(review, RecuseChair(int(no), form.get("chair", ""), form.get("deputy", "")))


def check_leads(state: ReviewState, award: str, role: str, ticket: str) -> None:
    """Raises ``Forbidden`` for a chair's card that does not lead the award."""
    if role == "chair" and not leads(state, award, ticket):
        raise Forbidden("chair-recused" if award in left_by(state, ticket) else "chair-not-deputy", award=award)
