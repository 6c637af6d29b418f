"""A table to export, and its writer: xlsx and CSV that Excel and WPS open right, rows for a page.

What a table holds is one pandas frame, made in one place (``ranking``, ``roster``, ``tally``); numbers in it are exact
and only become text or binary floats here, where they are written.  A text that begins like a formula is written so
that nothing is ever calculated: a team may be called ``=1+1``.

Pandas takes long to import.  It is imported when the first table is made, which in a server is off the hub
(``server.runtime.offload``).
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.engine.codec import decimal_text
from scoring.tables.writing import csv_text, new_workbook

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | Decimal
"""Text, a whole number, or an exact number."""

WIDEST = 60
"""No column of a workbook is wider, in characters."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table to be written.  ``frame`` holds cells (``Cell``) in columns of objects, named as the heading reads.

    ``note`` stands under the title.  ``stamp``: the check code of a locked result with its name before it; None where
    there is none.  ``digits``: columns, from 0, whose numbers are written with the digits that they have, and in a
    workbook with so many decimal places.
    """

    title: str
    frame: pd.DataFrame
    note: str = ""
    stamp: tuple[str, str] | None = None
    digits: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], **more: Any) -> Table:
        """A table of rows as wide as ``head``; two columns may have one name."""
        import pandas as pd

        return cls(title, pd.DataFrame(list(rows), columns=list(head), dtype=object), **more)

    @property
    def head(self) -> tuple[str, ...]:
        """The heading."""
        return tuple(self.frame.columns)

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The cells row by row, as a page draws them."""
        return list(self.frame.itertuples(index=False, name=None))

    def texts(self) -> list[list[str]]:
        """The cells row by row as people read them."""
        return [[self._text(column, cell) for column, cell in enumerate(row)] for row in self.rows]

    def _text(self, column: int, cell: Cell) -> str:
        return text_of(cell, with_digits=column in self.digits)


def text_of(cell: Cell, *, with_digits: bool) -> str:
    """Points as every screen writes them: ``30``, never ``30.0``, except in a column with digits of its own."""
    if isinstance(cell, str):
        return cell
    return format(cell, "f") if with_digits and isinstance(cell, Decimal) else decimal_text(Decimal(cell))


class Layout(NamedTuple):
    """How a worksheet looks: size of the title, format of the heading and its row from 0, columns that stay in view."""

    title_size: int
    head: Mapping[str, object]
    head_row: int
    fixed_columns: int
    landscape: bool


RESULT = Layout(16, {"bold": True, "bottom": 2, "text_wrap": True, "valign": "vcenter"}, 3, 3, True)
"""A result to be printed and signed: note and check code stand between title and heading."""

REPORT = Layout(14, {"bold": True, "bottom": 1}, 2, 1, False)
"""A worksheet of figures to be read on a screen."""


class Worksheet(NamedTuple):
    """A table as a worksheet; without a name it has the workbook's own."""

    name: str
    table: Table
    layout: Layout = RESULT


def xlsx(*sheets: Worksheet) -> bytes:
    """A workbook in which no text becomes a formula or a link.

    Numbers that a binary float holds exactly are numbers, others text; in columns with digits all are numbers, since
    only these places are shown there.
    """
    buffer = io.BytesIO()
    with new_workbook(buffer) as book:
        for sheet in sheets:
            _write(book, *sheet)
    return buffer.getvalue()


def _write(book: Any, name: str, table: Table, layout: Layout) -> None:
    sheet = book.add_worksheet(name[:31] or None)
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": layout.title_size}))
    if table.note:
        sheet.write_string(1, 0, table.note)
    if table.stamp:
        sheet.write_string(2, 0, " ".join(table.stamp))
    head, texts = book.add_format(layout.head), table.texts()
    for column, heading in enumerate(table.head):
        sheet.write_string(layout.head_row, column, heading, head)
        widest = max(wide(heading), *(wide(row[column]) for row in texts), 0)
        sheet.set_column(column, column, min(widest + 2, WIDEST))
    formats = {column: book.add_format({"num_format": _places(digits)}) for column, digits in table.digits.items()}
    for number, (row, row_texts) in enumerate(zip(table.rows, texts, strict=True), start=layout.head_row + 1):
        for column, cell in enumerate(row):
            if not isinstance(cell, str) and (column in formats or Decimal(float(cell)) == cell):
                sheet.write_number(number, column, float(cell), formats.get(column))
            else:
                sheet.write_string(number, column, row_texts[column])
    sheet.freeze_panes(layout.head_row + 1, layout.fixed_columns)
    if layout.landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def csv_bytes(table: Table) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark and CRLF, heading first; a stamp is its last column."""
    name, code = ([text] for text in table.stamp) if table.stamp else ([], [])
    return csv_text([[*table.head, *name], *([*row, *code] for row in table.texts())])


def wide(text: str) -> int:
    """How many columns of a terminal or a worksheet a text takes; a Chinese character counts for two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _places(digits: int) -> str:
    return "0." + "0" * digits if digits else "0"
