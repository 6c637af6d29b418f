"""Customs of halls: later answers worth less, unpressed items not counted, a round that is won, passes, supporters, and
another team that must be named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoring.engine.errors import AlreadyDone, FaultyRuleSheet, Refused, WrongStage
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.commands_manage import CorrectItem, LockResult, ReplaceItem, Undo, VoidItem
from scoring.engine.quiz.commands_play import BeginRound, ChooseStake, CloseItem, EndRound, JudgeAnswer, StartClock
from scoring.engine.quiz.commands_press import ArmPress, LapsePress
from scoring.engine.quiz.commands_supporters import JudgeSupporters
from scoring.engine.quiz.commands_team import WithdrawTeam
from scoring.engine.quiz.commands_tie_off import BeginTieOff
from scoring.engine.quiz.limits import limits
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.rule_sheet import Clocks, Points, Round, Supporters
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.slots import next_slot
from tests.unit.engine.quiz.play import TEAM, D, Table, press_round, risk_round, sheet
from tests.unit.engine.quiz.sheets import a_round
from tests.unit.engine.quiz.sheets import sheet as text_of


def in_press(teams: str = "ABC", *, until: object = None, **press: Any) -> Table:
    table = Table(sheet(replace(press_round(**press), until=until), TEAM), teams)  # type: ignore[arg-type]
    table.begin("press")
    return table


def pressed(table: Table, who: str, verdict: str, *, present: bool = True) -> None:
    """An item that ``who`` wins and is judged in."""
    if present:
        table.present()
    table.give(ArmPress())
    table.press(who)
    table.wait(200)
    table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]


def offered(table: Table) -> dict[str, Action]:
    return {action.id: action for action in host_actions(table.state, table.now) if action.enabled}


def primary(table: Table) -> str:
    return next((action.id for action in host_actions(table.state, table.now) if action.primary), "")


def test_a_later_answer_to_the_same_item_has_points_of_its_own_and_wrong_may_be_free() -> None:
    table = in_press(after_wrong="one_more", second=Points(D(5)))
    pressed(table, "A", "wrong")
    pressed(table, "B", "right", present=False)
    table.give(CloseItem())
    pressed(table, "A", "wrong")
    pressed(table, "C", "wrong", present=False)
    table.give(CloseItem())
    pressed(table, "C", "right")
    assert table.scores() == {"A": "80", "B": "105", "C": "110"}


@pytest.mark.parametrize(("late", "score"), [(D(-20), "80"), (D(0), "100"), (None, "90")])
def test_who_does_not_begin_in_time_pays_what_the_sheet_says_and_who_runs_out_of_time_a_timeout(
    late: Decimal | None, score: str
) -> None:
    rule = press_round(clocks=Clocks(answer=30, begin=10, press=15, late=late))
    table = Table(sheet(rule))
    table.begin("press")
    pressed(table, "A", "timeout")
    table.give(CloseItem())
    table.present()
    table.give(ArmPress())
    table.press("B")
    table.wait(200)
    table.give(StartClock())
    table.give(JudgeAnswer("timeout"))
    assert table.scores() == {"A": score, "B": "90", "C": "100"}


def test_a_tie_off_costs_nothing_also_where_a_late_beginning_costs_points() -> None:
    rule = press_round(clocks=Clocks(answer=30, begin=10, press=15, late=D(-20)))
    table = Table(sheet(rule, tie_matters=(1,)), "AB")
    table.give(BeginTieOff(("A", "B")))
    pressed(table, "A", "timeout")
    assert table.scores() == {"A": "100", "B": "100"}


def test_a_correction_of_a_later_answer_keeps_its_own_points() -> None:
    table = in_press(after_wrong="reopen", attempts=3, second=Points(D(5), D(-2)))
    for who in "ABC":
        pressed(table, who, "wrong", present=who == "A")
    table.give(CloseItem())
    assert table.scores() == {"A": "90", "B": "98", "C": "98"}
    table.give(CorrectItem(1, "C", "right"))
    table.give(CorrectItem(1, "A", "right"))
    assert table.scores() == {"A": "110", "B": "98", "C": "105"}


def test_an_item_that_nobody_pressed_is_not_counted_and_another_is_put_in_its_place() -> None:
    table = in_press(nobody="again")
    first = table.present()
    table.give(ArmPress())
    table.wait(16_000)
    assert table.state.stage == "lapsed"
    assert primary(table) == "item.close"
    table.give(CloseItem())
    again = table.present()
    assert (again["slot"], again["item"]) == (first["slot"], 2)
    assert again["question"] != first["question"]
    pressed(table, "A", "right", present=False)
    table.give(CloseItem())
    assert table.present()["slot"] == 2


def test_a_round_whose_questions_are_all_gone_is_ended() -> None:
    table = Table(sheet(press_round(nobody="again")), per_pool=1)
    table.begin("press")
    for _ in range(2):  # its own question and the spare
        table.present()
        table.give(ArmPress())
        table.give(LapsePress())
        table.give(CloseItem())
    assert primary(table) == "round.end"


def test_an_unpressed_item_that_is_opened_again_and_pressed_counts() -> None:
    table = in_press(nobody="again")
    table.present()
    table.give(ArmPress())
    table.give(LapsePress())
    pressed(table, "A", "right", present=False)
    table.give(CloseItem())
    assert table.present()["slot"] == 2


@pytest.mark.parametrize("nobody", ["audience", "void"])
def test_elsewhere_an_item_that_nobody_pressed_counts(nobody: str) -> None:
    table = in_press(nobody=nobody)
    table.present()
    table.give(ArmPress())
    table.give(LapsePress())
    table.give(CloseItem())
    assert table.present()["slot"] == 2


def test_the_first_team_to_gain_enough_points_ends_the_round() -> None:
    table = in_press(until=D(20))
    for who, verdict in (("A", "right"), ("B", "right"), ("A", "wrong"), ("A", "right")):
        pressed(table, who, verdict)
        table.give(CloseItem())
        assert next_slot(table.state) is not None
    pressed(table, "B", "right")
    table.give(CloseItem())
    assert primary(table) == "round.end"
    with pytest.raises(Refused, match="round-used-up"):
        table.present()
    table.give(BeginRound("team"))
    assert table.state.round == "team"


def timed() -> Table:
    """A press round of 60 s in all, with the team round after it."""
    table = Table(sheet(replace(press_round(), total=60), TEAM))
    table.begin("press")
    return table


def test_the_time_of_a_whole_round_runs_from_its_first_item_and_the_item_in_play_is_finished() -> None:
    table = timed()
    table.wait(100_000)
    ends = table.present()["ends"]
    assert (ends, table.state.round_ends) == (table.now + 60_000, table.now + 60_000)
    pressed(table, "A", "right", present=False)
    table.give(CloseItem())
    table.wait(40_000)
    assert "ends" not in table.present()
    assert limits(table.state) == (ends,)
    table.wait(30_000)
    pressed(table, "B", "right", present=False)
    table.give(CloseItem())
    assert table.scores() == {"A": "110", "B": "110", "C": "100"}
    assert primary(table) == "round.end"
    assert "item.present" not in offered(table)
    with pytest.raises(Refused, match="round-time-up"):
        table.present()
    table.give(BeginRound("team"))
    assert table.state.round_ends is None
    table.wait(100_000)
    assert table.present()["slot"] == 1


def test_the_time_of_a_round_starts_anew_with_its_first_item_after_an_undo() -> None:
    table = timed()
    table.present()
    table.give(Undo(1))
    assert table.state.round_ends is None
    table.wait(70_000)
    assert table.present()["ends"] == table.now + 60_000


def test_a_round_that_was_won_by_an_item_thrown_out_goes_on() -> None:
    table = in_press(until=D(10))
    pressed(table, "A", "right")
    table.give(CloseItem())
    table.give(VoidItem(1))
    assert primary(table) == "item.present"


def test_a_team_may_pass_only_as_often_as_the_rules_say_in_each_run() -> None:
    rapid = Round("rapid", "rapid", "限时快答", 10, Points(D(10)), clocks=Clocks(60), may_pass=True, passes=2)
    table = Table(sheet(rapid), "AB")
    table.begin("rapid")
    for _ in "AB":
        table.present()
        table.give(StartClock())
        for verdict in ("give_up", "right", "give_up"):
            table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
        assert "judge.give_up" not in offered(table)
        with pytest.raises(Refused, match="passes-used-up"):
            table.give(JudgeAnswer("give_up"))
        table.give(JudgeAnswer("timeout"))
        table.give(CloseItem())
    assert table.scores() == {"A": "110", "B": "110"}


def supported(kind: str = "team") -> Table:
    table = Table(sheet(replace(TEAM, kind=kind, supporters=Supporters(D(5), D(-1)))))  # type: ignore[arg-type]
    table.begin("team")
    return table


def test_the_supporters_may_answer_once_after_their_team_was_not_right() -> None:
    table = supported()
    for verdict, theirs in (("wrong", "right"), ("timeout", "wrong")):
        table.present()
        table.answer(verdict)
        assert {"supporters.right", "supporters.wrong", "item.close"} <= set(offered(table))
        assert primary(table) == "item.close"
        table.give(JudgeSupporters(theirs))  # type: ignore[arg-type]
        with pytest.raises(AlreadyDone, match="supporters-answered"):
            table.give(JudgeSupporters("right"))
        table.give(CloseItem())
    assert table.scores() == {"A": "95", "B": "89", "C": "100"}


def test_the_supporters_of_a_team_that_was_right_are_not_asked() -> None:
    table = supported()
    table.present()
    with pytest.raises(WrongStage, match="item-stage"):
        table.give(JudgeSupporters("right"))
    table.answer("right")
    with pytest.raises(WrongStage, match="supporters-not-asked"):
        table.give(JudgeSupporters("right"))
    plain = Table(sheet(TEAM))
    plain.begin("team")
    plain.present()
    plain.answer("wrong")
    with pytest.raises(Refused, match="no-supporters"):
        plain.give(JudgeSupporters("right"))
    assert "supporters.right" not in offered(plain)


def test_the_points_of_supporters_go_with_the_item_the_undo_and_a_correction_to_right() -> None:
    table = supported()
    table.present()
    table.answer("wrong")
    table.give(JudgeSupporters("right"))
    table.give(Undo(1))
    assert table.scores()["A"] == "90"
    table.give(JudgeSupporters("right"))
    assert table.scores()["A"] == "95"
    table.give(CorrectItem(1, "A", "right"))
    assert table.scores()["A"] == "110"
    table.give(CorrectItem(1, "A", "wrong"))
    assert table.scores()["A"] == "90"
    table.give(JudgeSupporters("right"))
    table.give(ReplaceItem())
    assert table.scores()["A"] == "100"


def test_supporters_do_not_count_among_the_right_answers_of_a_ranking() -> None:
    table = Table(
        sheet(replace(TEAM, items=1, supporters=Supporters(D(20))), ranking=("score", "rights", "tie_off")), "AB"
    )
    table.begin("team")
    table.present()
    table.answer("wrong")
    table.give(JudgeSupporters("right"))
    table.give(CloseItem())
    table.present()
    table.answer("right")
    table.give(CloseItem())
    table.give(EndRound())
    assert table.scores() == {"A": "110", "B": "110"}
    assert [(place.id, place.rank) for place in standings(table.state)] == [("B", 1), ("A", 2)]
    table.give(LockResult())


def test_where_another_team_must_be_named_no_stake_is_taken_without_one() -> None:
    table = Table(sheet(risk_round(delegate=True, must_delegate=True, delegate_wrong="namer_gains")))
    table.begin("risk")
    table.present()
    assert offered(table)["stake.10"].needs == ("delegate",)
    with pytest.raises(Refused, match="delegate-needed"):
        table.give(ChooseStake("A", D(10)))
    table.give(ChooseStake("A", D(10), "C"))
    table.answer("wrong")
    assert table.scores() == {"A": "110", "B": "100", "C": "100"}


def test_the_last_team_answers_itself_where_another_would_have_to_be_named() -> None:
    table = Table(sheet(risk_round(delegate=True, must_delegate=True)))
    for team in "BC":
        table.give(WithdrawTeam(team, "withdrawn"))
    table.begin("risk")
    table.present()
    assert offered(table)["stake.10"].needs == ()
    table.give(ChooseStake("A", D(10)))
    assert table.state.stage == "reading"


@pytest.mark.parametrize(
    ("kind", "body", "place", "code"),
    [
        ("team", "passes = 2", "passes", "part-not-used"),
        ("rapid", "passes = 2", "passes", "passes-without-pass"),
        ("team", "until = 60", "until", "part-not-used"),
        ("rapid", "total = 60", "total", "part-not-used"),
        ("simultaneous", "supporters = { right = 5 }", "supporters", "part-not-used"),
        ("press", "press = { second = { right = 5 } }", "press › second", "second-not-used"),
        (
            "clue",
            'steps = [20, 10]\npress = { after_wrong = "one_more", second = { right = 5 } }',
            "press › second",
            "part-not-used",
        ),
        (
            "risk",
            "risk = { stakes = [{ points = 10, clock = 30 }], must_delegate = true }",
            "risk › must_delegate",
            "delegate-not-used",
        ),
    ],
)
def test_a_custom_that_would_do_nothing_is_a_fault_of_the_sheet(kind: str, body: str, place: str, code: str) -> None:
    with pytest.raises(FaultyRuleSheet) as caught:
        read_rule_sheet(text_of(a_round(kind, body)))
    found = [(fault.place, fault.code) for fault in caught.value.faults]
    assert (f"round[1] 环节 › {place}", code) in found
