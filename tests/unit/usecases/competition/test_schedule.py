"""The schedule of a competition: what cannot be is refused, what people may decide is a warning that one accepts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import combinations
from typing import Any

import pytest

from scoring.engine.competition import schedule
from scoring.engine.competition.commands_schedule import Official, Planned, PublishSchedule, SetDays, SetSchedule
from scoring.engine.competition.commands_stages import DrawByHand
from scoring.engine.competition.event import fold
from scoring.engine.competition.schedule import clashes
from scoring.engine.moments import moment_of
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.lists import panels
from scoring.usecases.quiz.judges import InMatch
from scoring.usecases.tickets import issue_missing, tickets_of
from tests.fakes import FakeClock, fake_context
from tests.registrations import OPENS, ORGANISER, ZONE, Registered, open_registration
from tests.unit.usecases.competition.test_stages import SMALL, STAGES, entries, event, refused

__all__ = ["event"]

DAY = date(2026, 6, 6)
HOUR = 3_600_000


def at(hour: int, minute: int = 0, day: date = DAY) -> int:
    return moment_of(day, ZONE, time(hour, minute))


def plan(group: int, hour: int, hall: str = "一号厅", stage: str = "初赛", **said: Any) -> Planned:
    return Planned(stage, group, at(hour), at(hour) + HOUR, hall, **said)


def person(name: str, unit: str = "") -> Official:
    return Official(name, unit)


@pytest.fixture
def drawn(event: Registered) -> Registered:
    """Two groups: teams 1, 2, 3 of 单位1 and 单位2, teams 4, 5 of 单位2 and 单位3."""
    event.do(SetDays(DAY, date(2026, 6, 7)))
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    return event


def codes(event: Registered) -> list[str]:
    return [one.code for one in clashes(event.state, event.state.schedule.plans, event.ctx.clock.now())]


def test_a_plan_of_a_stage_is_one_entry_and_a_later_one_corrects_a_match(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9), plan(2, 10))))
    drawn.do(SetSchedule((plan(2, 11, hall="二号厅"),)))
    assert [one.kind for one in entries(drawn)[-2:]] == ["schedule.set", "schedule.set"]
    assert [(one.group, one.begins_at, one.hall) for one in drawn.state.schedule.in_order] == [
        (1, at(9), "一号厅"),
        (2, at(11), "二号厅"),
    ]
    assert fold(entries(drawn)).schedule == drawn.state.schedule


def test_a_match_may_be_planned_before_its_groups_are_drawn(event: Registered) -> None:
    event.do(SetSchedule((plan(1, 9), plan(2, 10), plan(1, 15, stage="决赛"))))
    assert refused(lambda: event.do(SetSchedule((plan(3, 11),)))) == "schedule-impossible"
    assert codes(event) == []


def test_two_matches_in_one_hall_at_once_are_refused_however_the_hall_is_written(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9),)))
    taken = replace(plan(2, 9, hall="一号 厅"), begins_at=at(9, 59))
    assert refused(lambda: drawn.do(SetSchedule((taken,)))) == "schedule-impossible"
    drawn.do(SetSchedule((plan(2, 10),)))
    assert len(drawn.state.schedule.plans) == 2


def test_a_stage_does_not_begin_before_the_one_before_it_is_over(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9), plan(2, 10))))
    assert refused(lambda: drawn.do(SetSchedule((plan(1, 9, "二号厅", "决赛"),)))) == "schedule-impossible"
    drawn.do(SetSchedule((plan(1, 11, stage="决赛"),)))
    assert refused(lambda: drawn.do(SetSchedule((plan(2, 11, "二号厅"),)))) == "schedule-impossible"


def test_a_match_is_neither_outside_the_days_nor_before_its_draw(event: Registered) -> None:
    event.do(SetDays(DAY, DAY))
    late = replace(plan(1, 9), begins_at=at(9, day=date(2026, 6, 7)), ends_at=at(10, day=date(2026, 6, 7)))
    assert refused(lambda: event.do(SetSchedule((late,)))) == "schedule-impossible"
    event.do(SetSchedule((plan(1, 9),)))
    assert refused(lambda: event.do(SetDays(date(2026, 6, 7), date(2026, 6, 7)))) == "schedule-days-cut"
    clock: Any = event.ctx.clock
    clock.time = at(9, 30)
    assert codes(event) == ["before-draw"]
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    assert codes(event) == ["before-draw"]
    event.do(SetSchedule((plan(1, 10),)))
    assert codes(event) == []


def test_the_last_day_ends_at_midnight_of_the_competition_s_zone(event: Registered) -> None:
    event.do(SetDays(DAY, DAY))
    night = replace(plan(1, 9), begins_at=at(23), ends_at=at(0, day=date(2026, 6, 7)))
    event.do(SetSchedule((night,)))
    longer = replace(night, ends_at=night.ends_at + 1)
    assert refused(lambda: event.do(SetSchedule((longer,)))) == "schedule-impossible"


def test_a_judge_of_a_team_s_organisation_is_a_warning_that_a_person_accepts_with_a_reason(drawn: Registered) -> None:
    own = plan(1, 9, judges=(person("评委一", "单位 1"), person("评委二", "乙校")), host=person("主持一", "单位2"))
    assert refused(lambda: drawn.do(SetSchedule((own,)))) == "schedule-warnings"
    found = clashes(drawn.state, {own.place: own}, at(8))
    assert [(one.code, one.name, one.unit) for one in found] == [
        ("host-of-unit", "主持一", "单位2"),
        ("judge-of-unit", "评委一", "单位1"),
    ]
    keys = tuple(one.key for one in found)
    assert refused(lambda: drawn.do(SetSchedule((own,), accepted=keys))) == "reason-needed"
    assert refused(lambda: drawn.do(SetSchedule((own,), accepted=keys[:1]), reason="只此一人")) == "schedule-warnings"
    drawn.do(SetSchedule((own,), accepted=keys), reason="只打主观题，该队回避")
    assert {one.reason for one in drawn.state.schedule.accepted.values()} == {"只打主观题，该队回避"}
    drawn.do(SetSchedule((replace(own, hall="三号厅"),)))


def test_a_person_at_two_places_at_once_is_a_warning(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9, judges=(person("评委一", "甲校"),)),)))
    same = plan(2, 9, "二号厅", host=person("评委一"))
    other = plan(2, 9, "二号厅", host=person("评委一", "乙校"))
    assert refused(lambda: drawn.do(SetSchedule((same,)))) == "schedule-warnings"
    drawn.do(SetSchedule((other,)))
    drawn.do(SetSchedule((replace(same, begins_at=at(10), ends_at=at(11)),)))
    assert codes(drawn) == []


def test_a_draw_that_comes_after_the_plan_shows_its_warnings_and_they_block_the_publication(event: Registered) -> None:
    event.do(SetSchedule((plan(1, 9, judges=(person("评委一", "单位1"),)),)))
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    assert codes(event) == ["judge-of-unit"]
    assert refused(lambda: event.do(PublishSchedule())) == "schedule-clashes"
    (found,) = clashes(event.state, event.state.schedule.plans, at(8))
    event.do(SetSchedule((), accepted=(found.key,)), reason="无人可换")
    event.do(PublishSchedule())


def test_after_the_publication_a_change_has_a_reason_and_is_kept(drawn: Registered) -> None:
    assert refused(lambda: drawn.do(PublishSchedule())) == "schedule-empty"
    drawn.do(SetSchedule((plan(1, 9),)))
    drawn.do(PublishSchedule())
    assert refused(lambda: drawn.do(PublishSchedule())) == "schedule-published-already"
    later = SetSchedule((plan(1, 10),))
    assert refused(lambda: drawn.do(later)) == "schedule-published"
    assert refused(lambda: drawn.do(replace(later, again=True))) == "reason-needed"
    drawn.do(replace(later, again=True), reason="停电一小时")
    (change,) = drawn.state.schedule.changes
    assert (change.places, change.reason) == ((("初赛", 1),), "停电一小时")
    assert refused(lambda: drawn.do(SetDays(DAY, DAY))) == "schedule-published"


def test_a_match_is_taken_out_of_the_plan(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9), plan(2, 10))))
    drawn.do(SetSchedule((), dropped=(("初赛", 2),)))
    assert list(drawn.state.schedule.plans) == [("初赛", 1)]
    assert refused(lambda: drawn.do(SetSchedule((), dropped=(("初赛", 2),)))) == "schedule-changed"
    assert refused(lambda: drawn.do(SetSchedule((plan(1, 9),)))) == "schedule-unchanged"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"ends_at": at(9)}, "schedule-times"),
        ({"ends_at": at(9) + 25 * HOUR}, "schedule-times"),
        ({"begins_at": 10**18, "ends_at": 10**18 + HOUR}, "schedule-times"),
        ({"hall": ""}, "schedule-hall"),
        ({"hall": "厅" * 41}, "schedule-hall"),
        ({"judges": (Official(""),)}, "schedule-person"),
        ({"host": Official("王" * 61)}, "schedule-person"),
        ({"judges": (Official("评委一"), Official("评委 一"))}, "schedule-person-twice"),
        ({"host": Official("评委一"), "judges": (Official("评委一", "甲校"),)}, "schedule-person-twice"),
        ({"judges": tuple(Official(f"评委{no}") for no in range(31))}, "schedule-judges"),
    ],
)
def test_what_is_wrong_with_a_match_alone_is_named_and_nothing_is_written(
    drawn: Registered, wrong: dict[str, Any], code: str
) -> None:
    assert refused(lambda: drawn.do(SetSchedule((plan(2, 11), replace(plan(1, 9), **wrong))))) == code
    assert drawn.state.schedule.plans == {}


def test_the_planned_people_get_their_seats_with_the_match_and_keep_to_the_plan_until_it_opens(
    drawn: Registered,
) -> None:
    first = plan(1, 9, host=person("主持一"), judges=(person("评委一", "甲校"), person("评委二")))
    drawn.do(SetSchedule((first,)))
    play_groups(drawn.ctx, actor=ORGANISER, competition_id=drawn.id, stage="初赛", key="m")
    match = drawn.state.played["初赛"][0].match

    def listed() -> list[tuple[str, str]]:
        return [(one.label, one.organisation) for one in panels.listed(drawn.ctx, InMatch(match))]

    assert sorted(listed()) == [("评委一", "甲校"), ("评委二", "")]
    assert [one.label for one in tickets_of(drawn.ctx, match) if one.role == "host"] == ["主持一"]
    panels.take_in(
        drawn.ctx, InMatch(match), actor=ORGANISER, rows=[{"name": "评委九", "organisation": ""}], dry_run=False
    )
    changed = replace(first, judges=(person("评委一", "乙校"), person("评委三")), host=person("主持二"))
    drawn.do(SetSchedule((changed,)))
    assert sorted(listed()) == [("评委一", "乙校"), ("评委三", ""), ("评委九", "")]
    assert [one.label for one in tickets_of(drawn.ctx, match) if one.role == "host"] == ["主持二"]
    issue_missing(drawn.ctx, actor=ORGANISER, match_id=match)
    drawn.do(SetSchedule((replace(changed, judges=()),)))
    assert sorted(listed()) == [("评委一", "乙校"), ("评委三", ""), ("评委九", "")]


def test_a_plan_that_was_drawn_up_before_another_change_of_its_stage_is_refused(drawn: Registered) -> None:
    drawn.do(SetSchedule((plan(1, 9),), seen=(("初赛", 0),)))
    assert refused(lambda: drawn.do(SetSchedule((plan(1, 11),), seen=(("初赛", 0),)))) == "schedule-changed"
    drawn.do(SetSchedule((plan(1, 15, stage="决赛"),), seen=(("决赛", 0),)))
    drawn.do(SetSchedule((plan(1, 11),), seen=(("初赛", 1),)))


def test_a_written_stage_waits_for_no_draw() -> None:
    clock = FakeClock(OPENS + 1)
    event = open_registration(fake_context(clock=clock))
    written = STAGES.replace("groups = 2\nadvance = 1\nrunners_up = 1", "written = true\nadvance = 3")
    set_stages(event.ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + written, key="stages")
    event.do(SetSchedule((plan(1, 9),)))
    clock.time = at(9, 30)
    assert codes(event) == []


def test_no_pair_of_matches_that_is_passed_over_stands_against_each_other(drawn: Registered) -> None:
    hours = (8, 9, 9, 10, 11)
    plans = [plan(no % 2 + 1, hour, stage=("初赛", "决赛")[no % 3 == 0]) for no, hour in enumerate(hours * 3)]
    ordered = sorted(plans, key=lambda one: one.begins_at)
    known = schedule._Known(drawn.state)
    looked_at = list(schedule._pairs(known, ordered))
    every = list(combinations(ordered, 2))
    assert looked_at
    assert looked_at == [pair for pair in every if pair in looked_at]
    assert len(looked_at) < len(every)
    assert [pair for pair in every if list(schedule._double(known, *pair)) and pair not in looked_at] == []
