"""What the hall sees of how an item goes on: the count of a rapid run, stakes and who chose them, a tie-off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present
from scoring.engine.codec import canonical
from scoring.engine.errors import NotFound
from scoring.engine.quiz.commands_freeze import FreezeTable
from scoring.engine.quiz.commands_manage import AdjustPoints, CorrectItem, LockResult, UnlockResult, VoidItem
from scoring.engine.quiz.commands_play import ChooseStake, CloseItem, EndRound, JudgeAnswer, ShowScene, StartClock
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.commands_tie_off import BeginTieOff
from scoring.engine.quiz.rule_sheet import TieOff
from scoring.engine.stages import Award
from tests.unit.engine.quiz.play import TEAM, D, Table, press_round, risk_round, sheet
from tests.unit.engine.quiz.test_best_player import RAPID

INFO = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
DISPLAY, HOST = Audience("display"), Audience("host")
PUBLIC = [DISPLAY, *(Audience("team", team=one, seat=1) for one in "ABCD"), Audience("judge", ticket="j")]


def view(table: Table, audience: Audience = DISPLAY) -> Any:
    return present(INFO, table.state, {}, audience, now=1, epoch="e")


def a_run(*verdicts: str) -> Table:
    table = Table(sheet(replace(RAPID, items=6, may_pass=True)), "AB")
    table.begin(RAPID.id)
    table.present()
    table.give(StartClock())
    for verdict in verdicts:
        table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
    return table


@pytest.mark.parametrize(
    ("verdicts", "run"),
    [
        ((), {"right": 0, "wrong": 0, "passed": 0, "left": 6}),
        (("right", "right", "wrong"), {"right": 2, "wrong": 1, "passed": 0, "left": 3}),
        (("give_up", "void", "wrong"), {"right": 0, "wrong": 1, "passed": 1, "left": 3}),
        (("right", "timeout"), {"right": 1, "wrong": 0, "passed": 0, "left": 5}),
        (("right",) * 6, {"right": 6, "wrong": 0, "passed": 0, "left": 0}),
    ],
)
def test_the_hall_has_the_running_count_of_a_rapid_run(verdicts: tuple[str, ...], run: dict[str, int]) -> None:
    table = a_run(*verdicts)
    assert [view(table, who)["item"]["run"] for who in (*PUBLIC[:3], HOST)] == [run] * 4


def test_a_correction_of_one_question_of_a_run_moves_its_count() -> None:
    table = a_run("right", "wrong", "timeout")
    table.give(CloseItem())
    table.give(CorrectItem(1, "A", "right", "rapid-2"), reason="申诉成立")
    assert view(table)["item"]["run"] == {"right": 2, "wrong": 0, "passed": 0, "left": 4}


def test_no_other_round_has_a_count_or_stakes() -> None:
    table = Table(sheet(TEAM), "AB")
    table.begin("team")
    table.present()
    assert not {"run", "stakes"} & set(view(table)["item"])


def stake(table: Table, team: str, points: int | None) -> None:
    table.present()
    table.give(ChooseStake(team, None if points is None else D(points)))
    if points is not None:
        table.give(JudgeAnswer("right"))
        table.give(CloseItem())


def test_the_hall_sees_the_stakes_and_who_chose_what() -> None:
    table = Table(sheet(risk_round()), "ABCD")
    table.begin("risk")
    table.present()
    assert view(table)["item"]["stakes"] == {
        "choices": [{"points": points, "free": True} for points in ("10", "20", "30")],
        "chosen": [],
    }
    table.give(ChooseStake("A", D(20)))
    assert view(table)["item"]["stakes"]["chosen"] == [{"team": "A", "stakes": ["20"]}]
    table.give(JudgeAnswer("right"))
    table.give(CloseItem())
    stake(table, "B", None)
    stake(table, "C", 30)
    table.present()
    chosen = [("A", ["20"]), ("B", [None]), ("C", ["30"])]
    assert view(table)["item"]["stakes"]["chosen"] == [{"team": team, "stakes": made} for team, made in chosen]


def test_a_stake_that_the_team_took_before_or_that_has_no_question_left_is_not_free() -> None:
    table = Table(sheet(risk_round(), risk_round(id="again", distinct_from="risk")), "AB")
    table.begin("risk")
    stake(table, "A", 20)
    stake(table, "B", 10)
    table.give(EndRound())
    table.begin("again")
    table.present()
    free = [one["points"] for one in view(table)["item"]["stakes"]["choices"] if one["free"]]
    assert free == (["10", "30"] if view(table)["item"]["team"] == "A" else ["20", "30"])


def test_an_item_that_was_thrown_out_is_nobodys_choice() -> None:
    table = Table(sheet(risk_round()), "AB")
    table.begin("risk")
    stake(table, "A", 20)
    table.give(VoidItem(1), reason="题目有误")
    assert view(table)["item"]["stakes"]["chosen"] == []


def level(teams: str, mode: str, *, lines: tuple[int, ...], **points: int) -> Table:
    rules = sheet(replace(TEAM, items=1), press_round(), tie_off=TieOff(mode), tie_matters=lines)  # type: ignore[arg-type]
    table = Table(rules, "ABCD")
    for team, value in points.items():
        table.give(AdjustPoints(team, D(value)), reason="试")
    table.begin("team")
    for _ in "ABCD":
        table.present()
        table.answer("right")
        table.give(CloseItem())
    table.begin("press")
    table.give(EndRound())
    table.give(BeginTieOff(tuple(teams)))
    return table


def by_press(table: Table, team: str, verdict: str) -> None:
    table.present()
    table.give(ArmPress())
    table.wait(1_000)
    table.press(team)
    table.wait(1_000)
    table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
    table.give(CloseItem())


def in_turn(table: Table, *verdicts: str) -> None:
    for verdict in verdicts:
        table.present()
        table.answer(verdict)
        table.give(CloseItem())


@pytest.mark.parametrize(
    ("teams", "lines", "points", "places"),
    [
        ("CD", (3,), {"A": 30, "B": 20}, {"first": 3, "last": 4, "lines": [3]}),
        ("BCD", (3,), {"A": 30}, {"first": 2, "last": 4, "lines": [3]}),
        ("ABCD", (1, 3), {}, {"first": 1, "last": 4, "lines": [1, 3]}),
    ],
)
def test_a_tie_off_says_which_places_it_decides(
    teams: str, lines: tuple[int, ...], points: dict[str, int], places: dict[str, object]
) -> None:
    table = level(teams, "press", lines=lines, **points)
    assert view(table)["tie_off"] == {
        "teams": list(teams),
        "order": [list(teams)],
        "turns": [],
        "places": places,
    }


def test_a_tie_off_by_press_is_told_item_by_item() -> None:
    table = level("BCD", "press", lines=(2, 3), A=30)
    by_press(table, "C", "wrong")
    by_press(table, "B", "right")
    found = view(table)["tie_off"]
    assert found["turns"] == [{"no": 1, "verdicts": {"C": "wrong"}}, {"no": 2, "verdicts": {"B": "right"}}]
    assert found["order"] == [["B"], ["D"], ["C"]]


def test_a_tie_off_in_turn_is_told_turn_by_turn_and_a_void_answer_is_none() -> None:
    table = level("BCD", "risk", lines=(2, 3), A=30)
    in_turn(table, "right", "right", "wrong", "void", "wrong")
    assert view(table)["tie_off"]["turns"] == [
        {"no": 1, "verdicts": {"B": "right", "C": "right", "D": "wrong"}},
        {"no": 2, "verdicts": {"C": "wrong"}},
    ]


def test_places_that_a_correction_has_moved_are_not_told() -> None:
    table = level("CD", "press", lines=(3,), A=30, B=20)
    table.give(AdjustPoints("C", D(5)), reason="更正")
    assert "places" not in view(table)["tie_off"]


def test_while_the_table_is_frozen_no_byte_tells_what_a_tie_off_is_about_or_who_is_ahead() -> None:
    def played(*, other: bool) -> Table:
        rules = sheet(replace(TEAM, items=1), press_round(), tie_off=TieOff("press"), tie_matters=(1, 2, 3))
        table = Table(rules, "ABCD")
        table.give(FreezeTable())
        table.give(AdjustPoints("A", D(-20 if other else 20)), reason="试")
        table.begin("team")
        in_turn(table, "right", "right", "right", "right")
        table.begin("press")
        table.give(EndRound())
        table.give(BeginTieOff(("B", "C", "D")))
        by_press(table, "D" if other else "C", "right")
        return table

    one, more = played(other=False), played(other=True)
    shown = [view(table)["tie_off"] for table in (one, more)]
    assert [set(part) for part in shown] == [{"teams", "order", "turns"}] * 2
    assert [part["order"] for part in shown] == [[["B", "C", "D"]]] * 2
    assert [part["turns"] for part in shown] == [[{"no": 1, "verdicts": {team: "right"}}] for team in "CD"]  # heard
    assert view(one, HOST)["tie_off"]["places"] == {"first": 2, "last": 4, "lines": [2, 3]}
    assert view(one, HOST)["hall"]["tie_off"] == shown[0]
    for table in (one, more):
        table.present()
    for audience in [each for each in PUBLIC if each.team not in ("C", "D")]:  # who is placed may press no more
        assert canonical(view(one, audience)) == canonical(view(more, audience))


AWARDS = (Award("一等奖", 1), Award("二等奖", 0))


def locked(*, freeze: bool) -> Table:
    rules = sheet(replace(TEAM, items=1), tie_off=TieOff("none"), awards=AWARDS, ranking=("score",))
    table = Table(rules, "AB")
    table.give(AdjustPoints("A", D(30)), reason="试")
    if freeze:
        table.give(FreezeTable())
    assert given(table) == [None, None]
    table.give(LockResult(unfinished=True), reason="时间已到")
    return table


def given(table: Table, audience: Audience = DISPLAY) -> list[str | None]:
    return [line.get("award") for line in view(table, audience)["ranking"]]


def test_the_ranking_of_a_locked_result_names_the_awards() -> None:
    table = locked(freeze=False)
    assert given(table) == ["一等奖", "二等奖"]
    table.give(UnlockResult(), reason="更正")
    assert given(table) == [None, None]


def test_after_a_freeze_the_ranking_names_an_award_once_it_was_announced() -> None:
    table = locked(freeze=True)
    for step in range(3):
        table.give(ShowScene("reveal", step=step))
        assert [given(table, who) for who in PUBLIC[:3]] == [[None, None]] * 3
    table.give(ShowScene("award", award="二等奖"))
    assert given(table) == [None, "二等奖"]
    table.give(ShowScene("award", award="一等奖"))
    table.give(ShowScene("ranking"))
    assert given(table) == ["一等奖", "二等奖"]


def test_one_team_is_introduced_alone_until_another_scene_is_on() -> None:
    table = Table(sheet(TEAM), "AB")
    table.give(ShowScene("teams", team="B"))
    assert view(table)["introduced"] == "B"
    for scene in ("black", "teams"):
        table.give(ShowScene(scene))  # type: ignore[arg-type]
        assert "introduced" not in view(table)
    with pytest.raises(NotFound, match="team"):
        table.give(ShowScene("teams", team="X"))
