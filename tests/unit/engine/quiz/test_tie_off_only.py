"""加赛 orders the tie and nothing else: its answers are no answers of any other link of the ranking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.quiz.commands_play import BeginRound, CloseItem, EndRound
from scoring.engine.quiz.commands_tie_off import BeginTieOff
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.rule_sheet import RankBy, TieOff
from scoring.engine.quiz.setup import Scoring
from tests.unit.engine.quiz.play import TEAM, Table, played, sheet


def level(*links: RankBy, teams: str = "AB", verdicts: str = "rr", scoring: Scoring = 2) -> Table:
    """Teams after one turn each; ties at every rank are played off in turn."""
    rules = sheet(replace(TEAM, items=1), ranking=("score", *links), tie_off=TieOff("risk"), tie_matters=(1, 2, 3))
    table = Table(rules, teams=teams, scoring=scoring)
    table.give(BeginRound("team"))
    played(table, verdicts)
    table.give(EndRound())
    return table


def turn(table: Table, verdict: str) -> None:
    table.present()
    table.answer(verdict)
    table.give(CloseItem())


def ranks(table: Table) -> dict[str, int]:
    return {place.id: place.rank for place in standings(table.state)}


@pytest.mark.parametrize("link", ["rights", "fewer_wrongs"])
@pytest.mark.parametrize("verdict", ["right", "wrong", "timeout"])
def test_a_team_is_not_placed_by_its_turn_of_a_tie_off_before_the_others_had_theirs(link: RankBy, verdict: str) -> None:
    table = level(link, "tie_off")
    table.give(BeginTieOff(("A", "B")))
    turn(table, verdict)
    assert ranks(table) == {"A": 1, "B": 1}


def test_an_answer_in_a_tie_off_moves_no_team_that_takes_no_part_in_it() -> None:
    table = level("fewer_wrongs", "tie_off", teams="ABCD", verdicts="rrww")
    table.give(BeginTieOff(("A", "B")))
    before = ranks(table)
    assert before == {"A": 1, "B": 1, "C": 3, "D": 3}
    turn(table, "wrong")
    turn(table, "right")
    assert ranks(table) == before | {"A": 2, "B": 1}


def test_a_match_that_was_opened_before_this_rule_keeps_the_ranking_it_had() -> None:
    table = level("rights", "tie_off", scoring=1)
    table.give(BeginTieOff(("A", "B")))
    turn(table, "right")
    assert ranks(table) == {"A": 1, "B": 2}
