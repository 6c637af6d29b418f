"""The big screen of a review (大屏), and the host's page that leads it."""

from __future__ import annotations

from flask import Blueprint, render_template

from scoreboard.blueprints.review.desk import campaign_calendar, review_state, seat
from scoreboard.web.auth import require_seat

bp = Blueprint("review_screen", __name__)


@bp.get("/r/<review>/display")
@require_seat("display", "host", "chair")
def display(review: str) -> str:
    """The screen of a review; its script draws the view that the server sends."""
    return render_template("review/display.html", review=review)


@bp.get("/r/<review>/host")
@require_seat("host")
def host(review: str) -> str:
    """The host's page; its script draws the view that the server sends."""
    return render_template(
        "review/host.html", review=review, seat=seat(), calendar=campaign_calendar(review_state(review))
    )
