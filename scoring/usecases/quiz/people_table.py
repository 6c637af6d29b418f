"""Tables of people, of teams or of judges: every worksheet and every table in it, and what was not read, by place.

``roster_table`` and ``judges_table`` say what a heading means and what a row becomes.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.tables.delimited import read_delimited
from scoring.tables.grids import Grid, Score, heading_row, words_of_heading
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, warning
from scoring.tables.sheet_facts import column_letters
from scoring.tables.spreadsheets import is_workbook, read_workbook, sheet_findings
from scoring.tables.text import clean, coded

COUNTING = frozenset(("序号", "编号", "no", "no.", "#"))

Finding = tuple[SourcePlace, Problem]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """Rows for ``import_roster`` or ``import_judges``; ``places[i]`` is the row of the file (from 1) that row ``i``
    comes from, with the name of its worksheet where several were read.

    ``findings``: what was not read, or was read though it is hidden or struck through, each with its place.
    """

    rows: tuple[Row, ...]
    places: tuple[int | str, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How tables of one kind are read.

    ``means``: the field of a heading, "" for none · ``score``: how good a heading a row would be · ``no_heading``: the
    problem of a file without one · ``rows(grid, columns, index, cells)``: what the cleaned ``cells`` below a heading
    become, the first of them in the row ``index`` of the grid; each with its offset · ``many``: fields that may have
    several columns.
    """

    means: Callable[[str], str]
    score: Score
    no_heading: str
    rows: Callable[[Grid, Sequence[str], int, list[list[str]]], Iterator[tuple[int, Row]]]
    many: frozenset[str] = frozenset()


def read_people(name: str, data: bytes, shape: Shape) -> PeopleTable:
    """The people in a file; raises ``Unreadable`` with the words of ``questions.problem.*``."""
    if not data.strip():
        raise Unreadable(error("file-empty"))
    workbook = is_workbook(data)
    grids = list(read_workbook(data)) if workbook else [read_delimited(name, data, shape.score)]
    filled = [grid for grid in grids if any(map(any, grid.rows))]
    headings = [(grid, heading_row(grid.rows, shape.score)) for grid in filled]
    several = sum(start is not None for _, start in headings) > 1
    rows: list[Row] = []
    places: list[int | str] = []
    findings: list[Finding] = []
    for grid, start in headings:
        if start is None:
            count = sum(map(any, grid.rows))
            findings.append((SourcePlace(grid.name, 0), warning("roster-sheet-unread", sheet=grid.name, count=count)))
            continue
        if workbook:
            findings += [(SourcePlace(grid.name, 0), one) for one in sheet_findings(grid)]
        if grid.hidden:
            findings.append((SourcePlace(grid.name, 0), warning("roster-sheet-hidden", sheet=grid.name)))
        table = read_grid(grid, start, shape)
        rows += table.rows
        places += [f"{grid.name}!{place}" for place in table.places] if several else table.places
        findings += table.findings
    if not any(start is not None for _, start in headings):
        raise Unreadable(error(shape.no_heading, seen=words_of_heading(grids)))
    unseen = [one for one in findings if one[1].code == "facts-unseen"]
    return PeopleTable(tuple(rows), tuple(places), tuple(one for one in findings if one not in unseen[1:]))


def read_grid(grid: Grid, start: int, shape: Shape) -> PeopleTable:
    """The tables of a worksheet: the first heading is in the row ``start``, each further heading begins one."""
    starts = [start, *(i for i in range(start + 1, len(grid.rows)) if shape.score(grid.rows[i]) > 1)]
    rows: list[Row] = []
    places: list[int | str] = []
    findings: list[Finding] = []
    for first, end in itertools.pairwise([*starts, len(grid.rows)]):
        columns = [shape.means(cell) for cell in grid.rows[first]]
        table = [[clean(cell) for cell in cells] for cells in grid.rows[first + 1 : end]]
        findings += _findings(grid, first, columns, table, shape.many)
        for offset, cells in enumerate(table):
            _refuse_unheaded(grid.rows[first], cells, grid.first_row + first + 1 + offset)
        for offset, row in shape.rows(grid, columns, first + 1, table):
            rows.append(row)
            places.append(grid.first_row + first + 1 + offset)
    return PeopleTable(tuple(rows), tuple(places), tuple(findings))


def _findings(
    grid: Grid, start: int, columns: Sequence[str], table: Sequence[Sequence[str]], many: frozenset[str]
) -> list[Finding]:
    """What is not read of a table, and what is odd about the cells that are.  Raises ``Unreadable`` for two columns of
    one meaning, and for a cell whose value is not known."""
    found = []
    for number, column in enumerate(columns):
        letter, heading = column_letters(grid.first_column + number), clean(grid.rows[start][number])
        if column and column not in many and column in columns[:number]:
            raise Unreadable(error("roster-column-twice", heading=heading, column=letter))
        count = sum(number < len(cells) and bool(cells[number]) for cells in table)
        if count and heading and not column and coded(heading) not in COUNTING:
            problem = warning("roster-column-unread", heading=heading, column=letter, count=count)
            found.append((SourcePlace(grid.name, grid.first_row + start), problem))
    used = {column_letters(grid.first_column + number) for number, column in enumerate(columns) if column}
    for index in range(start + 1, start + 1 + len(table)):
        for problem in grid.problems.get(index, ()):
            if (cell := dict(problem.fields).get("cell", "")) and cell.rstrip("0123456789") not in used:
                continue
            if problem.severity == "error":
                raise Unreadable(problem)
            found.append((SourcePlace(grid.name, grid.first_row + index), problem))
    return found


def _refuse_unheaded(headings: Sequence[str], cells: Sequence[str], row: int) -> None:
    """Report a name in a column without a heading; otherwise it would be left out silently."""
    for column, cell in enumerate(cells):
        if cell and not cell.isdecimal() and not (column < len(headings) and headings[column].strip()):
            raise Unreadable(error("roster-unheaded", row=row, column=column + 1, text=cell))
