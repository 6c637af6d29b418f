"""What can still be scored: how far a team can rise and fall, and past whom."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring.engine.quiz.commands_manage import LockResult
from scoring.engine.quiz.reach import Reach, reach_of
from scoring.engine.quiz.rule_sheet import FoulStep, Points, Round, Supporters
from tests.unit.engine.quiz.play import TEAM, Table, played, press_round, risk_round, sheet

D = Decimal
ONE_PRESS = replace(press_round(fouls=(FoulStep(D(-10), "audience"),)), items=1)


def of(*rounds: Round, teams: str = "AB", **fields: object) -> Reach:
    """The reach of a match that was just opened."""
    return reach_of(Table(sheet(*rounds, **fields), teams).state)


def test_each_turn_that_is_left_counts_with_its_best_and_its_worst_answer() -> None:
    reach = of(TEAM)
    assert (reach.low("A"), reach.high("A"), reach.lead("A", "B")) == (D(70), D(130), D(60))


def test_what_was_played_counts_as_it_is() -> None:
    table = Table(sheet(TEAM), "AB")
    table.begin("team")
    reach = reach_of(played(table, "rwrwr").state)
    assert (reach.low("A"), reach.high("A")) == (D(130), D(130))
    assert (reach.low("B"), reach.high("B")) == (D(70), D(90))
    assert reach.lead("B", "A") == D(-40)


def test_an_item_that_one_team_answers_is_not_given_to_two() -> None:
    reach = of(ONE_PRESS)
    assert (reach.low("A"), reach.high("A")) == (D(90), D(110))
    assert reach.lead("A", "B") == D(10)


def test_where_a_wrong_answer_lets_another_team_answer_one_gains_what_the_other_loses() -> None:
    reach = of(replace(press_round(after_wrong="one_more", fouls=(FoulStep(D(0), "bar"),)), items=1))
    assert reach.lead("A", "B") == D(20)


def test_a_foul_that_only_bars_its_team_comes_on_top_of_an_answer() -> None:
    reach = of(replace(press_round(fouls=(FoulStep(D(-5), "bar"),)), items=1))
    assert reach.lead("A", "B") == D(15)


@pytest.mark.parametrize("then", ["none", "rearm"])
def test_a_foul_that_may_be_made_again_at_once_has_no_bound(then: str) -> None:
    endless = replace(press_round(fouls=(FoulStep(D(-5), then),)), items=1)  # type: ignore[arg-type]
    reach = of(endless)
    assert not reach.bounded
    assert (reach.low("A"), reach.high("A"), reach.lead("A", "B")) == (None, D(110), None)
    assert of(endless, floor=D(0)).lead("A", "B") == D(110)


def test_a_prompt_that_costs_points_has_no_bound() -> None:
    assert not of(replace(TEAM, prompting=D(-5))).bounded
    assert of(replace(TEAM, prompting="void")).bounded


def test_a_stake_counts_with_the_highest_and_only_for_the_team_or_the_one_that_it_names() -> None:
    assert (of(risk_round()).low("A"), of(risk_round()).high("A")) == (D(70), D(130))
    named = of(risk_round(delegate=True), teams="ABC")
    assert named.high("A") == D(190)  # it answers for its own stake and for those of the two others
    assert named.lead("A", "B") == D(90)  # of each turn one of them has the stake


def test_a_floor_is_the_lowest_score() -> None:
    assert of(replace(TEAM, points=Points(D(10), D(-50))), floor=D(0)).low("A") == D(0)


def test_supporters_may_help_after_a_wrong_answer() -> None:
    reach = of(replace(TEAM, items=1, supporters=Supporters(D(5), D(-2))))
    assert (reach.low("A"), reach.high("A")) == (D(88), D(115))


def test_nothing_is_left_of_a_locked_result() -> None:
    table = Table(sheet(TEAM), "AB")
    table.begin("team")
    played(table, "rw").give(LockResult(unfinished=True, after=table.state.last_counted), reason="停电", actor="chief")
    reach = reach_of(table.state)
    assert (reach.low("A"), reach.high("A"), reach.lead("B", "A")) == (D(110), D(110), D(-20))
