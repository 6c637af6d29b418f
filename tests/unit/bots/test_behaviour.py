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


def between(command: dict[str, Any] | None, *left: str, phase: str = "open", **more: Any) -> dict[str, Any]:
    """A view between two rounds whose next action is ``command``; ``left``: the kinds of the rounds still to come."""
    actions = [] if command is None else [{"id": "a", "primary": True, "enabled": True, "command": command}]
    rounds = [{"state": "done", "kind": "team"}, *({"state": "waiting", "kind": kind} for kind in left)]
    view = {"match": {"stage": "idle", "phase": phase}, "round": None, "item": None, "scene": "scores"}
    return {**view, "actions": actions, "rounds": rounds, **more}


@pytest.mark.parametrize(
    ("view", "given"),
    [
        (between({"kind": "round.begin"}, "press"), "table.freeze"),
        (between({"kind": "round.begin"}, "press", "audience"), "table.freeze"),
        (between({"kind": "round.begin"}, "press", freeze={"round": "", "item": 0}), "round.begin"),
        (between({"kind": "round.begin"}, "audience"), "round.begin"),
        (between({"kind": "round.begin"}, "press", "team"), "round.begin"),
    ],
)
def test_the_host_of_a_demo_freezes_the_table_before_the_last_counting_round(view: dict[str, Any], given: str) -> None:
    seat = Given()
    host(Player(seat, Speed(1_000_000), Random(1), reveals=True), view)  # type: ignore[arg-type]
    assert [command["kind"] for command, _ in seat.commands] == [given]


def test_the_host_of_another_match_freezes_nothing() -> None:
    seat = Given()
    host(Player(seat, Speed(1_000_000), Random(1)), between({"kind": "round.begin"}, "press"))  # type: ignore[arg-type]
    assert [command["kind"] for command, _ in seat.commands] == ["round.begin"]


def test_after_the_lock_the_host_shows_step_after_step_until_nothing_is_left() -> None:
    seat = Given()
    player = Player(seat, Speed(1_000_000), Random(1), reveals=True)  # type: ignore[arg-type]
    host(player, between({"kind": "scene.show", "scene": "reveal", "step": 1}, phase="locked"))
    assert not player.revealed
    host(player, between(None, phase="locked"))
    assert player.revealed
    assert [command for command, _ in seat.commands] == [{"kind": "scene.show", "scene": "reveal", "step": 1}]
