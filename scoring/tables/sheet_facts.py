"""What a worksheet says beside its values, so that nothing of it is dropped in silence.

The reader of values (``spreadsheets``) knows no formats, no hidden rows, no struck-through text.  ``xlsx_facts`` reads
these from an .xlsx, ``ods_facts`` from an .ods, ``xls_facts`` from an .xls; of a damaged .xls they are not known
(``Grid.facts`` is None), and ``UNSEEN`` says so.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.tables.problems import Problem, note, warning

UNSEEN = note("facts-unseen")
"""The finding for a workbook of which nothing but values can be read."""

SHOWN = 8
"""At most this many places are named; the others are counted."""

COLUMN_BITS = 14


def packed(row: int, column: int) -> int:
    """A cell's place in one number; row and column from 0."""
    return row << COLUMN_BITS | column


def unpacked(place: int) -> tuple[int, int]:
    """Row and column of a packed place."""
    return place >> COLUMN_BITS, place & (1 << COLUMN_BITS) - 1


def places() -> array[int]:
    """An empty list of packed places."""
    return array("Q")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Facts of one worksheet; rows and columns from 0 as in the sheet, cells packed (``packed``).

    ``hidden_rows``, ``hidden_columns``: those that hold values · ``filtered_rows``: hidden by a filter, not among the
    hidden ones · ``formats``: number format → the cells with a number in it, without ``General`` · ``struck``: the cell
    or a part of its text is struck through · ``no_value``: a formula whose result was not saved · ``rich``: cells with
    raised or lowered signs, as a text that shows them (10⁸) · ``floating``: the cells under pictures and boxes ·
    ``comments``: the cells that have one · ``from_1904``: days count from 1904 ·
    ``errors``: cells with an error (``#N/A``), which the reader of values leaves empty · ``shown``: numbers and days as
    the file itself says that they look.
    """

    hidden_rows: tuple[int, ...] = ()
    filtered_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    formats: Mapping[str, Sequence[int]] = field(default_factory=dict)
    struck: Sequence[int] = ()
    no_value: Sequence[int] = ()
    rich: Mapping[int, str] = field(default_factory=dict)
    floating: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()
    from_1904: bool = False
    errors: Mapping[int, str] = field(default_factory=dict)
    shown: Mapping[int, str] = field(default_factory=dict)
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    def findings(self) -> Iterator[Problem]:
        """What concerns the sheet as a whole, with count and places; what concerns a cell is in ``Grid.problems``."""
        if self.hidden_rows:
            yield counted("sheet-hidden-rows", self.hidden_rows, spans(self.hidden_rows))
        if self.filtered_rows:
            yield counted("sheet-filtered-rows", self.filtered_rows, spans(self.filtered_rows))
        if self.hidden_columns:
            yield counted("sheet-hidden-columns", self.hidden_columns, map(column_letters, self.hidden_columns))
        if self.floating:
            yield counted("sheet-floating", self.floating, map(cell_name, self.floating))
        if self.comments:
            yield counted("sheet-comments", self.comments, map(cell_name, self.comments))


def counted(code: str, found: Sequence[int], names: Iterable[str]) -> Problem:
    """A warning of all that was found, with the first places by their names."""
    named = list(names)
    more = "…" if len(named) > SHOWN else ""
    return warning(code, count=len(found), places=", ".join(named[:SHOWN]) + more)


def spans(rows: Sequence[int]) -> list[str]:
    """Rows from 0 as people count them, neighbours together: ``[2, 3, 4, 8]`` is ``3–5``, ``9``."""
    found: list[list[int]] = []
    for row in sorted(rows):
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return [f"{first + 1}–{last + 1}" if last > first else str(first + 1) for first, last in found]


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def cell_name(place: int) -> str:
    """A packed place as Excel names it: ``B7``."""
    row, column = unpacked(place)
    return f"{column_letters(column)}{row + 1}"
