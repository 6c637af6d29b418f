"""Undo takes back its own steps: what devices sent, and what the system decided, for another step stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.errors import Refused
from scoring.engine.quiz.commands_manage import AdjustPoints, CorrectItem, ReplaceItem, Undo, UseToken, VoidItem
from scoring.engine.quiz.commands_play import (
    CastVerdict,
    JudgeAnswer,
    PauseClock,
    ResumeClock,
    RevealClue,
    StartClock,
    SubmitAnswer,
)
from scoring.engine.quiz.commands_press import ArmPress, CallFoul, EndReading
from scoring.engine.quiz.commands_team import RenameTeam
from scoring.engine.quiz.match import fold, in_force
from scoring.engine.quiz.rule_sheet import Clocks, FoulStep, Points, PressRule, Round, Token
from tests.unit.engine.quiz.play import TEAM, D, Table, played, press_round, sheet

CLUES = Round("clue", "clue", "线索", 3, Points(D(0)), steps=(D(30), D(20), D(10)), press=PressRule())


def armed(*, tie: str = "draw", **rule: object) -> Table:
    """A press item of three teams, open for presses."""
    table = Table(sheet(press_round(tie=tie, **rule), tokens=(Token("ask", "求助", 2, "help"),)))
    table.begin("press")
    table.present()
    table.give(ArmPress())
    return table


def test_points_by_hand_are_taken_back_without_the_presses_the_award_and_the_votes_after_them() -> None:
    table = armed()
    table.give(AdjustPoints("A", D(5)), reason="支持分")
    table.press("B", pressed_at=table.now, rtt=40)
    table.press("C", pressed_at=table.now, rtt=40)
    table.lot = 1
    table.wait(200)
    table.give(CastVerdict("right"), actor="judge-1")
    won = table.state.items[-1]
    table.lot = 0  # drawn again, the other team would have it
    table.give(Undo(), reason="误触")
    assert table.scores()["A"] == "100"
    assert table.state.items[-1] == won
    assert (won.answering, dict(won.votes)) == ("C", {"judge-1": "right"})
    assert fold(table.entries) == table.state


def test_a_teams_name_is_taken_back_without_the_presses_the_award_and_the_votes_after_it() -> None:
    table = armed()
    table.give(RenameTeam("A", "新名"), reason="名册有误")
    table.press("B")
    table.wait(200)
    table.give(CastVerdict("right"), actor="judge-1")
    won = table.state.items[-1]
    table.give(Undo(), reason="误触")
    assert table.state.team("A").name == "A队"
    assert (table.state.items[-1], won.answering) == (won, "B")
    assert fold(table.entries) == table.state


def test_two_steps_of_which_the_later_one_is_the_arming_are_taken_back_and_the_points_before_it_too() -> None:
    table = Table(sheet(press_round()))
    table.begin("press")
    table.present()
    table.give(AdjustPoints("A", D(5)), reason="支持分")
    table.press("B")  # early: a foul
    table.give(ArmPress())
    table.press("C")
    table.wait(200)
    undone = table.give(Undo(2))
    assert (undone["alone"], undone["from"]) == ([4], 6)
    assert table.scores() == {"A": "100", "B": "100", "C": "100"}
    assert (table.state.stage, table.state.items[-1].barred) == ("fouled", frozenset("B"))


@pytest.mark.parametrize("step", [VoidItem(1), CorrectItem(1, "A", "wrong")])
def test_what_people_did_to_an_earlier_item_is_taken_back_without_the_answering_that_goes_on(step: object) -> None:
    table = Table(sheet(TEAM))
    table.begin("team")
    played(table, "r")
    table.present()
    table.give(StartClock())
    before = table.state.items
    table.give(step, reason="申诉")  # type: ignore[arg-type]
    table.give(SubmitAnswer("B", ("A",)), actor="B")
    table.give(Undo())
    assert table.state.items[0] == before[0]
    assert [sent.answer for sent in table.state.items[1].answers.values()] == [("A",)]


def test_the_end_of_a_pause_is_taken_back_and_an_answer_after_it_stays() -> None:
    table = Table(sheet(TEAM))
    table.begin("team")
    table.present()
    table.give(StartClock())
    table.give(PauseClock())
    table.give(ResumeClock())
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(Undo())
    assert table.state.clock is not None
    assert (table.state.clock.running, sorted(table.state.items[-1].answers)) == (False, ["A"])


def test_a_clue_is_not_taken_back_from_under_the_press_that_it_was_shown_before() -> None:
    table = Table(sheet(CLUES))
    table.begin("clue")
    table.present()
    table.give(ArmPress())
    table.give(RevealClue())
    table.press("A")
    with pytest.raises(Refused, match="undo-takes-presses"):
        table.give(Undo())
    table.wait(200)
    table.give(JudgeAnswer("right"))
    table.give(Undo())
    with pytest.raises(Refused, match="undo-takes-presses"):
        table.give(Undo())
    table.give(Undo(2))  # the arming itself, with its presses
    assert (table.state.stage, table.state.items[-1].step) == ("reading", 0)


def test_the_end_of_the_reading_is_not_taken_back_with_the_lapse_that_followed_it() -> None:
    table = Table(sheet(press_round(timing="reading", clocks=Clocks(answer=30, press=15, begin=5))))
    table.begin("press")
    table.present()
    table.give(EndReading())
    table.give(Undo())
    table.give(EndReading())
    table.wait(16_000)
    with pytest.raises(Refused, match="undo-takes-presses"):
        table.give(Undo())


def test_a_foul_that_was_called_is_not_taken_back_with_the_award_to_another_team() -> None:
    table = armed(tie="arrival")
    table.press("A")
    table.give(CallFoul("B", "press"))
    table.give(Undo())
    table.give(CallFoul("B", "press"))
    table.wait(200)
    with pytest.raises(Refused, match="undo-takes-presses"):
        table.give(Undo())
    assert table.state.items[-1].answering == "A"


@pytest.mark.parametrize("steps", [1, 2])
def test_a_press_that_came_too_late_stays_in_the_record_of_its_opening_whose_winner_stays(steps: int) -> None:
    table = Table(sheet(press_round(clocks=Clocks(answer=30, begin=10, press=15))))
    table.begin("press")
    table.present()
    table.give(ArmPress())
    table.press("A")
    table.wait(200)
    table.give(StartClock())
    table.give(JudgeAnswer("right"))
    assert table.press("B") == "stale"
    table.give(Undo(steps))
    (opening,) = table.state.items[-1].armings
    assert ([press.team for press in opening.presses], opening.winner, opening.alone) == (["A", "B"], "A", False)
    assert fold(table.entries) == table.state
    table.give(Undo(1 if steps == 2 else 2))  # with the opening its presses go
    assert table.state.items[-1].armings == ()


def test_a_foul_is_taken_back_although_a_press_that_counts_for_nothing_followed_it() -> None:
    table = armed(fouls=(FoulStep(D(-5)),))
    table.give(CallFoul("B", "press"))
    assert table.press("B") in ("barred", "stale")
    table.give(Undo())
    assert table.state.items[-1].outcomes == ()


def test_a_right_that_was_used_is_not_taken_back_with_the_votes_and_answers_after_it() -> None:
    for after, code in (
        (CastVerdict("right"), "undo-takes-votes"),
        (SubmitAnswer("A", ("A",)), "undo-takes-answers"),
    ):
        table = armed(tie="arrival")
        table.press("A")
        table.wait(200)
        table.give(UseToken("A", "ask"), reason="求助")
        table.give(after, actor="judge-1")
        with pytest.raises(Refused, match=code):
            table.give(Undo())


def test_an_undo_of_an_old_book_takes_back_everything_from_its_step_on() -> None:
    table = armed(tie="arrival")
    table.give(AdjustPoints("A", D(5)), reason="支持分")
    table.press("B")
    old = table.entries[-1]
    payload = {"steps": 1, "first": None, "from": 5, "clock": None}
    undo = replace(old, seq=old.seq + 1, kind="undo", payload=payload)
    assert [entry.seq for entry in in_force([*table.entries, undo])] == [1, 2, 3, 4, 7]
    assert fold([*table.entries, undo]).items[-1].armings[-1].presses == ()


ENDS = {
    "void": (VoidItem(), "误触"),
    "verdict": (JudgeAnswer("wrong"), ""),
    "another question": (ReplaceItem(), "误触"),
    "a prompt": (CallFoul("A", "prompt"), ""),
    "an excuse": (UseToken("A", "free"), "误触"),
}


@pytest.mark.parametrize("end", ENDS)
def test_an_answer_whose_end_is_undone_goes_on_with_the_time_that_was_left(end: str) -> None:
    command, reason = ENDS[end]
    table = Table(sheet(replace(TEAM, prompting="void"), tokens=(Token("free", "免答权", 1, "exempt"),)))
    table.begin("team")
    table.present()
    table.give(StartClock())
    table.wait(10_000)
    table.give(command, reason=reason)  # type: ignore[arg-type]
    assert table.state.clock is None
    table.wait(30_000)
    table.give(Undo())
    assert table.state.stage == "answering"
    assert table.state.clock is not None
    assert table.state.clock.deadline == table.now + 20_000
    assert fold(table.entries) == table.state
    table.give(SubmitAnswer("A", ("A",)), actor="A")


def test_a_paused_answer_whose_void_is_undone_is_still_paused_and_one_that_was_late_is_still_late() -> None:
    table = Table(sheet(TEAM))
    table.begin("team")
    table.present()
    table.give(StartClock())
    table.wait(10_000)
    table.give(PauseClock())
    table.give(VoidItem(), reason="误触")
    table.give(Undo())
    assert table.state.clock is not None
    assert (table.state.clock.deadline, table.state.clock.remaining) == (None, 20_000)
    table.give(ResumeClock())
    table.wait(21_000)
    table.give(JudgeAnswer("timeout"))
    table.wait(5_000)
    table.give(Undo())
    assert table.state.clock is not None
    assert table.state.clock.deadline == table.now - 1_000


def test_of_two_answers_to_a_press_the_first_goes_on_with_its_own_time_when_both_are_undone() -> None:
    table = armed(after_wrong="reopen", attempts=3)
    table.press("A")
    table.wait(10_200)
    table.give(JudgeAnswer("wrong"))
    left = table.state.items[-1].stops[0].left
    table.give(ArmPress())
    table.press("B")
    table.wait(5_000)
    table.give(JudgeAnswer("wrong"))
    assert [stop.left for stop in table.state.items[-1].stops] == [left, left + 5_200]
    table.give(Undo(3))
    assert table.state.items[-1].answering == "A"
    assert table.state.clock is not None
    assert table.state.clock.deadline == table.now + left
