"""A table to export, and its writer: xlsx and CSV that Excel and WPS open right, rows for a page.

What a table holds is one pandas frame, made in one place (``ranking``, ``roster``, ``tally``); numbers in it are exact
and only become text or binary floats here, where they are written.  A text that begins like a formula is written so
that nothing is ever calculated: a team may be called ``=1+1``.

Pandas takes long to import.  It is imported when the first table is made, which in a server is off the hub
(``server.runtime.offload``).
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.engine.codec import decimal_text
from scoring.tables.writing import csv_text, new_workbook

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | Decimal
"""Text, a whole number, or an exact number."""

WIDEST = 60
"""No column of a workbook is wider, in characters."""

_LINE = 18
"""Points of a line of text in a row."""

_HIGHEST = 409
"""Points: no row of a workbook is higher."""

_UPRIGHT = 90
"""Characters that stand beside each other on an upright sheet without being set smaller."""

_POINTS = 11
"""The size of a character that counts as one."""

_FOOT_HEIGHT = 32
"""Points of a line on which somebody signs."""

_SIGNED_ON = 12
"""Characters of a line that a name is signed on, at least."""

_FOOT_MANY, _FOOT_COLUMNS = 6, 6
"""More people than these sign beside each other, each across so many columns."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table to be written.  ``frame`` holds cells (``Cell``) in columns of objects, named as the heading reads.

    ``note`` stands under the title.  ``stamp``: the check code of a locked result with its name before it; None where
    there is none.  ``digits``: columns, from 0, whose numbers are written with the digits that they have, and in a
    workbook with so many decimal places.  ``struck``: cells, row and column from 0, that a workbook draws through.
    ``foot``: what is to be signed under the table, each on a line of a workbook, of many people several beside each
    other; ``one_line``: all on one line, with room of the same length for each.  ``sparse``: columns, from 0, that say
    something of some rows only, such as who is level: people are not shown one that is empty in every row (``shown``);
    files for programs have every column.
    """

    title: str
    frame: pd.DataFrame
    note: str = ""
    stamp: tuple[str, str] | None = None
    digits: Mapping[int, int] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    foot: tuple[str, ...] = ()
    one_line: bool = False
    sparse: frozenset[int] = frozenset()

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

    @property
    def shown(self) -> tuple[int, ...]:
        """The columns, from 0, that people are shown: all but sparse ones in which no row says anything."""
        rows = self.rows
        empty = {at for at in self.sparse if rows and all(row[at] == "" for row in rows)}
        return tuple(at for at in range(len(self.head)) if at not in empty)

    def filled(self) -> Table:
        """The table with the columns that people are shown."""
        shown = self.shown
        place = {old: new for new, old in enumerate(shown)}
        return replace(
            self,
            frame=self.frame.iloc[:, list(shown)],
            digits={place[at]: digits for at, digits in self.digits.items() if at in place},
            struck=frozenset((row, place[at]) for row, at in self.struck if at in place),
            sparse=frozenset(),
        )

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
    """How a worksheet looks: size of the title, format of the heading and its row from 0, columns that stay in view,
    format of every other cell, the widest column in characters.  ``landscape``: a sheet lies on its side where its
    table, its title or its places to sign are too wide for one that stands."""

    title_size: int
    head: Mapping[str, object]
    head_row: int
    fixed_columns: int
    landscape: bool
    cells: Mapping[str, object] = MappingProxyType({})
    widest: int = WIDEST


RESULT = Layout(16, {"bold": True, "bottom": 2, "text_wrap": True, "valign": "vcenter"}, 3, 3, True)
"""A result to be printed and signed: note and check code stand between title and heading."""

REPORT = Layout(14, {"bold": True, "bottom": 1}, 2, 1, False)
"""A worksheet of figures to be read on a screen."""


_RULED = {"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}

SIGNED = Layout(16, {"bold": True, **_RULED}, 3, 3, True, _RULED, 30)
"""A list to be signed or sealed on paper: every cell in a box, and what is longer than its column goes on below."""


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
    buffer, taken = io.BytesIO(), set[str]()
    with new_workbook(buffer) as book:
        for sheet in sheets:
            _write(book, *sheet._replace(name=_free_name(sheet.name, taken)))
    return buffer.getvalue()


_LONGEST_NAME = 31
"""Most signs of a worksheet's name."""


def _free_name(name: str, taken: set[str]) -> str:
    """The name as a worksheet may have it, with a number where another one has it already."""
    found, no = name[:_LONGEST_NAME], 1
    while found and found.casefold() in taken:
        no += 1
        found = f"{name[: _LONGEST_NAME - 1 - len(str(no))]} {no}"
    taken.add(found.casefold())
    return found


