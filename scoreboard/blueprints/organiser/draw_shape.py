"""How the groups of a draw stand on the hall's screen, so that all of them are seen at once: nobody scrolls a wall."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scoreboard.exports.tables import wide

SIZES = (("large", 2.0), ("middle", 1.5), ("small", 1.15))
"""The letters of the teams in hundredths of the screen's width, the first that fit are taken; as in draw_hall.css."""

ROOM = 38.0
"""What a screen of 16:9 has left in height for the groups, in the same unit."""

FRAME, LINE = 6.2, 1.4
"""Heading, borders and gap of a group; a line by its letters."""

MOST_BESIDE, MOST_OF_ONE = 6, 8
"""Most groups beside each other; more teams of a single group stand in two columns."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``columns``: groups beside each other · ``size``: of the letters, one of ``SIZES`` · ``split``: the teams of a
    group stand in two columns."""

    columns: int
    size: str
    split: bool = False


def shape_of(groups: Sequence[Sequence[str]]) -> Shape:
    """For groups of teams by their names as they are shown."""
    count = len(groups)
    columns = count if count <= MOST_BESIDE - 2 else min(MOST_BESIDE, math.ceil(count / 2))
    rows = [groups[at : at + columns] for at in range(0, count, columns)]
    split = count == 1 and len(groups[0]) > MOST_OF_ONE
    for size, letters in SIZES:
        room = 90 / columns / (2 if split else 1) - 4
        tall = (max(_lines(group, letters, room) / (2 if split else 1) for group in row) for row in rows)
        if sum(FRAME + LINE * letters * lines for lines in tall) <= ROOM:
            return Shape(columns, size, split)
    return Shape(columns, SIZES[-1][0], split)


def _lines(group: Sequence[str], letters: float, room: float) -> int:
    return sum(max(1, math.ceil(wide(name) / 2 * letters / room)) for name in group)
