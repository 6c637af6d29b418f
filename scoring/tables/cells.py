"""What a text file and a workbook have in common, and how one is told from the other; without the readers of workbooks,
which take longer to load than most tables to read."""

from __future__ import annotations

from scoring.tables.limits import MAX_CELL
from scoring.tables.problems import Problem, error, warning

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an .xls, and of an encrypted .xlsx."""

ZIP = b"PK\x03\x04"
"""The first bytes of a ZIP; every modern workbook is a ZIP."""

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"})


def is_workbook(data: bytes) -> bool:
    """Whether a file that is known to be a table is a workbook; if not, it is text."""
    return data.startswith((OLE, ZIP))


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
