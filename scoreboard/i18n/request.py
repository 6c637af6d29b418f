"""The language of a request, and the words in it."""

from __future__ import annotations

from flask import current_app, g, has_request_context, request

from scoreboard.i18n.catalogue import LANGS, area, catalogue, known, of_error, say, saying
from scoreboard.i18n.titles import USUAL, Titles

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
    "titles",
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
    return str(saying(lang(), titles())(key, **fields))


def titles() -> Titles:
    """What the rule sheet of the match that this page is about calls people; as usual on every other page."""
    found: Titles = g.get("titles", USUAL) if has_request_context() else USUAL
    return found
