"""Tables as files that Excel and WPS open right: xlsx with frozen header, CSV with a byte order mark.

A cell that begins like a formula is written as text: a team may be called ``=1+1``, but nothing is ever calculated.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import xlsxwriter

from scoreboard.exports.ranking import Cell, Table
from scoring.engine.codec import decimal_text

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""First signs that a spreadsheet would take for a formula."""

WIDEST = 60


def xlsx(table: Table, name: str = "", *more: Callable[[Any], None]) -> bytes:
    """The table as a workbook.  Points that a binary float holds exactly are numbers, others text.

    ``name`` is the sheet's; each of ``more`` adds its own sheets to the workbook after it.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name or None)
    title = book.add_format({"bold": True, "font_size": 16})
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "vcenter"})
    sheet.write_string(0, 0, table.title, title)
    sheet.write_string(1, 0, table.note)
    if table.stamp:
        sheet.write_string(2, 0, " ".join(table.stamp))
    for column, name in enumerate(table.header):
        sheet.write_string(3, column, name, head)
        sheet.set_column(column, column, _width([name, *(row[column] for row in table.rows)]))
    for number, row in enumerate(table.rows, start=4):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif Decimal(float(cell)) == cell:
                sheet.write_number(number, column, float(cell))
            else:
                sheet.write_string(number, column, _number(cell))
    sheet.freeze_panes(4, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for add in more:
        add(book)
    book.close()
    return buffer.getvalue()


def csv_bytes(table: Table) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark and CRLF, header first; a stamp is its last column."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    name, code = ([text] for text in table.stamp) if table.stamp else ([], [])
    writer.writerow([*table.header, *name])
    for row in table.rows:
        writer.writerow([*(_safe(cell) for cell in row), *code])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


def _safe(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(RISKY) else cell
    return _number(cell)


def _number(cell: int | Decimal) -> str:
    """As every screen writes it: ``30``, never ``30.0``."""
    return decimal_text(Decimal(cell))


def _width(cells: list[Cell]) -> int:
    """Columns as wide as their widest text; a Chinese character counts for two."""
    widest = max(sum(2 if ord(c) > 0x2E80 else 1 for c in str(cell)) for cell in cells)
    return min(widest + 2, WIDEST)
