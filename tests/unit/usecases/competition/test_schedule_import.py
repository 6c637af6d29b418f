"""A table of the schedule: each row is understood or says what is wrong with it, clashes are found, nothing is kept."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from scoreboard.exports.schedule import planning_xlsx
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.competition.schedule import match_names, place_text, places_of
from scoring.engine.competition.commands_schedule import SetSchedule
from scoring.engine.errors import Invalid
from scoring.usecases.competition.schedule_import import PlanReport, try_schedule
from scoring.usecases.competition.schedule_rows import row_of
from scoring.usecases.competition.schedule_table import read_schedule
from tests.registrations import ZONE, Registered
from tests.unit.usecases.competition.test_schedule import at, drawn, event, person, plan

__all__ = ["drawn", "event"]

ZH, EN = partial(say, "zh"), partial(say, "en")


def tried(event: Registered, *rows: Any) -> PlanReport:
    return try_schedule(event.state, match_names(event.state, ZH, EN), rows, ZONE, event.ctx.clock.now())


def brought(event: Registered, text: str) -> PlanReport:
    return tried(event, *read_schedule("日程.csv", text.encode()).rows)


def faults(report: PlanReport) -> list[str]:
    return [one.fault.code if one.fault else one.state for one in report.rows]


def test_a_row_is_the_plan_of_a_match_however_its_day_and_times_are_written(drawn: Registered) -> None:
    report = brought(
        drawn,
        "场次,日期,时间,地点,主持人,评委\n"
        "初赛第1组,6月6日,09:00–10:00,一号厅,主持一（市台）,评委一（甲校）、评委二\n"
        "初赛 2,2026年6月6日 星期六,9时30分至10:30,二号厅,,\n",
    )
    assert faults(report) == ["new", "new"]
    first, second = report.plans
    assert first == plan(1, 9, host=person("主持一", "市台"), judges=(person("评委一", "甲校"), person("评委二")))
    assert (second.place, second.begins_at, second.hall) == (("初赛", 2), at(9, 30), "二号厅")
    assert report.good
    assert drawn.state.schedule.plans == {}


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("下午2:00-4:00", (14, 0), (16, 0)),
        ("上午11:00至下午1:00", (11, 0), (13, 0)),
        ("下午２点半－３点４５分", (14, 30), (15, 45)),
        ("中午12点到1点", (12, 0), (13, 0)),
        ("2:00 pm - 3:30 PM", (14, 0), (15, 30)),
        ("14:00:00–15:00:00", (14, 0), (15, 0)),
        ("上午9.00–11.30", (9, 0), (11, 30)),
    ],
)
def test_a_time_of_the_afternoon_is_read_as_an_office_writes_it(
    drawn: Registered, written: str, begin: tuple[int, int], end: tuple[int, int]
) -> None:
    report = brought(drawn, f"场次,日期,时间,地点\n初赛第1组,6月6日,{written},一号厅\n")
    (one,) = report.plans
    assert (one.begins_at, one.ends_at) == (at(*begin), at(*end))


def test_each_fault_is_told_at_its_row_and_the_others_are_still_read(drawn: Registered) -> None:
    head = "场次,日期,开始,结束,地点\n"
    report = brought(
        drawn,
        head
        + "初赛第9组,2026-06-06,09:00,10:00,一号厅\n"
        + ",2026-06-06,09:00,10:00,一号厅\n"
        + "初赛第1组,六月六日,09:00,10:00,一号厅\n"
        + "初赛第2组,2026-06-06,10:00,09:00,一号厅\n"
        + "初赛第1组,2026-06-06,09:00,10:00,一号厅\n"
        + "决赛,2026-06-07,09:00,10:00,\n",
    )
    assert faults(report) == [
        "match-unknown",
        "match-needed",
        "schedule-row",
        "schedule-times",
        "match-twice",
        "schedule-hall",
    ]
    assert not report.good


def test_what_is_planned_so_already_and_what_is_blank_change_nothing(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9),)))
    report = brought(drawn, "场次,日期,开始,结束,地点\n初赛第1组,2026-06-06,9:00,10:00,一号厅\n初赛第2组,,,,\n")
    assert faults(report) == ["same", "blank"]
    assert report.plans == ()


def test_clashes_are_found_with_the_matches_that_are_planned_already(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9),)))
    report = brought(drawn, "场次,日期,开始,结束,地点,评委\n初赛第2组,2026-06-06,09:30,10:30,一号厅,评委一，单位3\n")
    assert [one.code for one in report.hard] == ["hall-taken"]
    assert [one.code for one in report.open] == ["judge-of-unit"]
    assert not report.good


def test_what_was_exported_comes_back_as_it_is(drawn: Registered) -> None:
    drawn.do(
        SetSchedule((plan(1, 9, host=person("主持一", "市台"), judges=(person("评委一", "甲校"), person("评委二"))),))
    )
    state = drawn.state
    named = [
        (place_text(state, one, ZH), row_of(one[1], state.schedule.plans.get(one), ZONE)) for one in places_of(state)
    ]
    table = read_schedule("编排表.xlsx", planning_xlsx("竞赛", named, ZH))
    assert faults(tried(drawn, *table.rows)) == ["same", "blank", "blank"]


def test_a_table_of_another_kind_and_one_that_is_too_long_are_refused(drawn: Registered) -> None:
    table = read_schedule("x.csv", "姓名,得分\n张一,80\n".encode())
    assert [one.code for one in table.refused] == ["schedule-no-heading"]
    with pytest.raises(Invalid, match="roster-too-long"):
        tried(drawn, *({"match": "初赛第1组"} for _ in range(501)))
