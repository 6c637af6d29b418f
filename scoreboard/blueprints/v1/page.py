"""``/api/v1/`` for people: the promise, every operation, the life cycle of a match.

It is made of what the documents are made of, so it says what they say."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template

from scoreboard.api_docs import openapi
from scoreboard.api_docs.life_cycle import beside, life_cycle
from scoreboard.api_docs.openapi import V1
from scoreboard.blueprints.v1.guard import bp
from scoring.usecases.programs.tokens import SCOPES


@bp.get("/")
def page() -> str:
    """What a program may ask of this server, and how a match goes."""
    return render_template(
        "v1/page.html", operations=_operations(), scopes=SCOPES, life_cycle=list(life_cycle()), beside=beside()
    )


def _operations() -> list[dict[str, Any]]:
    """The operations of ``/api/v1`` in the order of their addresses."""
    made: list[dict[str, Any]] = current_app.extensions.setdefault("v1_operations", [])
    if not made:
        for path, methods in openapi(current_app)["paths"].items():
            for method, one in methods.items() if path.startswith(V1) else ():
                made.append({"method": method.upper(), "path": path, **one})
    return made
