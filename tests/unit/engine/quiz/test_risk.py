"""A risk round: who takes which question for which stake."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from scoring.engine.errors import Refused
from scoring.engine.quiz.commands_play import ChooseStake
from tests.unit.engine.quiz.play import D, Table, risk_round, sheet


def staking(pick: Literal["sequence", "draw", "own"]) -> Table:
    """Team A chooses its stake."""
    table = Table(sheet(replace(risk_round(), pick=pick)))
    table.begin("risk")
    table.present()
    return table


@pytest.mark.parametrize("pick", ["sequence", "draw"])
def test_a_team_takes_the_question_that_comes(pick: Literal["sequence", "draw"]) -> None:
    table = staking(pick)
    with pytest.raises(Refused, match="question-not-chosen"):
        table.give(ChooseStake("A", D(10), question="risk-7"), actor="A")
    assert table.state.stage == "staking"


def test_a_team_names_its_question_where_the_sheet_says_so() -> None:
    table = staking("own")
    table.give(ChooseStake("A", D(10), question="risk-7"), actor="A")
    assert table.state.items[-1].question == "risk-7"


def test_a_question_comes_by_lot_where_the_sheet_says_so() -> None:
    table = staking("draw")
    table.lot = 36
    table.give(ChooseStake("A", D(10)), actor="A")
    assert table.state.items[-1].question == "risk-7"  # the lot modulo the thirty that are free
