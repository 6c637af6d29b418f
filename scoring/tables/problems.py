"""What is worth saying about a file or a row of it, and where in the file that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.  ``error`` keeps the row out, ``warning`` wants a look, ``note`` says what was assumed.

    ``field`` is the column concerned ("stem", "key", … or ""); words for ``code`` are in words/*/questions.toml.
    """

    severity: Severity
    code: str
    field: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def error(code: str, field: str = "", **fields: object) -> Problem:
    """A problem that keeps its row, or the whole file, out."""
    return Problem("error", code, field, _texts(fields))


def warning(code: str, field: str = "", **fields: object) -> Problem:
    """A problem that a person should look at; the row can be imported."""
    return Problem("warning", code, field, _texts(fields))


def note(code: str, field: str = "", **fields: object) -> Problem:
    """Something that was assumed or skipped and that an organiser may want to know."""
    return Problem("note", code, field, _texts(fields))


def _texts(fields: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in fields.items())


class Unreadable(Exception):
    """A file or a part of it cannot be read at all; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where something stands: ``sheet`` is the sheet's or file's name, ``row`` counts from 1 as Excel shows it."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}" if self.sheet else str(self.row)
