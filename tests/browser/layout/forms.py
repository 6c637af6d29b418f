"""What else a question of every shape may be: every type of answer on the tablets, clues, and the supporters' turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.halls import Hall
from tests.sheets import HEAD

TYPED = {
    "multiple": ["A", "B"],
    "true_false": ["T"],
    "fill": ["全国各族人民的共同奋斗"],
    "short": ["坚持以人民为中心的发展思想，" * 8],
}
"""What the first team answers, by the type of the question."""

SHEET = HEAD + "".join(
    f"""
[[round]]
id = "{kind}"
kind = "simultaneous"
name = "同步必答{no}"
items = 1
types = ["{kind}"]
points = {{ right = 10, wrong = 0, blank = 0 }}
clocks = {{ answer = 20 }}
"""
    for no, kind in enumerate(TYPED, start=1)
)
SHEET += """
[[round]]
id = "clue"
kind = "clue"
name = "线索题"
items = 1
types = ["short"]
steps = [30, 20, 10]
clocks = { press = 15, answer = 30 }

[round.press]
fouls = [{ points = -10, then = "bar" }]

[[round]]
id = "supported"
kind = "individual"
name = "个人必答"
items = 1
types = ["single"]
supporters = { right = 5 }
"""

Looks = Callable[[str], Any]


def forms(hall: Hall, looks: Looks) -> Iterator[Any]:
    """Each type of question answered on tablets; a clue; a team whose supporters may answer after it."""
    hall.do("match.open")
    for kind, answer in TYPED.items():
        hall.do("round.begin", round=kind)
        hall.do("item.present")
        hall.do("clock.start")
        yield looks(f"{kind}: answering")
        hall.do("answer.submit", hall.seat(0), team=hall.teams[0], answer=answer, final=True)
        yield looks(f"{kind}: answered")
        hall.pass_time(21_000)
        if kind == "short":
            yield looks("short: compared")
            hall.do("answer.judge", team=hall.teams[0], verdict="right")
        hall.do("item.close")
        yield looks(f"{kind}: revealed")
        hall.do("round.end")
    yield from _clue(hall, looks)
    yield from _supporters(hall, looks)


def _clue(hall: Hall, looks: Looks) -> Iterator[Any]:
    hall.do("round.begin", round="clue")
    hall.do("item.present")
    hall.do("press.arm")
    for _ in range(2):
        hall.pass_time(16_000)
        hall.tick()
        hall.do("clue.reveal")
    yield looks("clue: the third")
    hall.do("item.void", reason="试")
    hall.do("round.end")


def _supporters(hall: Hall, looks: Looks) -> Iterator[Any]:
    hall.do("round.begin", round="supported")
    hall.do("item.present")
    hall.do("clock.start")
    hall.do("clock.pause")
    yield looks("supported: paused")
    hall.do("clock.resume")
    hall.do("answer.judge", verdict="wrong")
    yield looks("supported: their turn")
    hall.do("item.close")
    yield looks("supported: revealed")
