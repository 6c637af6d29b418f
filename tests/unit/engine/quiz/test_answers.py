"""Answers against keys: what a key accepts, and what an old match goes on accepting."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Invalid, Refused
from scoring.engine.quiz.answers import judge_by_key
from scoring.engine.quiz.commands_manage import CorrectKey
from scoring.engine.quiz.commands_play import CloseItem, StartClock, SubmitAnswer
from scoring.engine.quiz.rule_sheet import Clocks, Points, Round
from scoring.engine.quiz.setup import Key, Scoring
from tests.unit.engine.quiz.play import D, Table, sheet

TOGETHER = Round("all", "simultaneous", "同步必答", 1, Points(D(10), D(-5)), clocks=Clocks(answer=20))


def closed(types: str, **answers: tuple[str, ...]) -> Table:
    """An item that all teams answered, judged by the key A; ``scoring`` 2 unless said."""
    scoring: Scoring = 1 if answers.pop("old", ()) else 2
    table = Table(sheet(TOGETHER), teams="".join(answers), types=types, scoring=scoring)
    table.begin("all")
    table.present()
    table.give(StartClock())
    for team, answer in answers.items():
        table.give(SubmitAnswer(team, answer), actor=team)
    table.wait(21_000)
    table.give(CloseItem())
    return table


def test_each_option_of_a_corrected_key_is_right_for_one_choice() -> None:
    table = closed("single", A=("A",), B=("B",), C=("C",), D=("B", "C"))
    assert table.scores() == {"A": "110", "B": "95", "C": "95", "D": "95"}
    table.give(CorrectKey(1, ("B", "C")), actor="chief", reason="申诉成立")
    assert table.scores() == {"A": "95", "B": "110", "C": "110", "D": "95"}


def test_a_multiple_choice_is_right_with_the_whole_key_only() -> None:
    table = closed("multiple", A=("A",), B=("B",), C=("C", "B"), D=("B", "C", "D"))
    table.give(CorrectKey(1, ("B", "C")), actor="chief", reason="答案有误")
    assert table.scores() == {"A": "95", "B": "95", "C": "110", "D": "95"}


@pytest.mark.parametrize(
    ("types", "values", "code"),
    [
        ("fill", ("长城", "万里长城"), "key-blanks"),
        ("fill", (" ",), "key-missing"),
        ("single", ("B", "E"), "key-no-option"),
        ("single", ("B", ""), "key-missing"),
        ("multiple", ("BC",), "key-no-option"),
        ("true_false", ("A",), "key-no-option"),
    ],
)
def test_a_key_by_which_no_answer_can_be_right_is_refused(types: str, values: tuple[str, ...], code: str) -> None:
    table = closed(types, A=("A",), B=("B",))
    before = table.scores()
    with pytest.raises(Invalid, match=code):
        table.give(CorrectKey(1, values), actor="chief", reason="申诉成立")
    assert table.scores() == before


def test_two_spellings_of_one_blank_are_right_by_a_corrected_key() -> None:
    table = closed("fill", A=("长城",), B=("万里长城",), C=("故宫",))
    table.give(CorrectKey(1, ("长城|万里长城",)), actor="chief", reason="申诉成立")
    assert table.scores() == {"A": "110", "B": "110", "C": "95"}


def test_a_match_from_before_keeps_the_verdicts_that_it_had() -> None:
    assert judge_by_key(("B",), Key("single", ("B", "C")), 1) == "wrong"
    assert judge_by_key(("B",), Key("single", ("B", "C")), 2) == "right"


def test_a_match_from_before_takes_one_right_option_and_refuses_several_by_name() -> None:
    table = closed("single", A=("A",), B=("B",), C=("C",), old=("yes",))
    with pytest.raises(Refused, match="key-of-one-option"):
        table.give(CorrectKey(1, ("B", "C")), actor="chief", reason="申诉成立")
    table.give(CorrectKey(1, ("B",)), actor="chief", reason="答案有误")
    assert table.scores() == {"A": "95", "B": "110", "C": "95"}


@pytest.mark.parametrize(("answer", "verdict"), [("T", "right"), ("F", "right"), (" ", "blank")])
def test_both_may_be_right_where_a_statement_is_true_or_false(answer: str, verdict: str) -> None:
    assert judge_by_key((answer,), Key("true_false", ("T", "F")), 2) == verdict


def test_a_written_answer_of_which_nothing_can_be_seen_waits_for_no_verdict() -> None:
    table = closed("short", A=("\u200b",), B=(" ",))
    assert table.state.items[0].verdicts == {"A": "blank", "B": "blank"}
