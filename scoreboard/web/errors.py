"""Errors as answers: each class of error has its HTTP status, each code its words.

    {"error": {"code", "message", "what_is_safe", "next", "fields"}}

The same table serves JSON, the Socket.IO acknowledgement and the error page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask, current_app, has_request_context, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from structlog import get_logger
from werkzeug.exceptions import HTTPException

from scoreboard.i18n.catalogue import has_titles, of_error
from scoreboard.i18n.request import lang as asked_lang
from scoreboard.i18n.request import titles as titles_of_page
from scoreboard.i18n.titles import USUAL, Titles
from scoreboard.presenters.faults import fault_lines
from scoring.disk import is_full
from scoring.engine.errors import Broken, Conflict, FaultyRuleSheet, Forbidden, Invalid, LeitaiError, NotFound, Refused

log = get_logger()


class NotEntered(LeitaiError):
    """This browser holds no seat (``not-entered``) or is not signed in (``not-signed-in``)."""


class TooMany(LeitaiError):
    """Too many attempts (``too-many-tries``); ``seconds`` says after how long to try again."""


class Faulty(Invalid):
    """What a program brought has faults: ``lines`` lists them, each ``{"place", "text"}``."""

    def __init__(self, code: str, lines: Sequence[Mapping[str, str]], /, **fields: object) -> None:
        super().__init__(code, **fields)
        self.lines = lines


STATUS: tuple[tuple[type[LeitaiError], int], ...] = (
    (NotEntered, 401),
    (TooMany, 429),
    (Invalid, 400),
    (Forbidden, 403),
    (NotFound, 404),
    (Conflict, 409),
    (Refused, 409),
    (Broken, 500),
)

_HTTP_CODES = {
    400: "bad-request",
    404: "page-not-found",
    405: "method-not-allowed",
    413: "upload-too-large",
    415: "bad-request",
    422: "bad-request",
}


def status_of(error: LeitaiError) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def body_of(code: str, fields: dict[str, Any], lang: str, titles: Titles = USUAL) -> dict[str, Any]:
    """The error as every audience gets it, in words of ``lang``, with the ``titles`` that a rule sheet gives."""
    return {
        "code": code,
        "message": of_error(lang, code, "message", titles, **fields),
        "what_is_safe": of_error(lang, code, "safe", titles, **fields),
        "next": of_error(lang, code, "next", titles, **fields),
        "fields": {name: value if isinstance(value, int | str) else str(value) for name, value in fields.items()},
    }


def describe(error: LeitaiError, lang: str = "", match: str = "", review: str = "") -> dict[str, Any]:
    """``body_of`` for an error, in the language of this request where none is given, with the titles of ``match`` or of
    ``review``, or of what the address of this request names.

    A faulty rule sheet, and whatever else a program brought with faults, has them as a field: ``faults``, a list of
    ``{"place", "text"}``.
    """
    words = lang or asked_lang()
    body = body_of(error.code, dict(error.fields), words, _titles(words, error.code, match, review))
    if isinstance(error, FaultyRuleSheet):
        body["fields"]["faults"] = fault_lines(words, error.faults)
    if isinstance(error, Faulty):
        body["fields"]["faults"] = list(error.lines)
    return body


def _titles(lang: str, code: str, match: str, review: str) -> Titles:
    """The titles of a match or a review, looked up only for words that have any; as usual where the match cannot be
    read."""
    if not has_titles(lang, code):
        return USUAL
    if (found_there := titles_of_page(review)) != USUAL:
        return found_there
    asked = match or (str((request.view_args or {}).get("match", "")) if has_request_context() else "")
    try:
        found: Titles = current_app.extensions["titles"](asked) if asked else USUAL
    except LeitaiError:
        return USUAL
    return found


def wants_json() -> bool:
    """Whether this request's answer is read by a script."""
    if request.path.startswith("/api/") or request.is_json:
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def register(app: Flask) -> None:
    """Answer every error of this application in words."""
    app.register_error_handler(LeitaiError, _leitai)
    app.register_error_handler(CSRFError, lambda error: _answer(400, "form-expired", {}))
    app.register_error_handler(RecursionError, _too_deep)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _leitai(error: LeitaiError) -> ResponseReturnValue:
    status = status_of(error)
    if status >= 500:
        log.error("broken", code=error.code, fields=dict(error.fields))
    if isinstance(error, NotEntered) and not wants_json() and request.method == "GET":
        return _redirect_to_entry(error)
    answer = make_response(_said(status, describe(error)))
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.fields["seconds"])
    return answer


def _redirect_to_entry(error: NotEntered) -> ResponseReturnValue:
    """Redirect from a page that needs a seat or an account to the page that gives one, and back afterwards."""
    if error.code == "not-signed-in":
        onward = request.full_path if request.query_string else request.path
        return redirect(url_for("entry.sign_in", next=onward))
    return render_template("entry/enter.html", error=describe(error)), 401


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()  # a redirect raised as an exception
    return _answer(error.code, _HTTP_CODES.get(error.code, "unforeseen" if error.code >= 500 else "bad-request"), {})


def _too_deep(error: RecursionError) -> ResponseReturnValue:
    """A body of too many opening brackets, at which the parser stopped."""
    log.warning("body-too-deep", problem=str(error))
    return _answer(400, "bad-request", {})


def _unforeseen(error: Exception) -> ResponseReturnValue:
    if is_full(error):
        return _leitai(Refused("disk-full"))
    log.error("unforeseen", exc_info=error)
    return _answer(500, "unforeseen", {})


def _answer(status: int, code: str, fields: dict[str, Any]) -> ResponseReturnValue:
    return _said(status, body_of(code, fields, asked_lang()))


def _said(status: int, body: dict[str, Any]) -> ResponseReturnValue:
    if wants_json():
        return {"error": body}, status
    return render_template("errors/error.html", error=body, status=status), status
