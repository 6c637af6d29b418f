"""The seat of each open connection, looked up once for as long as nothing was written that could change it."""

from __future__ import annotations

import time
from collections.abc import Callable

from scoreboard.web.auth import Seat

KEPT = 2.0
"""Seconds after which a seat is looked up all the same: it may have grown too old, or another process may have taken it
back.  The watch looks as often (``presence_watch.EVERY``)."""


class SeatCache:
    """``changes()`` grows with everything that is written about tickets and sessions."""

    def __init__(self, changes: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self._changes, self._clock = changes, clock
        self._held: dict[str, tuple[int, float, Seat]] = {}

    def get(self, sid: str, look: Callable[[], Seat | None]) -> Seat | None:
        """The seat of a connection: the one that was found before, else what ``look()`` gives."""
        changes, now = self._changes(), self._clock()  # before the look: what is written meanwhile counts
        held = self._held.get(sid)
        if held is not None and held[0] == changes and now < held[1]:
            return held[2]
        seat = look()
        if seat is None:
            self.forget(sid)
        else:
            self._held[sid] = changes, now + KEPT, seat
        return seat

    def last(self, sid: str) -> Seat | None:
        """The seat of a connection as it was last found, however long ago; nothing is looked up."""
        held = self._held.get(sid)
        return held[2] if held is not None else None

    def forget(self, sid: str) -> None:
        """The connection is gone."""
        self._held.pop(sid, None)
