"""The key of a choice that stands behind its last option (``D、回族（A）``), or as a tick beside the right options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from question_sets.brackets import unlabelled
from question_sets.keys import LETTERS, letters_of
from scoring.tables.text import clean, coded

_AT_END = re.compile(r"[(（\[【]\s{0,9}([^()（）\[\]【】]{1,40}?)\s{0,9}[)）\]】]\s{0,9}[。.;；]?$")
_TICK = re.compile(
    r"(?:[(（\[【]\s{0,9}(?:[√✓✔☑]|正确(?:答案|选项)?|答案|right|correct)\s{0,9}[)）\]】]|[√✓✔☑])\s{0,9}[。.;；]?$",
    re.IGNORECASE,
)
_TICK_IN_FRONT = re.compile(
    r"^(?:[✓✔☑]|[(（\[【]\s{0,9}[√✓✔☑]\s{0,9}[)）\]】]|√(?=\s{0,9}[\u4e00-\u9fff]))\s{0,9}(?=\S)"
)
"""Before a figure ``√`` is a root."""

_NO_TICK = re.compile(
    r"^[□☐]\s{0,9}(?=\S)|(?<=\S)\s{0,9}(?:[(（\[【]\s{0,9}[×✗✘]\s{0,9}[)）\]】]|[□☐×✗✘])\s{0,9}[。.;；]?$"
)
"""An empty box, or a cross behind the option."""


@dataclass(frozen=True, slots=True)
class SaidKey:
    """``letters`` and how they are ``written`` there; ``options`` are without it."""

    letters: tuple[str, ...]
    written: str
    options: tuple[str, ...]


def key_in_options(options: Sequence[str]) -> SaidKey | None:
    """The key that stands with the options, or None.

    A bracket with letters is a key only behind the last option, and where no other option ends in one: vitamins that
    are called 维生素（A）, 维生素（B） are options.  Ticks are a key where some options have one and some do not;
    beside them empty boxes and crosses are no part of the options.
    """
    return _behind_the_last(options) or _ticked(options)


def _behind_the_last(options: Sequence[str]) -> SaidKey | None:
    if len(options) < 2:
        return None
    said = [_letters(option) for option in options]
    (letters, at), others = said[-1], said[:-1]
    rest = clean(options[-1][:at])
    if not letters or any(found for found, _ in others) or not rest:
        return None
    if any(LETTERS.index(letter) >= len(options) for letter in letters):
        return None
    return SaidKey(letters, "".join(letters), (*options[:-1], rest))


def _letters(option: str) -> tuple[tuple[str, ...], int]:
    """The letters, in order and each once, of the bracket that ends ``option``, and where the bracket begins."""
    found = _AT_END.search(option)
    inside = unlabelled(found[1]) if found else ""
    letters = letters_of(inside)
    if found is None or letters is None or "".join(letters) != re.sub(r"[^a-j]", "", coded(inside)).upper():
        return (), len(option)
    return letters, found.start()


def _ticked(options: Sequence[str]) -> SaidKey | None:
    marks = [_TICK.search(option) or _TICK_IN_FRONT.search(option) for option in options]
    letters = tuple(letter for letter, mark in zip(LETTERS, marks, strict=False) if mark)
    rest = tuple(
        clean(option[: mark.start()] + option[mark.end() :] if mark else _NO_TICK.sub("", option))
        for option, mark in zip(options, marks, strict=True)
    )
    if not 0 < len(letters) < len(options) or not all(text for text, mark in zip(rest, marks, strict=True) if mark):
        return None
    return SaidKey(letters, "".join(letters), rest)
