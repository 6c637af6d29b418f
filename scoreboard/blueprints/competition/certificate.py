"""The public page behind the code of a certificate: valid, corrected or revoked, and nothing else."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.web import auth
from scoreboard.web.security import attempt_at
from scoring.engine.errors import Forbidden
from scoring.usecases.competition.commend import certificate_standing

bp = Blueprint("certificate", __name__, url_prefix="/cert")

LONGEST = 40
"""Signs of a code as it is typed."""


@bp.get("/")
def ask() -> ResponseReturnValue:
    """The page where a code is typed."""
    code = request.args.get("code", "").strip()[:LONGEST]
    if code:
        return redirect(url_for("certificate.show_standing", code=code), 303)
    return render_template("certificate.html", code="", standing="")


@bp.get("/<path:code>")
def show_standing(code: str) -> ResponseReturnValue:
    """What the certificate with this code is worth."""
    typed = code[:LONGEST]
    try:
        with attempt_at("certificates"):
            found = certificate_standing(auth.services().ctx, typed)
    except Forbidden:
        return render_template("certificate.html", code=typed, standing="unknown"), 404
    return render_template("certificate.html", code=typed, standing=found)
