"""The guides for organisers, as pages: the texts of docs/, for a hall without the internet.

A wheel carries them beside the pages (hatch_build.py), without their pictures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

NAMES = (
    "handbook", "venue", "two-days", "contest", "award-review", "backup", "personal-data", "rule-sheets",
    "registration", "stages", "schedule", "event-questions", "overview", "commendation", "on-air", "register",
    "campaigns", "tally",
)  # fmt: skip
"""The guides by the names of their files, in the order of the list."""

ENDINGS = {"zh": ".zh-CN.md", "en": ".md"}
"""What the file of a language ends with."""

_LINK = re.compile(r"([a-z-]+)(?:\.zh-CN)?\.md(?:#.*)?")
_BOX = re.compile(r"\[[ x]\] ")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as a page: its title, its HTML without it, and the sections (anchor, heading)."""

    title: str
    body: str
    sections: tuple[tuple[str, str], ...]


def files() -> list[str]:
    """The texts of all guides, from the directory that holds ``docs``."""
    return [f"docs/{name}{ending}" for name in NAMES for ending in ENDINGS.values()]


def title_of(root: Path, name: str, lang: str) -> str:
    """The first heading of a guide."""
    return _text(root, name, lang).partition("\n")[0].removeprefix("# ").strip()


@lru_cache(maxsize=2 * len(NAMES))
def guide(root: Path, name: str, lang: str) -> Guide:
    """One of ``NAMES`` as a page.  HTML in a text is shown as it is written; a link leads to another guide, to a place
    in the same one or out of the project, and what leads elsewhere in the project is its words alone."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(_text(root, name, lang))
    sections: list[tuple[str, str]] = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            anchor = f"s{len(sections) + 1}"
            token.attrSet("id", anchor)
            sections.append((anchor, _words(tokens[at + 1])))
        elif token.type == "inline" and token.children is not None:
            token.children = _mended(token.children, name, lang)
    body = reader.renderer.render(_scrolling(tokens[3:]), reader.options, {})
    return Guide(_words(tokens[1]), body, tuple(sections))


def _text(root: Path, name: str, lang: str) -> str:
    return (root / "docs" / f"{name}{ENDINGS[lang]}").read_text("utf-8")


def _words(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def _mended(children: Sequence[Token], name: str, lang: str) -> list[Token]:
    """The parts of a line without pictures, without the way to the other language, and with links that lead to pages;
    an end of line between Chinese signs is no blank."""
    kept: list[Token] = []
    ends: list[str] = []
    for child in children:
        if child.type == "link_open":
            target = str(child.attrGet("href") or "")
            to = _LINK.fullmatch(target)
            if to and to[1] == name:
                ends.append("other")
            elif to and to[1] in NAMES:
                child.attrSet("href", f"/help/{to[1]}")
                ends.append("kept")
            else:
                ends.append("kept" if "://" in target or target.startswith("#") else "words")
            if ends[-1] == "kept":
                kept.append(child)
        elif child.type == "link_close":
            if ends.pop() == "kept":
                kept.append(child)
        elif child.type == "softbreak" and lang == "zh" and not (kept and kept[-1].content[-1:].isascii()):
            continue
        elif child.type != "image" and "other" not in ends:
            kept.append(child)
    for first in kept[:1]:
        first.content = _BOX.sub("☐ ", first.content.removeprefix(" · ").removeprefix(" · "), count=1)
    return kept


def _scrolling(tokens: Sequence[Token]) -> list[Token]:
    """Each table in a box that scrolls on a telephone; paragraphs of which nothing is left are gone."""
    from markdown_it.token import Token

    made: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            made.append(Token("html_block", "", 0, content='<div class="scroll" tabindex="0">'))
        made.append(token)
        if token.type == "table_close":
            made.append(Token("html_block", "", 0, content="</div>"))
        if token.type == "paragraph_close" and not (made[-2].content and made[-2].children):
            del made[-3:]
    return made
