"""A table as its file gives it: rows of texts, with merged ranges; and the row of its heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from scoring.tables.problems import Problem, SourcePlace, Unit
from scoring.tables.sheet_facts import SheetFacts

Range = tuple[int, int, int, int]
"""Top, left, bottom, right; rows and columns from 0, all four inclusive."""

Score = Callable[[Sequence[str]], int]
"""How good a heading a row would be: the number of columns recognised, 0 for no heading at all."""

HEADING_WITHIN = 20
"""The number of rows from the top in which the heading of a table is looked for, below a title and remarks."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet: ``rows[i]`` is row ``first_row + i`` of the file (from 1).  ``problems`` by row index.

    A problem of one cell names it in the field ``cell`` (``B7``).  ``first_column`` counts from 0.  ``facts``: what the
    sheet says beside its values; None where that cannot be read (.xls, text).  ``bare``: cells (packed) with a number
    or a day of which it cannot be seen how they look.  ``unit``: what its rows count as.
    """

    name: str
    rows: Sequence[Sequence[str]]
    first_row: int = 1
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    first_column: int = 0
    facts: SheetFacts | None = None
    bare: Sequence[int] = ()
    unit: Unit = "row"

    def place(self, index: int) -> SourcePlace:
        """Where the row of this index is in the file."""
        return SourcePlace(self.name, self.first_row + index, self.unit)


_SHORT = re.compile(r"第?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[号名位]?")
"""What says little without the heading over it: 1, 2号, A."""


def with_joined_heading(grid: Grid, score: Score) -> Grid:
    """A heading of two rows, the upper of which has cells merged over several columns, as one in the lower of them.

    It is one where nothing stands below the other cells of the upper row, and where both together are a heading by
    ``score``, no worse than the upper row alone and better than every row above that has more than a title: rows of
    the table may be merged like that too.
    """
    wide: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in grid.merged:
        if top == bottom and left < right and 0 <= top < min(HEADING_WITHIN, len(grid.rows) - 1):
            wide.setdefault(top, []).append((left, right))
    for top, spans in sorted(wide.items()):
        over = {column: left for left, right in spans for column in range(left, right + 1)}
        upper, lower = grid.rows[top], grid.rows[top + 1]
        alone = {column for column, cell in enumerate(upper) if cell.strip() and column not in over}
        below = {column for column, cell in enumerate(lower) if cell.strip()}
        if alone and below and below <= over.keys():
            joined = [_joined(upper, lower, column, over.get(column, column)) for column in range(len(upper))]
            above = (score(row) for row in grid.rows[:top] if sum(map(bool, map(str.strip, row))) > 1)
            if score(joined) < max(1, score(upper), 1 + max(above, default=0)):
                continue
            return replace(grid, rows=[*grid.rows[:top], [""] * len(upper), joined, *grid.rows[top + 2 :]])
    return grid


def _joined(upper: Sequence[str], lower: Sequence[str], column: int, left: int) -> str:
    """The heading of a column that has ``lower`` below the cell of ``upper`` that begins at ``left``."""
    own = lower[column] if column < len(lower) else ""
    over = upper[left] if left < len(upper) else ""
    if not own.strip():
        return upper[column]
    return f"{over.strip()}{own.strip()}" if _SHORT.fullmatch(own.strip()) else own


def heading_row(rows: Sequence[Sequence[str]], score: Score, within: int = HEADING_WITHIN) -> int | None:
    """The index of the row with the best score, the first of equals; None if no row is a heading."""
    scores = [score(row) for row in rows[:within]]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def words_of_heading(grids: Iterable[Grid]) -> str:
    """What stands in the row that looks most like a heading where none was recognised: the first of those with the most
    filled cells near the top, for the person who has to correct it; "—" if all are blank."""
    rows = [[cell.strip() for cell in row if cell.strip()] for grid in grids for row in grid.rows[:HEADING_WITHIN]]
    best = max(rows, key=len, default=[])
    return "、".join(cell[:12] for cell in best[:8]) or "—"
