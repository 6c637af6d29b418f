"""The tablet of a judge of a review (评委), and the papers of what it marks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template

from scoreboard.blueprints.review.desk import campaign_calendar, ctx, review_state, seat
from scoreboard.live import Live
from scoreboard.presenters.review.conceal import may_read
from scoreboard.presenters.review.papers import paper_part
from scoreboard.web.auth import require_seat
from scoring.engine.errors import Forbidden, Refused
from scoring.usecases.attachments import attachments_of
from scoring.usecases.review.records import NominationText

bp = Blueprint("review_judge", __name__)


@bp.get("/r/<review>/judge")
@require_seat("judge")
def tablet(review: str) -> str:
    """The tablet of one judge's seat."""
    return render_template(
        "review/judge.html", review=review, seat=seat(), calendar=campaign_calendar(review_state(review))
    )


@bp.get("/r/<review>/judge/subject/<int:no>")
@require_seat("judge")
def subject(review: str, no: int) -> dict[str, Any]:
    """The public texts and files of a subject's form, for a judge who has pledged and may mark it; raises
    ``Forbidden("paper-hidden")``, or ``Refused("seat-taken")`` on a second device until a desk gives it the seat."""
    live: Live = current_app.extensions["live"]
    if not live.services.presence.has_seat(seat().ticket, seat().device, live.services.now()):
        raise Refused("seat-taken", label=seat().label)
    state = review_state(review)
    if not may_read(state, seat().ticket, no):
        raise Forbidden("paper-hidden")
    with ctx().store.read() as uow:
        nomination = state.nominations[state.subjects[no].nomination]
        text = uow.of(NominationText).get(nomination.form.draft)
    files = attachments_of(ctx(), nomination.form.draft)
    return dict(paper_part(state, state.subjects[no], text.values if text else {}, files))
