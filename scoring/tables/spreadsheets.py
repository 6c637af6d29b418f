"""Workbooks (.xlsx .xls .ods) as grids of texts, with every worksheet and every row."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import python_calamine

from scoring.tables.grids import Grid, Range
from scoring.tables.limits import MAX_CELL, MAX_ROWS, MAX_SHEET_BYTES
from scoring.tables.problems import Problem, Unreadable, error, note, warning
from scoring.tables.workbook_guard import check_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an .xls, and of an encrypted .xlsx."""

ZIP = b"PK\x03\x04"
"""The first bytes of a ZIP; every modern workbook is a ZIP."""

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"})


def is_workbook(data: bytes) -> bool:
    """Whether a file that is known to be a table is a workbook; if not, it is text."""
    return data.startswith((OLE, ZIP))


def read_workbook(data: bytes, most_rows: int = MAX_ROWS) -> Iterator[Grid]:
    """The worksheets of a workbook; raises ``Unreadable`` if it is broken, encrypted or beyond the limits."""
    if len(data) > MAX_SHEET_BYTES:
        raise Unreadable(error("file-too-large", megabytes=MAX_SHEET_BYTES >> 20))
    if not data.startswith(OLE):
        check_workbook(data)
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError:
        raise Unreadable(error("file-encrypted")) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Unreadable(error("file-broken")) from None
    for about in workbook.sheets_metadata:
        if about.typ is python_calamine.SheetTypeEnum.WorkSheet:
            yield _grid(workbook, about, most_rows)


def _grid(workbook: python_calamine.CalamineWorkbook, about: python_calamine.SheetMetadata, most_rows: int) -> Grid:
    try:
        sheet = workbook.get_sheet_by_name(about.name)
        values = sheet.to_python(skip_empty_area=True, nrows=most_rows + 1)
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Unreadable(error("sheet-broken", sheet=about.name)) from None
    if sheet.height > most_rows:
        raise Unreadable(error("too-many-rows", limit=most_rows, rows=sheet.height))
    top, left = sheet.start or (0, 0)
    merged = tuple(_shifted(a, b, top, left) for a, b in sheet.merged_cell_ranges or ())
    rows: list[list[str]] = []
    problems: dict[int, tuple[Problem, ...]] = {}
    for index, cells in enumerate(values):
        found: list[Problem] = []
        rows.append([cell_text(cell, found) for cell in cells])
        if found:
            problems[index] = tuple(found)
    hidden = about.visible is not python_calamine.SheetVisibleEnum.Visible
    return Grid(about.name, rows, top + 1, merged, hidden, problems)


def _shifted(start: tuple[int, int], end: tuple[int, int], top: int, left: int) -> Range:
    return start[0] - top, start[1] - left, end[0] - top, end[1] - left


def cell_text(cell: object, found: list[Problem]) -> str:
    """A cell as the text that a person sees: 1.0 is ``1``, a date its ISO form.  Doubtful values are added to
    ``found``."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        text = cell.isoformat(" ") if isinstance(cell, datetime.datetime) else str(cell)
        found.append(note("cell-date", text=text))
        return text
    text = str(cell)
    return bounded(text, found)


def bounded(text: str, found: list[Problem]) -> str:
    """``text`` within the cell limit; a cell that is too long, an error or a formula is reported."""
    if len(text) > MAX_CELL:
        found.append(error("cell-too-long", limit=MAX_CELL, length=len(text)))
        return text[:MAX_CELL]
    if text in _ERRORS:
        found.append(error("cell-error", text=text))
    elif "DISPIMG(" in text[:40].upper():
        found.append(error("media-embedded", "media"))
        return ""
    elif text.startswith("=") and len(text) > 1 and (text[1].isalpha() or text[1] in "($'+-"):
        found.append(warning("cell-formula", text=text[:40]))
    return text
