"""Whatever has happened, the host can lead the match on to its lock, under every rule sheet that comes along."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Command
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.commands_manage import (
    AdjustPoints,
    CorrectItem,
    LockResult,
    ReplaceItem,
    Undo,
    UnlockResult,
    UseToken,
    VoidItem,
)
from scoring.engine.quiz.commands_play import EndRound, JudgeAnswer, SubmitAnswer
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.quiz.commands_tie_off import OrderTieOff
from scoring.engine.quiz.rule_sheet import TIE_OFF, Round
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import TEMPLATES, template_text
from tests.unit.engine.quiz.play import D, Table, sheet

LONGEST = 3_000
"""Steps within which every match must be over."""


def enabled(table: Table) -> list[Action]:
    return [a for a in host_actions(table.state, table.now) if a.enabled and not a.needs]


def wander(table: Table, random: Random, steps: int) -> None:
    """Any allowed thing, and much that is not, with presses and answers in between."""
    teams = [team.id for team in table.state.teams]
    for _ in range(steps):
        who = random.choice(teams)
        wild: list[Command] = [
            RecordPress(who, f"p{len(table.entries)}", ""),
            SubmitAnswer(who, ("A",)),
            VoidItem(),
            ReplaceItem(),
            AdjustPoints(who, D(random.choice((-5, 5)))),
            CorrectItem(1, who, "right"),
            Undo(random.randint(1, 3)),
        ]
        wild += [UseToken(who, token.id) for token in table.state.rule_sheet.tokens] if table.state.rule_sheet else []
        with suppress(LeitaiError):
            table.give(
                random.choice([*(a.command for a in enabled(table) if a.group != "scene"), *wild]), reason="随机"
            )
        table.wait(random.choice((0, 50, 500, 7_000, 30_000)))


def next_step(table: Table, random: Random) -> Command | None:
    """What a host would do: the primary action, else a verdict, a stake, the clock; None: to wait."""
    rule, state = table.state.round_rule, table.state
    actions = enabled(table)
    if rule is not None and rule.panel is not None and state.stage in ("reading", "answering"):
        return JudgeAnswer("right", points=rule.panel.low)  # nobody sits on the panel here
    if actions and actions[0].primary:
        return actions[0].command
    if state.round == TIE_OFF and state.stage in ("idle", "closed"):
        return OrderTieOff(tuple((team,) for team in state.tie_offs[-1].teams))  # by lot: the questions are used up
    for wanted in ("clock.resume", "verdict", "stake", "flow", "press.lapse", "item.void"):
        offered = [
            a.command for a in actions if wanted in (a.group, a.id) and a.id not in ("item.present", "round.end")
        ]
        if offered:
            return random.choice(offered)
    return None


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("steps", [0, 30])
def test_the_host_can_always_lead_the_match_on_to_its_lock(template: str, steps: int) -> None:
    random = Random(f"{template} {steps}")
    rules = read_rule_sheet(template_text(template))
    table = Table(rules, types="single", per_pool=20)
    wander(table, random, steps)
    if table.state.phase == "locked":
        table.give(UnlockResult(), reason="x")
    for _ in range(LONGEST):
        if table.state.phase == "locked":
            return
        command = next_step(table, random)
        if command is not None:
            table.give(command, reason="下一步")
        table.wait(random.choice((100, 3_000, 30_000)))
    pytest.fail(f"not over in {table.state.stage} of {table.state.round}")


def test_what_has_to_be_filled_in_first_is_not_offered_while_the_match_would_refuse_it_anyway() -> None:
    table = Table(sheet(Round("team", "team", "共同必答", 2), substitutions=1))
    table.begin("team")

    def offer(action: str) -> tuple[bool, str]:
        found = next(a for a in host_actions(table.state, table.now) if a.id == action)
        return found.enabled, found.why

    assert offer("member.substitute") == (True, "")
    table.present()
    assert offer("member.substitute") == (False, "item-running")
    assert offer("points.adjust") == (True, "")
    table.answer("right")
    table.give(EndRound())
    table.give(LockResult())
    assert offer("member.substitute") == (False, "result-locked")
