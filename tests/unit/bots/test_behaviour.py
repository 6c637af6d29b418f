"""What the players of a demo do with what they see."""

from __future__ import annotations

from random import Random
from typing import Any

from scoreboard.bots.behaviour import Player, host
from scoreboard.bots.speed import Speed


class Given:
    """A seat that keeps the commands given from it."""

    def __init__(self) -> None:
        self.commands: list[tuple[dict[str, Any], str]] = []

    def give(self, command: dict[str, Any], reason: str = "") -> None:
        self.commands.append((command, reason))


def test_the_host_draws_lots_for_the_teams_that_a_tie_off_without_questions_left_level() -> None:
    order = {
        "primary": True,
        "enabled": True,
        "command": {"kind": "tieoff.order", "order": []},
    }
    view = {
        "match": {"stage": "closed", "phase": "open"},
        "round": {"kind": "team"},
        "item": None,
        "scene": "answer",
        "actions": [order],
        "tie_off": {"teams": ["A", "B", "C", "D"], "order": [["C"], ["A", "B", "D"]]},
    }
    seat = Given()
    host(Player(seat, Speed(1_000_000), Random(7)), view)  # type: ignore[arg-type]
    ((command, reason),) = seat.commands
    assert reason == "抽签"
    assert command["order"][0] == ["C"]
    assert sorted(command["order"][1:]) == [["A"], ["B"], ["D"]]
