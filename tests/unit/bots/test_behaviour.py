"""What the players of a demo do with what they see."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from scoreboard.bots.behaviour import Behaviour, Player, host, judge
from scoreboard.bots.speed import Speed


class Given:
    """A seat that keeps the commands given from it."""

    def __init__(self, view: dict[str, Any] | None = None) -> None:
        self.view = view
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


def answering(answer: list[str] | None, *, no: int = 1) -> dict[str, Any]:
    """A view of the team A answering; its tablet has sent ``answer``."""
    verdicts = ("right", "wrong", "timeout", "give_up")
    return {
        "match": {"stage": "answering", "phase": "open"},
        "round": {"kind": "individual"},
        "clock": None,
        "item": {
            "no": no,
            "stage": "answering",
            "answering": "A",
            "answers": {} if answer is None else {"A": answer},
            "key": ["A", "C"],
            "question": {"type": "multiple"},
        },
        "actions": [{"id": "item.close", "primary": False, "enabled": False}]
        + [{"id": f"judge.{one}", "primary": False, "enabled": True} for one in verdicts],
    }


@pytest.mark.parametrize("role", [host, judge])
@pytest.mark.parametrize(("answer", "verdict"), [(["C", "A"], "right"), (["A"], "wrong"), (["不知道"], "wrong")])
def test_an_answer_that_came_while_the_host_was_listening_is_judged_by_the_key(
    role: Behaviour, answer: list[str], verdict: str
) -> None:
    for luck in range(20):
        seat = Given(answering(answer))
        role(Player(seat, Speed(1_000_000), Random(luck)), answering(None))  # type: ignore[arg-type]
        assert [command["verdict"] for command, _ in seat.commands] == [verdict]


@pytest.mark.parametrize("role", [host, judge])
def test_nobody_is_judged_who_answers_no_more(role: Behaviour) -> None:
    seat = Given(answering(None, no=2))
    role(Player(seat, Speed(1_000_000), Random(1)), answering(None))  # type: ignore[arg-type]
    assert seat.commands == []
