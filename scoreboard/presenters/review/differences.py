"""How two versions of a text differ, by its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_PIECES = 400
"""Most sentences that are compared one by one; longer texts are shown as wholly changed."""

_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: in both versions, only in the newer one, or only in the older one."""

    kind: Literal["same", "added", "removed"]
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order; one piece where they are equal, none where both are empty."""
    if old == new:
        return (Piece("same", new),) if new else ()
    before, after = (_SENTENCE.findall(text)[:-1] for text in (old, new))
    if max(len(before), len(after)) > MOST_PIECES:
        return _kept(("removed", old), ("added", new))
    pieces: list[tuple[Literal["same", "added", "removed"], str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(after[c:d])))
        else:
            pieces += [("removed", "".join(before[a:b])), ("added", "".join(after[c:d]))]
    return _kept(*pieces)


def _kept(*pieces: tuple[Literal["same", "added", "removed"], str]) -> tuple[Piece, ...]:
    return tuple(Piece(kind, text) for kind, text in pieces if text)
