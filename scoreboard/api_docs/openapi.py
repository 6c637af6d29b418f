"""The HTTP interface: what the routes say of themselves, completed by the shared schemas."""

from __future__ import annotations

from typing import Any

from scoreboard.api_docs.schemas import PREFIX, components

ABOUT = """Lead, play and watch a knowledge competition.

A client takes a seat with `POST /api/enter` and is known by its session cookie from then on. Before its first POST it
asks `GET /api/session` for the CSRF token and sends it as `X-CSRFToken`. Commands carry a key that the client made
(`Idempotency-Key`): the same key again gets the first answer. The same commands and views travel over Socket.IO, see
`/asyncapi.json`. Points are exact decimals written as text, times are milliseconds since the epoch. Every refusal has
the shape `Error`; its `code` never changes and is listed in docs/errors.md, its words are in the language asked for
(`?lang=en` or `?lang=zh`, kept in a cookie)."""

MEDIA_TYPES = ("image/*", "audio/*", "video/*")

FILES = {
    "ranking.csv": ("text/csv", "A table with a byte order mark, in the language asked for"),
    "ranking.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "The same as a workbook"),
    "book": ("application/json", "The match book, as docs/match-book.md says"),
}
"""What a match gives to take home: media type and meaning."""

HEADERS = {
    "giveCommand": [
        {
            "in": "header", "name": "Idempotency-Key", "required": True,
            "description": "Made by the client for this one command; a repeat gets the first answer.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 128},
        },
    ],
}  # fmt: skip

CSRF = {
    "in": "header", "name": "X-CSRFToken", "required": True, "schema": {"type": "string"},
    "description": "The token from `GET /api/session`.",
}  # fmt: skip
SEAT = {
    "in": "header", "name": "X-Seat", "required": False, "schema": {"type": "string"},
    "description": "The ticket id of the seat that is meant, where this session holds several.",
}  # fmt: skip

WATCHED = {
    "/healthz": ("health", "The process answers", "application/json"),
    "/readyz": ("ready", "A match can be led on this server", "application/json"),
    "/metrics": ("metrics", "Counters for Prometheus", "text/plain"),
    "/asyncapi.json": ("getAsyncApi", "The description of the socket", "application/json"),
    "/openapi.json": ("getOpenApi", "This description", "application/json"),
}
"""Routes for machines that watch or read, beside the match."""


def complete(spec: dict[str, Any]) -> dict[str, Any]:
    """The whole document, from what the application's routes gave."""
    spec["info"]["description"] = ABOUT
    spec["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    schemas = spec["components"]["schemas"]
    schemas |= components()
    for unused in ("HTTPError", "ValidationError"):
        schemas.pop(unused, None)
    spec["components"]["securitySchemes"] = {
        "seat": {"type": "apiKey", "in": "cookie", "name": "leitai_{port}", "description": "The session of a seat."},
    }
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation)
    _describe_match(spec["paths"])
    for path, (operation_id, summary, mime) in WATCHED.items():
        answer = {"description": summary, "content": {mime: {"schema": {}}}}
        spec["paths"][path] = {
            "get": {"operationId": operation_id, "summary": summary, "tags": ["Ops"], "responses": {"200": answer}}
        }
    spec["tags"].append({"name": "Ops"})
    return spec


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """Every error has one shape, every POST needs the token, every match route may name its seat."""
    operation.setdefault("operationId", _id_of(method, path))
    operation["parameters"] += HEADERS.get(operation["operationId"], [])
    if method == "post":
        operation["parameters"].append(CSRF)
    if "/matches/" in path:
        operation["parameters"].append(SEAT)
        operation["security"] = [{"seat": []}]
        for status, meaning in (("401", "Not entered"), ("403", "Not for this seat")):
            operation["responses"].setdefault(status, {"description": meaning})
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {"application/json": {"schema": {"$ref": PREFIX + "Error"}}}
            response["description"] = response.get("description") or MEANING.get(status, "Refused")


MEANING = {"401": "Not entered", "403": "Not for this seat", "404": "No such thing", "409": "Not now"}


def _id_of(method: str, path: str) -> str:
    words = path.replace("{", "").replace("}", "").replace(".", "/").split("/")
    return method + "".join(word.title() for word in words if word not in ("", "api", "matches", "match"))


def _describe_match(paths: dict[str, Any]) -> None:
    give = paths["/api/matches/{match}/commands"]["post"]
    body = {"$ref": PREFIX + "CommandBody"}
    give["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    _answers(give, "Receipt", "The command is in the ledger")
    for status, meaning in (("400", "It does not fit"), ("409", "Not now, or the key belongs to another command")):
        error = {"application/json": {"schema": {"$ref": PREFIX + "Error"}}}
        give["responses"][status] = {"description": meaning, "content": error}
    _answers(paths["/api/matches/{match}/view"]["get"], "AnyView", "The whole picture")
    for name, (mime, meaning) in FILES.items():
        paths[f"/api/matches/{{match}}/{name}"]["get"]["responses"]["200"] = {
            "description": meaning, "content": {mime: {"schema": {}}},
        }  # fmt: skip
    medium = paths["/media/{media}"]["get"]
    medium["responses"]["200"]["content"] = {mime: {"schema": {}} for mime in MEDIA_TYPES}


def _answers(operation: dict[str, Any], schema: str, description: str) -> None:
    content = {"application/json": {"schema": {"$ref": PREFIX + schema}}}
    operation["responses"]["200"] = {"description": description, "content": content}
