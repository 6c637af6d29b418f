"""Rosters as people keep them, turned into one row for each contestant, the form that ``roster_import`` takes.

Two shapes: one row for each team (队名,单位,领队,队员1,队员2,队员3,替补) or one row for each contestant
(队名,姓名,席位).  A cell may name several people, separated by 、.  The heading may be below title rows; xlsx, xls, ods
and CSV are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.tables.delimited import read_delimited
from scoring.tables.grids import Grid, heading_row
from scoring.tables.problems import Unreadable, error
from scoring.tables.spreadsheets import is_workbook, read_workbook
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
_MEMBER = re.compile(r"^(?:队员|选手|参赛队员|参赛选手|成员|member|player)(?:姓名)?(\d{1,2}|[一二三四五六七八九十])$")
_RESERVE = re.compile(r"^(?:替补|候补|替补队员|替补选手|reserve|substitute)(?:姓名)?(\d{1,2}|[一二三四五六七八九十])?$")
_NAMES = re.compile(r"[、，,;；/／|\n]+")
RESERVE = "替补"


@dataclass(frozen=True, slots=True)
class RosterTable:
    """Rows for ``import_roster``; ``places[i]`` is the row of the file (from 1) that row ``i`` comes from.

    If the file has one row for each team, the rows say so in ``whole``.
    """

    rows: tuple[Mapping[str, str], ...]
    places: tuple[int, ...]


def read_roster(name: str, data: bytes) -> RosterTable:
    """The roster in a file; raises ``Unreadable`` with the words of ``questions.problem.*``."""
    if not data.strip():
        raise Unreadable(error("file-empty"))
    grids = list(read_workbook(data)) if is_workbook(data) else [read_delimited(name, data, _score)]
    for grid in grids:
        if (start := heading_row(grid.rows, _score)) is not None:
            return _read(grid, start)
    raise Unreadable(error("roster-no-heading"))


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


def _read(grid: Grid, start: int) -> RosterTable:
    columns = [means(cell) for cell in grid.rows[start]]
    table = [[clean(cell) for cell in cells] for cells in grid.rows[start + 1 :]]
    a_row_a_team = _a_row_a_team(columns, table)
    rows: list[Mapping[str, str]] = []
    places: list[int] = []
    for index, cells in enumerate(table, start=start + 1):
        refuse_unheaded(grid.rows[start], cells, grid.first_row + index)
        for number, row in enumerate(_people(columns, cells)):
            rows.append({**row, "whole": WHOLE_MORE if number else WHOLE} if a_row_a_team else row)
            places.append(grid.first_row + index)
    return RosterTable(tuple(rows), tuple(places))


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
