"""The blueprint of ``/api/v1`` and the guard of its routes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Blueprint, Response, current_app, g, request
from flask.typing import ResponseReturnValue

from scoreboard.api_docs.operation import operation_of
from scoreboard.live.services import LiveServices
from scoreboard.web import bearer
from scoreboard.web.auth import services
from scoreboard.web.security import csrf
from scoring.usecases.context import Context
from scoring.usecases.programs.records import Scope

bp = Blueprint("v1", __name__, url_prefix="/api/v1")
csrf.exempt(bp)
bp.after_request(bearer.noted)


@bp.after_request
def _tell_pages(answer: Response) -> Response:
    """Show every open page what was prepared: it stands in tables, and no entry tells of it."""
    prepared = g.get("scope") == "setup" and request.method != "GET" and not g.get("nothing_done")
    if prepared and answer.status_code < 400:
        live: LiveServices = current_app.extensions["live"].services
        live.everybody()
    return answer


def nothing_done() -> None:
    """Say of this request that it changes nothing: a look beforehand, or a repeat."""
    g.nothing_done = True


View = Callable[..., ResponseReturnValue]


def by_token(view: View) -> View:
    """Let a view answer only to a token with the scope of its ``Operation``, for the match or the competition in its
    address; what is public by its ``code`` takes the scope alone."""
    operation = operation_of(view)
    assert operation is not None

    @wraps(view)
    def guarded(**kwargs: Any) -> ResponseReturnValue:
        place: dict[str, str] = {name: str(kwargs[name]) for name in ("match", "competition") if name in kwargs}
        bearer.require(cast(Scope, operation.scope), None if "code" in kwargs else place)
        g.scope = operation.scope
        return view(**kwargs)

    return guarded


def ctx() -> Context:
    """The use cases' context."""
    return services().ctx
