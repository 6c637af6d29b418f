"""One thread for each stream: it sleeps until it is woken or its time has come, and never runs twice at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from structlog import get_logger

from scoreboard.server import runtime

IDLE = 60.0
"""Seconds without work after which a stream's thread ends; the next wake begins another."""

RETRY = 0.5
"""Seconds until a step that failed is tried again."""

log = get_logger()


class StreamWorkers:
    """Runs ``step(stream)`` soon after every ``wake(stream)``; many wakes may become one step.

    The step answers how many seconds later it wants to run again by itself, None for not at all.
    """

    def __init__(self, name: str, step: Callable[[str], float | None]) -> None:
        self._name = name
        self._step = step
        self._woken: dict[str, threading.Event] = {}
        self._lock = runtime.lock()

    def wake(self, stream: str) -> None:
        """Let the stream's thread run a step soon.  Never waits."""
        with self._lock:
            woken = self._woken.get(stream)
            if woken is None:
                woken = threading.Event()
                runtime.spawn(self._run, stream, woken)  # first: where no thread is left, the next wake tries again
                self._woken[stream] = woken
            woken.set()

    def _run(self, stream: str, woken: threading.Event) -> None:
        delay: float | None = None
        while True:
            came = woken.wait(IDLE if delay is None else max(0.0, delay))
            if not came and delay is None and self._ended(stream, woken):
                return
            woken.clear()
            try:
                delay = self._step(stream)
            except Exception:
                # The others go on without this one step; the next attempt does all of it.
                log.exception("live-step-failed", step=self._name, stream=stream)
                delay = RETRY

    def _ended(self, stream: str, woken: threading.Event) -> bool:
        with self._lock:
            if woken.is_set():
                return False
            del self._woken[stream]
            return True
