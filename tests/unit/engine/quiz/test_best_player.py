"""最佳选手: who answered is known by name, and the points of the answers are the contestant's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import AlreadyDone, NotFound, Refused, WrongStage
from scoring.engine.quiz.best_player import PlayerPlace, players
from scoring.engine.quiz.commands_manage import (
    ChangeRules,
    CorrectItem,
    LockResult,
    SubstituteMember,
    Undo,
    UnlockResult,
    UseToken,
    VoidItem,
)
from scoring.engine.quiz.commands_play import (
    ChooseStake,
    CloseItem,
    EndRound,
    JudgeAnswer,
    ShowScene,
    StartClock,
)
from scoring.engine.quiz.commands_player import NamePlayer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.commands_team import WithdrawTeam
from scoring.engine.quiz.commands_tie_off import BeginTieOff
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.rule_sheet import BestPlayer, Points, Round, RuleSheet, Supporters, Token
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_from_json, rule_sheet_json
from scoring.engine.rulefile.printed import plain_text
from tests.unit.engine.quiz.play import TEAM, D, Table, press_round, risk_round, sheet
from tests.unit.engine.quiz.sheets import sheet as text_of

BEST = BestPlayer()
ALONE = Round("alone", "individual", "个人必答", 1, Points(D(10), D(-5)))
RAPID = Round("rapid", "rapid", "快答", 5, Points(D(2), D(-1)), may_pass=True)


def in_round(rule: Round, *more: Round, teams: str = "AB", **fields: Any) -> Table:
    table = Table(sheet(rule, *more, best_player=BEST, **fields), teams)
    table.begin(rule.id)
    return table


def name(table: Table, player: str | None, team: str = "A", *, item: int | None = None, **fields: Any) -> None:
    table.give(NamePlayer(item or len(table.state.items), team, player, **fields))


def standing(table: Table) -> list[tuple[str, int, str, int, int]]:
    return [(one.player, one.rank, str(one.points), one.rights, one.wrongs) for one in players(table.state)]


def pressed(table: Table, who: str) -> None:
    table.give(ArmPress())
    table.press(who)
    table.wait(200)


def test_whoever_is_named_before_or_after_the_verdict_has_the_points() -> None:
    table = in_round(TEAM)
    table.present()
    name(table, "A2")
    table.answer("right")
    table.present()
    table.answer("wrong")
    name(table, "B1", "B")
    assert standing(table) == [("A2", 1, "10", 1, 0), ("B1", 2, "-10", 0, 1)]


def test_an_answer_of_nobody_in_particular_counts_for_nobody() -> None:
    table = in_round(TEAM)
    table.present()
    table.answer("right")
    assert standing(table) == []
    name(table, "A1")
    name(table, None)
    assert standing(table) == []


def test_a_round_that_says_who_answers_names_the_contestant_itself() -> None:
    table = in_round(ALONE)
    for verdict in ("right", "wrong", "right"):
        table.present()
        table.answer(verdict)
    assert standing(table) == [("A1", 1, "10", 1, 0), ("A2", 1, "10", 1, 0), ("B1", 3, "-5", 0, 1)]
    name(table, "A3")  # somebody else of the team stood up
    assert [one[0] for one in standing(table)] == ["A1", "A3", "B1"]


def test_the_points_stay_with_the_contestant_who_left_the_seat() -> None:
    table = in_round(replace(ALONE, items=2), reserves=1, substitutions=1)
    table.present()
    table.answer("right")
    table.give(SubstituteMember("A", "A1", "Ar"), reason="身体不适")
    for _ in range(6):
        table.present()
        table.answer("right")
    assert table.state.items[6].team == "A"
    found = {one.player: str(one.points) for one in players(table.state)}
    assert (found["A1"], found["Ar"]) == ("10", "10")
    name(table, "Ar", item=1)
    assert {one.player: str(one.points) for one in players(table.state)}["Ar"] == "20"


def test_each_team_that_answers_a_pressed_item_has_its_own_contestant() -> None:
    table = in_round(press_round(after_wrong="one_more", second=Points(D(5))))
    table.present()
    pressed(table, "A")
    name(table, "A3")
    table.give(JudgeAnswer("wrong"))
    pressed(table, "B")
    name(table, "B2", "B")
    table.give(JudgeAnswer("right"))
    assert standing(table) == [("B2", 1, "5", 1, 0), ("A3", 2, "-10", 0, 1)]


def test_in_a_run_a_contestant_answers_on_until_another_is_named() -> None:
    table = in_round(RAPID)
    table.present(member=1)
    table.give(StartClock())
    table.give(JudgeAnswer("right"))
    table.give(JudgeAnswer("give_up"))
    name(table, "A2")
    table.give(JudgeAnswer("right"))
    table.give(JudgeAnswer("wrong"))
    assert standing(table) == [("A1", 1, "2", 1, 0), ("A2", 2, "1", 1, 1)]
    name(table, "A1", question="rapid-3")
    assert standing(table) == [("A1", 1, "4", 2, 0), ("A2", 2, "-1", 0, 1)]


def test_another_question_in_the_same_item_keeps_who_answers() -> None:
    table = in_round(TEAM, tokens=(Token("swap", "换题", 1, "replace"),))
    table.present()
    name(table, "A2")
    table.give(UseToken("A", "swap"), reason="换题")
    table.answer("right")
    assert standing(table) == [("A2", 1, "10", 1, 0)]


def test_of_an_answer_for_another_team_only_what_the_own_team_gets_is_the_contestant_s() -> None:
    table = in_round(risk_round(delegate=True, delegate_right="namer", delegate_wrong="answerer_loses"), TEAM)
    for stake, verdict in ((D(30), "right"), (D(20), "wrong")):
        item = table.present()
        other = "B" if item["team"] == "A" else "A"
        table.give(ChooseStake(item["team"], stake, other))
        name(table, f"{other}1", other)
        table.answer(verdict)
    assert standing(table) == [("B1", 1, "0", 1, 0), ("A1", 2, "-20", 0, 1)]


def test_a_correction_moves_the_points_and_a_void_item_takes_them() -> None:
    table = in_round(TEAM)
    table.present()
    name(table, "A2")
    table.answer("right")
    table.give(CorrectItem(1, "A", "wrong"), actor="chief", reason="复核")
    assert standing(table) == [("A2", 1, "-10", 0, 1)]
    table.give(VoidItem(1), reason="题目有误")
    assert standing(table) == []


def test_supporters_prompts_and_tie_offs_are_nobody_s_own_points() -> None:
    table = in_round(replace(TEAM, items=1, supporters=Supporters(D(5))), tie_matters=(1,))
    for team in "AB":
        table.present()
        name(table, f"{team}1", team)
        table.answer("wrong")
    table.give(EndRound())
    table.give(BeginTieOff(("A", "B")))
    table.present()
    pressed(table, "A")
    with pytest.raises(WrongStage, match="tie-off-names-nobody"):
        name(table, "A1")
    table.give(JudgeAnswer("right"))
    assert standing(table) == [("A1", 1, "-10", 0, 1), ("B1", 1, "-10", 0, 1)]


def test_level_contestants_are_ordered_by_rights_then_by_fewer_wrongs_and_share_a_prize() -> None:
    rule = replace(TEAM, items=8, points=Points(D(10), D(-10)), by_type={})
    table = Table(sheet(rule, best_player=BestPlayer(count=2)), "A")
    table.begin("team")
    for player, verdict in (("A1", "right"), ("A2", "right"), ("A2", "right"), ("A2", "wrong"), ("A3", "right")):
        table.present()
        name(table, player)
        table.answer(verdict)
    assert [(one.player, one.rank, one.tied, one.prize) for one in players(table.state)] == [
        ("A2", 1, False, True),
        ("A1", 2, True, True),
        ("A3", 2, True, True),
    ]
    shared = replace(table.state, rule_sheet=sheet(rule, best_player=BestPlayer(ties=())))
    assert [one.rank for one in players(shared)] == [1, 1, 1]


def test_nobody_has_the_prize_without_points() -> None:
    table = in_round(TEAM)
    table.present()
    name(table, "A1")
    table.answer("wrong")
    assert [(one.rank, one.prize) for one in players(table.state)] == [(1, False)]


def test_contestants_of_a_team_that_is_not_ranked_are_not_ranked() -> None:
    table = in_round(TEAM)
    for team in "AB":
        table.present()
        name(table, f"{team}1", team)
        table.answer("right")
    table.give(CloseItem())
    table.give(WithdrawTeam("A", "disqualified"), actor="chief", reason="违规")
    assert standing(table) == [("B1", 1, "10", 1, 0)]


def test_naming_is_taken_back_alone_and_the_verdict_stays() -> None:
    table = in_round(TEAM)
    table.present()
    table.answer("right")
    name(table, "A1")
    table.give(Undo(1))
    assert (standing(table), table.scores()["A"]) == ([], "110")
    assert fold(table.entries) == table.state


def test_what_cannot_be_named_is_refused_by_name() -> None:
    table = in_round(TEAM)
    table.present()
    for command, error, code in (
        (NamePlayer(9, "A", "A1"), NotFound, "no-such-item"),
        (NamePlayer(1, "B", "B1"), Refused, "team-does-not-answer"),
        (NamePlayer(1, "A", "B1"), NotFound, "no-such-member"),
        (NamePlayer(1, "A", "A1", "team-9"), NotFound, "question-not-asked"),
        (NamePlayer(1, "A", None), AlreadyDone, "player-named"),
    ):
        with pytest.raises(error, match=code):
            table.give(command)
    name(table, "A1")
    with pytest.raises(AlreadyDone, match="player-named"):
        name(table, "A1")
    bare = Table(sheet(TEAM))
    bare.begin("team")
    bare.present()
    with pytest.raises(Refused, match="no-best-player"):
        name(bare, "A1")


def test_of_a_team_that_passed_nobody_is_named() -> None:
    table = in_round(risk_round())
    table.present()
    table.give(ChooseStake("A"))
    with pytest.raises(Refused, match="team-does-not-answer"):
        name(table, "A1")


def test_where_all_answer_at_once_nobody_is_named() -> None:
    table = in_round(Round("all", "simultaneous", "同步", 1))
    table.present()
    with pytest.raises(WrongStage, match="round-kind"):
        name(table, "A1")


def test_a_rule_that_comes_later_finds_who_answered_alone() -> None:
    table = Table(sheet(ALONE), "AB")
    table.begin("alone")
    table.present()
    table.answer("right")
    assert players(table.state) == ()
    table.give(ChangeRules(to_json(sheet(ALONE, best_player=BEST))), actor="chief", reason="漏写")
    assert players(table.state) == (PlayerPlace("A1", "A", 1, False, D(10), 1, 0, True),)


def test_the_best_player_is_shown_only_once_the_result_is_locked() -> None:
    table = in_round(replace(TEAM, items=1), teams="A")
    with pytest.raises(WrongStage, match="result-not-locked"):
        table.give(ShowScene("best_player"))
    table.present()
    table.answer("right")
    table.give(CloseItem())
    table.give(EndRound())
    table.give(LockResult(), actor="chief")
    table.give(ShowScene("best_player"))
    table.give(UnlockResult(), actor="chief", reason="复核")
    assert table.state.scene == "ranking"
    bare = Table(sheet(TEAM))
    with pytest.raises(Refused, match="no-best-player"):
        bare.give(ShowScene("best_player"))


def test_a_sheet_without_the_rule_keeps_its_digest() -> None:
    assert "best_player" not in rule_sheet_json(read_rule_sheet(text_of()))
    with_rule = read_rule_sheet(text_of(tail="[best_player]\ncount = 3\n"))
    assert with_rule.best_player == BestPlayer(count=3)
    assert rule_sheet_from_json(rule_sheet_json(with_rule)) == with_rule
    assert digest(with_rule) != digest(replace(with_rule, best_player=None))


def said(rules: RuleSheet, lang: Any = "zh") -> str:
    return plain_text(print_rule_sheet(rules, lang))


def test_the_rule_is_printed_in_both_languages() -> None:
    rules = sheet(TEAM, best_player=BestPlayer(count=3))
    assert (
        "最佳选手：按本场个人得分由高到低取前3名，个人得分为正的方可获奖。"
        "每题的得失分计入作答的队员本人；未指明作答队员的题、"
        "各队同时作答的题、亲友团作答和加赛不计入个人。个人得分相同的，答对题数多者列前；仍相同的，"
        "答错题数少者列前（超时、放弃作答按答错计）；仍相同的并列获奖。" in said(rules)
    )
    assert "个人得分相同的并列获奖。" in said(replace(rules, best_player=BestPlayer(ties=())))
    english = said(replace(rules, best_player=BestPlayer("Best player", 3)), "en")
    assert "Best player: the first 3 contestants of the match by their own points, which must be above 0." in english
