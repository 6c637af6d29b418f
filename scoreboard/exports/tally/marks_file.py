"""What a file of marks says: its rows, a column at a time, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.engine.codec import from_json, to_json
from scoring.engine.tally.mark_table import Row
from scoring.tables.problems import Problem, SourcePlace

Columns = Sequence[Sequence[str]]
Finding = tuple[SourcePlace, Problem]

BETWEEN = "\x7f"
"""Divides the cells of a column that is sent as one text: a control sign, which no cleaned text has."""


@dataclass(slots=True)
class MarksFile:
    """The rows of a file, by the columns of a ``Row``, and what there is to say about it; an ``error`` among the
    findings forbids to use them.

    A row's place is its number in the file, with the worksheet's name where a workbook has several.
    """

    columns: list[list[str]] = field(default_factory=lambda: [[] for _ in Row._fields])
    findings: list[Finding] = field(default_factory=list)

    def add(self, tables: Iterable[Columns]) -> None:
        """Further rows, below those that are there."""
        for table in tables:
            for column, more in zip(self.columns, table, strict=False):  # a table without rows has no columns
                column += more

    def rows(self) -> Iterator[Row]:
        """Row after row."""
        return map(Row, *self.columns)

    @property
    def faulty(self) -> bool:
        """Whether something would be misread."""
        return any(problem.severity == "error" for _, problem in self.findings)


def sent(file: MarksFile) -> dict[str, Any]:
    """The file as JSON; a column is one text, since a million texts take several times as long, and what is the same
    in all of its cells is sent once."""
    columns = [column[:1] if _same(column) else column for column in file.columns]
    return {
        "rows": len(file.columns[0]),
        "columns": [BETWEEN.join(column) for column in columns],
        "findings": to_json(file.findings),
    }


def _same(column: Sequence[str]) -> bool:
    """Whether all cells of a column have the same text."""
    return bool(column) and column.count(column[0]) == len(column)


def received(data: dict[str, Any]) -> MarksFile:
    """What ``sent`` has sent."""
    rows, findings = data["rows"], list(from_json(tuple[Finding, ...], data["findings"]))
    if not rows:
        return MarksFile(findings=findings)
    columns = [text.split(BETWEEN) for text in data["columns"]]
    return MarksFile([column * rows if len(column) < rows else column for column in columns], findings)
