"""What each player does when it sees a view.  It knows the view only, as a person at that seat would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from scoreboard.bots.seat import Refusal, Seat, View
from scoreboard.bots.speed import Speed

Behaviour = Callable[["Player", View], None]

ODDS = {"right": 65, "wrong": 25, "timeout": 5, "give_up": 5}
"""The verdicts on spoken answers, in percent."""

READ_ALOUD = 4.0
"""Seconds that a host takes to read a question."""

BY_LOT = "抽签"
"""The reason that a host gives for the order of teams whom the questions of a tie-off left level."""

SHOW_STEP = 5.0
"""Seconds in which the hall looks at a step of the reveal, or at an award."""

SHOW_MARKS = 8.0
"""Seconds in which the screen shows one judge's mark after the other."""


@dataclass(slots=True)
class Player:
    """One seat with its speed, its source of chance, and what it has done already.  ``reveals``: its host freezes the
    table before the last round that counts, and reveals it once the result is locked; ``revealed``: all of it was
    shown."""

    seat: Seat
    speed: Speed
    luck: Random
    done: str = ""
    reveals: bool = False
    revealed: bool = False


def host(player: Player, view: View) -> None:
    """Leads the match: gives the primary action where there is one, else what the stage needs."""
    stage = view["match"]["stage"]
    if view["match"]["phase"] == "setup":
        player.seat.give({"kind": "match.open"})
        return
    if view["match"]["phase"] == "locked":
        _reveal(player, view)
        return
    if view["round"] is None:
        player.speed.pause(4)
    if stage == "answering":
        _judge(player, view)
        return
    if stage == "staking":
        if player.seat.wait(lambda v: v["seq"] > view["seq"], player.speed.seconds(12)) is None:
            player.seat.give(_action(view, "stake.pass")["command"])
        return
    if stage == "audience" or (stage == "reading" and view["round"]["kind"] == "audience"):
        player.speed.pause(2)
        player.seat.give({"kind": "audience.note", "verdict": "right", "note": "现场观众"})
        return
    primary = next((a for a in view["actions"] if a["primary"] and a["enabled"]), None)
    if primary is None:
        return
    if stage == "judged" and view["scene"] == "marks":
        player.speed.pause(SHOW_MARKS)
    player.speed.pause(READ_ALOUD if stage == "reading" else 2.5)
    command, reason = dict(primary["command"]), ""
    if command["kind"] == "tieoff.order":
        command["order"], reason = _drawn(player, view["tie_off"]["order"]), BY_LOT
    if command["kind"] == "item.present" and view["round"]["kind"] == "rapid":
        command["member"] = 1
    _show_scores_between(player, view, command)
    if player.reveals and command["kind"] == "round.begin" and _counts_last(view) and "freeze" not in view:
        command = {"kind": "table.freeze"}
    player.seat.give(command, reason)


def _counts_last(view: View) -> bool:
    """Whether the next round is the last that counts: the audience's never touches a score."""
    waiting = [one["kind"] for one in view["rounds"] if one["state"] == "waiting"]
    return waiting[0] != "audience" and all(kind == "audience" for kind in waiting[1:])


def _reveal(player: Player, view: View) -> None:
    """Show one step of the reveal after the other, then the ranking and the awards."""
    primary = next((a for a in view["actions"] if a["primary"] and a["enabled"]), None)
    if primary is None:
        player.revealed = True
        return
    player.speed.pause(SHOW_STEP)
    player.seat.give(primary["command"])


def _drawn(player: Player, order: list[list[str]]) -> list[list[str]]:
    """The order of a tie-off with the teams that are still level ordered by lot."""
    return [[team] for level in order for team in player.luck.sample(level, len(level))]


def _show_scores_between(player: Player, view: View, command: dict[str, Any]) -> None:
    """Show the scores from time to time, and the ranking after each round."""
    number = view["item"]["no"] if view["item"] else 0
    if command["kind"] == "item.present" and number and number % 6 == 0 and view["scene"] not in ("scores", "ranking"):
        player.seat.give({"kind": "scene.show", "scene": "ranking" if number % 12 == 0 else "scores"})
        player.speed.pause(4)


def _judge(player: Player, view: View) -> None:
    """Give a verdict after a pause; where everybody answers by tablet, the key decides and the host only closes."""
    close = _action(view, "item.close")
    kind = view["round"]["kind"]
    if kind == "simultaneous":
        if close["enabled"]:
            player.speed.pause(1)
            player.seat.give(close["command"])
            return
        short = next((a for a in view["actions"] if a["id"].startswith("judge.") and a["enabled"]), None)
        if short is not None:
            player.seat.give(short["command"])
        return
    if view["clock"] and view["clock"]["purpose"] == "begin":
        player.speed.pause(1)
        player.seat.give(_action(view, "clock.start")["command"])
        return
    player.speed.pause(2 if kind == "rapid" else 5)
    if kind == "judged":
        player.seat.give(_action(view, "panel.open")["command"])
        return
    if (now := _still(player, view)) is not None:
        player.seat.give({"kind": "answer.judge", "verdict": _verdict(player, now)})


def _still(player: Player, view: View) -> View | None:
    """The newest view of the team that was answering, with what it has answered meanwhile; None if it answers no
    more."""
    now, asked = player.seat.view or view, view["item"]
    item = now["item"]
    same = item is not None and all(item[name] == asked[name] for name in ("no", "stage", "answering"))
    return now if same else None


