"""A long table of marks from a CSV or workbook file: one row a mark, the heading found by its names."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from question_sets.delimited import DELIMITERS, decode, unguarded
from question_sets.grids import Unreadable
from question_sets.model import Problem, error
from question_sets.spreadsheets import OLE, read_workbook
from question_sets.text import clean, coded
from scoring.engine.tally.mark_table import Row

HEADINGS = {
    "entry": "entry 作品 作品编号 作品名称 参评作品 参评项目 申报项目 申报对象 项目名称 参赛者 选手 编号 "
    "work item candidate",
    "judge": "judge 评委 评委姓名 评委编号 评审 评审专家 专家 专家编号 juror panelist",
    "criterion": "criterion 评分项 评分项目 评分指标 评价指标 指标 aspect",
    "mark": "mark 分数 打分 评分 得分 分值 score points",
    "stage": "stage 阶段 评审阶段 环节 轮次 round",
    "group": "group 组别 分组 组 类别 category",
}
"""Field → the headings that mean it."""

MOST_ROWS = 1_000_000
_FIELD = {name: field for field, names in HEADINGS.items() for name in names.split()}
_HEADING_WITHIN = 20
_PLACES = ("entry", "judge", "criterion", "mark", "stage", "group")


def read_table(data: bytes) -> list[Row]:
    """The rows of the first sheet with a heading; raises ``Unreadable`` (words: ``questions.problem.*``, ``tally``).

    A row's place is its number in the file, with the sheet's name where a workbook has several.
    """
    if not data.strip():
        raise Unreadable(error("file-empty"))
    if data.startswith((OLE, b"PK\x03\x04")):
        sheets = list(read_workbook(data, MOST_ROWS))
        for sheet in sheets:
            if (start := _heading(sheet.rows)) is not None:
                before = f"{sheet.name}!" if len(sheets) > 1 else ""
                return list(_rows(sheet.rows, start, sheet.first_row, before))
        raise Unreadable(_no_heading())
    return _delimited(decode(data))


def _delimited(text: str) -> list[Row]:
    first_row = 1
    if hint := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        text, delimiter, first_row = text[hint.end() :], hint[1], 2
    else:
        delimiter = max(DELIMITERS, key=lambda sign: max(map(_score, _head(text, sign)), default=0))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error:
        raise Unreadable(error("csv-broken", row=reader.line_num)) from None
    if len(rows) > MOST_ROWS:
        raise Unreadable(error("too-many-rows", limit=MOST_ROWS, rows=len(rows)))
    start = _heading(rows)
    if start is None:
        raise Unreadable(_no_heading())
    return list(_rows(rows, start, first_row, ""))


def _head(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return list(itertools.islice(rows, _HEADING_WITHIN))
    except csv.Error:
        return []


def _heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row that names most columns, the first of equals; None without one."""
    head = range(min(len(rows), _HEADING_WITHIN))
    best = max(head, key=lambda i: (_score(rows[i]), -i), default=None)
    return best if best is not None and _score(rows[best]) else None


def _score(cells: Sequence[str]) -> int:
    """How many columns of a table of marks a row names; 0 without those that cannot be missed."""
    fields = {field for cell in cells if (field := _field(cell))}
    return len(fields) if {"entry", "judge", "mark"} <= fields else 0


def _field(cell: str) -> str:
    return _FIELD.get(re.sub(r"[*＊:：_]|[(（].*?[)）]", "", coded(cell)), "")


def _rows(rows: Sequence[Sequence[str]], start: int, first_row: int, before: str) -> Iterator[Row]:
    columns = [_field(cell) for cell in rows[start]]
    at = [columns.index(field) if field in columns else -1 for field in _PLACES]
    for number, cells in enumerate(itertools.islice(rows, start + 1, None), start=first_row + start + 1):
        texts = [_clean(cells[i]) if 0 <= i < len(cells) else "" for i in at]
        if any(texts):
            yield Row(f"{before}{number}", *texts)


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    """A cell's text; most cells of a long table say what others said before."""
    return clean(unguarded(text))


def _no_heading() -> Problem:
    return error("marks-no-heading")
