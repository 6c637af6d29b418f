"""HTML inside questions as plain text."""

from __future__ import annotations

import html
import re

from scoring.tables.text import LOWERED, RAISED

_SHIFTED = re.compile(r"<su([pb])>([^<>]{1,200})</su[pb]>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,9}/?>|</(?:p|div|li|tr)\s{0,9}>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s{0,9}>", re.IGNORECASE)
_STRUCK = re.compile(r"<(?:s|strike|del)\s{0,9}>([^<>]{1,200})<", re.IGNORECASE)
_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")
_MEDIA = re.compile(r"<(?:img|audio|video|object|embed|iframe)\b", re.IGNORECASE)


def shows_media(text: str) -> bool:
    """Whether the text has a picture, a sound or a film in it, of which ``plain`` leaves nothing."""
    return bool(_MEDIA.search(text))


def struck_in(text: str) -> str:
    """The words that are struck through, "" for none; ``plain`` leaves them like any others."""
    return html.unescape("".join(_STRUCK.findall(text)))


def plain(text: str) -> str:
    """The text without its elements: paragraphs, breaks and rows become line ends, cells are a blank apart, entities
    become their characters, raised and lowered figures stay (10⁸)."""
    text = _SHIFTED.sub(lambda found: found[2].translate(RAISED if found[1] in "pP" else LOWERED), text)
    return html.unescape(_ELEMENT.sub("", _CELL.sub(" ", _BREAK.sub("\n", text))))
