"""A rapid run (限时快答): one item, one clock, many questions; whatever is said names the question it was meant for."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Invalid, TooLate
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import UseToken
from scoring.engine.quiz.commands_play import CastVerdict, EndRound, JudgeAnswer, StartClock, SubmitAnswer
from scoring.engine.quiz.commands_press import CallFoul
from scoring.engine.quiz.rule_sheet import Clocks, Points, Round, Token
from tests.unit.engine.quiz.play import D, Table, sheet

RAPID = Round("rapid", "rapid", "限时快答", 15, Points(D(10)), clocks=Clocks(answer=60))
TEAM = Round("team", "team", "共同必答", 2, Points(D(10)))


def running() -> Table:
    """A run with its clock going, the first question up."""
    table = Table(sheet(RAPID, TEAM, tokens=(Token("swap", "换题权", 1, "replace"),)), teams="AB")
    table.begin("rapid")
    table.present()
    table.give(StartClock())
    return table


def test_an_answer_typed_for_one_question_is_not_taken_for_the_next() -> None:
    table = running()
    table.give(JudgeAnswer("right"))
    with pytest.raises(TooLate, match="question-moved-on"):
        table.give(SubmitAnswer("A", ("A",), item=1, question="rapid-1"), actor="A")
    assert table.state.items[-1].answers == {}
    table.give(SubmitAnswer("A", ("A",), item=1, question="rapid-2"), actor="A")
    assert table.state.items[-1].answers["A"].answer == ("A",)


def test_an_answer_that_names_no_question_is_not_taken_in_a_run() -> None:
    table = running()
    with pytest.raises(Invalid, match="question-needed"):
        table.give(SubmitAnswer("A", ("A",), item=1), actor="A")


def test_a_verdict_touched_twice_is_not_given_to_the_question_after() -> None:
    table = running()
    offered = next(a for a in host_actions(table.state, table.now) if a.id == "judge.right")
    assert offered.command == JudgeAnswer("right", question="rapid-1")
    table.give(offered.command)
    with pytest.raises(TooLate, match="question-moved-on"):
        table.give(offered.command)
    assert table.scores() == {"A": "110", "B": "100"}


def test_a_judges_verdict_held_up_is_not_shown_for_the_question_after() -> None:
    table = running()
    table.give(JudgeAnswer("right"))
    with pytest.raises(TooLate, match="question-moved-on"):
        table.give(CastVerdict("wrong", item=1, question="rapid-1"), actor="judge")
    assert table.state.items[-1].votes == {}


def test_an_answer_to_the_question_before_it_was_changed_is_not_taken_for_the_new_one() -> None:
    table = running()
    table.give(JudgeAnswer("timeout"))
    table.give(EndRound())
    table.begin("team")
    table.present()
    table.give(UseToken("A", "swap"), reason="换题")
    table.give(StartClock())
    with pytest.raises(TooLate, match="question-moved-on"):
        table.give(SubmitAnswer("A", ("A",), question="team-1"), actor="A")
    table.give(SubmitAnswer("A", ("A",), question="spare-1"), actor="A")


def test_a_prompt_voids_the_question_and_not_the_run() -> None:
    table = running()
    table.give(JudgeAnswer("right"))
    clock = table.state.clock
    table.give(CallFoul("A", "prompt"))
    item = table.state.items[-1]
    assert (item.stage, item.question, table.state.clock) == ("answering", "rapid-3", clock)
    assert [(o.verdict, o.points, o.question) for o in item.outcomes[1:]] == [("void", D(0), "rapid-2")]
    table.give(JudgeAnswer("right"))
    assert table.scores() == {"A": "120", "B": "100"}


def test_a_prompt_on_the_last_question_ends_the_run() -> None:
    table = running()
    for _ in range(14):
        table.give(JudgeAnswer("right"))
    table.give(CallFoul("A", "prompt"))
    assert (table.state.stage, table.state.clock, table.scores()["A"]) == ("judged", None, "240")
