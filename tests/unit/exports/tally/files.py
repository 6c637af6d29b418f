"""Files of marks as offices have them."""

from __future__ import annotations

import io

import xlsxwriter

HEAD = "作品,评委,评分项,分数"


def csv_text(*lines: str, head: str = HEAD) -> str:
    return "\r\n".join([head, *lines]) + "\r\n"


def xlsx(*rows: tuple[object, ...], first: int = 0, sheets: tuple[str, ...] = ("Sheet1",)) -> bytes:
    """A workbook whose last sheet holds the rows, from row ``first`` on."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name in sheets:
        sheet = book.add_worksheet(name)
    for number, row in enumerate(rows, start=first):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.close()
    return buffer.getvalue()
