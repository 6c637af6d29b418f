"""The OpenAPI description of a route for programs, written beside the route."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal

from flask import request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ValidationError

from scoring.engine.errors import Invalid

JSON = "application/json"

Shape = type[BaseModel] | str
"""A pydantic model, or the name of one of the shared schemas."""

Tag = Literal["Entry", "Match", "Review", "Competition", "Attachments", "Exports", "Public", "Ops", "V1"]

View = Callable[..., Any]


@dataclass(frozen=True)
class Operation:
    """What the OpenAPI document says of a route; the rest follows from its address and its docstring.

    It decorates the view, below the route, and holds it to the models that it names: a model in ``takes`` is read from
    the request's JSON and handed over as ``body``; where ``gives`` is a model, the view returns one.
    """

    summary: str
    id: str
    tag: Tag
    takes: Shape | None = None
    brings: str = ""
    """The media type of a body that is taken as bytes; empty: there is none."""
    gives: Shape | None = None
    means: str = ""
    """What the answer 200 is; empty: the summary."""
    types: tuple[str, ...] = (JSON,)
    """The media types of the answer 200."""
    refuses: Mapping[int, str] = field(default_factory=dict)
    """Meaning by status; 401, 403 and 404 of a match are added without being named here."""
    headers: tuple[Mapping[str, Any], ...] = ()
    """Parameters of this route alone, in the header or in the query."""
    scope: str = ""
    """The scope that an access token must have; empty: the route takes no token."""

    def __call__(self, view: View) -> View:
        """The view, with this operation on it for ``operation_of``."""

        @wraps(view)
        def described(**kwargs: Any) -> ResponseReturnValue:
            if isinstance(self.takes, type):
                kwargs["body"] = _read(self.takes)
            answer = view(**kwargs)
            return answer.model_dump(mode="json") if isinstance(answer, BaseModel) else answer

        described.operation = self  # type: ignore[attr-defined]
        return described


def operation_of(view: View) -> Operation | None:
    """The operation that decorates a view; None for a page."""
    return getattr(view, "operation", None)


def _read(model: type[BaseModel]) -> BaseModel:
    """The request's JSON as ``model``, whatever its content type.

    Raises ``Invalid("input-wrong")`` with the dotted places of what does not fit, ``BadRequest`` where it is no JSON.
    """
    try:
        return model.model_validate(request.get_json(force=True))
    except ValidationError as error:
        places = dict.fromkeys(".".join(map(str, fault["loc"])) or "/" for fault in error.errors())
        raise Invalid("input-wrong", places=", ".join(places)) from None
