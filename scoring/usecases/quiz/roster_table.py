"""Rosters as people keep them, turned into one row for each contestant, the form that ``roster_import`` takes.

Two shapes: one row for each team (队名,单位,领队,队员1,队员2,队员3,替补) or one row for each person
(队名,姓名,席位), maybe with a column that says who is leader, contestant or reserve (``roster_people``).  A cell may
name several people, separated by 、.  The heading may be below title rows; xlsx, xls, ods and CSV are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scoring.tables.grids import Grid
from scoring.tables.headings import IGNORED, Meanings
from scoring.tables.list_rows import Row, fill_merged
from scoring.tables.lists import ListTable, Shape, read_list
from scoring.tables.text import coded
from scoring.usecases.quiz.roster_import import HEADINGS, WHOLE, WHOLE_MORE
from scoring.usecases.quiz.roster_people import (
    MAYBE_PART,
    PART,
    PART_HEADINGS,
    RESERVE,
    by_parts,
    named_in,
    settled,
)

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_FIELDS |= {
    "队别": "team",
    "队名称": "team",
    "teamname": "team",
    "member": "name",
    "player": "name",
    "代表单位": "organisation",
    **dict.fromkeys(PART_HEADINGS, MAYBE_PART),
}
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十])"
_MEMBER = re.compile(
    rf"^(?:队员|选手|参赛队员|参赛选手|参赛人员|成员|member|player)(?:姓名)?{_NUMBER}$|^第?{_NUMBER}号?(?:队员|选手)(?:姓名)?$"
)
_RESERVE = re.compile(rf"^(?:替补|候补|替补队员|替补选手|reserve|substitute)(?:姓名)?{_NUMBER}?$")
_MERGED = frozenset({"organisation", "leader", "piece"})
"""Fields that several teams may share; a blank team is that of the row above, merged or not."""


def read_roster(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The roster in a file; ``meanings`` is what an organiser said of its columns.  Raises ``Unreadable`` with
    the words of ``questions.problem.*``.

    If a table has one row for each team, the rows say so in ``whole``.
    """
    return read_list(name, data, _SHAPE, meanings)


def read_entries(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The entries of a contest in a file: one a row, called by the person's name where it has no other."""
    return read_list(name, data, _ENTRIES, meanings)


def _means_of_entry(cell: str) -> str:
    field = means(cell)
    return "team" if field in ("name", "member") else "" if field == MAYBE_PART else field


def means(cell: str) -> str:
    """The field of a roster that a heading means, "" for none."""
    name = re.sub(r"[*＊:：]|[(（].*?[)）]", "", coded(cell))
    if _MEMBER.match(name):
        return "member"
    return "reserve" if _RESERVE.match(name) else _FIELDS.get(name, "")


def _rows(grid: Grid, columns: Sequence[str], index: int, table: list[list[str]]) -> Iterator[tuple[int, Row]]:
    fill_merged(grid, columns, index, table, _MERGED)
    if PART in columns:
        yield from by_parts(columns, table)
        return
    a_row_a_team = _a_row_a_team(columns, table)
    for offset, cells in enumerate(table):
        for number, row in enumerate(_people(columns, cells)):
            yield offset, {**row, "whole": WHOLE_MORE if number else WHOLE} if a_row_a_team else row


def _a_row_a_team(columns: Sequence[str], table: Sequence[Sequence[str]]) -> bool:
    """Numbered columns of contestants, or several names in a cell and no column for their seats."""
    if "member" in columns:
        return True
    names = (cell for cells in table for column, cell in zip(columns, cells, strict=False) if column == "name")
    return "seat" not in columns and any(len(named_in(cell)) > 1 for cell in names)


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
            names = named_in(cell)
            said = RESERVE if field == "reserve" else seat if field == "name" and len(names) == 1 else ""
            people += [(one, reserve or said) for one, reserve in names]
    if not people:
        return [{**shared, "seat": seat}]
    first, *others = people
    team = {"team": shared["team"]} if "team" in shared else {}
    return [{**shared, "name": first[0], "seat": first[1]}, *({**team, "name": n, "seat": s} for n, s in others)]


MEANINGS = (
    "team",
    "organisation",
    "leader",
    "piece",
    "name",
    "member",
    "reserve",
    PART,
    "seat",
    "station",
    "carried",
    IGNORED,
)
"""What an organiser may say of a column; ``member`` is one of several columns with a contestant each."""

_SHAPE = Shape("roster", means, ("team",), _rows, many=frozenset(("member", "reserve")), settled=settled)
_ENTRIES = Shape("roster", _means_of_entry, ("team",), _rows)
