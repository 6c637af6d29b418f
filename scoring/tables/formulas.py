"""Texts that begin like a formula, kept from being run by a spreadsheet."""

from __future__ import annotations

import re

_SIGNS = ("'", "=", "+", "-", "@", "\t", "\r")
_RISKY = re.compile(r"^'*[=+\-@\t\r]")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_GUARDED = re.compile(r"^'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """``=1+1`` as ``'=1+1``, so that no spreadsheet runs it; numbers stay numbers.  ``unguarded`` reverses exactly
    this."""
    return f"'{cell}" if cell.startswith(_SIGNS) and _RISKY.match(cell) and not _NUMBER.match(cell) else cell


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that ``guarded`` added, which keeps a spreadsheet from running it as a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
