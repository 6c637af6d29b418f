"""A stage that was drawn on results which changed since: it is named, and nobody is moved."""

from __future__ import annotations

from scoring.engine.competition.commands import Withdraw
from scoring.engine.competition.other_base import OtherBase, other_base
from scoring.usecases.competition.stages import stage_results
from tests.halls import CHIEF, Hall
from tests.registrations import Registered
from tests.unit.usecases.competition.commend_events import begun, event, play_first, unlock

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
