"""The checks of ``leitai doctor``, each a function of the settings that returns its findings."""

from __future__ import annotations

import errno
import http.client
import json
import math
import os
import re
import shutil
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from scoreboard import bundles, paths, vendor
from scoreboard.cli import cli_lang, lasting, w
from scoreboard.cli.stored import sqlite_file
from scoreboard.cli.wording import reason
from scoreboard.config import Config
from scoreboard.i18n.catalogue import of_error
from scoreboard.i18n.moments import moment_in
from scoreboard.live import fan_out
from scoreboard.presenters.warnings import CLOCK_NOTICED
from scoreboard.server import data_lock, open_files, runtime, session_keys
from scoreboard.server.addresses import SERVICE, lan_addresses
from scoring.engine.errors import LeitaiError
from scoring.store import durability, migrate
from scoring.store.backup import manifest, restoring
from scoring.store.database import Database
from scoring.store.files import FileStore

RARE = "䶮𬘭㛃"
"""Characters of people's names that the usual fonts lack."""

LEAST_DISK_MB, ENOUGH_DISK_MB = 200, 2048
ENOUGH_FILES = 4096
SLOW_FSYNC_MS = 50
PORT_PATIENCE = 3
"""Seconds within which the program that has the port must answer what it is."""
PLAUSIBLE_SINCE = 1_750_000_000
"""Seconds since the epoch: a clock before this was never set."""

LONG_WITHOUT_BACKUP = 3600
"""Seconds by which the data may be newer than the last backup."""

FILE_FAULTS = ("file-missing", "file-damaged")
"""What can be wrong with a file that a record names."""

NETWORK_DISKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "sshfs", "fuse.sshfs", "9p"})


@dataclass(frozen=True, slots=True)
class CheckResult:
    """``check`` what was looked at; ``state`` ok, warn or fail; ``code`` and ``fields`` of the words."""

    check: str
    state: Literal["ok", "warn", "fail"]
    code: str
    fields: dict[str, str | int] = field(default_factory=dict)


def examine(config: Config) -> list[CheckResult]:
    """Every check, in the order in which a person would do them."""
    return [finding for look in EXAMINATIONS for finding in look(config)]


def address(config: Config) -> Iterator[CheckResult]:
    """Can the venue's devices reach this machine?"""
    anywhere = config.host in ("0.0.0.0", "::")  # noqa: S104  a comparison
    found = lan_addresses() if anywhere else [config.host]
    if config.host in ("127.0.0.1", "localhost", "::1"):
        yield CheckResult("address", "warn", "address-only-here", {"host": config.host})
    elif not anywhere and not _is_here(config.host):
        yield CheckResult("address", "fail", "address-elsewhere", {"host": config.host})
    elif found:
        yield CheckResult("address", "ok", "address-found", {"addresses": " ".join(found), "port": config.port})
    else:
        yield CheckResult("address", "warn", "address-none")


