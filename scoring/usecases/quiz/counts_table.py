"""Counts of the audience panel as people keep them: a row for each entry, with its votes and the votes cast, or with
the mean of the marks.  An entry is named by its number of appearance or by its name."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.tables.headings import Meanings
from scoring.tables.list_rows import a_row_each, field_of
from scoring.tables.lists import ListTable, Shape, read_list
from scoring.tables.text import coded

FIELDS = ("station", "entry", "votes", "cast", "average")

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "station": ("no", "number", "station", "序号", "出场序号", "出场顺序", "抽签号", "编号", "台号", "号"),
    "entry": (
        "entry", "name", "team", "姓名", "名称", "选手", "选手姓名", "节目", "节目名称", "参赛者", "参赛选手",
        "参赛节目", "代表队", "队名", "作品", "作品名称",
    ),
    "votes": ("votes", "votesfor", "得票", "得票数", "票数", "赞成票", "赞成票数", "获票", "获得票数"),
    "cast": (
        "cast", "votescast", "total", "投票数", "投票人数", "总票数", "有效票", "有效票数", "参与人数", "投票总数",
    ),
    "average": ("average", "mean", "平均分", "均分", "大众评审平均分", "平均得分", "得分", "评分"),
}  # fmt: skip
"""The headings that people's tables use, by the field that they mean."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}


def read_counts(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The counts in a file.  Raises ``Unreadable`` with the words of ``questions.problem.*``."""
    return read_list(name, data, _SHAPE, meanings)


_SHAPE = Shape("counts", lambda cell: field_of(cell, _FIELDS), ("entry",), a_row_each())
