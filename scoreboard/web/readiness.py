"""Whether a match can be led on this server: a writable database with every migration, all files of the pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache

from structlog import get_logger

from scoreboard import paths, vendor
from scoreboard.server import runtime
from scoreboard.services import Services
from scoring.engine.errors import Broken, LeitaiError, Refused

log = get_logger()

LASTS = 2.0
"""Seconds for which an answer is good."""

EXAMINED_EVERY = 60.0
"""Seconds between two examinations of the stored data themselves."""

LEAST_FREE = 16 * 1024 * 1024
"""Bytes below which the disk counts as full: a page of the write-ahead log, a checkpoint, the log of the server."""


class Readiness:
    """What is missing, checked every two seconds at most, however many machines ask; the check does not wait for a lock
    of the database, and no entry waits for the check."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = runtime.lock()
        self._last: tuple[float, tuple[str, ...]] | None = None
        self._examined: tuple[float, tuple[str, ...]] | None = None

    def problems(self, services: Services) -> tuple[str, ...]:
        """The codes of what is missing: ``database-not-writable`` ``database-outdated`` ``front-end-missing``
        ``disk-full``; of what is damaged: ``db-broken`` ``db-behind`` ``db-forked`` ``db-chain``."""
        if self._last is not None and self._clock() - self._last[0] < LASTS:
            return self._last[1]
        # During a check the others get the result of the last one.
        if not self._lock.acquire(blocking=self._last is None):
            return self._last[1] if self._last else ()
        try:
            if self._last is None or self._clock() - self._last[0] >= LASTS:
                self._last = (self._clock(), (*_found(services), *self._damage(services)))
            return self._last[1]
        finally:
            self._lock.release()

    def _damage(self, services: Services) -> tuple[str, ...]:
        """What the examination found, at most a minute ago."""
        if self._examined is None or self._clock() - self._examined[0] >= EXAMINED_EVERY:
            self._examined = (self._clock(), tuple(_damaged(services)))
        return self._examined[1]


def _damaged(services: Services) -> Iterator[str]:
    try:
        services.examine()
    except Broken as error:
        log.warning("data-damaged", code=error.code, fields=dict(error.fields))
        yield error.code
    except Exception as error:  # it does not answer now: what _found says
        log.warning("database-not-examined", error=type(error).__name__)


def disk_notice(services: Services) -> LeitaiError | None:
    """What is to be said about the room on the disk: ``disk-spent``, ``disk-low`` (free, in MB), or nothing."""
    free = services.free()
    megabytes = free // (1024 * 1024)
    if free < LEAST_FREE:
        return Refused("disk-spent", free=megabytes)
    return Refused("disk-low", free=megabytes) if megabytes < services.config.disk_warn_mb else None


def shared_notice(services: Services) -> LeitaiError | None:
    """What is to be said about what the processes share: ``redis-unreachable``, or nothing."""
    return Refused("redis-unreachable") if services.away() else None


def _found(services: Services) -> Iterator[str]:
    if not _writable(services):
        yield "database-not-writable"
    elif services.outdated():
        yield "database-outdated"
    if services.free() < LEAST_FREE:
        yield "disk-full"
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
