"""The files of personal data go on the day on which the data goes: once entries have erased it, ``leitai db sweep``
runs in a process of its own, and once more when the youngest files are old enough for it.

Here is only when a sweep is due.  What a server that was stopped meanwhile has left, a technician sweeps.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask
from structlog import get_logger

from scoreboard.config import Config, own_database
from scoreboard.server import child, runtime
from scoreboard.services import Services

log = get_logger()

ERASING = frozenset({"personal.delete", "contacts.erase"})
"""The kinds of entries with which personal data goes: of a review, of a competition's registration."""

STREAMS = ("review:", "event:")
"""How the streams begin that have such entries."""

LOOKS = 5.0
"""Seconds between two looks at what has been erased."""

AGAIN = 65 * 60_000
"""ms until the second sweep: the first one leaves files of the last hour, which somebody may be bringing."""

SECONDS = 900.0
"""By the wall clock, for a sweep of a large folder."""


@dataclass
class Sweeping:
    """The sweeps of one server (``app.extensions["sweeping"]``).  ``sweep`` makes one; it may fail, and is made again
    with the next one."""

    services: Services
    sweep: Callable[[], None]
    _grown: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=1000))
    _again: int | None = None

    def listen(self) -> None:
        """Hear of every entry of this process from now on, also of those that fall due at the start."""
        self.services.hub.subscribe(self._note, own=True)

    def _note(self, stream: str, seq: int) -> None:
        if stream.startswith(STREAMS):
            self._grown.append((stream, seq))

    def start(self) -> None:
        """Look for what has been erased.  Once, when the server starts."""
        runtime.spawn(self._run)

    def _run(self) -> None:
        while True:
            runtime.sleep(LOOKS)
            try:
                self.look()
            except Exception:
                log.exception("files-not-swept")

    def look(self) -> None:
        """Sweep if that is due."""
        now = self.services.ctx.clock.now()
        if self._erased():
            self._again = now + AGAIN
            self.sweep()
        elif self._again is not None and now >= self._again:
            self._again = None
            self.sweep()

    def _erased(self) -> bool:
        """Whether something was erased since the last look.  While nothing can be read, the next look asks again."""
        grown = [self._grown.popleft() for _ in range(len(self._grown))]
        first = dict(reversed(grown))
        if not first:
            return False
        try:
            with self.services.ctx.store.read() as uow:
                kinds = {one.kind for stream, seq in first.items() for one in uow.ledger.read(stream, after=seq - 1)}
        except Exception:
            self._grown.extendleft(reversed(grown))
            raise
        return bool(kinds & ERASING)


def by_command(config: Config) -> Callable[[], None]:
    """Sweeps the data directory by the command line's own command.

    The directory's own database, which has just erased something, is no other one than that of the files, even where it
    names none of them any more; another database has to name some.
    """
    options = ["--data", str(config.data), *(["--all"] if config.database == own_database(config.data) else [])]

    def sweep() -> None:
        command = [sys.executable, "-P", "-m", "scoreboard", "db", "sweep", *options]
        _, status, late = child.run(command, (), lambda *_: None, SECONDS)
        if status or late:
            log.warning("files-not-swept", status=status, late=late)

    return sweep


def register(app: Flask, services: Services) -> None:
    """The sweeps of this application; none is made before ``start``."""
    made = Sweeping(services, by_command(services.config))
    made.listen()
    app.extensions["sweeping"] = made
