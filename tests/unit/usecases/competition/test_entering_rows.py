"""A table of teams as offices keep it: merged cells, a team twice, nothing in it."""

from __future__ import annotations

import io

import openpyxl

from scoring.usecases.competition.entering import TeamReport, try_teams
from scoring.usecases.quiz.roster_table import read_roster
from tests.fakes import FakeClock, fake_context
from tests.registrations import OPENS, ORGANISER, open_registration

HEAD = ("代表队", "单位", "领队", "队员1", "队员2", "队员3")


def tried(*rows: tuple[str | None, ...], merged: tuple[str, ...] = ()) -> list[TeamReport]:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for one in merged:
        page.merge_cells(one)
    buffer = io.BytesIO()
    book.save(buffer)
    event = open_registration(fake_context(clock=FakeClock(OPENS + 1)))
    table = read_roster("t.xlsx", buffer.getvalue())
    return list(try_teams(event.ctx, actor=ORGANISER, competition_id=event.id, rows=table.rows))


def faults(report: TeamReport) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in report.faults]


def test_a_merged_organisation_is_that_of_each_team_beside_it() -> None:
    first = ("1队", "甲单位", "李一", "张一", "张二", "张三")
    second = ("2队", None, "李二", "王一", "王二", "王三")
    reports = tried(HEAD, first, second, merged=("B2:B3",))
    assert [(one.values["unit"], faults(one)) for one in reports] == [(("甲单位",), []), (("甲单位",), [])]


def test_a_team_that_has_two_rows_of_its_own_is_told_at_the_second_and_not_made_one_of_six_people() -> None:
    first = ("1队", "甲单位", "李一", "张一", "张二", "张三")
    second = ("１队 ", "乙单位", "李二", "王一", "王二", "王三")
    one, two = tried(HEAD, first, second)
    assert (one.values["members"], faults(one)) == (("张一", "张二", "张三"), [])
    assert (two.rows, two.values["members"], faults(two)) == (
        (4, 5, 6),
        ("王一", "王二", "王三"),
        [("team", "in-table")],
    )


def test_a_table_with_a_row_for_each_person_names_its_team_in_every_row() -> None:
    head = ("代表队", "单位", "领队", "姓名")
    (one,) = tried(head, *(("1队", "甲单位", "李一", f"张{no}") for no in "一二三"))
    assert (one.values["members"], faults(one)) == (("张一", "张二", "张三"), [])
