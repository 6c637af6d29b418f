"""The plan of a competition's matches as a table: a row a match, with its day, its times, its hall and its people."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.tables.headings import Meanings
from scoring.tables.list_rows import a_row_each, field_of
from scoring.tables.lists import ListTable, Shape, read_list
from scoring.tables.text import coded

FIELDS = ("match", "day", "begin", "end", "hall", "host", "judges")
"""The fields of a row, in the order of the columns of an export."""

MEANINGS = (*FIELDS[:2], "time", *FIELDS[2:])
"""What an organiser may say of a column; ``time`` has the begin and the end."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "match": ("match", "matches", "场次", "场次名称", "比赛场次", "比赛", "场别", "组别"),
    "day": ("day", "date", "日期", "比赛日期", "年月日"),
    "time": ("time", "times", "时间", "比赛时间", "起止时间", "时段"),
    "begin": ("begin", "begins", "start", "starts", "from", "开始", "开始时间", "开赛时间", "起"),
    "end": ("end", "ends", "until", "to", "结束", "结束时间", "止"),
    "hall": ("hall", "venue", "room", "place", "地点", "场地", "赛场", "比赛地点", "会场", "教室"),
    "host": ("host", "主持", "主持人"),
    "judges": ("judges", "judge", "评委", "评委名单", "评委组", "裁判"),
    "ignored": ("teams", "team", "参赛队", "参赛队伍", "代表队", "队伍"),
}  # fmt: skip
"""The headings that people's tables use, by the field that they mean; who plays follows from the draw."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}


def read_schedule(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The plan in a file; ``meanings`` is what an organiser said of its columns.  Raises ``Unreadable`` with the words
    of ``questions.problem.*``."""
    return read_list(name, data, _SHAPE, meanings)


def _means(heading: str) -> str:
    return field_of(heading, _FIELDS)


_SHAPE = Shape("schedule", _means, ("match", "day", "hall"), a_row_each(frozenset({"day", "hall", "host"})))
