"""The one place where ports meet what fills them: store, clock, chance, passwords."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from structlog import get_logger

from scoreboard import runtime
from scoreboard.config import Config
from scoreboard.passwords import Passwords
from scoring.store import migrate
from scoring.store.database import Database
from scoring.usecases.context import Context
from scoring.usecases.ports import Clock, Ids, Store

ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
ID_LENGTH = 12

log = get_logger()


class ServerClock:
    """Wall time taken once at the start, carried on by the monotonic clock: a correction of the machine's time in
    the middle of a match moves no deadline."""

    def __init__(self) -> None:
        self._offset = time.time_ns() - time.monotonic_ns()

    def now(self) -> int:
        """Milliseconds since the epoch."""
        return (self._offset + time.monotonic_ns()) // 1_000_000

    def drift(self) -> int:
        """How many ms the machine's wall clock has moved against this one since the start."""
        return time.time_ns() // 1_000_000 - self.now()


class RandomIds:
    """Ids and lots from the operating system's source of chance."""

    def new(self) -> str:
        """Twelve signs without look-alikes: 59 bits."""
        return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))

    def lot(self, n: int) -> int:
        """A fair whole number in [0, n)."""
        return secrets.randbelow(n)


class Hub:
    """Tells those who listen that a stream has grown.  It stands between the use cases and the live screens, so that
    neither has to know the other."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[str, int], None]] = []

    def subscribe(self, listener: Callable[[str, int], None]) -> None:
        """Call ``listener(stream, seq)`` after every commit that appended."""
        self._listeners.append(listener)

    def publish(self, stream: str, seq: int) -> None:
        """A commit has appended to ``stream`` up to ``seq``."""
        for listener in self._listeners:
            try:
                listener(stream, seq)
            except Exception:
                # It is in the ledger: whoever gave the command must hear so, and the other listeners too.
                log.exception("listener-failed", stream=stream, seq=seq)


@dataclass(frozen=True, slots=True)
class Services:
    """What the web layer works with.

    ``setup_code`` opens the page that makes the first account, as long as there is none; it is shown to whoever starts
    the server.  ``outdated()`` says whether the database lacks a migration, ``writable()`` whether it takes entries.
    """

    ctx: Context
    config: Config
    hub: Hub
    setup_code: str = field(repr=False)
    outdated: Callable[[], bool]
    writable: Callable[[], bool]


def build(
    config: Config, *, store: Store | None = None, clock: Clock | None = None, ids: Ids | None = None
) -> Services:
    """The services of a server (or a command) under these settings; tests bring their own store, clock and ids."""
    hub = Hub()
    chance = ids or RandomIds()
    passwords = Passwords()
    opened = store or Database(config.database, lock=runtime.lock(), sleep=runtime.sleep)
    ctx = Context(
        store=opened,
        clock=clock or ServerClock(),
        ids=chance,
        publish=hub.publish,
        hash_password=passwords.hash,
        check_password=passwords.check,
    )
    outdated = (lambda: False) if store else lambda: migrate.current(config.database) != migrate.newest()
    writable = opened.writable if isinstance(opened, Database) else lambda: True
    return Services(
        ctx=ctx, config=config, hub=hub, setup_code=chance.new(), outdated=outdated, writable=writable
    )  # fmt: skip
