"""The columns of every list are asked about in the same way, each in the words of its own list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scoreboard.presenters.quiz.questions import problem_text
from scoring.tables.lists import ListTable
from scoring.tables.writing import csv_text
from scoring.usecases.lists.official_days_import import read_days
from scoring.usecases.lists.organisations_table import read_organisations
from scoring.usecases.lists.rosters_table import read_roster_names
from scoring.usecases.quiz.judges_table import read_judges
from scoring.usecases.quiz.roster_table import read_roster

Reader = Callable[..., ListTable]


@pytest.mark.parametrize(
    ("reader", "heading", "words", "key", "meaning"),
    [
        (read_organisations, ("机构代称", "类别"), "认出类别，缺单位名称；不认识：机构代称。", "A:机构代称", "name"),
        (read_roster_names, ("谁", "授予时间"), "认出授予时间，缺姓名；不认识：谁。", "A:谁", "name"),
        (read_days, ("日期", "怎么过"), "认出日期，缺安排；不认识：怎么过。", "B:怎么过", "kind"),
        (read_judges, ("尊称", "单位"), "认出单位，缺姓名；不认识：尊称。", "A:尊称", "name"),
        (read_roster, ("组别名", "选手"), "认出姓名，缺队名；不认识：组别名。", "A:组别名", "team"),
    ],
)
def test_a_heading_that_lacks_a_column_says_which_and_is_read_by_what_the_organiser_says(
    reader: Reader, heading: tuple[str, str], words: str, key: str, meaning: str
) -> None:
    data = csv_text([heading, ("甲", "乙")])
    table = reader("名单.csv", data)
    (problem,) = table.refused
    assert problem_text("zh", problem).startswith(words)
    assert table.rows == ()
    assert [column.key for asked in table.headings for column in asked.columns if not column.meaning] == [key]
    again = reader("名单.csv", data, {key: meaning})
    assert [(row[meaning], place.row) for row, place in zip(again.rows, again.places, strict=True)] == [
        ("甲" if key[0] == "A" else "乙", 2)
    ]
    assert (again.findings, again.headings) == ((), ())


def test_of_a_calendar_without_any_known_column_all_columns_are_asked_about() -> None:
    table = read_days("日历.csv", csv_text([("哪天", "怎么过"), ("2026-10-01", "放假")]))
    assert [problem.code for problem in table.refused] == ["days-no-heading"]
    assert [[column.letter for column in heading.columns] for heading in table.headings] == [["A", "B"]]
    said = {column.key: field for column, field in zip(table.headings[0].columns, ("day", "kind"), strict=True)}
    assert read_days("日历.csv", csv_text([("哪天", "怎么过"), ("2026-10-01", "放假")]), said).rows == (
        {"day": "2026-10-01", "kind": "放假"},
    )
