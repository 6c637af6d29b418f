"""The judge's tablet (评委), which shows one answer at a time."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.web.auth import Seat, require_seat

bp = Blueprint("judge", __name__)


@bp.get("/m/<match>/judge")
@require_seat("judge")
def tablet(match: str) -> str:
    """The tablet of one judge's seat."""
    seat: Seat = g.seat
    return render_template("judge/tablet.html", match=match, seat=seat, titles=titles_of(match))
