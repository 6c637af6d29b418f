"""What the web layer works with, as one value: ``wiring`` fills it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from structlog import get_logger

from scoreboard.config import Config
from scoreboard.shared.processes import Alone, Processes
from scoreboard.shared.protocol import Shared
from scoring.usecases.context import Context

log = get_logger()

NS = 1_000_000
"""Nanoseconds in a millisecond."""


class ServerClock:
    """Wall time taken once at the start, carried on by the monotonic clock: a correction of the machine's time in
    the middle of a match moves no deadline.  ``wall`` and ``steady`` give ns."""

    def __init__(self, wall: Callable[[], int] = time.time_ns, steady: Callable[[], int] = time.monotonic_ns) -> None:
        self._wall = wall
        self._steady = steady
        self._offset = wall() - steady()

    def now(self) -> int:
        """Milliseconds since the epoch."""
        return (self._offset + self._steady()) // NS

    def reach(self, moment: int) -> int:
        """Now; a clock that is before ``moment`` is put forward to it."""
        now = self.now()
        if now >= moment:
            return now
        self._offset = max(self._offset, moment * NS - self._steady())
        log.warning("clock-behind-ledger", ms=moment - now)
        return self.now()

    def drift(self) -> int:
        """How many ms the machine's wall clock is ahead of this one."""
        return self._wall() // NS - self.now()

    def behind(self) -> int:
        """How many ms the machine's wall clock is behind this one; 0 where it is not."""
        return max(0, -self.drift())


class Hub:
    """Calls the listeners when a stream has grown.  It decouples the use cases from the live screens."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[str, int], None]] = []
        self._own: list[Callable[[str, int], None]] = []

    def subscribe(self, listener: Callable[[str, int], None], *, own: bool = False) -> None:
        """Call ``listener(stream, seq)`` after every commit that appended; ``own``: those of this process alone."""
        (self._own if own else self._listeners).append(listener)

    def publish(self, stream: str, seq: int) -> None:
        """Call the listeners: a commit of this process has appended to ``stream`` up to ``seq``."""
        self._call(self._own, stream, seq)
        self.grown_elsewhere(stream, seq)

    def grown_elsewhere(self, stream: str, seq: int) -> None:
        """Call the listeners: a commit of another process has."""
        self._call(self._listeners, stream, seq)

    def _call(self, listeners: Sequence[Callable[[str, int], None]], stream: str, seq: int) -> None:
        for listener in listeners:
            try:
                listener(stream, seq)
            except Exception:
                # The entry is in the ledger: the sender of the command and the other listeners must still learn of it.
                log.exception("listener-failed", stream=stream, seq=seq)


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """One backup as pages list it: ``made_at`` ms since the epoch, ``size`` in bytes with its files; ``readable``: it
    says what it holds."""

    name: str
    readable: bool
    made_at: int = 0
    why: str = ""
    entries: int = 0
    files: int = 0
    size: int = 0


class SpareFeed(Protocol):
    """What a warm spare asks for (``scoring.store.feed``)."""

    def base(self) -> tuple[str, int, Path]:
        """Epoch and number of the last commit, and a new file with the database as it was after it; the caller removes
        the file.  Raises ``Refused``: ``store-busy`` ``disk-full``."""

    def after(self, epoch: str, no: int, wait: float, who: str) -> tuple[int, Sequence[tuple[int, bytes]]]:
        """The number of the last commit, and the commits after ``no`` as JSON; none after ``wait`` seconds.  Raises
        ``Conflict("feed-begun-anew")``: the spare needs a base."""

    def followers(self) -> Sequence[tuple[int, int]]:
        """Of each spare, how many seconds ago it asked, and by how many commits it was behind."""

    def version(self) -> str:
        """That of the program and its tables."""


def _nothing() -> None:
    """What a store says of itself that nobody backs up."""


def _is_there() -> bool:
    """What is in memory is never away."""
    return False


@dataclass(frozen=True, slots=True)
class Services:
    """What the web layer works with.

    ``shared``: what every process of the server sees beside the ledger.  ``setup_code`` opens the page that makes the
    first account, as long as there is none; it is shown to whoever starts the server.  ``outdated()`` says whether the
    database lacks a migration, ``writable()`` whether it takes entries, ``free()`` how many bytes are left on the disk
    of the data.  ``examine()`` raises ``Broken`` where the stored data are damaged.  ``written()`` is another value
    after every write; ``backups()`` lists the backups, the newest first, and is None for a store that is not backed up
    by this program.  ``feed``: for a warm spare; None for such a store.  ``here``: tables of this process where
    ``shared`` is for several; ``processes``: these.  ``epoch`` names this life of the server, in which no seq goes
    back.  ``away()``: what the processes share does not answer.
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
    written: Callable[[], object] = _nothing
    backups: Callable[[], Sequence[KeptBackup]] | None = None
    feed: SpareFeed | None = None
    here: Shared | None = None
    processes: Processes = field(default_factory=Alone)
    epoch: str = field(default_factory=partial(secrets.token_hex, 6))
    away: Callable[[], bool] = _is_there

    @property
    def own(self) -> Shared:
        """What this process alone needs: which rooms its connections are in."""
        return self.here or self.shared
