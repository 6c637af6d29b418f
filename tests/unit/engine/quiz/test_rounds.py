"""Each kind of round, played from its first item to its points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.engine.errors import AlreadyDone, Refused, TooLate, WrongStage
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import AdjustPoints, CorrectItem
from scoring.engine.quiz.commands_play import (
    ChooseStake,
    CloseItem,
    EndRound,
    JudgeAnswer,
    NoteAudience,
    PauseClock,
    ResumeClock,
    RevealClue,
    StartClock,
    SubmitAnswer,
)
from scoring.engine.quiz.commands_press import ArmPress, CallFoul
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.rule_sheet import Clocks, Points, PressRule, Round, Stake
from tests.unit.engine.quiz.play import D, Table, risk_round, sheet

INDIVIDUAL = Round("ind", "individual", "个人必答", 1, Points(D(10)))
TOGETHER = Round("all", "simultaneous", "同步必答", 2, Points(D(20), D(-10)), clocks=Clocks(answer=20))


def test_individual_items_go_by_seat_and_then_by_station() -> None:
    table = Table(sheet(INDIVIDUAL), teams="AB")
    table.begin("ind")
    turns = []
    for _ in range(6):
        payload = table.present()
        turns.append((payload["seat"], payload["team"]))
        table.answer("right")
    assert turns == [(1, "A"), (1, "B"), (2, "A"), (2, "B"), (3, "A"), (3, "B")]
    assert table.scores() == {"A": "130", "B": "130"}
    with pytest.raises(Refused, match="round-used-up"):
        table.present()


def test_a_right_answer_gains_and_a_wrong_one_costs_nothing_by_default() -> None:
    table = Table(sheet(INDIVIDUAL))
    table.begin("ind")
    table.present()
    table.answer("right")
    table.present()
    table.answer("wrong")
    table.present()
    table.answer("timeout")
    assert table.scores() == {"A": "110", "B": "100", "C": "100"}


def test_simultaneous_answers_are_judged_together_by_the_key_and_a_blank_costs_nothing() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(SubmitAnswer("B", ("C",)), actor="B")
    table.wait(20_001)
    table.give(CloseItem())
    assert table.scores() == {"A": "120", "B": "90", "C": "100"}
    assert table.state.items[-1].verdicts == {"A": "right", "B": "wrong", "C": "blank"}


def test_a_late_answer_is_refused_and_costs_nothing() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.wait(20_001)
    with pytest.raises(TooLate, match="time-is-up"):
        table.give(SubmitAnswer("A", ("B",)), actor="A")
    table.give(CloseItem())
    with pytest.raises(TooLate, match="answers-closed"):
        table.give(SubmitAnswer("A", ("B",)), actor="A")
    assert table.scores() == {"A": "100", "B": "100", "C": "100"}


def test_the_last_answer_before_the_deadline_counts_and_a_final_one_is_locked() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("B",)), actor="A")
    table.give(SubmitAnswer("A", ("A",), final=True), actor="A")
    with pytest.raises(AlreadyDone, match="answer-final"):
        table.give(SubmitAnswer("A", ("C",)), actor="A")
    table.wait(20_000)
    table.give(CloseItem())
    assert table.state.items[-1].verdicts["A"] == "right"


def test_closing_early_needs_every_team_to_have_finished() -> None:
    table = Table(sheet(TOGETHER), teams="AB")
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("A",), final=True), actor="A")
    with pytest.raises(WrongStage, match="answers-running"):
        table.give(CloseItem())
    table.give(SubmitAnswer("B", ("B",), final=True), actor="B")
    table.give(CloseItem())
    assert table.scores() == {"A": "120", "B": "90"}


def test_a_pause_keeps_the_time_that_is_left_and_takes_no_answers() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    table.wait(15_000)
    table.give(PauseClock())
    table.wait(60_000)
    with pytest.raises(WrongStage, match="clock-paused"):
        table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(ResumeClock())
    table.wait(4_999)
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.wait(2)
    with pytest.raises(TooLate):
        table.give(SubmitAnswer("B", ("A",)), actor="B")


def test_risk_is_chosen_lowest_score_first_and_picked_items_leave_the_pool() -> None:
    table = Table(sheet(INDIVIDUAL, risk_round()))
    table.begin("ind")
    for verdict in ("right", "wrong", "wrong"):
        table.present()
        table.answer(verdict)
    for _ in range(6):
        table.present()
        table.answer("wrong")
    table.begin("risk")
    assert table.state.order == ("B", "C", "A")
    assert table.present()["team"] == "B"
    table.give(ChooseStake("B", D(30)), actor="B")
    assert table.give(StartClock())["duration"] == 90_000
    table.give(JudgeAnswer("wrong"))
    table.present()
    assert table.give(ChooseStake("C", D(10)), actor="C")["question"] == "risk-2"
    table.answer("right")
    table.present()
    table.give(ChooseStake("A", None), actor="A")
    assert table.scores() == {"A": "110", "B": "70", "C": "110"}


def test_a_stake_larger_than_the_score_makes_it_negative_without_a_floor_and_stops_at_one() -> None:
    for floor, expected in ((None, "-30"), (Decimal(0), "0")):
        table = Table(sheet(risk_round(), risk_round(id="risk2"), floor=floor))
        for round_id in ("risk", "risk2"):
            table.begin(round_id)
            for team in ("A", "B", "C"):
                table.present(team=team)
                table.give(ChooseStake(team, D(30)), actor=team)
                table.answer("wrong")
        table.give(AdjustPoints("A", D(-70)), reason="罚分")
        assert table.scores()["A"] == expected


def test_everyone_may_pass_the_risk_round_and_nothing_moves() -> None:
    table = Table(sheet(risk_round()))
    table.begin("risk")
    for team in ("A", "B", "C"):
        table.present()
        table.give(ChooseStake(team, None), actor=team)
    table.give(EndRound())
    assert table.scores() == {"A": "100", "B": "100", "C": "100"}


def test_the_second_risk_round_refuses_the_stake_of_the_first() -> None:
    table = Table(sheet(risk_round(), risk_round(id="risk2", distinct_from="risk")), teams="AB")
    table.begin("risk")
    for team in ("A", "B"):
        table.present()
        table.give(ChooseStake(team, D(20)), actor=team)
        table.answer("right")
    table.begin("risk2")
    table.present()
    with pytest.raises(Refused, match="stake-used-before"):
        table.give(ChooseStake("A", D(20)), actor="A")
    table.give(ChooseStake("A", D(30)), actor="A")
    table.answer("right")
    assert table.scores() == {"A": "150", "B": "120"}


@pytest.mark.parametrize(
    ("right_to", "wrong_to", "verdict", "expected"),
    [
        ("answerer", "answerer_loses", "right", {"A": "100", "B": "120"}),
        ("namer", "answerer_loses", "right", {"A": "120", "B": "100"}),
        ("answerer", "answerer_loses", "wrong", {"A": "100", "B": "80"}),
        ("answerer", "namer_loses", "wrong", {"A": "80", "B": "100"}),
        ("answerer", "namer_gains", "wrong", {"A": "120", "B": "100"}),
        ("answerer", "nobody", "wrong", {"A": "100", "B": "100"}),
    ],
)
def test_another_team_named_to_answer_gains_and_loses_by_the_sheet(
    right_to: str, wrong_to: str, verdict: str, expected: dict[str, str]
) -> None:
    rule = risk_round(delegate=True, delegate_right=right_to, delegate_wrong=wrong_to)
    table = Table(sheet(rule), teams="AB")
    table.begin("risk")
    table.present()
    table.give(ChooseStake("A", D(20), delegate="B"), actor="A")
    table.answer(verdict)
    assert table.scores() == expected


def test_a_rapid_run_puts_one_question_after_the_other_until_the_time_is_up() -> None:
    rule = Round("rapid", "rapid", "限时快答", 15, Points(D(10)), clocks=Clocks(answer=60), may_pass=True)
    table = Table(sheet(rule), teams="AB")
    table.begin("rapid")
    table.present(member=2)
    table.give(StartClock())
    for verdict in ("right", "give_up", "right", "wrong"):
        table.wait(5_000)
        table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
    table.wait(41_000)
    table.give(JudgeAnswer("right"))
    assert table.state.stage == "judged"
    assert len(table.state.items[-1].asked) == 5
    assert table.scores() == {"A": "130", "B": "100"}


def test_a_rapid_run_ends_after_its_last_question() -> None:
    rule = Round("rapid", "rapid", "限时快答", 3, Points(D(10)), clocks=Clocks(answer=60))
    table = Table(sheet(rule), teams="AB")
    table.begin("rapid")
    table.present()
    table.give(StartClock())
    for _ in range(3):
        table.give(JudgeAnswer("right"))
    assert table.state.stage == "judged"
    assert table.scores()["A"] == "130"


def test_on_a_ladder_the_next_member_plays_only_if_the_one_before_was_right() -> None:
    rule = Round("up", "ladder", "步步高", 1, Points(D(10)), steps=(D(10), D(20), D(30)))
    table = Table(sheet(rule), teams="AB")
    table.begin("up")
    seen = []
    for verdict in ("right", "wrong", "right", "right", "right"):
        payload = table.present()
        seen.append((payload["team"], payload["seat"]))
        table.answer(verdict)
    assert seen == [("A", 1), ("A", 2), ("B", 1), ("B", 2), ("B", 3)]
    assert table.scores() == {"A": "110", "B": "160"}


def test_the_value_of_a_clue_item_falls_with_every_clue() -> None:
    rule = Round(
        "clue",
        "clue",
        "线索题",
        3,
        Points(D(40), D(-10)),
        steps=(D(40), D(30), D(20), D(10)),
        press=PressRule(timing="reading", after_wrong="reopen", attempts=3),
    )
    table = Table(sheet(rule))
    table.begin("clue")
    table.present()
    table.give(RevealClue())
    table.press("A")
    table.wait(200)
    table.give(JudgeAnswer("wrong"))
    table.give(RevealClue())
    table.give(ArmPress())
    assert table.press("A") == "barred"
    table.press("C")
    table.wait(200)
    table.give(JudgeAnswer("right"))
    assert table.scores() == {"A": "90", "B": "100", "C": "120"}


def clue_table() -> Table:
    press = PressRule(after_wrong="reopen", attempts=3)
    rule = Round(
        "clue",
        "clue",
        "线索题",
        3,
        Points(D(40), D(-10)),
        clocks=Clocks(press=15),
        steps=(D(40), D(30), D(20), D(10)),
        press=press,
    )
    table = Table(sheet(rule))
    table.begin("clue")
    table.present()
    return table


def test_where_nobody_presses_the_next_clue_comes_until_there_is_none() -> None:
    table = clue_table()
    for _ in range(3):
        table.give(ArmPress())
        table.wait(16_000)
        assert table.state.stage == "audience"
        assert host_actions(table.state, table.now)[0].id == "clue.reveal"
        table.give(RevealClue())
    table.give(ArmPress())
    table.wait(16_000)
    assert host_actions(table.state, table.now)[0].id == "item.close"


def test_a_corrected_answer_to_clues_is_worth_what_it_was_when_it_was_given() -> None:
    table = clue_table()
    table.give(ArmPress())
    table.press("A")
    table.wait(200)
    table.give(JudgeAnswer("wrong"))
    table.give(RevealClue())
    table.give(ArmPress())
    table.press("B")
    table.wait(200)
    table.give(JudgeAnswer("right"))
    table.give(CorrectItem(1, "A", "right"), reason="改判")
    assert (table.scores(), table.state.items[0].step) == ({"A": "140", "B": "130", "C": "100"}, 1)


def test_an_answer_in_anothers_place_counts_among_the_answers_of_who_gave_it() -> None:
    rule = risk_round(delegate=True, delegate_right="namer", delegate_wrong="namer_gains")
    table = Table(sheet(rule, ranking=("score", "rights", "fewer_wrongs")), teams="AB")
    table.begin("risk")
    table.present()
    table.give(ChooseStake("A", D(20), delegate="B"), actor="A")
    table.answer("wrong")
    table.give(AdjustPoints("B", D(20)), reason="支持分")
    assert [(p.id, p.rank) for p in standings(table.state)] == [("A", 1), ("B", 2)]


def test_points_may_differ_by_the_type_of_question() -> None:
    rule = Round("team", "team", "共同必答", 1, Points(D(10)), by_type={"multiple": Points(D(30), D(-5))})
    table = Table(sheet(rule), teams="AB", types="multiple")
    table.begin("team")
    table.present()
    table.answer("right")
    table.present()
    table.answer("wrong")
    assert table.scores() == {"A": "130", "B": "95"}


def test_prompting_voids_the_item_or_costs_what_the_sheet_says() -> None:
    for prompting, expected in (("void", "100"), (D(-5), "105")):
        rule = Round("ind", "individual", "个人必答", 1, Points(D(10)), prompting=prompting)
        table = Table(sheet(rule))
        table.begin("ind")
        table.present()
        table.give(StartClock())
        table.give(CallFoul("A", "prompt"))
        if prompting != "void":
            table.give(JudgeAnswer("right"))
        assert table.state.stage == "judged"
        assert table.scores()["A"] == expected


def test_the_audience_never_touches_a_score() -> None:
    table = Table(sheet(Round("aud", "audience", "观众互动", 2)))
    table.begin("aud")
    table.present()
    table.give(NoteAudience("right", "三排五座"))
    table.give(CloseItem())
    assert table.scores() == {"A": "100", "B": "100", "C": "100"}
    assert table.state.audience == ("right 三排五座",)


def test_an_item_of_the_audience_has_its_next_step_also_where_nobody_notes_who_answered() -> None:
    table = Table(sheet(Round("aud", "audience", "观众互动", 1)))
    table.begin("aud")
    table.present()
    for kind in ("item.close", "round.end"):
        first = host_actions(table.state, table.now)[0]
        assert (first.primary, first.enabled, first.command.kind) == (True, True, kind)
        table.give(first.command)
    assert table.scores() == {"A": "100", "B": "100", "C": "100"}
    assert table.state.audience == ()


def test_a_pool_that_is_used_up_goes_on_with_the_spares_and_then_says_so() -> None:
    table = Table(sheet(TOGETHER, Round("t", "team", "共同必答", 2)), teams="AB", per_pool=3)
    table.begin("t")
    questions = []
    for _ in range(4):
        questions.append(table.present()["question"])
        table.answer("right")
    assert questions == ["t-1", "t-2", "t-3", "spare-1"]


def test_a_pass_in_a_rapid_run_costs_nothing_and_needs_the_sheets_leave() -> None:
    for may_pass in (True, False):
        rule = Round("rapid", "rapid", "限时快答", 9, Points(D(10), D(-5)), clocks=Clocks(answer=60), may_pass=may_pass)
        table = Table(sheet(rule), teams="AB")
        table.begin("rapid")
        table.present()
        table.give(StartClock())
        if may_pass:
            table.give(JudgeAnswer("give_up"))
            assert table.scores()["A"] == "100"
        else:
            with pytest.raises(Refused, match="no-pass"):
                table.give(JudgeAnswer("give_up"))


def test_a_team_without_any_stake_left_may_pass_whatever_the_sheet_says() -> None:
    one = (Stake(D(10), 30),)
    first, second = (
        risk_round(id="r1", stakes=one, may_pass=False),
        risk_round(id="r2", stakes=one, may_pass=False, distinct_from="r1"),
    )
    table = Table(sheet(first, second), teams="AB")
    table.begin("r1")
    for team in "AB":
        table.present()
        with pytest.raises(Refused, match="no-pass"):
            table.give(ChooseStake(team, None), actor=team)
        table.give(ChooseStake(team, D(10)), actor=team)
        table.answer("right")
    table.begin("r2")
    table.present()
    table.give(ChooseStake("A", None), actor="A")
    assert table.state.items[-1].passed