def _write(book: Any, name: str, whole: Table, layout: Layout) -> None:
    table, shown = whole.filled(), frozenset(whole.shown)
    left_out = sum(at not in shown for at in range(min(layout.fixed_columns, len(whole.head))))
    sheet = book.add_worksheet(name or None)
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": layout.title_size}))
    if table.stamp:
        sheet.write_string(2, 0, " ".join(table.stamp))
    head, texts, widths = book.add_format(layout.head), table.texts(), list[int]()
    for column, heading in enumerate(table.head):
        sheet.write_string(layout.head_row, column, heading, head)
        widest = max(wide(heading), *(wide(row[column]) for row in texts), 0)
        widths.append(min(widest + 2, layout.widest))
        sheet.set_column(column, column, widths[-1])
    if table.note:
        _write_note(book, sheet, table.note, widths)
    first = layout.head_row + 1
    look = _looks(book, table, layout.cells)
    for number, (row, row_texts) in enumerate(zip(table.rows, texts, strict=True)):
        if layout.cells:
            sheet.set_row(first + number, _LINE * _lines(row_texts, widths))
        for column, cell in enumerate(row):
            shape = look(number, column)
            if not isinstance(cell, str) and (column in table.digits or Decimal(float(cell)) == cell):
                sheet.write_number(first + number, column, float(cell), shape)
            else:
                sheet.write_string(first + number, column, row_texts[column], shape)
    across = _write_foot(book, sheet, table, first + len(texts) + 1, sum(widths))
    sheet.freeze_panes(layout.head_row + 1, layout.fixed_columns - left_out)
    sheet.repeat_rows(layout.head_row)
    sheet.set_footer("&C— &P —")
    sheet.set_margins(left=0.4, right=0.4)
    if layout.landscape:
        sheet.center_horizontally()
        if max(sum(widths), across, wide(table.title) * layout.title_size / _POINTS) > _UPRIGHT:
            sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_note(book: Any, sheet: Any, note: str, widths: Sequence[int]) -> None:
    """The note under the title; one of several lines, or longer than the table is wide, goes on below: on one line it
    would make the whole printed sheet as small as it is long."""
    lines, room = note.split("\n"), sum(widths)
    if len(lines) == 1 and wide(note) <= max(room, WIDEST):
        sheet.write_string(1, 0, note)
        return
    below, last = book.add_format({"text_wrap": True, "valign": "top"}), len(widths) - 1
    if last:
        sheet.merge_range(1, 0, 1, last, "", below)
    sheet.write_string(1, 0, note, below)
    sheet.set_row(1, min(_HIGHEST, _LINE * sum(_lines([line], [room]) for line in lines)))


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines a row has whose texts go on below where their columns end."""
    return max(1, *(math.ceil(wide(text) / (width - 1)) for text, width in zip(texts, widths, strict=True)))


def _looks(book: Any, table: Table, cells: Mapping[str, object]) -> Callable[[int, int], Any]:
    """The format of a cell, by its row and column: decimal places, and whether it is drawn through."""

    @cache
    def made(digits: int | None, struck: bool) -> Any:
        places = {} if digits is None else {"num_format": _places(digits)}
        return book.add_format({**cells, **places, **({"font_strikeout": True} if struck else {})})

    def look(row: int, column: int) -> Any:
        digits, struck = table.digits.get(column), (row, column) in table.struck
        return made(digits, struck) if cells or struck or digits is not None else None

    return look


def _write_foot(book: Any, sheet: Any, table: Table, row: int, room: int) -> int:
    """Places to sign: a label, and a line to write on; of many people several beside each other.  ``room``: characters
    that the table is wide.  Returns the characters of what is all on one line."""
    label, line = book.add_format({"valign": "bottom"}), book.add_format({"bottom": 1})
    if table.one_line:
        sheet.set_row(row, _FOOT_HEIGHT)
        line_of_all = _one_line(table.foot, room)
        sheet.write_string(row, 0, line_of_all, label)
        return wide(line_of_all)
    columns = max(len(table.head), 4)
    many = len(table.foot) > _FOOT_MANY and columns >= 2 * _FOOT_COLUMNS
    beside = columns // _FOOT_COLUMNS if many else 1
    share = columns // beside
    for place, text in enumerate(table.foot):
        number, first = row + place // beside, place % beside * share
        sheet.set_row(number, _FOOT_HEIGHT)
        sheet.write_string(number, first, text, label)
        for column in range(first + (2 if share > 2 else 1), first + share):
            sheet.write_blank(number, column, None, line)
    return 0


def _one_line(labels: Sequence[str], room: int) -> str:
    """Labels, each with a line as long as the others': columns of a table are too unlike each other to sign in."""
    gap = 3
    length = (room - sum(map(wide, labels)) - gap * (len(labels) - 1)) // len(labels)
    return (" " * gap).join(f"{one}{'_' * max(_SIGNED_ON, length)}" for one in labels)


def csv_bytes(table: Table) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark and CRLF, heading first; a stamp is its last column."""
    name, code = ([text] for text in table.stamp) if table.stamp else ([], [])
    return csv_text([[*table.head, *name], *([*row, *code] for row in table.texts())])


def wide(text: str) -> int:
    """How many columns of a terminal or a worksheet a text takes; a Chinese character counts for two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _places(digits: int) -> str:
    return "0." + "0" * digits if digits else "0"
