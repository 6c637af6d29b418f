"""A long table of marks from a CSV or workbook file: one row a mark, the heading found by its names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scoring.engine.tally.mark_table import Row
from scoring.tables.delimited import decode, delimited_rows, unguarded
from scoring.tables.grids import Grid, heading_row
from scoring.tables.problems import Unreadable, error
from scoring.tables.spreadsheets import is_workbook, read_workbook
from scoring.tables.text import clean, coded

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
_PLACES = ("entry", "judge", "criterion", "mark", "stage", "group")


def read_table(data: bytes) -> list[Row]:
    """Rows of the first worksheet with a heading; raises ``Unreadable`` (words: ``questions.problem.*``, ``tally``).

    A row's place is its number in the file, with the worksheet's name where a workbook has several.
    """
    if not data.strip():
        raise Unreadable(error("file-empty"))
    if is_workbook(data):
        grids = list(read_workbook(data, MOST_ROWS))
    else:
        rows, first_row = delimited_rows(decode(data), _score, MOST_ROWS)
        grids = [Grid("", rows, first_row)]
    for grid in grids:
        if (start := heading_row(grid.rows, _score)) is not None:
            return list(_rows(grid, start, f"{grid.name}!" if len(grids) > 1 else ""))
    raise Unreadable(error("marks-no-heading"))


def _score(cells: Sequence[str]) -> int:
    """How many columns of a table of marks a row names; 0 where a required column is missing."""
    fields = {field for cell in cells if (field := _field(cell))}
    return len(fields) if {"entry", "judge", "mark"} <= fields else 0


def _field(cell: str) -> str:
    return _FIELD.get(re.sub(r"[*＊:：_]|[(（].*?[)）]", "", coded(cell)), "")


def _rows(grid: Grid, start: int, before: str) -> Iterator[Row]:
    columns = [_field(cell) for cell in grid.rows[start]]
    at = [columns.index(field) if field in columns else -1 for field in _PLACES]
    for number, cells in enumerate(itertools.islice(grid.rows, start + 1, None), start=grid.first_row + start + 1):
        texts = [_clean(cells[i]) if 0 <= i < len(cells) else "" for i in at]
        if any(texts):
            yield Row(f"{before}{number}", *texts)


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    """A cell's text, cached: most cells of a long table repeat earlier ones."""
    return clean(unguarded(text))
