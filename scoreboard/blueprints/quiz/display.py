"""The big screen's page (大屏); its script draws the view that the server sends."""

from __future__ import annotations

from flask import Blueprint, render_template

from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.web.auth import require_seat

bp = Blueprint("display", __name__)


@bp.get("/m/<match>/display")
@require_seat("display", "host", "chief")
def screen(match: str) -> str:
    """The screen of a match."""
    return render_template("display/display.html", match=match, titles=titles_of(match))
