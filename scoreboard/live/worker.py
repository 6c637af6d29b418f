"""One thread of work for each match: it sleeps until it is woken or its time has come, and never runs twice at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from structlog import get_logger

from scoreboard.server import runtime

IDLE = 60.0
"""Seconds without work after which a match's thread ends; the next wake begins another."""

RETRY = 0.5
"""Seconds until a step that failed is tried again."""

log = get_logger()


class Runner:
    """Runs ``step(match)`` soon after every ``wake(match)``; many wakes may become one step.

    The step answers how many seconds later it wants to run again by itself, None for not at all.
    """

    def __init__(self, name: str, step: Callable[[str], float | None]) -> None:
        self._name = name
        self._step = step
        self._bells: dict[str, threading.Event] = {}
        self._lock = runtime.lock()

    def wake(self, match: str) -> None:
        """There is something to do.  Never waits."""
        with self._lock:
            bell = self._bells.get(match)
            if bell is None:
                bell = threading.Event()
                runtime.spawn(self._run, match, bell)  # first: where no thread is left, the next wake tries again
                self._bells[match] = bell
            bell.set()

    def _run(self, match: str, bell: threading.Event) -> None:
        delay: float | None = None
        while True:
            woken = bell.wait(IDLE if delay is None else max(0.0, delay))
            if not woken and delay is None and self._ended(match, bell):
                return
            bell.clear()
            try:
                delay = self._step(match)
            except Exception:
                # The hall goes on without this one picture; the next try has all of it.
                log.exception("live-step-failed", step=self._name, match=match)
                delay = RETRY

    def _ended(self, match: str, bell: threading.Event) -> bool:
        with self._lock:
            if bell.is_set():
                return False
            del self._bells[match]
            return True
