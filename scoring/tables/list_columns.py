"""What is in doubt about the columns of a list: not known, without a heading, two of one meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.tables.grids import HEADING_WITHIN, Grid, words_of_heading
from scoring.tables.headings import IGNORED, FilledColumns, Heading
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, warning
from scoring.tables.sheet_facts import column_letters
from scoring.tables.text import clean, coded

COUNTING = frozenset(("序号", "编号", "no", "no.", "#"))
"""Headings of columns that nobody misses."""


@dataclass(frozen=True, slots=True)
class ColumnFindings:
    """The problems of a heading, and the question about it if there is one."""

    problems: tuple[Problem, ...] = ()
    heading: Heading | None = None


def column_findings(grid: Grid, start: int, end: int, fields: Sequence[str], many: frozenset[str]) -> ColumnFindings:
    """Holds the ``fields`` of the heading in the row ``start`` against the rows above ``end``; those of ``many`` may
    have several columns."""
    table = FilledColumns(grid, start, end)
    doubtful = list(_doubtful(table, fields, many))
    asked = {index for places, _ in doubtful for index in places}
    heading = table.heading(asked, lambda index: _field(fields, index)) if asked else None
    return ColumnFindings(tuple(problem for _, problem in doubtful), heading)


def almost_a_heading(
    grid: Grid, start: int, fields: Sequence[str], kind: str, needs: Sequence[str], *, only: bool
) -> ColumnFindings:
    """The findings of a row that lacks a column that a list of this ``kind`` ``needs``: what was recognised, and the
    question about all of its columns.  It is an error where ``only`` such rows are in the file, of the code
    ``<kind>-no-heading`` where nothing was recognised."""
    table = FilledColumns(grid, start, len(grid.rows))
    known = [field for field in dict.fromkeys(fields) if field and field != IGNORED]
    unknown = [cell[:20] for index, cell in enumerate(table.cells) if cell and not _field(fields, index)]
    level = error if only else warning
    lacking = [field for field in needs if field not in known]
    if known and lacking:
        problem = level(
            "heading-incomplete",
            list=kind,
            found_columns=" ".join(known),
            missing_columns=" ".join(lacking),
            unknown="、".join(unknown) or "—",
        )
    else:
        problem = level(f"{kind}-no-heading", seen=words_of_heading([grid]))
    asked = {index for index, cell in enumerate(table.cells) if cell or table.count(index)}
    return ColumnFindings((problem,), table.heading(asked, lambda index: _field(fields, index)))


def most_like_a_heading(grid: Grid) -> int | None:
    """The row near the top with the most filled cells where no heading has a known word; None without a row below."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in grid.rows[:HEADING_WITHIN]]
    best = filled.index(max(filled, default=0)) if filled else 0
    return best if any(map(any, grid.rows[best + 1 :])) else None


def cell_findings(grid: Grid, start: int, end: int, fields: Sequence[str]) -> Iterator[tuple[SourcePlace, Problem]]:
    """What is odd about the cells that are read.  Raises ``Unreadable`` for a cell whose value is not known."""
    letters = (column_letters(grid.first_column + number) for number in range(len(fields)))
    used = {letter for letter, field in zip(letters, fields, strict=True) if field and field != IGNORED}
    for index in range(start + 1, end):
        for problem in grid.problems.get(index, ()):
            if (cell := dict(problem.fields).get("cell", "")) and cell.rstrip("0123456789") not in used:
                continue
            if problem.severity == "error":
                raise Unreadable(problem)
            yield grid.place(index), problem


def _doubtful(
    table: FilledColumns, fields: Sequence[str], many: frozenset[str]
) -> Iterator[tuple[tuple[int, ...], Problem]]:
    """(columns, problem) for every column that is not used as it should be."""
    for index, heading in enumerate(table.cells):
        field = _field(fields, index)
        above = fields.index(field) if field else index
        if field and field != IGNORED and field not in many and above < index:
            yield (above, index), error("roster-column-twice", heading=heading, column=table.letter(index))
        elif heading and not field and table.count(index) and coded(heading) not in COUNTING:
            yield (index,), warning("roster-column-unread", "", heading=heading, **table.named(index))
        elif not heading and not field and (found := _a_text(table, index)):
            row, text = found
            yield (index,), error("roster-unheaded", row=row, column=index + 1, text=text)


def _a_text(table: FilledColumns, index: int) -> tuple[int, str] | None:
    """The row and the first cell that is more than a number in a column without a heading: maybe a name."""
    for row, cells in enumerate(table.rows, start=table.grid.first_row + table.start + 1):
        if index < len(cells) and (text := clean(cells[index])) and not text.isdecimal():
            return row, text
    return None


def _field(fields: Sequence[str], index: int) -> str:
    return fields[index] if index < len(fields) else ""
