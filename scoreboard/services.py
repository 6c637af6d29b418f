"""What the web layer works with, as one value: ``wiring`` fills it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from structlog import get_logger

from scoreboard.config import Config
from scoreboard.shared.protocol import Shared
from scoring.usecases.context import Context

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


class Hub:
    """Calls the listeners when a stream has grown.  It decouples the use cases from the live screens."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[str, int], None]] = []

    def subscribe(self, listener: Callable[[str, int], None]) -> None:
        """Call ``listener(stream, seq)`` after every commit that appended."""
        self._listeners.append(listener)

    def publish(self, stream: str, seq: int) -> None:
        """Call the listeners: a commit has appended to ``stream`` up to ``seq``."""
        for listener in self._listeners:
            try:
                listener(stream, seq)
            except Exception:
                # The entry is in the ledger: the sender of the command and the other listeners must still learn of it.
                log.exception("listener-failed", stream=stream, seq=seq)


@dataclass(frozen=True, slots=True)
class Services:
    """What the web layer works with.

    ``shared``: what every process of the server sees beside the ledger.  ``setup_code`` opens the page that makes the
    first account, as long as there is none; it is shown to whoever starts the server.  ``outdated()`` says whether the
    database lacks a migration, ``writable()`` whether it takes entries, ``free()`` how many bytes are left on the disk
    of the data.  ``examine()`` raises ``Broken`` where the stored data are damaged.
    """

    ctx: Context
    config: Config
    hub: Hub
    shared: Shared
    setup_code: str = field(repr=False)
    outdated: Callable[[], bool]
    writable: Callable[[], bool]
    free: Callable[[], int]
    examine: Callable[[], None]
