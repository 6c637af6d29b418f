"""The team's tablet (代表队): one picture at a time, drawn from the view of its seat."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.web.auth import Seat, require_seat

bp = Blueprint("team", __name__)


@bp.get("/m/<match>/team")
@require_seat("team")
def tablet(match: str) -> str:
    """The tablet of one seat of a team."""
    seat: Seat = g.seat
    return render_template("team/team.html", match=match, seat=seat, titles=titles_of(match))
