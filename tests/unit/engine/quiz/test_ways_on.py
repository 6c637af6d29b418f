"""No dead ends: from wherever a match has come to, what the desk offers first leads on to the lock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.errors import Refused, WrongStage
from scoring.engine.kinds import Command
from scoring.engine.panel.commands import AbstainMark, EnterMark, RecuseJudge
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, EndRound, JudgeAnswer, RevealClue, StartClock
from scoring.engine.quiz.commands_press import ArmPress, CallFoul, LapsePress
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff, OrderTieOff
from scoring.engine.quiz.match import standings, ties_that_matter
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import FoulStep, Points, PressRule, RankBy, Round, TieOff
from tests.unit.engine.quiz.play import TEAM, D, Table, played, press_round, risk_round, sheet

JUDGED = Round("show", "judged", "情景展示", 1, Points(D(0)), panel=PanelTable(judges=2, low=D(0), high=D(100)))
OUT = (FoulStep(D(-10), "out"),)


def primary(table: Table) -> Action | None:
    return next((action for action in host_actions(table.state, table.now) if action.primary), None)


def follow(table: Table, verdict: str = "wrong") -> list[str]:
    """Give what is offered first until the lock, and where people choose, ``verdict`` or the first stake; the order of
    a tie-off is drawn by lot."""
    given: list[str] = []
    while table.state.phase != "locked":
        assert len(given) < 500, f"no end in {table.state.stage} of {table.state.round}"
        offered = primary(table)
        if offered is None:
            assert table.state.stage in ("answering", "staking"), f"nothing to do in {table.state.stage}"
            group = "stake" if table.state.stage == "staking" else "verdict"
            listed = [action for action in host_actions(table.state, table.now) if action.enabled]
            offered = next(a for a in listed if a.group == group and (group == "stake" or a.id == f"judge.{verdict}"))
        command: Command = offered.command
        if isinstance(command, OrderTieOff):
            command = OrderTieOff(tuple((team,) for level in table.state.tie_offs[-1].order for team in level))
        elif "points" in offered.needs:
            command = JudgeAnswer("right", points=D(80))
        table.give(command, reason="按流程" if offered.needs_reason else "")
        given.append(offered.id)
        table.wait(16_000)
    return given


def level(*links: RankBy, verdicts: str, teams: str, mode: str) -> Table:
    """The end of the only round; the first place is to be decided."""
    rules = sheet(
        replace(TEAM, items=len(verdicts) // len(teams)),
        ranking=("score", *links),
        tie_off=TieOff(mode),  # type: ignore[arg-type]
        tie_matters=(1,),
    )
    table = Table(rules, teams=teams, per_pool=6)
    table.begin("team")
    played(table, verdicts)
    table.give(EndRound())
    return table


def turn(table: Table, *verdicts: str) -> None:
    for verdict in verdicts:
        table.present()
        table.answer(verdict)
        table.give(CloseItem())


def ranks(table: Table) -> dict[str, int]:
    return {place.id: place.rank for place in standings(table.state)}


def before_rights(teams: str = "ABC") -> Table:
    """Three teams with the same score, A with one more right answer; the tie-off comes before the right answers."""
    rules = sheet(
        replace(TEAM, items=2), ranking=("score", "tie_off", "rights"), tie_off=TieOff("risk"), tie_matters=(1, 2)
    )
    table = Table(rules, teams=teams)
    table.begin("team")
    for verdict in ("right", "void", "void", "wrong", "void", "void"):
        table.present()
        table.answer(verdict)
    table.give(EndRound())
    assert table.scores() == dict.fromkeys(teams, "100")
    return table


def test_a_tie_off_before_another_link_is_played_by_all_whom_the_links_before_it_left_level() -> None:
    table = before_rights()
    assert ties_that_matter(table.state) == (("A", "B", "C"),)
    with pytest.raises(Refused, match="not-tied"):
        table.give(BeginTieOff(("B", "C")))
    table.give(BeginTieOff(("A", "B", "C")))
    turn(table, "wrong", "right", "wrong")
    assert ranks(table) == {"B": 1, "A": 2, "C": 3}
    turn(table, "right", "right")
    assert primary(table).id == "item.present"  # type: ignore[union-attr]
    turn(table, "wrong", "right")
    assert ranks(table) == {"B": 1, "C": 2, "A": 3}
    assert follow(table) == ["tieoff.end", "result.lock"]


def test_what_a_tie_off_leaves_level_the_following_links_decide_and_what_they_leave_another_tie_off() -> None:
    table = before_rights()
    table.give(BeginTieOff(("A", "B", "C")))
    turn(table, "right", "right", "right")
    table.give(EndTieOff())
    assert ranks(table) == {"A": 1, "B": 2, "C": 2}
    assert ties_that_matter(table.state) == (("B", "C"),)
    table.give(BeginTieOff(("B", "C")))
    turn(table, "wrong", "right")
    assert ranks(table) == {"A": 1, "C": 2, "B": 3}
    assert follow(table) == ["tieoff.end", "result.lock"]


@pytest.mark.parametrize("links", [("tie_off",), ("tie_off", "rights"), ("rights", "tie_off", "fewer_wrongs")])
@pytest.mark.parametrize("mode", ["press", "risk", "judged"])
@pytest.mark.parametrize("verdict", ["right", "wrong"])
def test_a_tie_off_anywhere_in_the_ranking_comes_to_an_end(links: tuple[RankBy, ...], mode: str, verdict: str) -> None:
    table = level(*links, verdicts="rrrr", teams="ABCD", mode=mode)
    assert follow(table, verdict)[-1] == "result.lock"


@pytest.mark.parametrize("per_pool", [0, 1, 3, 4])
def test_a_turn_for_which_there_are_too_few_questions_is_decided_by_lot_and_not_begun(per_pool: int) -> None:
    rules = sheet(risk_round(), tie_off=TieOff("risk"), tie_matters=(1,))
    table = Table(rules, teams="ABCD", per_pool=per_pool)
    table.begin("risk")
    table.give(EndRound())
    given = follow(table, "right")
    turns = 2 * per_pool // 4  # the tie-off's own questions and the spares
    assert given.count("item.present") == 4 * turns
    assert given[-3:] == ["tieoff.order", "tieoff.end", "result.lock"]


def test_a_press_round_whose_teams_are_all_out_is_ended() -> None:
    table = Table(sheet(press_round(fouls=OUT)), teams="AB")
    table.begin("press")
    table.present()
    for team in "AB":
        table.give(CallFoul(team, "press"))
    assert table.state.stage == "judged"
    assert follow(table) == ["item.close", "round.end", "result.lock"]


def test_a_clue_that_nobody_may_press_for_any_more_is_left_alone() -> None:
    rule = Round("clue", "clue", "线索题", 2, Points(D(30)), steps=(D(30), D(20), D(10)), press=PressRule(fouls=OUT))
    table = Table(sheet(rule), teams="AB")
    table.begin("clue")
    table.present()
    table.give(CallFoul("A", "press"))
    table.give(LapsePress())
    table.give(RevealClue())
    table.give(CallFoul("B", "press"))
    assert follow(table) == ["item.close", "round.end", "result.lock"]


def test_a_question_that_is_read_while_nobody_may_press_is_over_without_a_press() -> None:
    press = PressRule(after_wrong="audience")
    rule = Round("clue", "clue", "线索题", 1, Points(D(30)), steps=(D(30), D(20), D(10)), press=press)
    table = Table(sheet(rule), teams="AB")
    table.begin("clue")
    table.present()
    with pytest.raises(WrongStage, match="item-stage"):
        table.give(LapsePress())
    for team in "AB":
        table.give(ArmPress())
        table.press(team)
        table.wait(200)
        table.give(JudgeAnswer("wrong"))
        assert table.state.stage == "audience"
        assert primary(table).id == ("clue.reveal" if team == "A" else "item.close")  # type: ignore[union-attr]
        table.give(RevealClue())
    assert follow(table) == ["press.lapse", "item.close", "round.end", "result.lock"]


@pytest.mark.parametrize(
    "rule", [TEAM, press_round(), risk_round(may_pass=False), Round("rapid", "rapid", "限时快答", 3, Points(D(10)))]
)
def test_a_round_without_questions_is_ended(rule: Round) -> None:
    table = Table(sheet(rule, tie_off=TieOff("none")), teams="AB", per_pool=0)
    assert follow(table)[-2:] == ["round.end", "result.lock"]


def marking(*, whole: bool) -> Table:
    table = Table(sheet(JUDGED), teams="AB")
    table.panel = (PanelJudge("j1", "评委1"), PanelJudge("j2", "评委2"))
    table.begin("show")
    table.present()
    table.give(StartClock())
    table.give(OpenPanel(whole_round=whole))
    return table


def leave(table: Table, judge: str, *, abstain: bool) -> None:
    command: Command = AbstainMark(judge, item=1) if abstain else RecuseJudge(judge, item=1)
    table.give(command, actor="chief", reason="亲属")


@pytest.mark.parametrize("abstain", [False, True])
def test_a_team_that_no_judge_may_mark_has_its_score_by_hand(abstain: bool) -> None:
    table = marking(whole=False)
    leave(table, "j1", abstain=False)
    with pytest.raises(WrongStage, match="item-stage"):
        table.give(JudgeAnswer("right", points=D(80)))
    leave(table, "j2", abstain=abstain)
    with pytest.raises(Refused, match="no-marks"):
        table.give(LockPanel())
    offered = primary(table)
    assert offered is not None
    assert (offered.id, offered.needs) == ("judge.right", ("points",))
    table.give(JudgeAnswer("right", points=D(80)))
    assert table.scores()["A"] == "180"
    table.give(CloseItem())
    table.panel = ()
    assert primary(table).id == "item.present"  # type: ignore[union-attr]


def test_a_round_that_is_marked_together_is_locked_without_the_item_that_no_judge_may_mark() -> None:
    table = marking(whole=True)
    for judge in ("j1", "j2"):
        leave(table, judge, abstain=False)
    table.give(CloseItem())
    table.present()
    for judge in ("j1", "j2"):
        table.give(EnterMark(judge, {"score": D(70)}, item=2), actor=judge)
    table.give(CloseItem())
    with pytest.raises(Refused, match="no-marks"):
        table.give(LockPanel(whole_round=True))
    assert follow(table) == ["item.void.1", "panel.lock.round", "round.end", "result.lock"]
    assert table.scores() == {"A": "100", "B": "170"}