def _verdict(player: Player, view: View) -> str:
    """By the key where the team answered on its tablet, else at random: the bots do not speak."""
    by_key = _by_key(view["item"])
    if by_key is not None:
        return by_key
    allowed = {action["id"] for action in view["actions"] if action["enabled"]}
    odds = {verdict: odd for verdict, odd in ODDS.items() if f"judge.{verdict}" in allowed}
    return player.luck.choices(list(odds), list(odds.values()))[0]


def _by_key(item: dict[str, Any]) -> str | None:
    """The verdict on the answer from the tablet of the team that is answering; None if there is none."""
    answer = item.get("answers", {}).get(item["answering"])
    if not answer or not item.get("key"):
        return None
    return "right" if sorted(answer) == sorted(item["key"]) else "wrong"


def chief(player: Player, view: View) -> None:
    """Locks the result when nothing else is left to do."""
    primary = next((a for a in view["actions"] if a["primary"] and a["enabled"]), None)
    if primary is not None and primary["command"]["kind"] == "result.lock":
        player.speed.pause(3)
        player.seat.give(primary["command"])


def judge(player: Player, view: View) -> None:
    """Gives a verdict on spoken answers, and a mark sheet where a panel sits; each once."""
    item = view["item"]
    if item is None:
        return
    if item["stage"] == "marking":
        _mark(player, view)
        return
    if item["stage"] != "answering" or view["round"]["kind"] in ("simultaneous", "rapid", "judged"):
        return
    mark = f"{item['no']}:{item['answering']}"
    if player.done != mark:
        player.done = mark
        player.speed.pause(2)
        if (now := _still(player, view)) is not None:
            verdict = _by_key(now["item"]) or player.luck.choice(["right", "right", "wrong"])
            player.seat.give({"kind": "verdict.cast", "verdict": verdict, "item": item["no"]})


def _mark(player: Player, view: View) -> None:
    """One mark sheet: a random mark in the upper half of each criterion, on its steps."""
    me, item = view["me"], view["item"]
    mark = f"marks:{item['no']}"
    if not me["panel"] or me["sheet"] is not None or player.done == mark:
        return
    player.done = mark
    player.speed.pause(player.luck.uniform(2, 8))
    marks = {criterion["id"]: _points(player, criterion) for criterion in item["panel"]["criteria"]}
    player.seat.give({"kind": "mark.enter", "judge": me["ticket"], "item": item["no"], "marks": marks})


def _points(player: Player, criterion: dict[str, Any]) -> str:
    low, high, step = (Decimal(criterion[name]) for name in ("low", "high", "step"))
    steps = int((high - low) / step)
    return str(low + step * player.luck.randint(steps // 2, steps))


def team(player: Player, view: View) -> None:
    """Chooses a stake, presses, answers."""
    me, item = view["me"], view["item"]
    if item is None:
        return
    if me["state"] == "stake":
        player.speed.pause(3)
        stake = player.luck.choice([*me["stakes"], *me["stakes"], None] if me["may_pass"] else me["stakes"])
        named = {"delegate": player.luck.choice(me["delegates"])} if stake and me["must_delegate"] else {}
        player.seat.give(
            {"kind": "stake.choose", "team": player.seat.team, "stake": stake, "item": item["no"], **named}
        )
    elif me["state"] == "press":
        _press(player, view)
    elif me["state"] == "answer" and not me["final"]:
        _answer(player, view)


def _press(player: Player, view: View) -> None:
    """Mostly presses when it is armed, rarely too early."""
    press = view["press"]
    armed = press["state"] in ("armed", "collecting")
    mark = f"{view['item']['no']}:{press['arming']}:{armed}"
    if player.done == mark:
        return
    player.done = mark
    if not armed:
        if press["state"] == "waiting" and player.luck.random() < 0.01:
            player.seat.press("", view["item"]["no"])
        return
    if player.luck.random() < 0.9:
        player.speed.react(player.luck.uniform(0.25, 1.5))
        player.seat.press(press["arming"], view["item"]["no"])


def _answer(player: Player, view: View) -> None:
    """Thinks, then answers on the tablet; where one may speak as well, only half of the time."""
    item, everybody = view["item"], view["round"]["kind"] == "simultaneous"
    mark = f"{item['no']}:{item['question']['id']}"
    if player.done == mark:
        return
    player.done = mark
    if not everybody and player.luck.random() < 0.5:
        return
    player.speed.pause(player.luck.uniform(1.5, 6) if everybody else 1)
    answer = _guess(player, item["question"])
    player.seat.give(
        {
            "kind": "answer.submit",
            "team": player.seat.team,
            "answer": answer,
            "final": True,
            "item": item["no"],
            "question": item["question"]["id"],
        }
    )


def _guess(player: Player, question: dict[str, Any]) -> list[str]:
    """A random answer: bots do not know the key, as no tablet does."""
    letters = [option["letter"] for option in question["options"]]
    if question["type"] == "multiple":
        return sorted(player.luck.sample(letters, min(2, len(letters))))
    if letters:
        return [player.luck.choice(letters)]
    return ["不知道"] * max(1, question["blanks"])


def display(player: Player, view: View) -> None:
    """Does nothing."""


BEHAVIOURS: dict[str, Behaviour] = {"host": host, "chief": chief, "judge": judge, "team": team, "display": display}
"""What a player of each role does."""


def _action(view: View, wanted: str) -> dict[str, Any]:
    found: dict[str, Any] = next(a for a in view["actions"] if a["id"] == wanted)
    return found


def act(player: Player, view: View) -> bool:
    """Let the player do what it does.  False where the server refused: somebody was faster and the next view shows it,
    or the store was busy and the same view leads to a new attempt."""
    try:
        BEHAVIOURS[player.seat.role](player, view)
    except Refusal:
        player.speed.react(0.05)
        return False
    return True
