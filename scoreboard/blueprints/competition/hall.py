"""The overview of a competition: the hall's screen of a stage, and the operator's page of all matches.

Their scripts draw the views that the server sends.
"""

from __future__ import annotations

from flask import Blueprint, render_template

from scoreboard.web.auth import require_seat

bp = Blueprint("hall", __name__, url_prefix="/hall")


@bp.get("/<competition>/display")
@require_seat("display")
def display(competition: str) -> str:
    """The screen of the newest stage, or of the one that its card names."""
    return render_template("hall/display.html", competition=competition)


@bp.get("/<competition>/operator")
@require_seat("operator")
def operator(competition: str) -> str:
    """All matches at once."""
    return render_template("hall/operator.html", competition=competition)
