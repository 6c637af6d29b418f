"""The one place where ports get their implementations: store, clock, random source, passwords."""

from __future__ import annotations

import hmac
import secrets
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from structlog import get_logger

from scoreboard.config import Config
from scoreboard.server import runtime, session_keys, spare_version
from scoreboard.server.passwords import Passwords
from scoreboard.services import Hub, KeptBackup, ServerClock, Services
from scoreboard.shared.hall_answers import HallAnswers, about
from scoreboard.shared.memory import Memory
from scoreboard.shared.protocol import Shared
from scoring.engine.errors import Broken, Refused
from scoring.engine.quiz.phones import HallAnswer
from scoring.store import durability, migrate, models
from scoring.store.backup import manifest
from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.store.leases import Leases
from scoring.store.notices import Listener, Notice
from scoring.store.snapshot import copy_snapshot
from scoring.usecases.competition.job import COMPETITION
from scoring.usecases.context import Context
from scoring.usecases.ports import Clock, Files, Hall, Ids, Store, UnitOfWork
from scoring.usecases.quiz.job import MATCH
from scoring.usecases.review.job import REVIEW

ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
ID_LENGTH = 12

log = get_logger()


class RandomIds:
    """Ids and lots from the operating system's random source."""

    def new(self) -> str:
        """Twelve characters without look-alikes: 59 bits."""
        return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))

    def lot(self, n: int) -> int:
        """A fair whole number in [0, n)."""
        return secrets.randbelow(n)


def _running(uow: UnitOfWork) -> Sequence[str]:
    """The streams of every job in which something may still happen."""
    return (*MATCH.running(uow), *REVIEW.running(uow), *COMPETITION.running(uow))


def _not_heard(error: Exception) -> None:
    """Write down what went wrong while notices were heard."""
    log.error("notices-failed", exc_info=error)


def build(
    config: Config,
    *,
    store: Store | None = None,
    files: Files | None = None,
    clock: Clock | None = None,
    ids: Ids | None = None,
) -> Services:
    """The services of a server (or a command) under these settings; tests bring their own ports."""
    hub = Hub()
    chance = ids or RandomIds()
    passwords = Passwords()
    opened = store or Database(config.database, sleep=runtime.sleep)
    ctx = Context(
        store=opened,
        files=files or FileStore(config.files),
        clock=clock or (_common_clock(opened) if config.several and isinstance(opened, Database) else ServerClock()),
        ids=chance,
        publish=hub.publish,
        apart=runtime.offload,
        hash_password=passwords.hash,
        check_password=passwords.check,
    )
    outdated = (lambda: False) if store else lambda: migrate.current(config.database) != migrate.newest()
    writable = opened.writable if isinstance(opened, Database) else lambda: True

    def examine() -> None:
        if isinstance(opened, Database):
            durability.examine(opened, _running, runtime.offload, partial(runtime.sleep, 0))

    def free() -> int:
        folders = {config.data, opened.file.parent if isinstance(opened, Database) and opened.file else config.data}
        return min((shutil.disk_usage(folder).free for folder in folders if folder.exists()), default=sys.maxsize)

    file = opened.file if isinstance(opened, Database) else None
    shared: Shared = Memory(ctx.clock.now)
    more: dict[str, Any] = {}
    if config.several and isinstance(opened, Database):
        group = _Group(config, opened, hub, ctx.clock)
        shared, more = group.shared, group.services()
    return Services(
        ctx=replace(ctx, hall=_hall(shared)),
        config=config,
        hub=hub,
        shared=shared,
        setup_code=more.pop("setup_code", None) or chance.new(),
        outdated=outdated,
        writable=writable,
        free=free,
        examine=examine,
        written=partial(_written, file),
        backups=partial(_kept, config.backups) if file else None,
        feed=_Feed(opened, config.data) if isinstance(opened, Database) and opened.feed is not None else None,
        **more,
    )


def _hall(shared: Shared) -> Hall:
    """What the phones of the hall have answered, from the table that all processes see."""
    held = HallAnswers(shared)

    def closed(match: str, item: int, at: int) -> Sequence[HallAnswer]:
        return [HallAnswer(one.no, one.choice, one.ms, one.name) for one in held.close(about(match, item, at))]

    return closed


def _common_clock(database: Database) -> ServerClock:
    """The clock of a process of several: that of the database's server, as it is at the start."""
    ahead = database.clock_ahead()
    return ServerClock(lambda: time.time_ns() + ahead)


