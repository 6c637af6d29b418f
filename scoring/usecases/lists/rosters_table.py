"""Rosters as people keep them: a row for each name, with its organisation and when the title was given."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.tables.headings import Meanings
from scoring.tables.list_rows import a_row_each, field_of
from scoring.tables.lists import ListTable, Shape, read_list
from scoring.tables.text import coded

FIELDS = ("name", "organisation", "held")
"""The fields of a row, in the order of the columns of an export."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "holder", "姓名", "名字", "明星姓名", "学习明星", "学习之星", "获得者", "当选人", "人员", "党员姓名",
        "名称", "对象",
    ),
    "organisation": (
        "organisation", "organization", "unit", "单位", "所在单位", "单位名称", "工作单位", "所属单位", "所在党组织",
        "党组织", "所属党组织", "所在支部",
    ),
    "held": (
        "held", "heldsince", "given", "date", "month", "授予时间", "获得时间", "当选时间", "评定时间", "称号时间",
        "时间", "日期", "月份", "年月", "期次", "届次",
    ),
}  # fmt: skip
"""The headings that people's tables use, by the field that they mean."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}


def read_roster_names(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The roster in a file; ``meanings`` is what an organiser said of its columns.  Raises ``Unreadable`` with
    the words of ``questions.problem.*``."""
    return read_list(name, data, _SHAPE, meanings)


def _means(heading: str) -> str:
    return field_of(heading, _FIELDS)


_SHAPE = Shape("roster-names", _means, ("name",), a_row_each(frozenset({"organisation", "held"})))
