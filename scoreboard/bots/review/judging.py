"""The chair opens the judging, judges mark on their tablets, the chair locks and leads the meeting on the shortlist."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from scoreboard.bots.desk import Desk
from scoreboard.bots.forms import Form
from scoreboard.bots.review.task import Cast
from scoreboard.bots.seat import View

MARKING = (2.0, 8.0)
"""Seconds that a judge takes for one mark sheet, from and to."""

READING = 5.0
"""Seconds that the chair reads a page."""

PATIENCE = 120.0
"""Seconds in which a view comes that has to come."""


def open_judging(cast: Cast) -> None:
    """The chair opens, on the wall, what may be opened."""
    with cast.desk("chair", live=True) as chair:
        while waiting := seen(chair, lambda view: True)["to_open"]:
            one = waiting[0]
            chair.give({"kind": "judging.open", "stage": one["stage"], "award": one["award"]})
            seen(chair, partial(_is_opened, one))
    cast.tell("opened")


def _is_opened(one: dict[str, Any], view: View) -> bool:
    return one not in view["to_open"]


def mark(cast: Cast) -> None:
    """Every judge pledges, reads and marks everything that was given to it."""
    judges = cast.task.codes["judge"]
    with ThreadPoolExecutor(len(judges)) as pool:
        sheets = sum(pool.map(partial(_mark, cast), judges))
    cast.tell("judge", count=sheets)


def _mark(cast: Cast, code: str) -> int:
    luck, given = cast.luck(code), 0
    with Desk(cast.task.url, code, live=True) as judge:
        me = seen(judge, lambda view: True)["me"]
        if not me["pledged"]:
            judge.give({"kind": "judge.pledge", "judge": me["ticket"]})
        me = seen(judge, lambda view: bool(view["me"]["pledged"]))["me"]
        for one in me["marked"]:
            if one["sheet"] is not None or one["locked"] or one["voided"]:
                continue
            judge.text(f"/r/{judge.review}/judge/subject/{one['item']}")
            cast.speed.pause(luck.uniform(*MARKING))
            marks = {it["id"]: _points(luck, one["nomination"], it) for it in me["criteria"][one["criteria"]]}
            judge.give({"kind": "mark.enter", "judge": me["ticket"], "item": one["item"], "marks": marks})
            given += 1
    return given


def _points(luck: Random, nomination: int, criterion: dict[str, Any]) -> str:
    """A mark on the criterion's steps: a nomination is good or less so, and judges differ a little."""
    low, high, step = (Decimal(criterion[name]) for name in ("low", "high", "step"))
    steps = int((high - low) / step)
    share = 55 + nomination * 7 % 31 + luck.randint(0, 12)
    return str(low + step * (steps * share // 100))


def lock(cast: Cast) -> None:
    """The chair locks the marks of every award."""
    with cast.desk("chair", live=True) as chair:
        for award, address in _walls(chair):
            form = chair.open(address).form("/lock")
            assert form is not None, award
            cast.speed.pause(READING)
            chair.send(form)
    cast.tell("locked")


def shortlist(cast: Cast) -> None:
    """The meeting fixes what the marks give; a tie on the line is voted on."""
    with cast.desk("chair", live=True) as chair:
        for award, address in _walls(chair):
            form = chair.open(address).form("/shortlist")
            assert form is not None, award
            cast.speed.pause(READING)
            chair.send(form, present=cast.task.words["present"], **_vote(form, cast.task.places[award]))
    cast.tell("shortlist")


def _walls(chair: Desk) -> list[tuple[str, str]]:
    """Award and page of each stage of marks that the wall shows."""
    walls = seen(chair, lambda view: True)["walls"]
    return [(one["award"], f"/r/{chair.review}/chair/stage/{one['stage']}/{one['award']}") for one in walls]


def _vote(form: Form, places: int) -> dict[str, str]:
    """Who of the equal ones gets the places that are left: the first of them."""
    if "equals" not in form.values:
        return {}
    names = [name for name in form.values if name.startswith("place-")]
    taken = sum(bool(form.values[name][0]) for name in names)
    equal = [name for name in names if not form.values[name][0] and "tied" in form.rows[name]]
    return {name: str(place) for place, name in enumerate(equal[: places - taken], start=taken + 1)} | {
        "equals": "vote"
    }


def seen(desk: Desk, wanted: Callable[[View], bool]) -> View:
    """The newest view, once it is as ``wanted``."""
    view = desk.wait(wanted, PATIENCE)
    if view is None:
        raise TimeoutError(f"{desk.role} waits for a view in vain")
    return view
