"""Files of every accepted kind, made in memory."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import openpyxl
import xlwt

from question_sets.model import Draft
from scoring.tables.problems import SourcePlace

Rows = Sequence[Sequence[object]]

HEAD = ("题型", "题干", "选项A", "选项B", "选项C", "选项D", "正确答案", "解析")


def xlsx(rows: Rows, merged: Sequence[str] = (), **more_sheets: Rows) -> bytes:
    """A workbook; the first sheet is 题库, further ones by keyword; ``merged`` ranges of the first."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "题库"
    for row in rows:
        first.append(list(row))
    for cells in merged:
        first.merge_cells(cells)
    for name, more in more_sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: Rows) -> bytes:
    """An old workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("题库")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_table(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV in some encoding and with some delimiter."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def hostile_texts() -> tuple[bytes, ...]:
    """Files over which a reader that goes back and forth would sit for minutes: the test run ends such a test."""
    return (
        text_table((HEAD, ("单选", "甲（" + " " * 7900 + "乙", "丙", "丁", "", "", "A", ""))),
        text_table((HEAD, ("单选", "（" * 3900 + "A" * 3900, "丙", "丁", "", "", "A", ""))),
        b"\n" * 2_000_000 + "对吗 {T}\n".encode(),
        "对吗 {".encode() + b"\n \n" * 300_000,
        ("题干 {" + "=" * 20_000 + "}").encode(),
    )


def package(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def wav() -> bytes:
    """A sound without samples."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    return b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + form + b"data\0\0\0\0"


def draft(**fields: object) -> Draft:
    """A draft at an arbitrary place."""
    return Draft(SourcePlace("题库", 2), **fields)  # type: ignore[arg-type]
