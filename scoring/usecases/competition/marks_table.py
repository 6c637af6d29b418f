"""Marks of a written stage as people keep them: a row for each paper, with its person, the number of the paper where
there are several, and a mark or one for each part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scoring.engine.stages import Stage
from scoring.tables.grids import Grid
from scoring.tables.headings import IGNORED, Meanings
from scoring.tables.list_rows import Row, field_of, fill_merged
from scoring.tables.lists import ListTable, Shape, read_list
from scoring.tables.text import coded

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "team": ("team", "teamname", "队名", "代表队", "参赛队", "参赛队伍", "队伍", "队别", "队名称", "代表队名称"),
    "organisation": ("unit", "organisation", "organization", "单位", "单位名称", "代表单位", "所在单位", "参赛单位"),
    "name": (
        "name", "contestant", "member", "姓名", "队员", "队员姓名", "选手", "选手姓名", "考生", "考生姓名", "参赛队员",
    ),
    "paper": ("paper", "paperno", "卷", "卷号", "试卷", "试卷号", "第几卷", "卷别", "科目号"),
    "mark": ("mark", "marks", "score", "points", "得分", "成绩", "分数", "笔试成绩", "笔试得分", "卷面分", "总分"),
}  # fmt: skip
"""The headings that people's tables use, by the field that they mean; a part of a paper has its own name."""

PARTS = "parts"
"""Under this the meanings of a file hold the names of the parts of a paper, a line each: no column has such a key."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_MERGED = frozenset({"team", "organisation", "name"})
MERGED = "merged"
"""The field of a row whose mark stands in a merged cell with other rows."""


def part_field(place: int) -> str:
    """The field of the part at this place (from 0)."""
    return f"part{place + 1}"


def mark_fields(stage: Stage) -> tuple[str, ...]:
    """The fields in which the marks of a paper stand."""
    return tuple(map(part_field, range(len(stage.parts)))) or ("mark",)


def meanings_of(stage: Stage) -> tuple[str, ...]:
    """What an organiser may say of a column."""
    return ("team", "name", *(("paper",) if stage.papers > 1 else ()), *mark_fields(stage), IGNORED)


def parts_said(stage: Stage) -> Meanings:
    """What a reader of marks is told of the stage."""
    return {PARTS: "\n".join(part.name for part in stage.parts)} if stage.parts else {}


def read_marks(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The marks in a file; ``meanings`` is what an organiser said of its columns, and of parts (``parts_said``).
    Raises ``Unreadable`` with the words of ``questions.problem.*``."""
    said = meanings or {}
    return read_list(name, data, _shape([part for part in said.get(PARTS, "").split("\n") if part]), said)


def _shape(parts: Sequence[str]) -> Shape:
    fields = {coded(part): part_field(place) for place, part in enumerate(parts)}
    known = {heading: field for heading, field in _FIELDS.items() if field != "mark" or not parts}
    needed = tuple(fields.values()) or ("mark",)

    def means(heading: str) -> str:
        bare = re.sub(r"[(（].*?[)）]", "", coded(heading))
        return fields.get(coded(heading)) or fields.get(bare) or field_of(heading, known)

    def rows(grid: Grid, columns: Sequence[str], index: int, table: list[list[str]]) -> Iterator[tuple[int, Row]]:
        merged = _merged_rows(grid, columns, index, needed)
        fill_merged(grid, columns, index, table, _MERGED)
        for offset, cells in enumerate(table):
            row = {field: cell for field, cell in zip(columns, cells, strict=False) if field}
            if any(row.values()):
                yield offset, {**row, MERGED: "1"} if offset in merged else row

    return Shape("papers", means, ("name", *needed), rows)


def _merged_rows(grid: Grid, columns: Sequence[str], index: int, marks: Sequence[str]) -> frozenset[int]:
    """The rows, from 0 below the heading, whose mark stands in a cell that goes over several rows or columns."""
    places = {place for place, column in enumerate(columns) if column in marks}
    return frozenset(
        row - index
        for top, left, bottom, right in grid.merged
        if places & set(range(left, right + 1))
        for row in range(max(top, index), bottom + 1)
    )
