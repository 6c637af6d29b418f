"""Rosters as people keep them, turned into one row for each contestant, the form that ``roster_import`` takes.

Two shapes: one row for each team (队名,单位,领队,队员1,队员2,队员3,替补) or one row for each contestant
(队名,姓名,席位).  A cell may name several people, separated by 、.  The heading may be below title rows; xlsx, xls, ods
and CSV are read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.tables.delimited import read_delimited
from scoring.tables.grids import Grid, heading_row, words_of_heading
from scoring.tables.problems import Problem, SourcePlace, Unreadable, error, warning
from scoring.tables.sheet_facts import column_letters
from scoring.tables.spreadsheets import is_workbook, read_workbook, sheet_findings
from scoring.tables.text import clean, coded
from scoring.usecases.quiz.roster_import import HEADINGS, WHOLE, WHOLE_MORE

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_FIELDS |= {
    "队别": "team",
    "队名称": "team",
    "teamname": "team",
    "member": "name",
    "player": "name",
    "代表单位": "organisation",
}
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十])"
_MEMBER = re.compile(
    rf"^(?:队员|选手|参赛队员|参赛选手|参赛人员|成员|member|player)(?:姓名)?{_NUMBER}$|^第?{_NUMBER}号?(?:队员|选手)(?:姓名)?$"
)
_RESERVE = re.compile(rf"^(?:替补|候补|替补队员|替补选手|reserve|substitute)(?:姓名)?{_NUMBER}?$")
_NAMES = re.compile(r"[、，,;；/／|\n]+")
COUNTING = frozenset(("序号", "编号", "no", "no.", "#"))
RESERVE = "替补"


@dataclass(frozen=True, slots=True)
class RosterTable:
    """Rows for ``import_roster``; ``places[i]`` is the row of the file (from 1) that row ``i`` comes from, with the
    name of its worksheet where several were read.

    If a table has one row for each team, the rows say so in ``whole``.  ``findings``: what was not read, or was read
    though it is hidden or struck through, each with its place.
    """

    rows: tuple[Mapping[str, str], ...]
    places: tuple[int | str, ...]
    findings: tuple[tuple[SourcePlace, Problem], ...] = ()


def read_roster(name: str, data: bytes) -> RosterTable:
    """The roster in a file; raises ``Unreadable`` with the words of ``questions.problem.*``."""
    if not data.strip():
        raise Unreadable(error("file-empty"))
    workbook = is_workbook(data)
    grids = list(read_workbook(data)) if workbook else [read_delimited(name, data, _score)]
    filled = [grid for grid in grids if any(map(any, grid.rows))]
    headings = [(grid, heading_row(grid.rows, _score)) for grid in filled]
    several = sum(start is not None for _, start in headings) > 1
    rows: list[Mapping[str, str]] = []
    places: list[int | str] = []
    findings: list[tuple[SourcePlace, Problem]] = []
    for grid, start in headings:
        if start is None:
            count = sum(map(any, grid.rows))
            findings.append((SourcePlace(grid.name, 0), warning("roster-sheet-unread", sheet=grid.name, count=count)))
            continue
        if workbook:
            findings += [(SourcePlace(grid.name, 0), one) for one in sheet_findings(grid)]
        if grid.hidden:
            findings.append((SourcePlace(grid.name, 0), warning("roster-sheet-hidden", sheet=grid.name)))
        for table in _tables(grid, start):
            rows += table.rows
            places += [f"{grid.name}!{place}" for place in table.places] if several else table.places
            findings += table.findings
    if not any(start is not None for _, start in headings):
        raise Unreadable(error("roster-no-heading", seen=words_of_heading(grids)))
    unseen = [one for one in findings if one[1].code == "facts-unseen"]
    return RosterTable(tuple(rows), tuple(places), tuple(one for one in findings if one not in unseen[1:]))


def _tables(grid: Grid, start: int) -> Iterator[RosterTable]:
    """The tables of a worksheet: each further heading begins one."""
    starts = [start, *(i for i in range(start + 1, len(grid.rows)) if _score(grid.rows[i]) > 1)]
    for first, end in itertools.pairwise([*starts, len(grid.rows)]):
        yield _read(grid, first, end)


def _score(cells: Sequence[str]) -> int:
    """How many columns of a roster a row names; 0 if it names no column for the team."""
    fields = [means(cell) for cell in cells]
    return len([field for field in fields if field]) if "team" in fields else 0


def means(cell: str) -> str:
    """The field of a roster that a heading means, "" for none."""
    name = re.sub(r"[*＊:：]|[(（].*?[)）]", "", coded(cell))
    if _MEMBER.match(name):
        return "member"
    return "reserve" if _RESERVE.match(name) else _FIELDS.get(name, "")


def _read(grid: Grid, start: int, end: int) -> RosterTable:
    columns = [means(cell) for cell in grid.rows[start]]
    table = [[clean(cell) for cell in cells] for cells in grid.rows[start + 1 : end]]
    findings = _findings(grid, start, columns, table)
    a_row_a_team = _a_row_a_team(columns, table)
    rows: list[Mapping[str, str]] = []
    places: list[int | str] = []
    for index, cells in enumerate(table, start=start + 1):
        refuse_unheaded(grid.rows[start], cells, grid.first_row + index)
        for number, row in enumerate(_people(columns, cells)):
            rows.append({**row, "whole": WHOLE_MORE if number else WHOLE} if a_row_a_team else row)
            places.append(grid.first_row + index)
    return RosterTable(tuple(rows), tuple(places), tuple(findings))


def _findings(
    grid: Grid, start: int, columns: Sequence[str], table: Sequence[Sequence[str]]
) -> list[tuple[SourcePlace, Problem]]:
    """What is not read of a table, and what is odd about the cells that are.  Raises ``Unreadable`` for two columns of
    one meaning, and for a cell whose value is not known."""
    found = []
    for number, column in enumerate(columns):
        letter, heading = column_letters(grid.first_column + number), clean(grid.rows[start][number])
        if column and column not in ("member", "reserve") and column in columns[:number]:
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


def refuse_unheaded(headings: Sequence[str], cells: Sequence[str], row: int) -> None:
    """Report a name in a column without a heading; otherwise it would be left out silently."""
    for column, cell in enumerate(cells):
        if cell and not cell.isdecimal() and not (column < len(headings) and headings[column].strip()):
            raise Unreadable(error("roster-unheaded", row=row, column=column + 1, text=cell))


def _a_row_a_team(columns: Sequence[str], table: Sequence[Sequence[str]]) -> bool:
    """Numbered columns of contestants, or several names in a cell and no column for their seats."""
    if "member" in columns:
        return True
    names = (cell for cells in table for column, cell in zip(columns, cells, strict=False) if column == "name")
    return "seat" not in columns and any(_NAMES.search(cell) for cell in names)


def _people(columns: Sequence[str], cells: Sequence[str]) -> list[Mapping[str, str]]:
    """The contestants of one row, each with the fields of its team; the team alone if the row names nobody."""
    pairs = [(field, cell) for field, cell in zip(columns, cells, strict=False) if field and cell]
    if not pairs:
        return []
    shared = {field: cell for field, cell in pairs if field not in ("member", "reserve", "name", "seat")}
    seat = next((cell for field, cell in pairs if field == "seat"), "")
    people: list[tuple[str, str]] = []
    for field, cell in pairs:
        if field in ("member", "reserve", "name"):
            names = [part for part in map(clean, _NAMES.split(cell)) if part]
            said = RESERVE if field == "reserve" else seat if field == "name" and len(names) == 1 else ""
            people += [(one, said) for one in names]
    if not people:
        return [{**shared, "seat": seat}]
    first, *others = people
    team = {"team": shared["team"]} if "team" in shared else {}
    return [{**shared, "name": first[0], "seat": first[1]}, *({**team, "name": n, "seat": s} for n, s in others)]
