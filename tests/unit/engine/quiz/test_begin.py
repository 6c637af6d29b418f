"""The time to begin an answer: it runs in every kind of round whose rules print it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from scoring.engine.errors import TooLate
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import ReplaceItem
from scoring.engine.quiz.commands_play import ChooseStake, JudgeAnswer, StartClock, SubmitAnswer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import BEGINS, Clocks, Points, PressRule, Round, RoundKind
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from tests.unit.engine.quiz.play import D, Table, press_round, risk_round, sheet

CLOCKS = Clocks(answer=30, begin=20)
SAID = {"zh": "20秒内开始作答", "en": "must begin within 20 s"}


def rule(kind: RoundKind) -> Round:
    """A round of ``kind`` with 20 s to begin and 30 s to answer."""
    if kind == "press":
        return press_round(clocks=replace(CLOCKS, press=15))
    if kind == "risk":
        return replace(risk_round(), clocks=CLOCKS)
    parts = {
        "judged": {"panel": PanelTable()},
        "ladder": {"steps": (D(10), D(20))},
        "clue": {"steps": (D(20), D(10)), "press": PressRule(), "clocks": replace(CLOCKS, press=15)},
    }
    return Round(kind, kind, "环节", 1, Points(D(10), D(-10)), **{"clocks": CLOCKS} | parts.get(kind, {}))  # type: ignore[arg-type]


def shown(kind: RoundKind) -> Table:
    """The first item of a round of ``kind``, up to the moment from which its team must begin."""
    table = Table(sheet(rule(kind)))
    table.begin(kind)
    table.present()
    if kind == "risk":
        table.give(ChooseStake("A", D(30)), actor="A")
    if kind in ("press", "clue"):
        table.give(ArmPress())
        table.press("A")
        table.wait(200)
    elif kind != "audience":
        table.give(StartClock())
    return table


def running(table: Table) -> tuple[str, int]:
    clock = table.state.clock
    return ("", 0) if clock is None else (clock.purpose, clock.duration)


@pytest.mark.parametrize("kind", get_args(RoundKind))
def test_the_time_to_begin_runs_where_the_rules_print_it_and_nowhere_else(kind: RoundKind) -> None:
    printed = {lang: said in str(print_rule_sheet(sheet(rule(kind)), lang)) for lang, said in SAID.items()}  # type: ignore[arg-type]
    assert printed == dict.fromkeys(SAID, running(shown(kind)) == ("begin", 20_000))
    assert printed["zh"] == (kind in BEGINS)


@pytest.mark.parametrize("kind", sorted(BEGINS))
def test_with_the_beginning_of_the_answer_its_whole_clock_starts(kind: RoundKind) -> None:
    table = shown(kind)
    table.wait(19_000)
    assert next(action.id for action in host_actions(table.state, table.now) if action.primary) == "clock.start"
    table.give(StartClock())
    assert running(table) == ("answer", 90_000 if kind == "risk" else 30_000)


@pytest.mark.parametrize("kind", sorted(BEGINS - {"judged", "risk"}))
def test_who_does_not_begin_in_time_may_not_answer_any_more_and_has_a_timeout(kind: RoundKind) -> None:
    table = shown(kind)
    table.wait(20_001)
    with pytest.raises(TooLate, match="time-is-up"):
        table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(JudgeAnswer("timeout"))
    assert table.scores()["A"] == "90"


def test_a_question_that_is_replaced_has_its_time_to_begin_again() -> None:
    table = shown("team")
    table.give(StartClock())
    table.give(ReplaceItem(), reason="题目有误")
    table.give(StartClock())
    assert running(table) == ("begin", 20_000)
