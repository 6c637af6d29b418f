"""What every template may use: words, language, the seat of this page."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, request
from markupsafe import Markup

from scoreboard.i18n import request as i18n
from scoreboard.i18n.catalogue import say, titled
from scoreboard.i18n.seat_names import seat_name
from scoreboard.i18n.titles import USUAL, Titles
from scoreboard.presenters.kinds import kinds_part
from scoreboard.web import auth
from scoreboard.web.auth import Seat
from scoreboard.web.machine import at_machine
from scoring.engine.kinds import Kinds

FOUND_BY_PAGES = frozenset(
    {"no-answer", "stopped", "file-changed", "unforeseen", "too-late", "superseded", "not-delivered"}
)
"""Codes of errors that come from no server."""

VERSION = importlib.metadata.version("leitai")
"""Of this program: a page that was loaded before an update says an older one."""

_YEAR = 365 * 24 * 3600
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def words_json(*areas: str) -> Markup:
    """The words of these areas, and of errors, as a block of data for the page's script."""
    return _data("words", _titled(i18n.area(i18n.lang(), "errors", *areas), i18n.titles()))


def _titled(words: Mapping[str, str], titles: Titles) -> Mapping[str, str]:
    """The words with the titles that stand on the page."""
    return words if titles == USUAL else {key: titled(i18n.lang(), key, titles) for key in words}


def few_words_json(*areas: str, titles: Titles = USUAL) -> Markup:
    """The same for a page that has to be small: of errors those that its script finds itself; the server's bring their
    words along.  ``titles``: what the rule sheet calls people."""
    lang = i18n.lang()
    of_errors = i18n.area(lang, "errors").items()
    found = {key: text for key, text in of_errors if key.split(".")[1] in FOUND_BY_PAGES}
    return _data("words", _titled({**i18n.area(lang, *areas), **found}, i18n.titles() if titles == USUAL else titles))


def _data(name: str, value: object) -> Markup:
    """Data for the page's script, in the element of this id: a strict content policy forbids scripts in the page, but
    allows data."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPED.items():
        text = text.replace(sign, escape)
    block = '<script type="application/json" id="{}">{}</script>'
    return Markup(block).format(name, Markup(text))  # noqa: S704  escaped


def other_lang() -> str:
    """The address of this page with its query, in the other language."""
    other = "en" if i18n.lang() == "zh" else "zh"
    if request.method != "GET":
        return f"/?lang={other}"
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{quote(request.path)}?{urlencode([*asked, ('lang', other)])}"


def register(app: Flask, kinds_of: Callable[[Seat], Kinds[Any]]) -> None:
    """Give the templates their globals, and keep a chosen language; ``kinds_of`` gives the commands of a seat's job."""
    app.jinja_env.globals.update(
        t=i18n.t,
        lang=i18n.lang,
        html_lang=lambda lang=None: i18n.HTML_LANG[lang or i18n.lang()],
        say=say,
        words_json=words_json,
        few_words_json=few_words_json,
        data_json=_data,
        kinds_json=lambda: _data("kinds", kinds_part(kinds_of(g.seat), g.seat.role)),
        at_machine=at_machine,
        other_lang=other_lang,
        program_version=VERSION,
        zone=lambda: auth.services().config.zone,
        seat_name=lambda seat: seat_name(seat.role, seat.label, i18n.t),
        page_seat=lambda: g.get("seat"),
        current_account=auth.current_account,
    )
    app.after_request(_keep_lang)


def _keep_lang(response: Response) -> Response:
    chosen = request.args.get("lang")
    if chosen in i18n.LANGS:
        response.set_cookie(i18n.COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
    return response
