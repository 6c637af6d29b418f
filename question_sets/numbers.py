"""Numbers of questions as people type them: “12-30, 45”."""

from __future__ import annotations

import re
from collections.abc import Collection

_NARROW = str.maketrans("０１２３４５６７８９，；－～", "0123456789,;-~")
_PARTED = re.compile(r"[\s,，、;；]+")
_TO = re.compile(r"\s*[-–—−~～至到]+\s*")
_LONGEST = 9


class NoSuchNumber(ValueError):
    """A part of what was typed names no question; its argument is that part."""


def numbers_in(text: str, known: Collection[int]) -> list[int]:
    """The known numbers that a text names, in its order, each once; a range gives those that there are in it.

    Raises ``NoSuchNumber``.
    """
    found: dict[int, None] = {}
    for part in filter(None, _PARTED.split(_TO.sub("-", text.translate(_NARROW)))):
        named = _named(part, known)
        if not named:
            raise NoSuchNumber(part[:20])
        found |= dict.fromkeys(named)
    return list(found)


def _named(part: str, known: Collection[int]) -> list[int]:
    ends = part.split("-")
    if len(ends) > 2 or not all(one.isascii() and one.isdigit() and len(one) <= _LONGEST for one in ends):
        return []
    first, last = int(ends[0]), int(ends[-1])
    if len(ends) == 1:
        return [first] if first in known else []
    return sorted(number for number in known if first <= number <= last)
