"""The columns below a heading, and what the owner of a file says of those that are in doubt.

Any reader of tables may ask (``Heading``): of questions, of teams, of judges.  The answer is kept by ``column_key`` and
goes before what a heading's own words mean when the file is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.tables.grids import Grid
from scoring.tables.problems import SourcePlace
from scoring.tables.sheet_facts import column_letters
from scoring.tables.text import clean, coded

MAX_HEADING = 200
"""A cell with more characters than this is no heading."""

IGNORED = "ignored"
"""The meaning of a column that is to be left out."""

Meanings = Mapping[str, str]
"""What the owner said of columns, by ``column_key``."""


@dataclass(frozen=True, slots=True)
class HeadingColumn:
    """A column as the owner is asked about it: ``key`` names it when the file is read again, ``sample`` is a filled
    cell below its heading, ``meaning`` is what was understood or ""."""

    key: str
    letter: str
    heading: str
    sample: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with columns about which the owner is asked: those that are not known, or have one meaning."""

    place: SourcePlace
    columns: tuple[HeadingColumn, ...]


def column_key(index: int, heading: str) -> str:
    """By what a column is known when its file is read again: its letter and its heading."""
    return f"{column_letters(index)}:{coded(heading[:MAX_HEADING])}"


class FilledColumns:
    """The cells below the heading in the row ``start`` and above the row ``end``, by column."""

    def __init__(self, grid: Grid, start: int, end: int) -> None:
        self.grid = grid
        self.start = start
        self.cells = [clean(cell[:MAX_HEADING]) for cell in grid.rows[start]]
        self.rows = grid.rows[start + 1 : end]
        self.width = max(map(len, (grid.rows[start], *self.rows)), default=0)
        self.cells += [""] * (self.width - len(self.cells))
        self._counts = [0] * self.width
        self._samples = [""] * self.width
        for row in self.rows:
            self._add(row)

    def _add(self, row: Sequence[str]) -> None:
        for index, cell in enumerate(row):
            if cell and not cell.isspace():
                self._counts[index] += 1
                self._samples[index] = self._samples[index] or clean(cell[:MAX_HEADING])[:30]

    def count(self, index: int) -> int:
        """How many cells of a column are filled."""
        return self._counts[index]

    def sample(self, index: int) -> str:
        """A filled cell."""
        return self._samples[index]

    def letter(self, index: int) -> str:
        """The column as a spreadsheet names it."""
        return column_letters(self.grid.first_column + index)

    def named(self, index: int) -> dict[str, object]:
        """Column and count, as fields of a problem."""
        return {"column": self.letter(index), "count": self.count(index)}

    def headless(self, known: Collection[int]) -> Iterator[tuple[int, int]]:
        """(column, filled cells) for every filled column whose heading is empty and that is not ``known``."""
        for index, (cell, count) in enumerate(zip(self.cells, self._counts, strict=True)):
            if not cell and count and index not in known:
                yield index, count

    def stray(self, count: int) -> bool:
        """Whether so many filled cells of a column are no column: a single one beside several rows."""
        return count == 1 and len(self.rows) > 2

    def heading(self, asked: Iterable[int], meaning: Callable[[int], str]) -> Heading:
        """The question about the ``asked`` columns; ``meaning``: what was understood of one."""
        return Heading(
            self.grid.place(self.start),
            tuple(
                HeadingColumn(
                    column_key(self.grid.first_column + index, self.cells[index]),
                    self.letter(index),
                    self.cells[index],
                    self.sample(index),
                    meaning(index),
                )
                for index in sorted(asked)
            ),
        )
