"""How the characters of a text are counted: the 字数 of Word and WPS.

A Chinese character and a full-width mark count 1 each.  What else stands together without a blank, such as a run of
letters, digits and the marks in it, counts 1: ``2012``, ``don't``, ``a@b.cn``, ``3.5%``.  Marks that exist in one width
only (“ ” ‘ ’ … — · ①) count 1 each in Chinese and belong to the run between two of its signs, as in ``don’t``.  Blanks,
ends of lines and signs that nobody sees count nothing; a sign that is drawn onto another belongs to it.
"""

from __future__ import annotations

import unicodedata

_OF_THEIR_OWN = frozenset({"W", "F", "H"})
"""East Asian widths whose characters count 1 each: wide, full-width, and the half-width forms of wide ones."""


def word_count(text: str) -> int:
    """The number of characters of ``text`` as Word counts them: 5 for ``学习2012年。``"""
    signs = [sign for sign in text if unicodedata.category(sign) not in ("Mn", "Me", "Cf", "Cc") or sign.isspace()]
    kinds = [_kind(sign) for sign in signs]
    count, in_run = 0, False
    for no, kind in enumerate(kinds):
        if kind == "either":
            inside = in_run and no + 1 < len(kinds) and kinds[no + 1] == "run"
            kind = "run" if inside else "own"
        if kind == "own" or (kind == "run" and not in_run):
            count += 1
        in_run = kind == "run"
    return count


def _kind(sign: str) -> str:
    """``own``: it counts 1 · ``run``: it counts 1 with its neighbours · ``either``: by its neighbours · ``blank``."""
    if sign.isspace():
        return "blank"
    width = unicodedata.east_asian_width(sign)
    if width in _OF_THEIR_OWN:
        return "own"
    return "either" if width == "A" and unicodedata.category(sign)[0] not in "LM" else "run"
