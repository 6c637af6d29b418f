"""Problems of a file or a row of it, and their places in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeGuard, get_args

Severity = Literal["error", "warning", "note"]
Unit = Literal["row", "line", "paragraph", "question"]
"""What is counted in a file: rows of a table, lines of a text, paragraphs of a document (a row of a table there counts
as one), questions of a list."""


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
    """The fields as texts; beside a place that is no row stands what it counts, as ``<name>_unit``."""
    units = {f"{name}_unit": value.unit for name, value in fields.items() if _is_unusual(value)}
    return tuple((name, str(value)) for name, value in {**fields, **units}.items())


def _is_unusual(value: object) -> TypeGuard[SourcePlace]:
    return isinstance(value, SourcePlace) and value.unit != "row"


class Unreadable(Exception):
    """A file or a part of it cannot be read at all; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A place in a file: ``sheet`` is the worksheet's or file's name, ``row`` counts from 1 as Excel shows it; 0 is the
    sheet or file as a whole.  ``unit``: what ``row`` counts.

    As a text it is for programs, ``题库!4``; ``scoreboard.presenters.places`` says it to people.
    """

    sheet: str
    row: int
    unit: Unit = "row"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}" if self.sheet else str(self.row)


def read_place(text: str, unit: str = "row") -> SourcePlace:
    """The place that was written as ``text``; a text without a number is a sheet."""
    sheet, _, row = text.rpartition("!")
    known: Unit = next((one for one in get_args(Unit) if one == unit), "row")
    return SourcePlace(sheet, int(row), known) if row.isdecimal() else SourcePlace(text, 0)
