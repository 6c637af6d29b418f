"""The language of a request, and the words in it."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, g, has_request_context, request

from scoreboard.i18n.catalogue import LANGS, area, catalogue, known, of_error, say, saying, usual_chair

__all__ = [
    "COOKIE",
    "HTML_LANG",
    "LANGS",
    "area",
    "catalogue",
    "known",
    "lang",
    "of_error",
    "say",
    "t",
    "title",
    "words",
]

HTML_LANG = {"zh": "zh-Hans", "en": "en"}
COOKIE = "lang"


def lang() -> str:
    """The language of this request: ``?lang=``, else its cookie, else the setting.  Outside a request: Chinese."""
    if not has_request_context():
        return LANGS[0]
    if "lang" not in g:
        asked = (request.args.get("lang"), request.cookies.get(COOKIE), default())
        g.lang = next((lang for lang in asked if lang in LANGS), LANGS[0])
    return str(g.lang)


def default() -> str:
    """The language that the settings name for this server."""
    return str(current_app.config["LEITAI_LANG"])


def t(key: str, /, **fields: object) -> str:
    """The words for ``key`` in the language of this request."""
    return words()(key, **fields)


def words() -> Callable[..., str]:
    """``say`` in the language of this request; in a review with the title of its chair."""
    return saying(lang(), title())


def title(review: str = "") -> str:
    """What a review calls its chair, in the language of this request: the review that the address names where none is
    given; "" elsewhere."""
    if not has_request_context():
        return ""
    asked = review or str((request.view_args or {}).get("review", ""))
    if not asked:
        return ""
    known: dict[str, str] = g.setdefault("titles", {})
    if asked not in known:
        known[asked] = str(current_app.extensions["chair_title"](asked)) or usual_chair(lang())
    return known[asked]
