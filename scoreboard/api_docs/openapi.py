"""The HTTP interface as an OpenAPI document, from the URL map and the ``Operation`` of each route."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_args

from flask import Flask
from werkzeug.routing import Rule

from scoreboard.api_docs.operation import JSON, Operation, Shape, Tag, operation_of
from scoreboard.api_docs.schemas import PREFIX, components, models

V1 = "/api/v1/"
"""Where the addresses begin that are promised to programs (docs/api.md)."""

ABOUT = """Lead, play and watch a knowledge competition.

A client takes a seat with `POST /api/enter` and is known by its session cookie from then on. Before its first POST it
asks `GET /api/session` for the CSRF token and sends it as `X-CSRFToken`. Commands carry a key that the client made
(`Idempotency-Key`): the same key again gets the first answer. The same commands and views travel over Socket.IO, see
`/asyncapi.json`. Points are exact decimals written as text, times are milliseconds since the epoch. Every refusal has
the shape `Error`; its `code` never changes and is listed in docs/errors.md, its words are in the language asked for
(`?lang=en` or `?lang=zh`, kept in a cookie).

What stands under `/api/v1/` is promised (docs/api.md): fields and operations are added, none is renamed or removed, and
a client ignores fields that it does not know. It takes an access token (`Authorization: Bearer …`) or nothing, and no
cookie; so it asks for no CSRF token."""

CSRF = {
    "in": "header", "name": "X-CSRFToken", "required": True, "schema": {"type": "string"},
    "description": "The token from `GET /api/session`.",
}  # fmt: skip
SEAT = {
    "in": "header", "name": "X-Seat", "required": False, "schema": {"type": "string"},
    "description": "The ticket id of the seat that is meant, where this session holds several.",
}  # fmt: skip

TOKEN = {401: "No token, or none that is good", 403: "Not for this token", 404: "No such thing", 429: "Too fast"}
"""The errors with which every route that takes an access token may answer."""

SEATED = {401: "Not entered", 403: "Not for this seat", 404: "No such thing"}
"""The errors with which every route of a match may answer."""

Described = tuple[str, str, Operation, str]
"""Address, method, ``Operation`` and description of a route."""


def openapi(app: Flask) -> dict[str, Any]:
    """The whole document of an application; a route without an ``Operation`` is a page and is left out."""
    found = sorted(_described(app), key=lambda one: one[:2])
    shapes = [shape for _, _, operation, _ in found for shape in (operation.takes, operation.gives)]
    paths: dict[str, Any] = {}
    for path, method, operation, description in found:
        paths.setdefault(path, {})[method] = _operation(path, method, operation, description)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Leitai 擂台",
            "version": "1",
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The server that gives this document."}],
        "tags": [{"name": name} for name in get_args(Tag)],
        "paths": paths,
        "components": {
            "schemas": components() | models(shape for shape in shapes if isinstance(shape, type)),
            "securitySchemes": {
                "seat": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "leitai_{data}",
                    "description": "The session of a seat.",
                },
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An access token with the scope that the operation names as `x-scope`.",
                },
            },
        },
    }


def _described(app: Flask) -> Iterator[Described]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        operation = operation_of(view)
        if operation is not None:
            description = (inspect.getdoc(view) or "").partition("\n\n")[2]
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield _address(rule), method.lower(), operation, description


def _address(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _operation(path: str, method: str, operation: Operation, description: str) -> dict[str, Any]:
    """Every error has one shape, every change needs the token, every route of a match, a review or a
    competition may name its seat."""
    v1 = path.startswith(V1)
    of_seat = not v1 and any(part in path for part in ("/matches/", "/reviews/", "/competitions/"))
    always = TOKEN if operation.scope else SEATED if of_seat else {}
    named = [
        {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", path)
    ]
    made: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": [
            *named,
            *operation.headers,
            *([CSRF] if method != "get" and not v1 else []),
            *([SEAT] if of_seat else []),
        ],
        "responses": {"200": _answer(operation)}
        | {
            str(status): {"description": meaning, "content": _content(JSON, "Error")}
            for status, meaning in sorted((always | dict(operation.refuses)).items())
        },
    }
    if description:
        made["description"] = description
    if operation.takes is not None or operation.brings:
        content = _content(operation.brings or JSON, operation.takes)
        made["requestBody"] = {"required": True, "content": content}
    if of_seat:
        made["security"] = [{"seat": []}]
    if operation.scope:
        made["security"] = [{"token": []}]
        made["x-scope"] = operation.scope
    return made


def _answer(operation: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for mime in operation.types:
        content |= _content(mime, operation.gives)
    return {"description": operation.means or operation.summary, "content": content}


def _content(mime: str, shape: Shape | None) -> dict[str, Any]:
    name = shape.__name__ if isinstance(shape, type) else shape
    return {mime: {"schema": {"$ref": PREFIX + name} if name else {}}}
