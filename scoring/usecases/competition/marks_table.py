"""Marks of a written stage as people keep them: a row for each paper, with its person, the number of the paper where
there are several, and a mark or one for each part.  Or, of several papers, a row for each person with a column, or one
for each part, of each paper (卷一, 第2卷, Paper 3): it becomes a row for each paper that has a mark.
"""

from __future__ import annotations

import re
import unicodedata
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

PAPERS = "papers"
"""Under this they hold how many papers there are, where there are several."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_HAN_NUMBERS = "一二三四五六七八九十"
_PAPER_HEADING = re.compile(
    r"(?:第\s*|试?卷\s*|paper\s*)+([1-9]\d?|[一二三四五六七八九十])\s*(?:号?试?卷)?"
    r"\s*[-·:,_ ]*(.*?)(?:得分|成绩|分数|marks?|score)?",
    re.IGNORECASE | re.ASCII,
)
_MERGED = frozenset({"team", "organisation", "name"})
MERGED = "merged"
"""The field of a row whose mark stands in a merged cell with other rows."""


def part_field(place: int) -> str:
    """The field of the part at this place (from 0)."""
    return f"part{place + 1}"


def wide_field(paper: int, place: int | None = None) -> str:
    """The field of a paper (from 1), or of its part at this place (from 0), where a row has all papers of a person."""
    return f"paper{paper}" if place is None else f"paper{paper}-{part_field(place)}"


def wide_fields(papers: int, parts: int) -> tuple[str, ...]:
    """Every such field; none where there is one paper."""
    places: tuple[int | None, ...] = tuple(range(parts)) or (None,)
    return tuple(wide_field(paper, place) for paper in range(1, papers + 1) for place in places) if papers > 1 else ()


def mark_fields(stage: Stage) -> tuple[str, ...]:
    """The fields in which the marks of a paper stand."""
    return tuple(map(part_field, range(len(stage.parts)))) or ("mark",)


def meanings_of(stage: Stage) -> tuple[str, ...]:
    """What an organiser may say of a column."""
    several = ("paper",) if stage.papers > 1 else ()
    return (*("team", "name"), *several, *mark_fields(stage), *wide_fields(stage.papers, len(stage.parts)), IGNORED)


def parts_said(stage: Stage) -> Meanings:
    """What a reader of marks is told of the stage."""
    parts = {PARTS: "\n".join(part.name for part in stage.parts)} if stage.parts else {}
    return {**parts, **({PAPERS: str(stage.papers)} if stage.papers > 1 else {})}


def read_marks(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The marks in a file; ``meanings`` is what an organiser said of its columns, and of parts and papers
    (``parts_said``).  Raises ``Unreadable`` with the words of ``questions.problem.*``."""
    said = meanings or {}
    parts = [part for part in said.get(PARTS, "").split("\n") if part]
    papers = int(said.get(PAPERS, "1"))
    for first in range(1, papers + 1 if papers > 1 else 1):
        wide = read_list(name, data, _wide_shape(parts, papers, first), said)
        if not wide.refused:
            return wide
    return read_list(name, data, _shape(parts), said)


def _wide_shape(parts: Sequence[str], papers: int, first: int) -> Shape:
    """A row a person; its heading has at least the columns of the paper ``first``."""
    places: tuple[int | None, ...] = tuple(range(len(parts))) or (None,)
    names: dict[str, int | None] = {coded(part): place for place, part in enumerate(parts)}
    names = names or {"": None}
    fields = wide_fields(papers, len(parts))
    known = {heading: IGNORED if field in ("mark", "paper") else field for heading, field in _FIELDS.items()}

    def means(heading: str) -> str:
        found = _PAPER_HEADING.fullmatch(unicodedata.normalize("NFKC", heading).strip())
        rest = coded(found[2]) if found else ""
        if found and rest in names and (paper := paper_no(found[1])) <= papers:
            return wide_field(paper, names[rest])
        return field_of(heading, known)

    def rows(grid: Grid, columns: Sequence[str], index: int, table: list[list[str]]) -> Iterator[tuple[int, Row]]:
        merged = _merged_rows(grid, columns, index, fields)
        fill_merged(grid, columns, index, table, _MERGED)
        for offset, cells in enumerate(table):
            row = {field: cell for field, cell in zip(columns, cells, strict=False) if field}
            person = {field: cell for field, cell in row.items() if field in _MERGED}
            for paper in range(1, papers + 1):
                marks = {
                    "mark" if place is None else part_field(place): row.get(wide_field(paper, place), "")
                    for place in places
                }
                if any(marks.values()) or (offset in merged and paper == 1):
                    yield (
                        offset,
                        {**person, "paper": str(paper), **marks, **({MERGED: "1"} if offset in merged else {})},
                    )

    return Shape("papers", means, ("name", *(wide_field(first, place) for place in places)), rows)


def paper_no(text: str) -> int:
    """The number of a paper, which may be a Chinese one."""
    return _HAN_NUMBERS.index(text) + 1 if text in _HAN_NUMBERS else int(text)


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
