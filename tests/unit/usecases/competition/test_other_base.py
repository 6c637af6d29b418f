"""A stage that was drawn on results which changed since: it is named, and nobody is moved."""

from __future__ import annotations

import pytest

from scoring.engine.competition.commands import Withdraw
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.competition.decide_stages import outdated, teams_of
from scoring.engine.competition.other_base import OtherBase, other_base
from scoring.usecases.competition.stages import stage_results
from tests.halls import CHIEF, Hall
from tests.registrations import Registered
from tests.unit.usecases.competition.commend_events import begun, event, play_first, unlock
from tests.unit.usecases.competition.test_written import WRITTEN, by_second, check, enter, papers, written_event

__all__ = ["event"]


def found(event: Registered, stage: str = "初赛") -> OtherBase | None:
    return other_base(event.state, stage, stage_results(event.ctx, event.id, stage))


def test_a_correction_after_the_next_draw_names_who_would_go_on_and_who_would_not(event: Registered) -> None:
    assert found(event) is None
    unlock(event, "初赛", 0, {"3队": 100})
    assert found(event) == OtherBase(into=(3,), out=(2,))
    assert [one.team for one in event.state.advances[-1].through] == [1, 5, 2]


def test_a_result_that_is_open_again_is_named(event: Registered) -> None:
    hall = Hall(event.ctx, event.state.played["初赛"][0].match, [], "")
    hall.do("result.unlock", CHIEF, key="u", reason="更正")
    assert found(event) == OtherBase(open=True)


def test_teams_that_would_be_level_on_the_line_now_are_left_to_people(event: Registered) -> None:
    unlock(event, "初赛", 1, {"4队": 10})
    assert found(event) == OtherBase(open=True)


def test_a_correction_that_changes_nobody_s_way_and_a_team_that_left_later_are_nothing(event: Registered) -> None:
    unlock(event, "初赛", 0, {"1队": 5})
    event.do(Withdraw(2), reason="来电退赛")
    assert found(event) is None
    assert found(event, "决赛") is None


def test_before_the_next_draw_the_list_itself_is_made_again() -> None:
    event = begun()
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    unlock(event, "初赛", 0, {"3队": 100})
    assert found(event) is None


def decided(vacancy: str) -> Registered:
    """Two of four teams go on from a written stage."""
    event = written_event(WRITTEN.replace("advance = 2", f'advance = 2\nvacancy = "{vacancy}"'))
    enter(event)
    check(event)
    event.do(ProposeAdvance("笔试"))
    by_second(event, ConfirmAdvance(1))
    assert [one.team for one in event.state.advances[-1].through] == [3, 1]
    return event


def test_a_team_that_leaves_after_the_draw_changes_no_result_of_a_written_stage() -> None:
    event = decided("next")
    event.do(DrawByHand("决赛", ((3, 1),)))
    event.do(Withdraw(3), reason="来电退赛")
    assert found(event, "笔试") is None
    enter(event, papers(2, 99, 99, 99), reason="漏加一题")
    check(event, 2)
    assert found(event, "笔试") == OtherBase(into=(2,), out=(1,), carried=()), "3队 keeps its place, which is empty"


@pytest.mark.parametrize(("vacancy", "then"), [("next", {1, 2}), ("empty", {1})])
def test_a_place_of_a_written_stage_that_falls_free_goes_to_the_next_or_stays_empty_by_the_rule_sheet(
    vacancy: str, then: set[int]
) -> None:
    event = decided(vacancy)
    event.do(Withdraw(3), reason="来电退赛")
    again = outdated(event.state, event.state.advances[-1], stage_results(event.ctx, event.id, "笔试"))
    assert again == (vacancy == "next")
    if again:
        event.do(ProposeAdvance("笔试"))
        by_second(event, ConfirmAdvance(2))
    assert set(teams_of(event.state, "决赛")) == then
