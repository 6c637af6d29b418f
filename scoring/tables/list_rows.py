"""What the rows of a list become: the field of a heading, merged cells, a row for each thing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from scoring.tables.grids import Grid
from scoring.tables.text import coded

Row = Mapping[str, str]

Rows = Callable[[Grid, Sequence[str], int, list[list[str]]], Iterator[tuple[int, Row]]]
"""``rows(grid, columns, index, cells)``: what the cleaned ``cells`` below a heading become, the first of them in the
row ``index`` of the grid; each with its offset.  ``columns``: the field of each, "" for one that is not read."""

_BELOW = re.compile(
    r"(?:合计|总计|小计|共计|total)(?:[:：\d共].{0,20})?$"
    r"|(?:填表|填报|制表|审核|审批|经办|复核|联系|评委|评审|裁判长?|监督|监审|计分|统分|记分)(?:人员?|时间|日期|单位|员)?(?:签字|签名)[:：]?"
    r"|(?:填表|填报|制表|审核|审批|经办|复核|联系|监督|监审|计分|统分|记分)(?:人员?|时间|日期|单位|员)?[:：]"
    r"|(?:备注|说明|填表说明|注)[:：]"
)
"""How a row below a list begins: a sum, who filled it in, a remark."""


def below_a_list(cells: Sequence[str]) -> str:
    """The first filled cell of a row that is no part of the list: a sum or a footer; "" for any other row."""
    first = next(filter(None, cells), "")
    return first if _BELOW.match(coded(first[:80])) else ""


def field_of(heading: str, headings: Mapping[str, str]) -> str:
    """The field that a heading means by ``headings``, whose keys are ``coded``; what stands in brackets does not count,
    "" for none."""
    return headings.get(re.sub(r"[*＊:：]|[(（].*?[)）]", "", coded(heading)), "")


def fill_merged(
    grid: Grid, columns: Sequence[str], index: int, table: Sequence[list[str]], fields: frozenset[str]
) -> None:
    """Put what a merged range of one of these ``fields`` says in each of its rows; ``index`` as in ``Rows``."""
    for place in (number for number, column in enumerate(columns) if column in fields):
        for top, left, bottom, right in grid.merged:
            if left <= place <= right and 0 <= top - index < len(table):
                first = table[top - index]
                for row in table[top - index : bottom + 1 - index]:
                    if place < len(row) and not row[place] and left < len(first):
                        row[place] = first[left]


def a_row_each(merged: frozenset[str] = frozenset()) -> Rows:
    """For a list with a row for each thing: every known column, blank cells too, but no blank row.  A merged range of
    one of the fields ``merged`` counts for each of its rows; several columns of one field are joined."""

    def rows(grid: Grid, columns: Sequence[str], index: int, table: list[list[str]]) -> Iterator[tuple[int, Row]]:
        fill_merged(grid, columns, index, table, merged)
        for offset, cells in enumerate(table):
            row: dict[str, str] = {}
            for field, cell in itertools.zip_longest(columns, cells, fillvalue=""):
                if field:
                    row[field] = " / ".join(filter(None, (row.get(field), cell)))
            if any(row.values()):
                yield offset, row

    return rows
