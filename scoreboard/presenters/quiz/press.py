"""Pressing on the current item: armed or not, who has it, by how much; every raw press for the arbiters."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.parts import PressLine, PressPart
from scoring.engine.quiz.state import Arming, Item, MatchState

MOST_OF_TEAM = 3
"""Presses of one team and standing that a desk shows of one arming: a station that presses without end would make each
view longer."""

PressState = Literal["waiting", "armed", "collecting", "fouled", "awarded", "lapsed"]


def presses(state: MatchState) -> bool:
    """The running round is one in which teams press."""
    rule = state.round_rule
    return rule is not None and rule.press is not None and rule.kind in ("press", "clue")


RESULT_MS = 5_000
"""How long the result of a press stands before it gives way to the question."""


def press_part(state: MatchState, audience: Audience) -> PressPart | None:
    """The latest arming of the current item; None where nobody presses."""
    item = state.item
    if item is None or not presses(state):
        return None
    arming = item.armings[-1] if item.armings else None
    part: PressPart = {
        "arming": arming.id if arming else None,
        "state": _state(item, arming),
        "opens_at": arming.opens_at if arming else None,
        "closes_at": arming.closes_at if arming else None,
        "winner": arming.winner if arming else None,
        "alone": arming.alone if arming else False,
        "margin": arming.margin if arming else None,
        "close_call": arming.close_call if arming else False,
        "shown_until": _shown_until(state),
        "by": arming.by if arming else "",
        "fouls": fouls(item),
        "barred": sorted(item.barred),
    }
    if audience.desk:
        part["presses"] = [line for each in item.armings for line in _lines(each)]
    return part


def _shown_until(state: MatchState) -> int | None:
    """While the winner answers, everybody wants to read the question again."""
    clock, item = state.clock, state.item
    if state.cued or clock is None or item is None or item.stage != "answering":
        return None
    begun = state.at if clock.deadline is None else clock.deadline - clock.duration
    return begun + RESULT_MS


def fouls(item: Item) -> list[str]:
    """The teams that were charged with a foul in this item, in the order in which it happened."""
    charged = [o.team for o in item.outcomes if o.cause == "foul"]
    early = [p.team for arming in item.armings for p in arming.presses if p.standing == "early"]
    return list(dict.fromkeys([*charged, *early]))


def _state(item: Item, arming: Arming | None) -> PressState:
    by_stage: dict[str, PressState] = {
        "armed": "armed",
        "collecting": "collecting",
        "fouled": "fouled",
        "lapsed": "lapsed",
    }
    if item.stage in by_stage:
        return by_stage[item.stage]
    if arming is not None and arming.winner is not None:
        return "awarded"
    return "waiting"


def _lines(arming: Arming) -> list[PressLine]:
    legal = [press.estimate for press in arming.presses if press.standing == "legal"]
    first = min(legal) if legal else None
    lines, shown = list[PressLine](), defaultdict[tuple[str, str], list[PressLine]](list)
    for press in sorted(arming.presses, key=lambda p: (p.estimate, p.arrived, p.seq)):
        of_team = shown[press.team, press.standing]
        if len(of_team) == MOST_OF_TEAM:
            of_team[-1]["again"] = of_team[-1].get("again", 0) + 1
            continue
        line: PressLine = {
            "team": press.team,
            "estimate": press.estimate,
            "uncertainty": press.uncertainty,
            "arrived": press.arrived,
            "behind": press.estimate - first if first is not None and press.standing == "legal" else None,
            "standing": press.standing,
            "source": press.source,
            "cut": press.cut,
            "slow": press.slow,
        }
        of_team.append(line)
        lines.append(line)
    return lines
