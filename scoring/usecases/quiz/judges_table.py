"""Lists of judges as people keep them, turned into the rows that ``lists.panels.take_in`` takes.

A table (xlsx, xls, ods, CSV) has a column of names under its heading and may have one of organisations and one of
relatives; what else is filled is named.  Pasted lines are a table without a heading, or a name, an organisation and
relatives on each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scoring.tables.grids import Grid, heading_row
from scoring.tables.headings import IGNORED, Meanings
from scoring.tables.list_rows import Row, field_of, fill_merged
from scoring.tables.lists import ListReading, ListTable, Shape, read_list
from scoring.tables.problems import SourcePlace, Unreadable, error
from scoring.tables.text import clean, coded
from scoring.usecases.quiz import roster_table

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "judge", "judgename", "姓名", "评委", "评委姓名", "评委名单", "专家", "专家姓名", "评审", "评审姓名",
        "评委名字", "名字", "评委老师", "裁判", "裁判姓名", "评审专家", "评审专家姓名", "评审委员", "评委专家",
        "评审人员",
    ),
    "organisation": (
        "unit", "organisation", "organization", "affiliation", "单位", "单位名称", "所属单位", "所在单位", "工作单位",
        "评委单位", "专家单位", "选派单位", "所属部门", "部门", "工作部门",
    ),
    "kin": (
        "kin", "relatives", "relations", "亲属", "近亲属", "亲属姓名", "近亲属姓名", "亲属名单", "回避亲属",
        "需回避亲属", "须回避亲属", "有利害关系的人", "利害关系人",
    ),
}  # fmt: skip
"""The headings that people's tables use, by the field that they mean."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_PARTS = tuple(map(re.compile, (r"\t", "[，,;；|｜]", r"\s{2,}")))
"""What divides a pasted line, the surest first: only the first that a line has divides it."""

_LOOSE = re.compile(r"(?P<name>\S{2,})\s(?P<organisation>\S+)")
_NUMBERING = re.compile(r"^\d{1,3}[.．、)）]\s*(?=\D)")
_NOTHING = re.compile(r"[-—–－/／\\无]+")
_NO_NAME = re.compile(r"\d|@")
_OFFICES = (
    "主任", "处长", "科长", "局长", "厅长", "部长", "司长", "站长", "所长", "组长", "院长", "校长",
    "园长", "馆长", "社长", "会长", "理事长", "董事长", "秘书长", "队长", "班长", "主席", "书记", "委员",
    "干事", "科员", "调研员", "巡视员", "教授", "讲师", "教师", "教研员", "研究员", "工程师", "经理", "总监",
    "主管", "评委", "评审", "专家", "裁判", "裁判长",
)  # fmt: skip
"""Titles of office.  副处长 and 一级调研员 end in one too."""

_HAN = re.compile("[\u3400-\u9fff]")
MOST_LINES = 500
LONGEST_PASTE = 50_000
"""Characters of pasted lines."""


def read_judges(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The list in a file; ``meanings`` is what an organiser said of its columns.  Raises ``Unreadable`` with
    the words of ``questions.problem.*``."""
    return read_list(name, data, _SHAPE, meanings)


def read_lines(text: str, meanings: Meanings | None = None) -> ListTable:
    """The judges of pasted lines: 张一，甲单位，张二、张三 · 张一 (tab) 甲单位 · 张一 甲单位 · 张一; or a table with
    its heading.
    ``meanings`` is what an organiser said of its columns.

    Raises ``Unreadable("judges-no-lines" | "judges-line" | "judges-long" | "too-many-rows")``.
    """
    if len(text) > LONGEST_PASTE:
        raise Unreadable(error("judges-long", limit=LONGEST_PASTE))
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise Unreadable(error("too-many-rows", limit=MOST_LINES, rows=len(lines)))
    cells = [_cells(line) for line in lines]
    reading, grid = ListReading(_SHAPE, meanings or {}), Grid("", cells, unit="line")
    if (start := heading_row(cells, reading.score)) is not None:
        reading.read(grid, start)
        return reading.table()
    if heading_row(cells, reading.near) is not None:
        reading.without_heading(grid, only=True)
        return reading.table()
    said = [(place, row) for place, row in enumerate(cells, start=1) if any(row)]
    if not said:
        raise Unreadable(error("judges-no-lines"))
    for place, row in said:
        if _is_more(row):
            raise Unreadable(error("judges-line", row=place, text=" ".join(row)[:80]))
    rows = tuple(_judge(dict(zip(HEADINGS, row, strict=False))) for _, row in said)
    return ListTable(rows, tuple(SourcePlace("", place, "line") for place, _ in said))


def _is_more(row: Sequence[str]) -> bool:
    """Whether the cells of a line say something else than a name, an organisation and relatives: a number of the line
    or of a telephone, an address of mail, a title of office, a fourth cell.

    A title is what ends in one, whatever stands before it: 主任, 副处长, 评审组长.  No name of a person ends so, and
    who is meant by 张主任 is not known either.
    """
    if len(row) != 3:
        return len(row) > 3
    return row[2].rstrip().endswith(_OFFICES) or any(_NO_NAME.search(cell) for cell in (row[0], row[2]))


def _cells(line: str) -> list[str]:
    """The cells of a line.  One blank divides only where it cannot be within a Western name."""
    line = _NUMBERING.sub("", line.rstrip().strip(" "))
    if divides := next((one for one in _PARTS if one.search(line)), None):
        return [clean(cell) for cell in divides.split(line)]
    loose = _LOOSE.fullmatch(line) if _HAN.search(line) else None
    return [loose["name"], loose["organisation"]] if loose else [clean(line)]


def _judge(row: Row) -> Row:
    """The row without the number before a name, and without a dash for no organisation."""
    bare = {field: _NUMBERING.sub("", cell) if field == "name" else cell for field, cell in row.items()}
    return {field: cell for field, cell in bare.items() if field == "name" or not _NOTHING.fullmatch(cell)}


def _field(cell: str) -> str:
    return field_of(cell, _FIELDS)


def _rows(grid: Grid, columns: Sequence[str], index: int, table: list[list[str]]) -> Iterator[tuple[int, Row]]:
    fill_merged(grid, columns, index, table, frozenset({"organisation"}))
    for offset, cells in enumerate(table):
        if row := {field: cell for field, cell in zip(columns, cells, strict=False) if field and cell}:
            yield offset, _judge(row)


MEANINGS = ("name", "organisation", "kin", IGNORED)
"""What an organiser may say of a column."""

_SHAPE = Shape("judges", _field, ("name",), _rows, foreign=lambda cell: roster_table.means(cell) == "team")
