"""Play all seats of a match at once, until its result is locked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from scoreboard.bots.behaviour import Player, act
from scoreboard.bots.seat import PATIENCE, Seat, View
from scoreboard.bots.speed import Speed

TIME_EVERY = 5.0
"""Seconds between two measurements of the round trip, and between two requests for the whole view."""


@dataclass(frozen=True, slots=True)
class Played:
    """What the screen showed at the end, what the host downloaded, and every acknowledgement that a seat received."""

    screen: View
    csv: bytes
    book: bytes
    receipts: list[dict[str, Any]]


def play(
    url: str,
    codes: Sequence[str],
    *,
    speed: float = 1.0,
    seed: int = 1,
    most_seconds: float = 7200.0,
    tell: Callable[[str], None] = lambda line: None,
    patience: float = PATIENCE,
    reveals: bool = False,
) -> Played:
    """Take the seats that ``codes`` open and play the open match to its locked result.

    ``reveals``: the host freezes the table before the last round, and reveals it at the end.  Needs the codes of host,
    chief, at least one display and every team.  ``tell`` is called for each new item.  Raises ``TimeoutError`` when the
    match is not locked after ``most_seconds``, and whatever broke a player.
    """
    seats = [Seat(url, code, patience) for code in codes]
    stop, faults = threading.Event(), list[BaseException]()
    for seat in seats:
        seat.enter()
    players = [
        Player(seat, Speed(speed), Random(seed + n), reveals=reveals and seat.role == "host")  # noqa: S311  luck at play
        for n, seat in enumerate(seats)
    ]
    threads = [threading.Thread(target=_run, args=(one, stop, faults), daemon=True) for one in players]
    for thread in threads:
        thread.start()
    try:
        shown = [one for one in players if one.reveals]
        screen = _watch(next(s for s in seats if s.role == "display"), most_seconds, faults, tell, shown)
        host = next(s for s in seats if s.role == "host")
        _finish(threads, stop)  # who locked the result may get the answer after the screen
        receipts = [receipt for seat in seats for receipt in seat.receipts]
        return Played(screen, host.fetch("ranking.csv"), host.fetch("book"), receipts)
    finally:
        _finish(threads, stop)
        for seat in seats:
            seat.leave()


def _finish(threads: Sequence[threading.Thread], stop: threading.Event) -> None:
    """Let every player end what it is doing."""
    stop.set()
    for thread in threads:
        thread.join(10)


def _run(player: Player, stop: threading.Event, faults: list[BaseException]) -> None:
    seen, again = 0, False
    timed = 0.0
    try:
        while not stop.is_set():
            if time.monotonic() - timed > TIME_EVERY:
                timed = time.monotonic()
                player.seat.refresh()
                if player.seat.role == "team":
                    player.seat.keep_time()
            number, view = player.seat.next(seen, 0.5)
            over = view is not None and view["locked"] and not player.reveals
            if view is not None and (number > seen or again) and not over:
                seen, again = number, not act(player, view)
    except Exception as fault:  # an error in one player must end the play
        faults.append(fault)


def _watch(
    seat: Seat,
    most_seconds: float,
    faults: list[BaseException],
    tell: Callable[[str], None],
    reveals: Sequence[Player],
) -> View:
    """The last view of the screen, once the result is locked and those who reveal it have shown it."""
    end, told = time.monotonic() + most_seconds, ""
    while time.monotonic() < end:
        view = seat.wait(lambda v: bool(v["locked"]) and all(one.revealed for one in reveals), 0.5)
        if view is not None:
            return view
        if faults:
            raise faults[0]
        line = _progress(seat.view)
        if line and line != told:
            told = line
            tell(line)
    raise TimeoutError(f"the match was not locked after {most_seconds:.0f} s")


def _progress(view: View | None) -> str:
    if view is None or view["round"] is None or view["item"] is None:
        return ""
    part = view["round"]
    total = f"/{part['items_total']}" if part["items_total"] else ""
    return f"{part['name']} {view['item']['slot']}{total}"
