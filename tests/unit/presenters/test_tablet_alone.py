"""Every round of every shipped rule sheet is played by tablets alone, and at each step each tablet tells the truth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.conceal import conceal
from scoreboard.presenters.quiz.me import team_me
from scoreboard.presenters.quiz.views import TeamMe
from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Command
from scoring.engine.panel.commands import EnterMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_marks import OpenPanel
from scoring.engine.quiz.commands_play import (
    ChooseStake,
    CloseItem,
    EndRound,
    JudgeAnswer,
    NoteAudience,
    PauseClock,
    ResumeClock,
    StartClock,
    SubmitAnswer,
)
from scoring.engine.quiz.match import answerers, decide
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import RuleSheet, Verdict
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.slots import next_slot
from scoring.sheets import list_templates, template_text
from tests.unit.engine.quiz.play import Table

SHEETS: dict[str, RuleSheet] = {t: read_rule_sheet(template_text(t)) for t in list_templates()}
ITEMS = 8
"""How many items of a round are played before it ends."""


class Tablets(Table):
    """A table at which no answer is spoken; after every entry every tablet is compared with the match."""

    def __init__(self, rules: RuleSheet, teams: str = "ABC") -> None:
        self.answered: list[str] = []
        """The kind of round of every answer that came from a tablet."""
        super().__init__(rules, teams)
        self.panel = tuple(PanelJudge(f"j{no}", f"评委{no}") for no in range(1, 8))

    def give(self, command: Command, *, actor: str = "host", reason: str = "") -> dict[str, Any]:
        payload = super().give(command, actor=actor, reason=reason)
        self.compare()
        return payload

    def me(self, team: str) -> TeamMe:
        audience = Audience("team", team=team)
        known, _ = conceal(self.state, {}, audience)
        return team_me(known, audience, self.now)

    def refusal(self, team: str) -> str:
        """Why the match would refuse an answer of ``team`` now; "" where it would take it."""
        item = self.state.item
        command = SubmitAnswer(team, ("A",), item=item and item.no, question=item and item.question)
        try:
            decide(self.state, command, at=self.now)
        except LeitaiError as error:
            return error.code
        return ""

    def compare(self) -> None:
        for team in self.state.teams:
            shown, refused = self.me(team.id)["state"], self.refusal(team.id)
            assert (shown == "answer", shown == "paused") == (not refused, refused == "clock-paused"), team.id

    def answer_by_tablet(self, team: str) -> None:
        """A draft, a pause, the answer for good."""
        item = self.state.item
        assert item is not None
        assert self.me(team)["state"] == "answer"
        self.give(SubmitAnswer(team, ("B",), item=item.no, question=item.question), actor=team)
        self.give(PauseClock())
        assert self.me(team)["state"] == "paused"
        self.give(ResumeClock())
        self.give(SubmitAnswer(team, ("A",), True, item.no, item.question), actor=team)
        assert (self.me(team)["state"], self.me(team)["final"]) == ("locked", True)
        self.answered.append(self.state.rule_of(item.round).kind)


@pytest.mark.parametrize("name", SHEETS)
def test_a_tablet_offers_an_answer_exactly_when_the_match_takes_one_in_every_round_of_every_sheet(name: str) -> None:
    table = Tablets(SHEETS[name])
    for rule in SHEETS[name].rounds:
        table.begin(rule.id)
        while table.state.round == rule.id:
            step(table)
    spoken = {"audience"}
    assert set(table.answered) == {rule.kind for rule in SHEETS[name].rounds} - spoken


@pytest.mark.parametrize(
    "name", [name for name, sheet in SHEETS.items() if any(r.kind == "judged" for r in sheet.rounds)]
)
def test_a_tablet_tells_the_truth_while_a_whole_round_is_marked_together(name: str) -> None:
    table = Tablets(SHEETS[name])
    rule = next(rule for rule in SHEETS[name].rounds if rule.kind == "judged")
    table.begin(rule.id)
    table.give(OpenPanel(whole_round=True))
    while next_slot(table.state) is not None:
        table.present()
        table.give(StartClock())
        table.give(CloseItem())
    item = table.state.item
    assert item is not None
    assert [item.stage, len(table.state.open_panels)] == ["closed", len(table.state.items)]


def step(table: Tablets) -> None:
    """Whoever has to act next acts; the host gives the primary action where it is nobody else."""
    state, rule = table.state, table.state.round_rule
    assert rule is not None
    if state.stage in ("idle", "closed") and (_played(table) >= ITEMS or next_slot(state) is None):
        table.give(EndRound())
    elif state.stage == "staking":
        stake(table)
    elif state.stage == "armed":
        press(table)
    elif state.stage == "answering" and rule.kind == "simultaneous":
        answer_together(table)
    elif state.stage == "answering" and rule.kind != "judged":
        answer_alone(table)
    elif state.stage == "marking":
        mark(table)
    elif state.stage == "audience" or (state.stage == "reading" and rule.kind == "audience"):
        table.give(NoteAudience("right", "现场观众"))
    else:
        if state.stage == "answering" and state.item is not None and not state.item.answers:
            table.answer_by_tablet(answerers(state)[0])
        table.give(next(a for a in host_actions(table.state, table.now) if a.primary and a.enabled).command)


def stake(table: Tablets) -> None:
    item = table.state.item
    assert item is not None
    assert item.team is not None
    me = table.me(item.team)
    assert me["state"] == "stake"
    delegate = me["delegates"][0] if me["must_delegate"] else None
    table.give(ChooseStake(item.team, Decimal(me["stakes"][0]), delegate), actor=item.team)


def press(table: Tablets) -> None:
    """The first team that may press wins the item."""
    table.wait(3_500)
    team = next(t.id for t in table.state.teams if table.me(t.id)["state"] == "press")
    assert table.press(team) == "legal"
    assert table.me(team)["state"] == "locked"
    table.wait(500)
    table.compare()


def answer_together(table: Tablets) -> None:
    """All but the last team finish; its clock runs out."""
    *others, last = (t.id for t in table.state.teams)
    for team in others:
        table.answer_by_tablet(team)
    assert table.me(last)["state"] == "answer"
    assert table.state.clock is not None
    table.wait(table.state.clock.duration + 1)
    assert table.me(last)["state"] == "locked"
    close = next(a for a in host_actions(table.state, table.now) if a.id == "item.close")
    table.give(close.command)


def answer_alone(table: Tablets) -> None:
    """The team whose turn it is answers on its tablet; every third answer is wrong."""
    (team,) = answerers(table.state)
    table.answer_by_tablet(team)
    item = table.state.item
    assert item is not None
    verdict: Verdict = "wrong" if len(table.answered) % 3 == 0 else "right"
    table.give(JudgeAnswer(verdict, question=item.question))


def mark(table: Tablets) -> None:
    """Every judge gives the highest marks, then the host locks."""
    item, rule = table.state.item, table.state.round_rule
    assert item is not None
    assert item.panel is not None
    assert rule is not None
    marks = {criterion.id: criterion.high for criterion in panel_rule(rule.panel).criteria}
    for judge in item.panel.judges:
        table.give(EnterMark(judge.id, marks), actor=f"ticket:{judge.id}")
    table.give(next(a for a in host_actions(table.state, table.now) if a.id == "panel.lock").command)


def _played(table: Tablets) -> int:
    return sum(item.round == table.state.round for item in table.state.items)
