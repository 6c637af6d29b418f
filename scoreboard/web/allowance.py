"""How often a public form may be sent: so many in a time from one address, and so many from all together.

Only what was accepted counts for all, so that a flood that is refused locks nobody out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoreboard.shared.protocol import Shared, SharedTable
from scoreboard.web.errors import TooMany

ALL = "all"

MOST_ADDRESSES = 4096
"""Addresses that are remembered at a time; the one that sent last the longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``most`` in ``window`` ms."""

    most: int
    window: int


@dataclass(frozen=True, slots=True)
class Sent:
    """When something was sent, in order, ms since the epoch; no more of it than the limit."""

    times: tuple[int, ...] = ()

    def within(self, limit: Limit, now: int) -> tuple[int, ...]:
        """Those that still count at ``now``."""
        return tuple(time for time in self.times if time > now - limit.window)


class Allowance:
    """What may be sent of one kind.  ``clock`` gives ms since the epoch."""

    def __init__(self, name: str, own: Limit, common: Limit, shared: Shared, *, clock: Callable[[], int]) -> None:
        self._own, self._common, self._clock = own, common, clock
        self._sent: SharedTable[Sent] = shared.table(f"sent: {name}", Sent)

    def take(self, who: str) -> None:
        """Count one try of the address ``who``.  Raises ``TooMany("sent-too-often", seconds=…)``: it has tried too
        often, or all together have had too many accepted."""
        now = self._clock()
        self._check(ALL, self._common, now)
        with self._sent.turn(who):
            self._check(who, self._own, now)
            self._count(who, self._own, now)
        self._forget_oldest()

    def accepted(self) -> None:
        """Count one that was accepted."""
        with self._sent.turn(ALL):
            self._count(ALL, self._common, self._clock())

    def _check(self, who: str, limit: Limit, now: int) -> None:
        times = self._of(who).within(limit, now)
        if len(times) >= limit.most:
            raise TooMany("sent-too-often", seconds=max(1, -(-(times[0] + limit.window - now) // 1000)))

    def _count(self, who: str, limit: Limit, now: int) -> None:
        times = (*self._of(who).within(limit, now), now)[-limit.most :]
        self._sent.put(who, Sent(times), lives=limit.window)

    def _of(self, who: str) -> Sent:
        return self._sent.get(who) or Sent()

    def _forget_oldest(self) -> None:
        if len(self._sent) > MOST_ADDRESSES:
            held = sorted((one for one in self._sent.items() if one[0] != ALL), key=lambda one: one[1].times[-1:])
            for who, _ in held[: len(held) - MOST_ADDRESSES + 1]:
                self._sent.pop(who)
