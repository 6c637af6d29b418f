"""static/js/lib/wide_signs.js, made from the character database: which signs count 1 each in ``word_count``.

``python -m tests.unit.engine.review.wide_signs`` writes it afresh.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from scoring.engine.review.word_count import _kind

FILE = Path(__file__).parents[4] / "static" / "js" / "lib" / "wide_signs.js"

HEAD = """/**
 * Which signs count 1 each where characters are counted as Word counts them (`word_count.js`): made from the character
 * database by `python -m tests.unit.engine.review.wide_signs`, as runs in base 36: how far a run is behind the one
 * before, and how long it is.
 */
"""


def runs(kind: str) -> Iterator[tuple[int, int]]:
    """The first and the last code point of every run of signs of a kind; signs that nobody has assigned yet belong to
    the run around them."""
    first = last = -1
    for code in range(0x110000):
        sign = chr(code)
        if unicodedata.category(sign) in ("Cn", "Cs"):
            continue
        if not sign.isspace() and _kind(sign) == kind:
            first, last = (code if first < 0 else first), code
        elif first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def base36(number: int) -> str:
    """A number as JavaScript reads it with ``parseInt(text, 36)``."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def packed(found: Iterator[tuple[int, int]]) -> str:
    """The runs in base 36."""
    parts, behind = [], 0
    for first, last in found:
        parts.append(f"{base36(first - behind)} {base36(last - first)}")
        behind = last
    return ",".join(parts)


def lines(name: str, text: str) -> str:
    """A constant of a long text, in lines that fit."""
    pieces = [text[at : at + 100] for at in range(0, len(text), 100)]
    joined = " +\n  ".join(f'"{piece}"' for piece in pieces)
    return f"\nexport const {name} =\n  {joined};\n"


def module(pack: Callable[[str], str] = lambda kind: packed(runs(kind))) -> str:
    """The text of the file."""
    return HEAD + lines("OWN", pack("own")) + lines("EITHER", pack("either"))


if __name__ == "__main__":
    FILE.write_text(module(), "utf-8")
