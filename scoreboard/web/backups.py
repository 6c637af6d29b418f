"""The server's own backups: at every lock, and every few minutes while something changes.

They are made by ``leitai backup create`` in a process of its own, which stands behind the server for the processor.
Here is only when one is due, and what is to be said of it.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from structlog import get_logger

from scoreboard.server import child, runtime
from scoreboard.services import KeptBackup, Services
from scoring.engine.errors import Broken, LeitaiError, Refused

log = get_logger()

LOCKS = frozenset(
    {
        *("result.lock", "advance.confirm", "written.publish", "signoff.confirm"),
        *("judging.lock", "shortlist.fix", "decision.record", "result.publish"),
    }
)
"""The kinds of entries after which a backup is made at once: what two people have signed, or a hall has seen."""

MINUTES, BY_HAND = "minutes", "asked"

LOOKS = 1.0
"""Seconds between two looks at what has changed."""

AGAIN = 60_000
"""ms after a failure until the next attempt."""

SECONDS = 900.0
"""By the wall clock, for a backup on a slow stick."""

OLD = 3
"""How many intervals a change may wait for its backup before people are told."""


@dataclass
class Due:
    """When the next backup is due.  ``interval`` in ms; all times in ms by the server's clock.  ``changed_at``: the
    first change that no backup holds; ``lock``: the kind of an entry that wants one at once."""

    interval: int
    changed_at: int | None = None
    lock: str = ""
    tried_at: int | None = None
    failed: bool = False

    def reason(self, now: int) -> str:
        """Why a backup is due now, "" where none is."""
        if self.failed and self.tried_at is not None and now - self.tried_at < min(AGAIN, self.interval):
            return ""
        if self.lock:
            return self.lock
        waits = self.changed_at is not None and now - max(self.changed_at, self.tried_at or 0) >= self.interval
        return MINUTES if waits or (self.failed and self.changed_at is not None) else ""

    def old(self, now: int) -> bool:
        """Whether a change waits for too long."""
        return self.changed_at is not None and now - self.changed_at > OLD * self.interval


@dataclass
class Backups:
    """The backups of one server (``app.extensions["backups"]``).  ``make(why)`` makes one and raises what was wrong."""

    services: Services
    make: Callable[[str], None]
    problem: LeitaiError | None = None
    _due: Due = field(init=False)
    _grown: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=1000))
    _held: object = None

    def __post_init__(self) -> None:
        self._due = Due(self.services.config.backup_minutes * 60_000)

    @property
    def on(self) -> bool:
        """Whether this server makes backups by itself."""
        return self._due.interval > 0 and self.services.backups is not None

    def start(self) -> None:
        """Look for what has changed from now on.  Once, when the server starts."""
        if self.on:
            self._held = self.services.written()
            self.services.hub.subscribe(lambda stream, seq: self._grown.append((stream, seq)))
            runtime.spawn(self._run)

    def kept(self) -> Sequence[KeptBackup]:
        """The backups that there are, the newest first."""
        return () if self.services.backups is None else runtime.offload(self.services.backups)

    def notice(self) -> LeitaiError | None:
        """What people have to know: the last one failed, or is old; None where all is well."""
        if self.problem is not None:
            return self.problem
        now = self.services.ctx.clock.now()
        if self.on and self._due.changed_at is not None and self._due.old(now):
            return Refused("backup-old", minutes=(now - self._due.changed_at) // 60_000)
        return None

    def now(self, why: str = BY_HAND) -> None:
        """Make a backup now; raises what kept it from being made."""
        state, began = self.services.written(), self.services.ctx.clock.now()
        self._due.tried_at, self._due.lock = began, ""
        try:
            self.make(why)
        except LeitaiError as error:
            if error.code != "backup-running":
                self.problem, self._due.failed = error, True
            raise
        self.problem, self._due.failed = None, False
        self._held, self._due.changed_at = state, None

    def _run(self) -> None:
        while True:
            runtime.sleep(LOOKS)
            try:
                self.look()
            except LeitaiError as error:
                log.warning("backup-failed", code=error.code, fields=dict(error.fields))
            except Exception:
                log.exception("backup-not-made")

    def look(self) -> None:
        """Make a backup if one is due."""
        now = self.services.ctx.clock.now()
        if self._due.changed_at is None and self.services.written() != self._held:
            self._due.changed_at = now
        self._find_locks()
        if why := self._due.reason(now):
            self.now(why)

    def _find_locks(self) -> None:
        first: dict[str, int] = {}
        while self._grown:
            stream, seq = self._grown.popleft()
            first.setdefault(stream, seq)
        for stream, seq in first.items():
            with self.services.ctx.store.read() as uow:
                kinds = [entry.kind for entry in uow.ledger.read(stream, after=seq - 1) if entry.kind in LOCKS]
            self._due.lock = kinds[-1] if kinds else self._due.lock


def by_command(data: Path, place: Path) -> Callable[[str], None]:
    """Makes a backup of a data directory by the command line's own command."""

    def make(why: str) -> None:
        options = ["--json", "--why", why, "--data", str(data), "--backup-dir", str(place)]
        command = [sys.executable, "-P", "-m", "scoreboard", "backup", "create", *options]
        line, status, late = child.run(command, (), lambda *_: None, SECONDS)
        match _said(line):
            case {"made": _}:
                return
            case {"refused": [str(code), dict(fields)]}:
                raise (Broken if code.startswith(("db-", "backup-damaged")) else Refused)(code, **fields)
            case _:
                raise Refused("backup-failed", problem="time" if late else f"status {status}")

    return make


def _said(line: bytes | None) -> Any:
    try:
        return json.loads(line or b"null")
    except ValueError:
        return None


def register(app: Flask, services: Services) -> None:
    """The backups of this application; none is made before ``start``."""
    app.extensions["backups"] = Backups(services, by_command(services.config.data, services.config.backups))


def backups() -> Backups:
    """Those of the application that answers."""
    found: Backups = current_app.extensions["backups"]
    return found
