"""How often somebody may guess at a door: wrong tries are counted by address and in all, and further ones slowed down.

Nobody is shut out for what others did.  Behind the one address of a hall's router a guesser and forty tablets look
alike, so beyond a number of wrong tries those from that address go on one after the other, with a gap that grows to a
bound; only a try that would wait too long in this line is refused.  The tries of all addresses together have a line
too, in which nobody is refused at all: one guesser cannot use up what belongs to everybody.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from structlog import get_logger

from scoreboard.web.errors import TooMany
from scoring.engine.errors import Forbidden

log = get_logger()

MOST_LINES = 4096
"""Addresses that are remembered at a time; whoever was quiet longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``free`` wrong tries in ``window`` seconds cost nothing.  Beyond, tries go ``gap`` seconds apart: a part of it at
    first, all of it after twice as many.  ``wait`` seconds is the longest that a try stands in line."""

    free: int
    window: float
    gap: float
    wait: float


class Line:
    """The wrong tries of one address, or of all."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._wrong: deque[float] = deque(maxlen=2 * rule.free)
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next try may be made; more than the rule's ``wait`` where the line is too long."""
        return max(0.0, self._next - now) if self._gap(now) else 0.0

    def stand(self, now: float) -> None:
        """Take the next place in the line."""
        if gap := self._gap(now):
            self._next = max(now, self._next) + gap

    def failed(self, now: float) -> bool:
        """A wrong try; True for the first beyond the free ones."""
        before = self._gap(now)
        self._wrong.append(now)
        return not before and bool(self._gap(now))

    def _gap(self, now: float) -> float:
        self._forget(now)
        over = len(self._wrong) - self._rule.free + 1
        return self._rule.gap * min(1.0, over / self._rule.free) if over > 0 else 0.0

    def _forget(self, now: float) -> None:
        while self._wrong and self._wrong[0] <= now - self._rule.window:
            self._wrong.popleft()


class Throttle:
    """The tries at one door, named in the log as ``door``."""

    def __init__(
        self, door: str, own: Rule, common: Rule, *, sleep: Callable[[float], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._door, self._own, self._common = door, own, common
        self._sleep, self._clock = sleep, clock
        self._lines: dict[str, Line] = {}
        self._all = Line(common)
        self._lock = threading.Lock()

    @contextmanager
    def of(self, who: str) -> Iterator[None]:
        """One try from the address (or network) ``who``: it waits for its turn, and counts where it ends in
        ``Forbidden``.  Raises ``TooMany("too-many-tries", seconds=…)``."""
        self._sleep(self._turn(who))
        try:
            yield
        except Forbidden:
            self._failed(who)
            raise

    def _turn(self, who: str) -> float:
        with self._lock:
            now = self._clock()
            line = self._lines.get(who)
            own = line.wait(now) if line else 0.0
            if own > self._own.wait:
                raise TooMany("too-many-tries", seconds=max(1, round(own)))
            common = self._all.wait(now)
            if line:
                line.stand(now)
            if common <= self._common.wait:
                self._all.stand(now)
            return max(own, min(common, self._common.wait))

    def _failed(self, who: str) -> None:
        with self._lock:
            now = self._clock()
            line = self._lines.pop(who, None) or Line(self._own)
            self._lines[who] = line  # the last to fail stands last
            many, many_in_all = line.failed(now), self._all.failed(now)
            for other in list(self._lines)[: max(0, len(self._lines) - MOST_LINES)]:
                del self._lines[other]
        if many or many_in_all:
            log.warning("many-wrong-tries", door=self._door, address=who if many else "all")
