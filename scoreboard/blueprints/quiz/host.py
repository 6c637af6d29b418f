"""The host's console (主持人), and the press test before a match."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.web.auth import Seat, require_seat

bp = Blueprint("host", __name__)


@bp.get("/m/<match>/host")
@require_seat("host")
def console(match: str) -> str:
    """The console's page of a match; its script draws the view that the server sends."""
    seat: Seat = g.seat
    return render_template("host/console.html", match=match, seat=seat, titles=titles_of(match))


@bp.get("/m/<match>/press-test")
@require_seat("host", "chief", "team")
def press_test(match: str) -> str:
    """The press test: every station tries its button, and the host sees how well each can be timed."""
    seat: Seat = g.seat
    return render_template("press_test/press_test.html", match=match, seat=seat, titles=titles_of(match))
