"""The language of a request, and the words in it."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, g, has_request_context, request

from scoreboard.i18n.catalogue import LANGS, area, catalogue, known, of_error, say, saying, titles_in_review
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
    """``say`` in the language of this request, with the titles that stand on its page."""
    return saying(lang(), titles())


def titles(review: str = "") -> Titles:
    """What people are called on this page: as the rule sheet of its match says, or the campaign of ``review``, of the
    review that the address names where none is given; as usual on every other page."""
    if not has_request_context():
        return USUAL
    if "titles" in g and not review:
        found: Titles = g.titles
        return found
    asked = review or str((request.view_args or {}).get("review", ""))
    if not asked:
        return USUAL
    chairs: dict[str, Titles] = g.setdefault("chairs", {})
    if asked not in chairs:
        chairs[asked] = titles_in_review(lang(), str(current_app.extensions["chair_title"](asked)))
    return chairs[asked]
