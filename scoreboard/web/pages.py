"""What every template may use: words, language, the seat of this page."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, request
from markupsafe import Markup

from scoreboard.i18n import request as i18n
from scoreboard.i18n.seat_names import seat_name
from scoreboard.web import auth

_YEAR = 365 * 24 * 3600
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def words_json(*areas: str) -> Markup:
    """The words of these areas, and of errors, as a block of data for the page's script: a strict content policy
    allows no script in the page, but data it does."""
    words = i18n.area(i18n.lang(), "errors", *areas)
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPED.items():
        text = text.replace(sign, escape)
    return Markup('<script type="application/json" id="words">{}</script>').format(Markup(text))  # noqa: S704  escaped


def other_lang() -> str:
    """The address of this page, with all that was asked of it, in the other language."""
    other = "en" if i18n.lang() == "zh" else "zh"
    if request.method != "GET":
        return f"/?lang={other}"
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{quote(request.path)}?{urlencode([*asked, ('lang', other)])}"


def register(app: Flask) -> None:
    """Give the templates their globals, and keep a chosen language."""
    app.jinja_env.globals.update(
        t=i18n.t,
        lang=i18n.lang,
        html_lang=lambda: i18n.HTML_LANG[i18n.lang()],
        words_json=words_json,
        other_lang=other_lang,
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