class _Group:
    """What makes a process one of several: shared tables, notices of the others' commits, leases."""

    def __init__(self, config: Config, database: Database, hub: Hub, clock: Clock) -> None:
        from scoreboard.shared.redis_group import Group  # only several processes load its driver
        from scoreboard.shared.redis_link import Link
        from scoreboard.shared.redis_store import RedisStore

        self._database, self._hub, self._clock = database, hub, clock
        self._key = session_keys.session_key(config.data)
        link = Link(config.redis_url, session_keys.cookie_name(self._key), RandomIds().new())
        self.shared: RedisStore = RedisStore(link, self._key, clock.now)
        self._leases = Leases(database, runtime.lock())
        self._processes = Group(self.shared, self._leases.hold, clock.now, self._begin)

    def services(self) -> dict[str, Any]:
        """The fields of ``Services`` that are other ones than those of a process alone."""
        return {
            "here": Memory(self._clock.now),
            "processes": self._processes,
            "epoch": self._epoch(),
            "away": lambda: self.shared.away,
            "setup_code": _setup_code(self._key),
        }

    def _epoch(self) -> str:
        """The epoch of those that run; a new one where none does."""
        table = self.shared.table("epoch", str)
        with table.turn(""):
            found = table.get("") if self._processes.alive() - {self._processes.id} else None
            epoch = found or secrets.token_hex(6)
            table.put("", epoch)
        return epoch

    def _begin(self) -> None:
        runtime.spawn(Listener(self._database, self._heard, runtime.sleep, _not_heard).run)
        runtime.spawn(self._keep_leases)

    def _heard(self, notice: Notice) -> None:
        """Another process has committed; where notices may have been missed, everything that goes on has changed."""
        kinds = models.TABLES if not notice.whole else [one for one in models.TABLES if one.__name__ in notice.kinds]
        self._database.changed_elsewhere(tuple(kinds))
        if notice.whole:
            heads = notice.heads
        else:
            with self._database.read() as uow:
                heads = {stream: uow.ledger.head(stream) for stream in _running(uow)}
        for stream, seq in heads.items():
            self._hub.grown_elsewhere(stream, seq)

    def _keep_leases(self) -> None:
        while True:
            runtime.sleep(LEASES_EVERY)
            self._leases.look()


LEASES_EVERY = 0.5
"""Seconds between two looks whether the connection of the leases stands."""


def _setup_code(key: str) -> str:
    """The setup code of several processes: whichever of them gets the form must know it."""
    found = hmac.digest(key.encode(), b"setup", "sha256")
    return "".join(ID_LETTERS[one % len(ID_LETTERS)] for one in found[:ID_LENGTH])


class _Feed:
    """The feed of a database as ``SpareFeed``."""

    def __init__(self, database: Database, data: Path) -> None:
        assert database.feed is not None
        self._database, self._feed, self._data = database, database.feed, data

    def base(self) -> tuple[str, int, Path]:
        """A copy of the database beside it, made in a real thread."""
        for left in self._data.glob(".base-*"):  # of a request that was cut off
            if time.time() - left.stat().st_mtime > BASE_STAYS:
                left.unlink(missing_ok=True)
        assert self._database.file is not None
        if shutil.disk_usage(self._data).free < self._database.file.stat().st_size + BASE_LEAVES:
            raise Refused("disk-full")
        base = self._database.base()
        target = self._data / f".base-{secrets.token_hex(8)}"
        try:
            runtime.offload(copy_snapshot, base.source, target, runtime.real("time").sleep)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return base.epoch, base.no, target

    def after(self, epoch: str, no: int, wait: float, who: str) -> tuple[int, Sequence[tuple[int, bytes]]]:
        """The commits after ``no``."""
        return self._feed.after(epoch, no, wait, who)

    def followers(self) -> Sequence[tuple[int, int]]:
        """Who follows."""
        return [(one.seconds, one.behind) for one in self._feed.followers()]

    def version(self) -> str:
        """The server runs, so its tables have the newest shape."""
        return spare_version.version(migrate.newest())


BASE_LEAVES = 64 * 1024 * 1024
"""Bytes of the disk that the copy for a spare leaves free: the match goes on beside it."""

BASE_STAYS = 3600
"""Seconds after which the copy for a request that was cut off is removed."""


def _written(file: Path | None) -> object:
    """Time and size of the files of a database: every commit changes one of them."""
    found = []
    for one in (file, file.with_name(f"{file.name}-wal")) if file else ():
        with suppress(FileNotFoundError):
            at = one.stat()
            found.append((at.st_mtime_ns, at.st_size))
    return found


def _kept(place: Path) -> Sequence[KeptBackup]:
    """The backups in a place, the newest first; none on a disk that cannot be read, which the next backup says."""
    listed: list[KeptBackup] = []
    try:
        names = manifest.names(place)
    except OSError:
        return listed
    for name in reversed(names):
        try:
            one = manifest.read(place / name)
        except Broken:
            listed.append(KeptBackup(name, readable=False))
            continue
        size = one.size + sum(size for _, size in one.files)
        listed.append(KeptBackup(name, True, one.made_at, one.why, one.entries, len(one.files), size))
    return listed
