"""帮助: the guides for organisers on the server itself, for a hall without the internet.  Anybody may read them."""

from __future__ import annotations

from flask import Blueprint, render_template

from scoreboard import guides, paths
from scoreboard.i18n import request as i18n
from scoring.engine.errors import NotFound

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("/")
def index() -> str:
    """All guides by their titles."""
    titles = [(name, guides.title_of(paths.root(), name, i18n.lang())) for name in guides.NAMES]
    return render_template("help/index.html", titles=titles)


@bp.get("/<name>")
def guide(name: str) -> str:
    """One guide."""
    if name not in guides.NAMES:
        raise NotFound("page-not-found")
    return render_template("help/guide.html", guide=guides.guide(paths.root(), name, i18n.lang()))
