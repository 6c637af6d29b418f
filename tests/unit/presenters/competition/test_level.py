"""Level teams stand by their registration, whatever order the match had for them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from scoreboard.i18n.catalogue import say
from scoreboard.presenters.competition.level import rows_of
from scoreboard.presenters.competition.schedule import lines
from scoring.engine.competition.commands_schedule import Planned
from scoring.engine.competition.stages_state import Passed
from tests.registrations import ZONE
from tests.unit.usecases.competition.test_tie_offs import level_event, order


def passed(team: int, group: int, rank: int, **more: bool) -> Passed:
    return Passed(team, group, rank, Decimal(100), **more)


def test_those_of_one_rank_of_a_group_are_told_to_be_level_by_registration() -> None:
    found = rows_of([passed(9, 1, 1), passed(4, 1, 1), passed(7, 1, 3), passed(2, 2, 1)])
    assert [(row.passed.team, row.level) for row in found] == [(4, True), (9, True), (7, False), (2, False)]


@pytest.mark.parametrize("how", ["settled", "tie_off"])
def test_whom_people_or_a_tie_off_put_through_keep_the_order_that_they_were_given(how: str) -> None:
    found = rows_of([passed(3, 1, 1), passed(9, 1, 2, **{how: True}), passed(4, 1, 2, **{how: True})])
    assert [(row.passed.team, row.level) for row in found] == [(3, False), (9, False), (4, False)]


def test_the_best_of_the_next_are_level_where_they_were_compared_by_the_same() -> None:
    found = rows_of([passed(1, 1, 1), passed(8, 2, 2, runner_up=True), passed(5, 3, 2, runner_up=True)])
    assert [(row.passed.team, row.level) for row in found] == [(1, False), (5, True), (8, True)]


def test_the_plan_has_the_teams_of_a_tie_off_as_level_by_registration() -> None:
    event = level_event()
    order(event)
    (tie_off,) = event.state.tie_offs
    turned = replace(
        tie_off, match=replace(tie_off.match, teams=tuple(sorted(tie_off.match.teams, key=no, reverse=True)))
    )
    plans = {("初赛", group): Planned("初赛", group, 0, 60_000, "礼堂") for group in (1, tie_off.match.group)}
    state = replace(event.state, tie_offs=(turned,), schedule=replace(event.state.schedule, plans=plans))
    group, off = lines(state, ZONE, partial(say, "zh"))
    assert ([team for team, _ in off.teams], off.level) == (["1队", "4队"], True)
    assert not group.level


def no(team: tuple[str, int]) -> int:
    return team[1]