def _is_here(host: str) -> bool:
    try:
        with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return True


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def port(config: Config) -> Iterator[CheckResult]:
    """Is the port free?"""
    try:
        with socket.socket(_family(config.host), socket.SOCK_STREAM) as probe:
            runtime.bind_alone(probe, (config.host, config.port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE or (os.name == "nt" and error.errno == errno.EACCES):
            yield _taken_port(config, reason(error, w))
        else:
            code = "port-privileged" if error.errno in (errno.EACCES, errno.EPERM) else "port-refused"
            yield CheckResult(
                "port", "fail", code, {"host": config.host, "port": config.port, "problem": reason(error, w)}
            )
    else:
        yield CheckResult("port", "ok", "port-free", {"port": config.port})


def _taken_port(config: Config, problem: str) -> CheckResult:
    """Is the port taken by a server of these data, by a server of other data, or by another program?"""
    if not _answers_as_leitai(config):
        return CheckResult("port", "fail", "port-taken", {"port": config.port, "problem": problem})
    if data_lock.in_use(config.data):
        return CheckResult("port", "ok", "port-serving", {"port": config.port})
    return CheckResult("port", "fail", "port-other-data", {"port": config.port, "data": str(config.data)})


def _answers_as_leitai(config: Config) -> bool:
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104  a comparison
    connection = http.client.HTTPConnection(address, config.port, timeout=PORT_PATIENCE)
    try:
        connection.request("GET", "/healthz")
        told = json.loads(connection.getresponse().read(1000))
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return isinstance(told, dict) and told.get("service") == SERVICE


def clock(config: Config) -> Iterator[CheckResult]:
    """Was the clock set, and does it run at the pace of the monotonic one?"""
    wall, steady = time.time_ns(), time.monotonic_ns()
    time.sleep(0.2)
    drift = abs((time.time_ns() - wall) - (time.monotonic_ns() - steady)) // 1_000_000
    if wall < PLAUSIBLE_SINCE * 1_000_000_000:
        yield CheckResult("clock", "fail", "clock-unset", {"date": time.strftime("%Y-%m-%d")})
    elif drift > 20:
        yield CheckResult("clock", "warn", "clock-drifts", {"ms": drift})
    else:
        shown = moment_in(wall // 1_000_000, config.zone)
        beijing = config.zone == "Asia/Shanghai"
        code, zone = ("clock-good-beijing", {}) if beijing else ("clock-good", {"zone": config.zone})
        yield CheckResult("clock", "ok", code, {"time": shown, **zone})


def recorded_time(config: Config) -> Iterator[CheckResult]:
    """Is the clock behind what was recorded?  The server's time then starts at the newest entry."""
    try:
        if migrate.missing_file(config.database):
            return
        store = Database(config.database)
        try:
            with store.read() as uow:
                behind = uow.ledger.newest() - time.time_ns() // 1_000_000
        finally:
            store.close()
    except (SQLAlchemyError, LeitaiError, OSError):
        return  # ``database`` reports it
    if behind >= CLOCK_NOTICED:
        yield CheckResult("clock", "warn", "clock-behind", {"by": lasting(behind)})


def disk(config: Config) -> Iterator[CheckResult]:
    """Is there room, and how long does a durable write take?  Checked where the data directory will be, if it is not
    there yet: no directory is made."""
    try:
        there = next(place for place in (config.data, *config.data.parents) if place.exists())
        free = shutil.disk_usage(there).free // 2**20
        took = _fsync_ms(there)
    except OSError as error:
        yield CheckResult("disk", "fail", "disk-unwritable", {"path": str(config.data), "problem": reason(error, w)})
        return
    if there != config.data:
        yield CheckResult("disk", "warn", "data-new", {"path": str(config.data)})
    state: Literal["ok", "warn", "fail"] = "ok" if free >= ENOUGH_DISK_MB else "warn"
    yield CheckResult(
        "disk", "fail" if free < LEAST_DISK_MB else state, f"disk-{state}", {"mb": free, "path": str(config.data)}
    )
    yield CheckResult("disk", "warn" if took > SLOW_FSYNC_MS else "ok", "disk-speed", {"ms": took})
    kind = _file_system(there)
    if kind in NETWORK_DISKS:
        yield CheckResult("disk", "warn", "disk-network", {"kind": kind})


def secrets(config: Config) -> Iterator[CheckResult]:
    """Is the key of the session cookies readable by the server's user only, and undamaged?"""
    try:
        if not (config.data / session_keys.FILE_NAME).exists():
            yield CheckResult("secrets", "ok", "secrets-new")
            return
        session_keys.session_key(config.data)
    except LeitaiError as error:
        yield CheckResult("secrets", "fail", error.code, {"file": str(config.data / session_keys.FILE_NAME)})
    except OSError:
        return  # ``disk`` reports it
    else:
        yield CheckResult("secrets", "ok", "secrets-good")


def files(_config: Config) -> Iterator[CheckResult]:
    """May the process hold a connection for every device?  ``serve`` raises the soft limit to the hard one."""
    found = open_files.limits()
    if found is None:
        return
    _, hard = found
    enough = hard >= ENOUGH_FILES
    limit = "∞" if math.isinf(hard) else int(hard)
    yield CheckResult("files", "ok" if enough else "warn", "files-enough" if enough else "files-few", {"limit": limit})


def push(config: Config) -> Iterator[CheckResult]:
    """Are changes written to all screens at once, or by the stock way, which takes a hall of a few hundred?"""
    why = fan_out.unusable(config.async_mode)
    if not config.fan_out:
        yield CheckResult("push", "warn", "push-set-off")
    elif why:
        yield CheckResult("push", "warn", "push-stock", {"why": why})
    else:
        yield CheckResult("push", "ok", "push-fan-out")


def front_end(_config: Config) -> Iterator[CheckResult]:
    """Is every file of the pages there, and bundled?"""
    absent = [name for name in ("templates/base.html", "static/css/tokens.css") if not (paths.root() / name).is_file()]
    absent += [f"static/vendor/{name}" for name in vendor.missing(paths.static() / "vendor")]
    if absent:
        yield CheckResult(
            "front_end", "fail", "front-end-missing", {"files": " ".join(absent[:10]), "count": len(absent)}
        )
    elif bundles.missing(paths.root()):
        yield CheckResult("front_end", "warn", "front-end-unbundled")
    else:
        yield CheckResult("front_end", "ok", "front-end-good")


def fonts(_config: Config) -> Iterator[CheckResult]:
    """Can the fonts show every name?"""
    covered = "".join(sign for sign in RARE if _in_slices(sign))
    lacking = "".join(sign for sign in RARE if sign not in covered)
    if lacking:
        yield CheckResult("fonts", "warn", "fonts-lacking", {"signs": lacking})
    else:
        yield CheckResult("fonts", "ok", "fonts-good", {"signs": RARE})


def database(config: Config) -> Iterator[CheckResult]:
    """Does the database answer, with every migration run; is a commit on the disk before it is confirmed; do the ledger
    and the files hold?"""
    try:
        if migrate.missing_file(config.database):
            yield CheckResult("database", "warn", "database-new")
            return
        store = Database(config.database)
        try:
            report = durability.check(store, FileStore(config.files))
        finally:
            store.close()
    except LeitaiError as error:
        if error.code == "database-away" and error.__cause__ is not None:
            yield CheckResult("database", "fail", "database-silent", {"problem": _problem(error.__cause__)})
            return
        message = of_error(cli_lang(), error.code, "message", **error.fields)
        yield CheckResult("database", "fail", "database-broken", {"problem": message})
        return
    except (SQLAlchemyError, OSError) as error:
        yield CheckResult("database", "fail", "database-silent", {"problem": _problem(error)})
        return
    for found in report.findings:
        fields: dict[str, str | int] = {"name": found.name, "value": found.value, "wanted": found.wanted}
        if found.name == "revision":
            if migrate.is_newer(found.value if found.value != "none" else None):
                yield CheckResult("database", "fail", "database-newer", fields)
            elif found.good:
                yield CheckResult("database", "ok", "database-current", fields)
            else:
                code = "database-new" if found.value == "none" else "database-outdated"
                yield CheckResult("database", "warn", code, fields)
        elif found.name in FILE_FAULTS and not found.good:
            yield CheckResult("media", "fail", found.name, {"file": found.value})
        elif not found.good:
            yield CheckResult("database", "fail", "database-fault", fields)
    if all(found.good for found in report.findings if found.name not in FILE_FAULTS):  # of another revision: unread
        yield CheckResult("database", "ok", "database-durable", {"streams": report.streams, "entries": report.entries})


def redis(config: Config) -> Iterator[CheckResult]:
    """Does what several processes share answer?"""
    if not config.several:
        return
    from scoreboard.shared.redis_link import Away, Link

    link = Link(config.redis_url, "leitai", "doctor")
    try:
        version = link.try_to(lambda client: client.info("server")["redis_version"])
        yield CheckResult("redis", "ok", "redis-good", {"version": str(version)})
    except Away as error:
        problem = str(error.__cause__).partition("\n")[0]
        yield CheckResult("redis", "fail", "redis-silent", {"problem": problem})
    finally:
        link.close()


def backups(config: Config) -> Iterator[CheckResult]:
    """Is there a backup of these data, on another disk; did a restore stop half way?"""
    try:
        file = sqlite_file(config)
        if file is None or not file.exists():
            return
        if restoring.pending(file):
            yield CheckResult("backup", "warn", "backup-restore-pending")
        if not config.backups.parent.is_dir():
            yield CheckResult("backup", "fail", "backup-place-missing", {"folder": str(config.backups)})
            return
        kept = manifest.names(config.backups)
        if not kept:
            yield CheckResult("backup", "warn", "backup-none", {"folder": str(config.backups)})
        else:
            newest = manifest.read(config.backups / kept[-1])
            at = moment_in(newest.made_at, config.zone)
            late = file.stat().st_mtime - newest.made_at / 1000 > LONG_WITHOUT_BACKUP
            code = "backup-late" if late else "backup-last"
            yield CheckResult("backup", "warn" if late else "ok", code, {"at": at, "count": len(kept)})
        if config.backups.exists() and config.backups.stat().st_dev == file.stat().st_dev:
            yield CheckResult("backup", "warn", "backup-same-disk", {"folder": str(config.backups)})
    except LeitaiError as error:
        message = of_error(cli_lang(), error.code, "message", **error.fields)
        yield CheckResult("backup", "warn", "backup-broken", {"problem": message})
    except OSError as error:
        yield CheckResult("backup", "warn", "backup-broken", {"problem": reason(error, w)})


def _problem(error: BaseException) -> str:
    """Why a database does not answer: the first line of its own message, where there is one."""
    said = str(getattr(error, "orig", None) or "").strip().partition("\n")[0]
    return said or reason(error, w) or type(error).__name__


EXAMINATIONS: tuple[Callable[[Config], Iterator[CheckResult]], ...] = (
    address, port, clock, recorded_time, disk, secrets, files, push, front_end, fonts, database, redis, backups,
)  # fmt: skip


def _fsync_ms(folder: Path) -> int:
    """The median of a few small durable writes, in ms."""
    took = []
    with NamedTemporaryFile(dir=folder) as file:
        for _ in range(7):
            file.write(b"x" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(took))


def _file_system(folder: Path) -> str:
    """The kind of file system that holds ``folder``, as /proc/mounts calls it; "" where it is not known."""
    best = ("", "")
    with suppress(OSError):
        for line in Path("/proc/mounts").read_text("utf-8").splitlines():
            _, mount, kind, *_ = line.split()
            if folder.resolve().is_relative_to(mount) and len(mount) > len(best[0]):
                best = (mount, kind)
    return best[1]


def _in_slices(sign: str) -> bool:
    wanted = ord(sign)
    for sheet in (paths.static() / "vendor" / "fonts").glob("*.css"):
        for low, high in re.findall(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?", sheet.read_text("utf-8")):
            if int(low, 16) <= wanted <= int(high or low, 16):
                return True
    return False
