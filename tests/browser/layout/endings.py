"""How matches of every shape end: a tie that is broken, and a table that is frozen, revealed and followed by awards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scoring.engine.quiz.freeze import levels
from tests.halls import CHIEF, Hall
from tests.sheets import HEAD

TEAM = """
[[round]]
id = "team"
kind = "team"
name = "共同必答"
items = 1
points = { right = 10, wrong = -10 }
"""

TIED = HEAD + TEAM
"""All teams are level in the first place."""

REVEALED = (
    HEAD.replace("tie_matters = [1]\n", 'ranking = ["score"]\n')
    + TEAM
    + """
[tie_off]
mode = "none"

[best_player]
count = 3

[[award]]
name = "一等奖"
count = 1

[[award]]
name = "优胜奖"
count = 0
"""
)
"""The first has an award for itself, all others share one; eight contestants at most share the prize for players."""

WITH_POINTS = 8

Looks = Callable[[str], Any]


def tie_off(hall: Hall, looks: Looks) -> Iterator[Any]:
    """A tie of all teams, until the first of them has answered."""
    hall.do("match.open")
    hall.do("round.begin", round="team")
    hall.do("round.end")
    hall.do("tieoff.begin", teams=hall.teams)
    yield looks("tie-off: begun")
    hall.do("item.present")
    hall.do("press.arm")
    yield looks("tie-off: armed")
    arming = hall.state.items[-1].armings[-1].id
    hall.pass_time(700)
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="t1", arming=arming)
    hall.pass_time(200)
    hall.tick()
    yield looks("tie-off: answering")
    hall.do("answer.judge", verdict="right")
    hall.do("item.close")
    yield looks("tie-off: revealed")


def reveal(hall: Hall, looks: Looks) -> Iterator[Any]:
    """Frozen, locked and revealed; the second and the third are level, and so are all from the sixth on."""
    hall.do("match.open")
    hall.do("round.begin", round="team")
    for no in range(len(hall.teams)):
        _answered(hall, right=no < WITH_POINTS)
        if no == 0:
            hall.do("table.freeze")
    hall.do("round.end")
    for team, points in zip(hall.teams, ("90", "70", "70", "60", "50"), strict=False):
        hall.do("points.adjust", team=team, points=points, reason="按规则加减")
    for scene in ("scores", "ranking"):
        hall.do("scene.show", scene=scene)
        yield looks(f"frozen: {scene}")
    hall.do("result.lock", CHIEF)
    yield looks("locked")
    steps = len(levels(hall.state))
    for step in range(steps + 1):
        hall.do("scene.show", scene="reveal", step=step)
        if step < 2 or step > steps - 3:
            yield looks(f"reveal: step {step} of {steps}")
    hall.do("scene.show", scene="ranking")
    yield looks("revealed: ranking")
    for award in ("优胜奖", "一等奖"):
        hall.do("scene.show", scene="award", award=award)
        yield looks(f"award: {award}")
    hall.do("scene.show", scene="best_player")
    yield looks("best player")


def _answered(hall: Hall, *, right: bool) -> None:
    """The first contestant of the team whose turn it is answers."""
    hall.do("item.present")
    item = hall.state.items[-1]
    assert hall.state.setup is not None
    team = next(one for one in hall.state.setup.teams if one.id == item.team)
    hall.do("player.name", item=item.no, team=team.id, player=team.contestants[0].id)
    hall.do("clock.start")
    hall.do("answer.judge", verdict="right" if right else "wrong")
    hall.do("item.close")
