"""The blueprint of ``/api/v1`` and the guard of its routes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Blueprint
from flask.typing import ResponseReturnValue

from scoreboard.api_docs.operation import operation_of
from scoreboard.web import bearer
from scoreboard.web.auth import services
from scoreboard.web.security import csrf
from scoring.usecases.context import Context
from scoring.usecases.programs.records import Scope

bp = Blueprint("v1", __name__, url_prefix="/api/v1")
csrf.exempt(bp)
bp.after_request(bearer.noted)

View = Callable[..., ResponseReturnValue]


def by_token(view: View) -> View:
    """Let a view answer only to a token with the scope of its ``Operation``, for the match or the competition in its
    address."""
    operation = operation_of(view)
    assert operation is not None

    @wraps(view)
    def guarded(**kwargs: Any) -> ResponseReturnValue:
        place: dict[str, str] = {name: str(kwargs[name]) for name in ("match", "competition") if name in kwargs}
        bearer.require(cast(Scope, operation.scope), place)
        return view(**kwargs)

    return guarded


def ctx() -> Context:
    """The use cases' context."""
    return services().ctx
