"""Files that are still arriving: two files in a folder for each, what was said of it and the bytes so far.

They outlive the server: whoever sends a file goes on after a restart.  Only a whole file is synced; after a restart of
the machine, which may have lost a part in the middle, a file that was on its way begins anew.  All of this is plain
work on files, without locks and logging, so that it can be done in a real thread beside green ones; the caller sees to
it that one thread at a time works on one upload.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from scoring.disk import is_full, make_private
from scoring.engine.errors import Conflict, NotFound, Refused, TooLate

PIECE = 1024 * 1024
"""Bytes that are written or read at a time, and the most that one request may bring."""

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Where Linux says it."""

_ID = re.compile(r"[0-9a-z]{1,64}")


@dataclass(frozen=True, slots=True)
class OpenUpload:
    """A file that is arriving: whose it will be (``owner``, ``field``), its ``name`` and its ``size`` in bytes as its
    sender says, and who sends it.  ``mark``: what the sender's device knows the file by; ``at``: when it was begun, ms
    since the epoch; ``arrived``: bytes that are kept."""

    id: str
    owner: str
    field: str
    name: str
    size: int
    mark: str
    by: str
    at: int
    arrived: int = 0

    @property
    def whole(self) -> bool:
        """Whether all of it is there."""
        return self.arrived == self.size

    def same_file(self, other: OpenUpload) -> bool:
        """Whether the other one is this file on its way to the same place, sent by the same person."""
        return replace(other, id=self.id, at=self.at, arrived=self.arrived) == self


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How many files may be open: of one sender, and of all; how many bytes these may have together, of one sender, and
    of all; how long each may take, in ms; after how long without a part it is ``idle``; and the bytes of the disk that
    are left free for everything else.

    An idle file of which nothing has come is forgotten.  One of which something has come is forgotten only where
    another file needs its room, so that a unit with a bad line goes on the next morning.
    """

    each: int = 12
    in_all: int = 200
    bytes_each: int = 1024**3
    bytes_in_all: int = 4 * 1024**3
    lives: int = 24 * 3_600_000
    idle: int = 3_600_000
    left_free: int = 500 * 1024 * 1024


class OpenUploads:
    """The uploads in ``folder``, which is made with the first one.  ``free``: bytes that the disk has left."""

    def __init__(self, folder: Path, free: Callable[[], int], limits: UploadLimits | None = None) -> None:
        self._folder = folder
        self._free = free
        self._limits = limits or UploadLimits()
        self._boot = boot_id()

    def begin(self, asked: OpenUpload) -> OpenUpload:
        """Open an upload, or give back the one that was open for the same file.

        Raises ``Refused``: ``uploads-each``, ``uploads-each-bytes``, ``uploads-in-all``, ``disk-short``.
        """
        held = self._swept(asked.at)
        for one in held:
            if one.same_file(asked):
                return one
        limits = self._limits
        own = [one for one in held if one.by == asked.by]
        if len(own) >= limits.each:
            raise Refused("uploads-each", limit=limits.each)
        if sum(one.size for one in own) + asked.size > limits.bytes_each:
            raise Refused("uploads-each-bytes", megabytes=limits.bytes_each // 1024**2)
        held = self._with_room(held, asked)
        still_to_come = sum(one.size - one.arrived for one in held)
        if self._free() < still_to_come + asked.size + limits.left_free:
            raise Refused("disk-short")
        self._write(asked)
        return asked

    def _with_room(self, held: Sequence[OpenUpload], asked: OpenUpload) -> Sequence[OpenUpload]:
        """What stays open beside the new one: where there is no room, idle ones go, the longest idle first."""
        limits, waiting = self._limits, sorted(held, key=lambda one: self._last_part(one.id))
        while len(waiting) >= limits.in_all or sum(one.size for one in waiting) + asked.size > limits.bytes_in_all:
            if not waiting or not self._is_idle(waiting[0], asked.at):
                raise Refused("uploads-in-all")
            self.drop(waiting.pop(0).id)
        return waiting

    def _is_idle(self, one: OpenUpload, now: int) -> bool:
        return now - max(one.at, self._last_part(one.id)) > self._limits.idle

    def _last_part(self, upload_id: str) -> int:
        """When the last part came, ms since the epoch: the time of the file, which ``append`` sets."""
        with suppress(OSError):
            return self.path(upload_id).stat().st_mtime_ns // 1_000_000
        return 0

    def get(self, upload_id: str) -> OpenUpload:
        """The upload as far as it is; raises ``NotFound("upload-ended")``."""
        found = self._read(upload_id) if _ID.fullmatch(upload_id) else None
        if found is None:
            raise NotFound("upload-ended")
        return found

    def of(self, owner: str, by: str) -> Sequence[OpenUpload]:
        """What this sender has open for this owner, the oldest first."""
        return [one for one in self._all() if (one.owner, one.by) == (owner, by)]

    def append(self, upload_id: str, offset: int, data: bytes, at: int) -> OpenUpload:
        """Keep a part that begins at ``offset`` and came ``at``; one that is there already changes nothing.

        Raises ``Conflict("upload-offset", arrived=…)`` where what comes before is missing, ``TooLate("upload-longer")``
        beyond the end, and ``Refused``: ``disk-short`` ``disk-full``, after which nothing is left of the upload.
        """
        upload = self.get(upload_id)
        end = offset + len(data)
        if end <= upload.arrived:
            return upload
        if offset != upload.arrived:
            raise Conflict("upload-offset", arrived=upload.arrived)
        if end > upload.size:
            raise TooLate("upload-longer", name=upload.name)
        if self._free() < len(data) + self._limits.left_free:
            self.drop(upload_id)
            raise Refused("disk-short")
        self._append(upload, data)
        self._date(upload_id, at)
        return replace(upload, arrived=end)

    def path(self, upload_id: str) -> Path:
        """The file of the bytes so far."""
        return self._folder / f"{upload_id}.part"

    def sync(self, upload_id: str) -> Path:
        """Make the whole file durable, before it is moved to where a record names it; gives its path.

        Raises ``Refused("disk-full")``: some systems find only now that there is no room.
        """
        try:
            with self.path(upload_id).open("rb+") as file:
                os.fsync(file.fileno())
        except OSError as error:
            if is_full(error):
                raise Refused("disk-full") from error
            raise
        return self.path(upload_id)

    def piece(self, upload_id: str, start: int) -> bytes:
        """At most ``PIECE`` bytes from ``start``; none at the end."""
        with self.path(upload_id).open("rb") as file:
            file.seek(start)
            return file.read(PIECE)

    def drop(self, upload_id: str) -> None:
        """Forget an upload and its bytes; nothing where it is not open."""
        for file in (self._said(upload_id), self.path(upload_id)):
            file.unlink(missing_ok=True)

    def _said(self, upload_id: str) -> Path:
        return self._folder / f"{upload_id}.json"

    def _write(self, upload: OpenUpload) -> None:
        make_private(self._folder)
        try:
            with open(self.path(upload.id), "xb", opener=_private):
                pass
            self._date(upload.id, upload.at)
            with open(self._said(upload.id), "x", encoding="utf-8", opener=_private) as out:
                json.dump({**asdict(upload), "boot": self._boot}, out, ensure_ascii=False)
        except OSError as error:
            self.drop(upload.id)
            if is_full(error):
                raise Refused("disk-full") from error
            raise

    def _date(self, upload_id: str, at: int) -> None:
        """Say in the file's time when the last part came."""
        os.utime(self.path(upload_id), ns=(at * 1_000_000, at * 1_000_000))

    def _append(self, upload: OpenUpload, data: bytes) -> None:
        try:
            with self.path(upload.id).open("ab") as out:
                out.write(data)
                out.flush()
                _begin_writing(out.fileno(), upload.arrived, len(data))
        except OSError as error:
            if is_full(error):
                self.drop(upload.id)
                raise Refused("disk-full") from error
            os.truncate(self.path(upload.id), upload.arrived)
            raise

    def _read(self, upload_id: str) -> OpenUpload | None:
        """What was said and how much has come; None where either is missing or damaged, as a crash may leave it."""
        try:
            said = json.loads(self._said(upload_id).read_text("utf-8"))
            if said.pop("boot") != self._boot:
                return None
            return replace(OpenUpload(**said), arrived=self.path(upload_id).stat().st_size)
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None

    def _all(self) -> Iterator[OpenUpload]:
        found = (self._read(file.stem) for file in self._folder.glob("*.json"))
        return iter(sorted((one for one in found if one is not None), key=lambda one: (one.at, one.id)))

    def _swept(self, now: int) -> Sequence[OpenUpload]:
        """The open uploads, after what is too old, damaged, or was only begun was removed."""
        held = [
            one
            for one in self._all()
            if now - one.at <= self._limits.lives and (one.arrived or not self._is_idle(one, now))
        ]
        known = {one.id for one in held}
        for file in self._folder.glob("*.*"):
            if file.stem not in known:
                with suppress(OSError):  # on Windows somebody may be reading it: the next one removes it
                    file.unlink(missing_ok=True)
        return held


def boot_id() -> str:
    """What the system calls the time since the machine was started; "" where it does not say."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def _begin_writing(handle: int, start: int, length: int) -> None:
    """Let the system write these bytes to the disk from now on, where it can be told so.

    Nobody waits for it: a sync of each part would hold up that of the ledger's entries, and one sync of 50 MB at the
    end even more.
    """
    system: Any = os
    if hasattr(system, "posix_fadvise"):
        system.posix_fadvise(handle, start, length, system.POSIX_FADV_DONTNEED)


def _private(name: str, flags: int) -> int:
    """Opens a new file for its owner alone."""
    return os.open(name, flags, 0o600)
