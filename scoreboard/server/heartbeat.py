"""One thread that keeps the heartbeat of all connections, in the order in which they are due."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from structlog import get_logger

from scoreboard.server import runtime

log = get_logger()

AT_LEAST = 0.1
"""Seconds between two rounds: many that are due soon after each other are one round."""


class Heartbeat:
    """Calls ``beat(one)`` some ``seconds`` after ``again(one)``, with no thread of its own while nobody waits."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._due: deque[tuple[float, Callable[[], None]]] = deque()
        self._running = False
        self._lock = runtime.lock()

    def again(self, beat: Callable[[], None]) -> None:
        """Call ``beat`` when its time has come.  It must not wait."""
        with self._lock:
            self._due.append((self._clock() + self._seconds, beat))
            begins, self._running = not self._running, True
        if begins:
            runtime.spawn(self._run)

    def _run(self) -> None:
        while True:
            while self._due and self._due[0][0] <= self._clock():
                self._beat(self._due.popleft()[1])
            with self._lock:
                if not self._due:
                    self._running = False
                    return
                wait = self._due[0][0] - self._clock()
            runtime.sleep(max(AT_LEAST, wait))

    def _beat(self, beat: Callable[[], None]) -> None:
        try:
            beat()
        except Exception:  # of one connection: all others still have theirs
            log.exception("heartbeat-failed")
