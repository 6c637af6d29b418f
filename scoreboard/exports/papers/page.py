"""A paper as a page draws it: templates/papers/blocks.html asks each block for its kind."""

from __future__ import annotations

import re

from scoreboard.exports.papers.blocks import Block, Paper, Signature, Title
from scoreboard.exports.papers.words import day_of, word
from scoring.engine.rulefile.printed import Lang

_UPPER = re.compile("(?<!^)(?=[A-Z])")


def kinds(paper: Paper) -> list[tuple[str, Block]]:
    """The blocks of a paper, each with the name of its kind: ``title``, ``form_grid``, ``sign_boxes`` …"""
    return [(_UPPER.sub("_", type(block).__name__).lower(), block) for block in paper.blocks]


def body(paper: Paper) -> list[tuple[str, Block]]:
    """The same without the paper's own title, which a web page has already."""
    return [part for no, part in enumerate(kinds(paper)) if not (no == 0 and isinstance(part[1], Title))]


def date_line(signature: Signature, lang: Lang) -> str:
    """The date of a signature in words, or blanks for one that is written by hand."""
    return day_of(signature.on, lang) if signature.on else word(lang, "day")
