"""Undo, voids, corrections, tokens, substitutions, tie-offs, new editions, the lock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Invalid, NotFound, Refused, TooLate, WrongStage
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import (
    AdjustPoints,
    ChangeRules,
    CorrectItem,
    CorrectKey,
    LockResult,
    ReplaceItem,
    SubstituteMember,
    Undo,
    UnlockResult,
    UseToken,
    VoidItem,
)
from scoring.engine.quiz.commands_play import (
    BeginRound,
    ChooseStake,
    CloseItem,
    JudgeAnswer,
    RevealClue,
    ShowScene,
    StartClock,
    SubmitAnswer,
)
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.match import MatchState, fold
from scoring.engine.quiz.rule_sheet import Clocks, Points, PressRule, Round, Token
from tests.unit.engine.quiz.play import TEAM, D, Table, finished, played, press_round, risk_round, sheet

TOGETHER = Round("all", "simultaneous", "同步必答", 3, Points(D(10), D(-10)), clocks=Clocks(answer=20))


def team_table(**fields: object) -> Table:
    table = Table(sheet(TEAM, **fields))
    table.begin("team")
    return table


def test_undo_takes_back_several_steps_and_restores_the_state_before_them() -> None:
    table = played(team_table(), "rr")
    before = table.state
    table.present()
    table.give(StartClock())
    table.give(JudgeAnswer("right"))
    table.give(Undo(3))
    assert replace(table.state, seq=0, at=0, public_seq=0) == replace(before, seq=0, at=0, public_seq=0)
    assert len(table.entries) == 12


def test_undo_reaches_through_an_earlier_undo() -> None:
    table = team_table()
    start = table.state
    played(table, "r")
    table.give(Undo(1))
    table.give(JudgeAnswer("wrong"))
    assert table.scores()["A"] == "90"
    table.give(Undo(3))
    assert replace(table.state, seq=0, at=0, public_seq=0) == replace(start, seq=0, at=0, public_seq=0)
    with pytest.raises(Refused, match="nothing-to-undo"):
        table.give(Undo(2))


def test_undoing_the_arming_takes_its_presses_along() -> None:
    table = Table(sheet(press_round()))
    table.begin("press")
    table.present()
    table.give(ArmPress())
    table.press("A")
    table.wait(200)
    table.give(Undo(1))
    assert (table.state.stage, table.state.items[-1].armings) == ("reading", ())


def test_a_manual_entry_is_undone_like_any_other_step() -> None:
    table = team_table()
    table.give(AdjustPoints("A", D("2.5")), reason="支持分")
    assert table.scores()["A"] == "102.5"
    table.give(Undo(1))
    assert table.scores()["A"] == "100"


def test_an_item_thrown_out_after_scoring_counts_nothing() -> None:
    table = played(team_table(), "rrr")
    table.give(VoidItem(2), reason="题目有误")
    assert table.scores() == {"A": "110", "B": "100", "C": "110"}
    with pytest.raises(AlreadyDone, match="item-void"):
        table.give(VoidItem(2), reason="题目有误")


def test_a_void_item_is_replaced_by_a_spare_for_the_same_team_in_one_step() -> None:
    table = played(team_table(), "r")
    table.present()
    payload = table.give(ReplaceItem(), reason="设备故障")
    assert payload["question"] == "spare-1"
    item = table.state.items[-1]
    assert (item.team, item.slot, item.replaces) == ("B", 2, 2)
    table.answer("right")
    assert table.scores() == {"A": "110", "B": "110", "C": "100"}
    assert table.present()["team"] == "C"


def test_an_aborted_and_replayed_item_counts_once() -> None:
    table = played(team_table(), "r")
    table.give(ReplaceItem(), reason="重赛")
    table.answer("right")
    assert table.scores()["A"] == "110"


def test_a_late_correction_changes_an_earlier_item_only() -> None:
    table = played(team_table(), "rwr")
    table.give(CorrectItem(2, "B", "right"), reason="仲裁改判")
    assert table.scores() == {"A": "110", "B": "110", "C": "110"}
    line = table.state.items[1].outcomes[0]
    assert (line.seq < (line.corrected_by or 0), line.verdict) == (True, "right")
    table.give(CorrectItem(2, "B", "void"), reason="再改")
    assert table.scores()["B"] == "100"


def test_a_correction_needs_an_item_that_was_judged() -> None:
    table = team_table()
    table.present()
    with pytest.raises(WrongStage, match="item-not-judged"):
        table.give(CorrectItem(1, "A", "right"), reason="x")
    with pytest.raises(NotFound, match="no-such-item"):
        table.give(CorrectItem(9, "A", "right"), reason="x")


def test_a_wrong_key_is_corrected_and_every_tablet_judged_again() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(SubmitAnswer("B", ("B",)), actor="B")
    table.wait(20_000)
    table.give(CloseItem())
    assert table.scores() == {"A": "110", "B": "90", "C": "100"}
    table.give(CorrectKey(1, ("B",)), reason="答案有误")
    assert table.scores() == {"A": "90", "B": "110", "C": "100"}


def test_tokens_change_the_question_excuse_and_run_out() -> None:
    tokens = (Token("swap", "换题权", 1, "replace"), Token("skip", "免答权", 1, "exempt"))
    table = team_table(tokens=tokens)
    table.present()
    assert table.give(UseToken("A", "swap"), reason="换题")["question"] == "spare-1"
    table.answer("right")
    table.present()
    table.give(UseToken("B", "skip"), reason="免答")
    assert (table.state.stage, table.scores()["B"]) == ("closed", "100")
    played(table, "r")
    table.present()
    with pytest.raises(Refused, match="token-used-up"):
        table.give(UseToken("A", "swap"), reason="再换")


def test_another_question_is_read_before_the_clock_runs_again() -> None:
    table = team_table(tokens=(Token("swap", "换题权", 1, "replace"),))
    table.present()
    table.give(StartClock())
    table.wait(25_000)
    table.give(UseToken("A", "swap"), reason="换题")
    assert (table.state.stage, table.state.clock) == ("reading", None)
    assert table.give(StartClock())["duration"] == 30_000


def test_a_question_changed_in_a_rapid_run_is_none_of_its_number() -> None:
    rapid = Round("rapid", "rapid", "限时快答", 2, Points(D(10)), clocks=Clocks(answer=60))
    table = Table(sheet(rapid, tokens=(Token("swap", "换题权", 1, "replace"),)))
    table.begin("rapid")
    table.present()
    table.give(StartClock())
    table.give(UseToken("A", "swap"), reason="换题")
    assert table.state.stage == "answering"
    table.give(JudgeAnswer("right"))
    table.give(JudgeAnswer("right"))
    assert (table.state.stage, table.scores()["A"]) == ("judged", "120")


def test_a_reserve_takes_a_seat_as_often_as_the_sheet_allows() -> None:
    table = team_table(substitutions=1)
    table.give(SubstituteMember("A", "A2", "Ar"), reason="身体不适")
    seats = {m.id: m.seat for m in table.state.team("A").contestants}
    assert seats == {"A1": 1, "A2": 0, "A3": 3, "Ar": 2}
    with pytest.raises(Refused, match="substitutions-used-up"):
        table.give(SubstituteMember("A", "A1", "A2"), reason="x")


def test_a_new_edition_of_the_sheet_scores_the_match_again_from_its_entries() -> None:
    table = played(team_table(), "rwr")
    harsher = replace(table.state.rule_sheet, edition=2, rounds=(replace(TEAM, points=Points(D(20), D(-5))),))  # type: ignore[type-var]
    table.give(ChangeRules(to_json(harsher)), reason="组委会决定")
    assert table.scores() == {"A": "120", "B": "95", "C": "120"}
    assert fold(table.entries) == table.state
    played(table, "r")
    assert table.scores()["A"] == "140"


def test_a_right_that_was_used_keeps_its_effect_under_an_edition_without_it() -> None:
    table = team_table(tokens=(Token("skip", "免答权", 1, "exempt"),))
    table.present()
    table.give(UseToken("A", "skip"), reason="免答")
    table.give(ChangeRules(to_json(replace(table.state.rule_sheet, tokens=()))), reason="组委会决定")  # type: ignore[type-var]
    assert (table.state.items[0].passed, table.state.stage) == (True, "closed")


def test_a_new_edition_may_not_turn_a_played_round_into_another() -> None:
    table = played(team_table(), "r")
    other = replace(table.state.rule_sheet, rounds=(replace(TEAM, kind="rapid"),))  # type: ignore[type-var]
    with pytest.raises(Refused, match="round-already-played"):
        table.give(ChangeRules(to_json(other)), reason="x")


def test_a_locked_result_takes_nothing_more_until_it_is_unlocked() -> None:
    table = finished("rww")
    table.give(LockResult())
    for command in (Undo(1), AdjustPoints("A", D(1)), VoidItem(1), BeginRound("team")):
        with pytest.raises(WrongStage, match="result-locked"):
            table.give(command)
    table.give(UnlockResult(), reason="申诉成立")
    table.give(CorrectItem(2, "B", "right"), reason="申诉成立")
    assert table.scores()["B"] == "110"


def test_two_desks_do_not_undo_each_other_by_accident() -> None:
    table = played(team_table(), "r")
    seen = table.state.host_steps[-1].seq
    table.give(AdjustPoints("A", D(5)), reason="支持分")
    with pytest.raises(Refused, match="undo-changed"):
        table.give(Undo(1, first=seen))
    table.give(Undo(1, first=table.state.host_steps[-1].seq))
    assert table.scores()["A"] == "110"


def test_an_answer_held_up_is_not_counted_for_the_next_item() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.wait(20_000)
    table.give(CloseItem())
    table.present()
    table.give(StartClock())
    with pytest.raises(TooLate, match="item-moved-on"):
        table.give(SubmitAnswer("A", ("A",), item=1), actor="A")
    table.give(SubmitAnswer("A", ("A",), item=2), actor="A")
    assert table.state.items[-1].answers["A"].answer == ("A",)


def test_nothing_is_offered_on_a_locked_result_but_its_unlocking_and_the_scenes() -> None:
    table = finished("rww")
    table.give(LockResult())
    offered = {a.id for a in host_actions(table.state, table.now) if a.enabled and a.group != "scene"}
    assert offered == {"result.unlock"}


def test_an_item_without_a_question_is_not_replaced() -> None:
    table = Table(sheet(risk_round()))
    table.begin("risk")
    table.present()
    with pytest.raises(WrongStage, match="item-stage"):
        table.give(ReplaceItem(), reason="x")
    table.give(ChooseStake("A"))
    with pytest.raises(WrongStage, match="item-stage"):
        table.give(ReplaceItem(), reason="x")


def test_a_replaced_item_may_be_pressed_for_while_it_is_read_as_the_first_was() -> None:
    table = Table(sheet(press_round(timing="reading", clocks=Clocks(begin=5))))
    table.begin("press")
    table.present()
    table.give(ReplaceItem(), reason="题目有误")
    assert (table.state.stage, table.press("A")) == ("armed", "legal")


def test_a_replaced_clue_item_begins_with_its_first_clue_and_a_ladder_stays_on_its_step() -> None:
    steps = (D(40), D(30), D(20))
    clue = Round("clue", "clue", "线索题", 3, Points(D(40)), steps=steps, press=PressRule())
    table = Table(sheet(clue))
    table.begin("clue")
    table.present()
    table.give(RevealClue())
    table.give(ReplaceItem(), reason="题目有误")
    assert table.state.items[-1].step == 0
    table = Table(sheet(Round("up", "ladder", "步步高", 1, Points(D(10)), steps=(D(10), D(20), D(30)))))
    table.begin("up")
    played(table, "r")
    table.present()
    table.give(ReplaceItem(), reason="题目有误")
    assert table.state.items[-1].step == 1


def test_only_a_verdict_that_was_given_is_corrected() -> None:
    table = played(team_table(), "r")
    with pytest.raises(WrongStage, match="item-not-judged"):
        table.give(CorrectItem(1, "B", "right"), reason="x")


def test_verdicts_of_people_on_open_answers_do_not_fall_with_a_new_key() -> None:
    table = Table(sheet(TOGETHER), types="short")
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("答",)), actor="A")
    table.wait(20_000)
    table.give(JudgeAnswer("right", "A"))
    table.give(CloseItem())
    with pytest.raises(Refused, match="not-judged-by-key"):
        table.give(CorrectKey(1, ("另一个",)), reason="x")
    assert table.scores()["A"] == "110"


def test_the_answer_of_a_simultaneous_item_that_was_thrown_out_may_still_be_shown() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(VoidItem(), reason="题目有误")
    table.give(CloseItem())
    assert (table.state.stage, table.state.items[0].key, table.scores()["A"]) == ("closed", ("A",), "100")


def test_nothing_comes_before_the_opening_not_even_a_scene() -> None:
    table = Table(sheet(TEAM))
    table.state, table.entries = MatchState(), []
    with pytest.raises(WrongStage, match="match-not-open"):
        table.give(ShowScene("black"))


def test_a_corrected_key_leaves_alone_what_people_ruled_one_by_one() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    for team, answer in (("A", "A"), ("B", "B"), ("C", "C")):
        table.give(SubmitAnswer(team, (answer,)), actor=team)
    table.wait(20_000)
    table.give(CloseItem())
    table.give(CorrectItem(1, "C", "void"), reason="平板故障")
    table.give(CorrectKey(1, ("B",)), reason="答案有误")
    assert table.state.items[0].verdicts == {"A": "wrong", "B": "right", "C": "void"}
    assert table.scores() == {"A": "90", "B": "110", "C": "100"}


def test_points_by_hand_are_as_fine_as_a_sheets_and_no_finer() -> None:
    table = team_table()
    table.give(AdjustPoints("A", D("0.1234")), reason="x")
    with pytest.raises(Invalid, match="points-too-fine"):
        table.give(AdjustPoints("A", D("0.12345")), reason="x")
