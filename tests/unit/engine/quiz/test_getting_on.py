"""Whatever has happened, the host can lead the match on to its lock, under every rule sheet that comes along."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
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
from scoring.engine.quiz.rule_sheet import FoulStep, RankBy, Round, RuleSheet, TieOff
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
    """What a host would do: the primary action; without one what only people can choose: a verdict, a stake, the end of
    the wait for a press.  None: to wait."""
    rule, state = table.state.round_rule, table.state
    if rule is not None and rule.panel is not None and state.stage in ("reading", "answering"):
        return JudgeAnswer("right", points=rule.panel.low)  # nobody sits on the panel here
    primary = next((a for a in host_actions(state, table.now) if a.primary), None)
    if primary is not None and isinstance(primary.command, OrderTieOff):  # by lot: the questions are used up
        return OrderTieOff(tuple((team,) for level in state.tie_offs[-1].order for team in level))
    if primary is not None:
        return primary.command
    chosen = {"answering": ("verdict", "clock.resume"), "staking": ("stake",), "armed": ("press.lapse",)}
    wanted = ("verdict",) if rule is not None and rule.kind == "audience" else chosen.get(state.stage, ())
    offered = [a.command for a in enabled(table) if a.group in wanted or a.id in wanted]
    if "stake" in wanted and not offered:  # another team must be named
        stakes = [a.command for a in host_actions(state, table.now) if a.enabled and a.needs == ("delegate",)]
        others = [team.id for team in state.playing if team.id != state.items[-1].team]
        offered = [replace(stake, delegate=other) for stake in stakes for other in others]  # type: ignore[type-var]
    assert offered or state.stage in ("armed", "collecting", "answering"), f"nothing is offered in {state.stage}"
    return random.choice(offered) if offered else None


def mixed(rules: RuleSheet, random: Random) -> RuleSheet:
    """The rule sheet with short rounds, and another ranking, tie-off and foul ladder."""
    links: list[RankBy] = ["tie_off", "rights", "fewer_wrongs"]
    random.shuffle(links)
    fouls = random.choice(((FoulStep(D(0), "out"),), (FoulStep(D(-10), "bar"),)))
    rounds = (
        replace(r, items=min(r.items, 3), press=replace(r.press, fouls=fouls) if r.press else None)
        for r in rules.rounds
    )
    return replace(
        rules,
        rounds=tuple(rounds),
        ranking=("score", *links),
        tie_off=TieOff("judged" if rules.contest else random.choice(("press", "risk", "judged"))),
        tie_matters=random.choice(((1,), (2,), (1, 2, 3))),
    )


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    ("steps", "questions", "other"), [(0, 20, False), (30, 20, False), (0, 1, False), (40, 3, True)]
)
def test_the_host_can_always_lead_the_match_on_to_its_lock(
    template: str, steps: int, questions: int, other: bool
) -> None:
    random = Random(f"{template} {steps}")
    rules = read_rule_sheet(template_text(template))
    table = Table(mixed(rules, random) if other else rules, teams="ABCD", types="single", per_pool=questions)
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
