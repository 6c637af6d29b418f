"""A new edition of the rules in the middle of a match: it re-scores what was played and loses nothing of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

import pytest

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import Refused
from scoring.engine.panel.commands import EnterMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.commands_manage import ChangeRules
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import (
    ChooseStake,
    CloseItem,
    JudgeAnswer,
    PauseClock,
    ResumeClock,
    RevealClue,
    StartClock,
)
from scoring.engine.quiz.commands_press import ArmPress, CallFoul, LapsePress
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable
from scoring.engine.quiz.rule_sheet import Clocks, Points, PressRule, Round, Stake
from tests.unit.engine.quiz.play import D, Table, risk_round, sheet

TEAM = Round("team", "team", "共同必答", 2, Points(D(10)))
LADDER = Round("up", "ladder", "步步高", 1, Points(D(10)), steps=(D(10), D(20), D(30)))
CLUE = Round("clue", "clue", "线索题", 2, Points(D(40)), steps=(D(40), D(30), D(20)), press=PressRule())
RAPID = Round("rapid", "rapid", "限时快答", 5, Points(D(10)), clocks=Clocks(answer=60))
RISK = risk_round()
PANEL = Round("video", "judged", "情景", 1, Points(D(0)), panel=PanelTable(judges=1, drop_high=0, drop_low=0, least=1))


def begun(rule: Round) -> Table:
    """A match of two rounds whose second has begun."""
    table = Table(sheet(Round("first", "team", "共同必答一", 1, Points(D(10))), rule), teams="AB")
    table.begin(rule.id)
    return table


def team() -> Table:
    table = begun(TEAM)
    for _ in range(3):
        table.present()
        table.answer("right")
    return table


def ladder() -> Table:
    table = begun(LADDER)
    table.present()
    table.answer("right")
    return table


def clue() -> Table:
    table = begun(CLUE)
    table.present()
    table.give(RevealClue())
    table.give(RevealClue())
    table.give(ArmPress())
    table.give(LapsePress())
    return table


def rapid() -> Table:
    table = begun(RAPID)
    table.present()
    table.give(StartClock())
    for verdict in ("right", "right", "timeout"):
        table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
    return table


def risk() -> Table:
    table = begun(RISK)
    table.present()
    table.give(ChooseStake("A", D(20)), actor="A")
    table.answer("right")
    return table


def panel() -> Table:
    table = begun(PANEL)
    table.panel = (PanelJudge("j1", "评委1"),)
    table.present()
    table.give(StartClock())
    table.give(OpenPanel())
    table.give(EnterMark("j1", {"score": D(18)}), actor="ticket:j1")
    table.give(LockPanel())
    return table


def change(table: Table, rule: Round) -> None:
    assert table.state.rule_sheet is not None
    new = replace(table.state.rule_sheet, edition=2, rounds=(table.state.rule_sheet.rounds[0], rule))
    table.give(ChangeRules(to_json(new)), reason="组委会决定")


STAKES = (Stake(D(10), 30), Stake(D(30), 90))


@pytest.mark.parametrize(
    ("table", "rule", "place", "played", "found"),
    [
        (team, replace(TEAM, items=1), "round[2] 共同必答 › items", "3", "2"),
        (ladder, replace(LADDER, steps=(D(10), D(20))), "round[2] 步步高 › steps", "3", "2"),
        (clue, replace(CLUE, steps=(D(40), D(30))), "round[2] 线索题 › steps", "3", "2"),
        (rapid, replace(RAPID, items=2), "round[2] 限时快答 › items", "3", "2"),
        (risk, risk_round(stakes=STAKES), "round[2] 风险 › risk › stakes", "20", "10 · 30"),
        (panel, replace(PANEL, panel=replace(PANEL.panel, high=D(10))), "round[2] 情景 › panel › high", "18", "0 – 10"),  # type: ignore[type-var]
        (
            panel,
            replace(PANEL, panel=replace(PANEL.panel, criteria=(CriterionTable("idea", "立意", D(20)),))),  # type: ignore[type-var]
            "round[2] 情景 › panel › criteria",
            "score",
            "idea",
        ),
    ],
)
def test_a_new_edition_without_room_for_what_was_played_is_refused_with_its_place(
    table: object, rule: Round, place: str, played: str, found: str
) -> None:
    match = table()  # type: ignore[operator]
    before = match.state
    with pytest.raises(Refused, match="played-does-not-fit") as refused:
        change(match, rule)
    assert refused.value.fields == {"place": place, "played": played, "found": found}
    assert match.state == before


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        (team, replace(TEAM, items=2, points=Points(D(20)))),
        (clue, replace(CLUE, items=1)),
        (rapid, replace(RAPID, items=3)),
        (risk, risk_round(stakes=(Stake(D(20), 30),))),
        (panel, replace(PANEL, panel=replace(PANEL.panel, high=D(18), judges=3))),  # type: ignore[type-var]
    ],
)
def test_a_new_edition_with_room_for_what_was_played_scores_it_again(table: object, rule: Round) -> None:
    match = table()  # type: ignore[operator]
    change(match, rule)
    assert match.state.rule_sheet.edition == 2


def test_a_round_that_has_not_begun_may_shrink_or_go() -> None:
    table = begun(TEAM)
    first = Round("first", "team", "共同必答一", 1, Points(D(10)))
    new = replace(table.state.rule_sheet, rounds=(replace(TEAM, items=1), replace(first, id="other")))  # type: ignore[type-var]
    table.give(ChangeRules(to_json(new)), reason="组委会决定")
    assert [rule.id for rule in table.state.rule_sheet.rounds] == ["team", "other"]  # type: ignore[union-attr]


def prompted(prompting: Decimal | Literal["void"]) -> Table:
    """A team was prompted in its answer, and what follows a prompt by this rule was played, a pause included."""
    table = begun(replace(TEAM, prompting=prompting))
    table.present()
    table.give(StartClock())
    table.give(CallFoul("A", "prompt"))
    if prompting != "void":
        table.give(PauseClock())
        table.give(ResumeClock())
        table.give(JudgeAnswer("right"))
    table.give(CloseItem())
    return table


@pytest.mark.parametrize(("was", "becomes"), [(D(-5), "void"), ("void", D(-5))])
def test_a_prompt_that_was_called_does_not_end_or_open_an_answer_afterwards(
    was: Decimal | Literal["void"], becomes: Decimal | Literal["void"]
) -> None:
    table = prompted(was)
    with pytest.raises(Refused, match="played-does-not-fit") as refused:
        change(table, replace(TEAM, prompting=becomes))
    assert refused.value.fields["place"] == "round[2] 共同必答 › prompting"
    change(table, replace(TEAM, prompting=was, points=Points(D(20))))


def test_another_price_of_a_prompt_counts_for_those_that_were_called() -> None:
    table = prompted(D(-5))
    change(table, replace(TEAM, prompting=D(-10)))
    assert table.scores()["A"] == "100"


def test_a_book_whose_edition_ended_an_answer_under_a_pause_folds() -> None:
    table = prompted(D(-5))
    last, rules = table.entries[-1], table.state.rule_sheet
    assert rules is not None
    new = replace(rules, edition=2, rounds=(rules.rounds[0], replace(TEAM, prompting="void")))
    payload = {"sheet": to_json(new), "sheet_digest": digest(new)}
    state = fold([*table.entries, replace(last, seq=last.seq + 1, kind="rules.change", payload=payload)])
    assert (state.stage, state.clock) == ("closed", None)
