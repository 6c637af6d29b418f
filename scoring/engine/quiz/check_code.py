"""The check code (核对码) of a locked result: people compare a printed result with the match's book by it.

It is the beginning of the hash of the entry that locked the result, in groups that can be read aloud.  That hash covers
every entry before it, so a changed match with newly computed hashes has another code.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.engine.differences import Difference
from scoring.engine.errors import Invalid
from scoring.engine.ledger import Entry

DIGITS = 32
"""Hexadecimal digits of a code: 128 bits, so nobody can find another match with the same code by search."""

GROUP = 4
HARMLESS = frozenset({"scene.show"})
"""Kinds of entries that may follow the lock and leave the result the same."""


def check_code(entry_hash: str) -> str:
    """The code of an entry's hash: ``3f2a 91c0 …``; "" if there is none."""
    digits = entry_hash[:DIGITS]
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def read_code(typed: str) -> str:
    """The digits of a code that somebody typed from paper, or of a whole hash; raises ``Invalid("check-code")``."""
    digits = "".join(sign for sign in typed.casefold() if not sign.isspace() and sign not in "-·")
    if not DIGITS <= len(digits) <= 64 or not set(digits) <= set("0123456789abcdef"):
        raise Invalid("check-code", digits=DIGITS)
    return digits


def compare_code(entries: Sequence[Entry], code: str) -> tuple[Difference, ...]:
    """The differences between a book's entries and the code of a printed result; empty: the book has that result.

    ``code`` as ``read_code`` gives it.  One entry must have that hash, and only changes of the scene may come after it.
    """
    place = next((no for no, entry in enumerate(entries) if entry.hash.startswith(code)), None)
    if place is None:
        found = check_code(entries[-1].hash) if entries else ""
        return (Difference("entries", "another-head", check_code(code), found),)
    after = next((no for no in range(place + 1, len(entries)) if entries[no].kind not in HARMLESS), None)
    return () if after is None else (Difference(f"entries[{after}]", "after-head", found=entries[after].kind),)
