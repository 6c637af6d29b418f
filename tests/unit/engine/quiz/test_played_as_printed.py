"""What the printed rules say is what is played, clause by clause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoring.engine.competition.advance import Finish, give_awards
from scoring.engine.errors import Invalid, Refused, WrongStage
from scoring.engine.panel.commands import EnterMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.commands_manage import AdjustPoints, CorrectItem, CorrectKey, UseToken, VoidItem
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, EndRound, JudgeAnswer, PauseClock, StartClock, SubmitAnswer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.match import fold, standings
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import Clocks, FoulStep, Points, Round, Token
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.setup import Scoring
from scoring.engine.rulefile.printed import Lang, plain_text
from scoring.engine.stages import Award
from tests.unit.engine.quiz.play import TEAM, D, Table, press_round, sheet

RUN = Round("run", "rapid", "快答", 5, Points(D(10), D(-10)), clocks=Clocks(answer=60), may_pass=True)
MARKED = Round("show", "judged", "情景", 1, Points(D(0)), panel=PanelTable(judges=1, drop_high=0, drop_low=0, least=1))
TOGETHER = Round("all", "simultaneous", "同步必答", 3, Points(D(10), D(-10)), clocks=Clocks(answer=20))
TIES_OF_AWARDS = ("同获该名次的奖项", "同分影响奖项数额", "share a rank", "Where a tie decides who has an award")
EXCUSE = Token("free", "免答权", 2, "exempt")


def printed(*rounds: Round, lang: Lang = "zh", **fields: Any) -> str:
    """The printed rules of a sheet."""
    return plain_text(print_rule_sheet(sheet(*rounds, **fields), lang))


def begun(rule: Round, **fields: Any) -> Table:
    table = Table(sheet(rule, tokens=(EXCUSE,), **fields))
    table.begin(rule.id)
    table.present()
    return table


@pytest.mark.parametrize(
    ("fields", "give_up", "zh", "en", "score"),
    [
        ({}, None, "答错、超时各扣10分；说“过”不扣分。", "wrong, timeout −10; a pass 0.", "100"),
        ({}, D(-5), "答错、超时各扣10分；说“过”扣5分。", "wrong, timeout −10; a pass −5.", "95"),
        ({"may_pass": False}, None, "答错、超时各扣10分。", "wrong, timeout −10.", None),
    ],
)
def test_a_pass_costs_what_is_printed(
    fields: dict[str, bool], give_up: Any, zh: str, en: str, score: str | None
) -> None:
    run = replace(RUN, points=replace(RUN.points, give_up=give_up), **fields)
    assert zh in printed(run)
    assert en in printed(run, lang="en")
    table = begun(run)
    table.give(StartClock())
    if score is None:
        with pytest.raises(Refused, match="no-pass"):
            table.give(JudgeAnswer("give_up"))
    else:
        table.give(JudgeAnswer("give_up"))
        assert table.scores()["A"] == score


def test_on_tablets_only_wrong_and_blank_have_a_price_and_both_are_played() -> None:
    rule = replace(TOGETHER, points=Points(D(10), D(-10), timeout=D(-7), blank=D(-1)))
    assert "答对加10分；答错扣10分；未作答扣1分。" in printed(rule)
    table = begun(rule)
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("B",)), actor="A")
    table.wait(20_000)
    table.give(CloseItem())
    assert table.scores() == {"A": "90", "B": "99", "C": "99"}


@pytest.mark.parametrize(
    ("then", "said", "stage"),
    [
        ("void", "本题作废", "judged"),
        ("audience", "本题转由观众作答", "audience"),
        ("rearm", "全部代表队重新抢答", "fouled"),
        ("bar", "其他队此前已有效抢答的，其抢答有效", "collecting"),
        ("none", "不作处罚，比赛继续", "collecting"),
    ],
)
def test_a_foul_beside_a_legal_press_does_what_is_printed(then: Any, said: str, stage: str) -> None:
    rule = press_round(fouls=(FoulStep(D(-10), then),))
    assert said in printed(rule)
    table = begun(rule)
    table.give(ArmPress())
    table.press("A", pressed_at=table.now, rtt=0)
    assert table.press("B", pressed_at=table.now - 1_000, rtt=150) == "early"
    assert table.state.stage == stage
    assert table.scores()["B"] == "90"


def test_in_an_older_match_a_foul_beside_a_legal_press_left_the_item_alive() -> None:
    table = Table(sheet(press_round(fouls=(FoulStep(D(-10), "void"),))), scoring=1)
    table.begin("press")
    table.present()
    table.give(ArmPress())
    table.press("A", pressed_at=table.now, rtt=0)
    assert table.press("B", pressed_at=table.now - 1_000, rtt=150) == "early"
    table.wait(500)
    assert table.state.items[-1].answering == "A"


def test_who_is_excused_from_a_question_of_a_run_goes_on_with_the_next() -> None:
    table = begun(RUN)
    table.give(StartClock())
    table.give(JudgeAnswer("right"))
    table.give(UseToken("A", "free"), reason="免答")
    assert (table.state.stage, table.state.items[-1].question) == ("answering", "run-3")
    table.give(JudgeAnswer("right"))
    assert table.scores()["A"] == "120"
    assert fold(table.entries) == table.state


@pytest.mark.parametrize(("after", "stage"), [("close", "judged"), ("one_more", "fouled"), ("audience", "audience")])
def test_who_is_excused_from_a_pressed_item_leaves_it_to_the_others_as_after_a_wrong_answer(
    after: str, stage: str
) -> None:
    table = begun(press_round(after_wrong=after))
    table.give(ArmPress())
    table.press("B")
    table.wait(200)
    table.give(UseToken("B", "free"), reason="免答")
    assert (table.state.stage, table.state.items[-1].barred) == (stage, frozenset("B"))
    assert table.scores()["B"] == "100"


def test_an_excuse_of_an_older_book_ends_the_item_as_it_did() -> None:
    table = begun(RUN)
    table.give(StartClock())
    last = table.entries[-1]
    payload = {"team": "A", "token": "free", "question": None, "effect": "exempt"}
    old = fold([*table.entries, replace(last, seq=last.seq + 1, kind="token.use", payload=payload)])
    assert (old.stage, old.items[-1].passed) == ("closed", True)


def test_the_points_of_fouls_stay_in_an_item_that_is_thrown_out_and_the_rules_say_so() -> None:
    rule = press_round(fouls=(FoulStep(D(-10), "bar"),))
    assert "各队在该题的得失分一律取消，但抢答犯规的扣分仍然有效。" in printed(rule)
    assert "points for fouls in it stay." in printed(rule, lang="en")
    assert "但提示的扣分仍然有效。" in printed(replace(TEAM, prompting=D(-5)))
    assert "但抢答犯规和提示的扣分仍然有效。" in printed(replace(rule, prompting=D(-5)))
    assert "各队在该题的得失分一律取消。" in printed(TEAM)
    table = begun(rule)
    table.press("B")
    table.give(ArmPress())
    table.press("A")
    table.wait(200)
    table.give(JudgeAnswer("right"))
    table.give(VoidItem(1), reason="错题")
    assert table.scores() == {"A": "100", "B": "90", "C": "100"}


def test_a_correction_of_an_item_that_was_thrown_out_is_refused() -> None:
    table = begun(TEAM)
    table.answer("wrong")
    table.give(VoidItem(1), reason="错题")
    with pytest.raises(Refused, match="item-thrown-out"):
        table.give(CorrectItem(1, "A", "right"), reason="申诉")
    table = begun(TOGETHER)
    table.give(StartClock())
    table.wait(20_000)
    table.give(CloseItem())
    table.give(VoidItem(1), reason="错题")
    with pytest.raises(Refused, match="item-thrown-out"):
        table.give(CorrectKey(1, ("B",)), reason="申诉")


@pytest.mark.parametrize("verdict", ["wrong", "timeout", "give_up", "void"])
def test_judges_points_go_with_an_answer_and_with_no_other_verdict(verdict: Any) -> None:
    table = begun(MARKED)
    table.give(StartClock())
    with pytest.raises(Invalid, match="points-with-verdict"):
        table.give(JudgeAnswer(verdict, points=D(15)))
    table.give(JudgeAnswer(verdict))
    assert table.scores()["A"] == "100"


def level_after_marks(scoring: Scoring) -> list[tuple[str, int]]:
    """A has 0 from the panel and one right answer, B no mark and one right answer; both stand at the same score."""
    rules = sheet(MARKED, replace(TEAM, items=1), ranking=("score", "rights"))
    table = Table(rules, teams="AB", scoring=scoring)
    table.panel = (PanelJudge("J1", "评委一"),)
    table.begin("show")
    table.present()
    table.give(OpenPanel())
    table.give(EnterMark("J1", {"score": D(0)}, item=1), actor="ticket:J1")
    table.give(LockPanel())
    table.give(CloseItem())
    table.present()
    table.answer("timeout")
    table.give(CloseItem())
    table.give(EndRound())
    table.begin("team")
    for _ in "AB":
        table.present()
        table.answer("right")
    return [(place.id, place.rank) for place in standings(table.state)]


def test_a_marked_item_is_no_right_answer_whatever_the_panel_gave() -> None:
    assert level_after_marks(2) == [("A", 1), ("B", 1)]
    assert level_after_marks(1) == [("A", 1), ("B", 2)]


def test_giving_up_is_not_ranked_above_trying_and_a_pass_that_is_allowed_is_not_wrong() -> None:
    rules = sheet(replace(TEAM, items=1, points=Points(D(10))), ranking=("score", "fewer_wrongs"))
    assert "超时、放弃作答按答错计" in plain_text(print_rule_sheet(rules))
    for scoring, expected in ((2, [1, 1, 1]), (1, [1, 2, 2])):
        table = Table(rules, scoring=scoring)  # type: ignore[arg-type]
        table.begin("team")
        for verdict in ("give_up", "wrong", "wrong"):
            table.present()
            table.answer(verdict)
        assert [place.rank for place in standings(table.state)] == expected
    run = Table(sheet(replace(RUN, points=Points(D(10))), ranking=("score", "fewer_wrongs")), teams="AB")
    run.begin("run")
    for verdict in ("give_up", "wrong"):
        run.present()
        run.give(StartClock())
        run.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
        run.give(JudgeAnswer("timeout"))
        run.give(CloseItem())
    assert [(place.id, place.rank) for place in standings(run.state)] == [("A", 1), ("B", 2)]


TABLETS = {
    "as a wrong one": (Points(D(10)), "超时、放弃作答、未作答按答错计）", "giving up and no answer included."),
    "free": (
        Points(D(10), D(-10)),
        "超时、放弃作答按答错计；未作答比答错少扣分的题，未作答不计）",
        "timeouts and giving up included (no answer is not counted where it costs less than a wrong one).",
    ),
}


@pytest.mark.parametrize("costs", TABLETS)
def test_no_answer_on_a_tablet_is_wrong_unless_answering_is_left_to_the_team(costs: str) -> None:
    points, zh, en = TABLETS[costs]
    rule = replace(TOGETHER, points=points)
    assert zh in printed(rule, ranking=("score", "fewer_wrongs"))
    assert en in printed(rule, lang="en", ranking=("score", "fewer_wrongs"))
    assert [level_after_blank(rule, scoring) for scoring in (3, 2, 1)] == [costs == "as a wrong one", False, False]


def level_after_blank(rule: Round, scoring: Any) -> bool:
    """Whether A, who gave no answer, and B, who gave a wrong one, are level by wrong answers at the same score."""
    table = Table(sheet(rule, ranking=("score", "fewer_wrongs")), teams="AB", scoring=scoring)
    table.begin(rule.id)
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("B", ("B",)), actor="B")
    table.wait(20_000)
    table.give(CloseItem())
    if rule.points.wrong:
        table.give(AdjustPoints("B", -rule.points.wrong), reason="补正")
    first = standings(table.state)[0]
    assert first.id == "A"
    return first.tied


@pytest.mark.parametrize(
    ("scoring", "wrong", "foul"),
    [(1, "超时按答错计；放弃作答不计；平板上未作答不计", True), (2, "超时、放弃作答按答错计；平板上未作答不计", False)],
)
def test_the_rules_of_an_older_match_are_printed_as_it_plays_them(scoring: Any, wrong: str, foul: bool) -> None:
    rules = sheet(press_round(fouls=(FoulStep(D(-10), "void"),)), TOGETHER, ranking=("score", "rights", "fewer_wrongs"))
    text = plain_text(print_rule_sheet(rules, "zh", scoring))
    assert f"（{wrong}）" in text
    assert ("其他队此前已有效抢答的，其抢答有效。" in text) == foul
    assert ("答对题数多者列前（加赛的作答计入，评委打分的题计为答对）" in text) == foul


@pytest.mark.parametrize(
    ("awards", "zh", "en", "given"),
    [
        ((Award("一等奖", ranks=(1, 1)), Award("二等奖", ranks=(2, 3))), "同获该名次的奖项", "share a rank", "AB:C"),
        ((Award("一等奖", 1), Award("二等奖", 2)), "同分影响奖项数额", "Where a tie decides who has an award", ":C"),
        ((Award("优胜奖"),), "", "", "ABC"),
        ((Award("组织奖", 1, by_rank=False),), "", "", ""),
    ],
)
def test_what_is_printed_of_teams_that_are_level_where_an_award_ends_is_what_they_get(
    awards: tuple[Award, ...], zh: str, en: str, given: str
) -> None:
    fields: dict[str, Any] = {"awards": awards, "tie_matters": (3,)}
    found = give_awards(awards, [Finish("A", 1, D(9)), Finish("B", 1, D(9)), Finish("C", 3, D(1))])
    assert ":".join("".join(one.teams) for one in found.given) == given
    for lang, said in (("zh", zh), ("en", en)):
        text = printed(TEAM, lang=lang, **fields)  # type: ignore[arg-type]
        spoken = [words for words in TIES_OF_AWARDS if words in text]
        assert [words for words in spoken if words in said] == spoken
        assert said in text
    before = plain_text(print_rule_sheet(sheet(TEAM, **fields), printing=2))
    assert "奖项数额线上出现同分的，先排定名次再颁奖" in before


@pytest.mark.parametrize("effect", ["exempt", "replace"])
def test_a_right_about_the_current_question_is_a_teams_in_its_own_turn_as_printed(effect: Any) -> None:
    rules = sheet(TOGETHER, TEAM, tokens=(Token("own", "特权", 2, effect), Token("help", "求助权", 1, "help")))
    now, old = (plain_text(print_rule_sheet(rules, printing=edition)) for edition in (2, 1))
    assert "特权：每队每场2次，轮到本队作答时可" in now
    assert "求助权：每队每场1次，可就当前题目求助一次" in now
    assert "特权：每队每场2次，可" in old
    assert "in the team's own turn the" in plain_text(print_rule_sheet(rules, "en"))
    table = Table(rules)
    table.begin(TOGETHER.id)
    table.present()
    with pytest.raises(Refused, match="not-your-turn"):
        table.give(UseToken("A", "own"), reason="x")


@pytest.mark.parametrize(
    ("spares", "said", "question"),
    [(1, "更换为备用题，备用题用完的更换为本环节下一题", "spare-1"), (0, "可将当前题目更换为本环节下一题", "team-2")],
)
def test_a_question_is_changed_for_a_spare_as_printed(spares: int, said: str, question: str) -> None:
    rules = sheet(TEAM, spares=spares, tokens=(Token("swap", "换题权", 2, "replace"),))
    assert said in plain_text(print_rule_sheet(rules))
    table = Table(rules, per_pool=9)
    kept = tuple(q for q in table.setup.questions if q.round or q.no <= spares)
    table.state = replace(table.state, setup=replace(table.setup, questions=kept))
    table.begin("team")
    table.present()
    put = [table.give(UseToken("A", "swap"), reason="换题")["question"] for _ in range(2)]
    assert put == ([question, "team-2"] if spares else [question, "team-3"])


def test_an_answer_that_was_said_to_its_end_is_not_changed_and_is_judged_on_a_stopped_clock() -> None:
    assert "说“回答完毕”后停止计时，由主持人判定，答案不得更改。" in printed(TEAM)
    assert "After “that is our answer” the clock is stopped" in printed(TEAM, lang="en")
    table = begun(TEAM)
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(PauseClock())
    table.wait(60_000)
    with pytest.raises(WrongStage, match="clock-paused"):
        table.give(SubmitAnswer("A", ("B",)), actor="A")
    table.give(JudgeAnswer("right"))
    assert table.scores()["A"] == "110"
