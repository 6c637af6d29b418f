"""Whether a match can be led on this server: a writable database with every migration, all files of the pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache

from structlog import get_logger

from scoreboard import paths, vendor
from scoreboard.server import runtime
from scoreboard.services import Services

log = get_logger()

LASTS = 2.0
"""Seconds for which an answer is good."""


class Readiness:
    """What is missing, checked every two seconds at most, however many machines ask; the check does not wait for a lock
    of the database, and no entry waits for the check."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = runtime.lock()
        self._last: tuple[float, tuple[str, ...]] | None = None

    def problems(self, services: Services) -> tuple[str, ...]:
        """The codes of what is missing: ``database-not-writable`` ``database-outdated`` ``front-end-missing``."""
        if self._last is not None and self._clock() - self._last[0] < LASTS:
            return self._last[1]
        # During a check the others get the result of the last one.
        if not self._lock.acquire(blocking=self._last is None):
            return self._last[1] if self._last else ()
        try:
            if self._last is None or self._clock() - self._last[0] >= LASTS:
                self._last = (self._clock(), tuple(_found(services)))
            return self._last[1]
        finally:
            self._lock.release()


def _found(services: Services) -> Iterator[str]:
    if not _writable(services):
        yield "database-not-writable"
    elif services.outdated():
        yield "database-outdated"
    if front_end_missing():
        yield "front-end-missing"


@cache
def front_end_missing() -> tuple[str, ...]:
    """The vendor files that are not there; looked at once, they do not go away."""
    return tuple(vendor.missing(paths.static() / "vendor"))


def _writable(services: Services) -> bool:
    try:
        return services.writable()
    except Exception as error:  # whatever the driver raises, the answer is no
        log.warning("database-not-writable", error=type(error).__name__)
        return False
