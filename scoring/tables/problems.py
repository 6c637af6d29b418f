"""Problems of a file or a row of it, and their places in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.  ``error`` excludes the row, ``warning`` needs a look, ``note`` says what was assumed.

    ``field`` is the column concerned ("stem", "key", … or ""); words for ``code`` are in words/*/questions.toml.
    """

    severity: Severity
    code: str
    field: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def error(code: str, field: str = "", **fields: object) -> Problem:
    """A problem that excludes its row, or the whole file."""
    return Problem("error", code, field, _texts(fields))


def warning(code: str, field: str = "", **fields: object) -> Problem:
    """A problem that a person should look at; the row can be imported."""
    return Problem("warning", code, field, _texts(fields))


def note(code: str, field: str = "", **fields: object) -> Problem:
    """Something that was assumed or skipped, for the organiser's information."""
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
    """A place in a file: ``sheet`` is the worksheet's or file's name, ``row`` counts from 1 as Excel shows it."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}" if self.sheet else str(self.row)
