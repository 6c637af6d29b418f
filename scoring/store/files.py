"""Files by their SHA-256, in a folder beside the database: ``ab/cdef…``, and ``new/`` for those on their way in.

A file is written before the transaction that names it, and outside of it: under a temporary name, synced, then renamed
to its place.  A file that no record names is garbage; ``sweep`` removes it when it is older than an hour, so it never
removes a file whose transaction is still to come.

Nothing here takes a lock or logs: a server with green threads may call all of it in a real one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scoring.disk import make_private, sync_folder
from scoring.engine.errors import Broken

INCOMING = "new"
"""The folder of files that are being written or removed."""

SAFE_AGE = 3600
"""Seconds for which a file that no record names is kept."""

PIECE = 1024 * 1024
"""Bytes that are read at a time when a whole file is checked."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A file that no record names, and its size in bytes."""

    path: Path
    size: int


class FileStore:
    """The files in ``folder``, which is made with the first file.  ``now`` gives the seconds since the epoch."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._now = now

    def keep(self, parts: Iterable[bytes]) -> str:
        """Write the bytes of ``parts`` into a file that is durable when this returns; returns their SHA-256.

        The same bytes are kept once; a damaged file with this name is replaced.
        """
        with self._named():
            return self._keep(parts)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Writing and syncing on a full disk do not say where: name the folder."""
        try:
            yield
        except OSError as error:
            if error.filename is None:
                error.filename = str(self.folder)
            raise

    def _keep(self, parts: Iterable[bytes]) -> str:
        digest = hashlib.sha256()
        self._make_folders()
        draft = self.folder / INCOMING / secrets.token_hex(16)
        try:
            with open(draft, "xb", opener=_private) as out:
                for part in parts:
                    digest.update(part)
                    out.write(part)
                out.flush()
                os.fsync(out.fileno())
            self._place(draft, self.path(digest.hexdigest()))
        finally:
            draft.unlink(missing_ok=True)
        return digest.hexdigest()

    def take(self, file: Path) -> str:
        """Move a file that is synced already, on the same disk, into its place; returns its SHA-256."""
        with self._named():
            sha256 = _digest(file)
            self._make_folders()
            os.utime(file)  # ``sweep`` counts the hour of a file that nothing names yet from now
            self._place(file, self.path(sha256))
            file.unlink(missing_ok=True)  # the same bytes were there, and somebody on Windows reads them
        return sha256

    def _make_folders(self) -> None:
        new = not self.folder.exists()
        make_private(self.folder)
        make_private(self.folder / INCOMING)
        if new:
            sync_folder(self.folder.parent)

    def _place(self, draft: Path, target: Path) -> None:
        make_private(target.parent)
        try:
            draft.replace(target)
        except PermissionError:
            # Windows cannot replace a file that somebody reads.  The file has the same bytes; its new time keeps it
            # from ``sweep``.
            if not target.exists() or target.stat().st_size != draft.stat().st_size:
                raise
            os.utime(target)
        sync_folder(target.parent)
        sync_folder(self.folder)

    def part(self, sha256: str, start: int, length: int) -> bytes:
        """At most ``length`` bytes from ``start``; fewer or none at the end.  Raises ``Broken("file-missing")``."""
        try:
            with self.path(sha256).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError as error:
            raise Broken("file-missing", file=self.name(sha256)) from error

    def size(self, sha256: str) -> int | None:
        """The size of the file in bytes; None if it does not exist."""
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def fault(self, sha256: str, size: int) -> Literal["", "file-missing", "file-damaged"]:
        """The fault of a file that should have ``size`` bytes of this hash; the whole file is read."""
        found = self.size(sha256)
        if found is None:
            return "file-missing"
        return "" if found == size and _digest(self.path(sha256)) == sha256 else "file-damaged"

    def unused(self, named: Collection[str]) -> Sequence[Unused]:
        """The files older than an hour whose hashes are not in ``named``, by path."""
        before = self._now() - SAFE_AGE
        found = []
        for path, sha256 in sorted(self._all()):
            with suppress(FileNotFoundError):
                at = path.stat()
                if sha256 not in named and at.st_mtime < before:
                    found.append(Unused(path, at.st_size))
        return found

    def sweep(self, named: Collection[str]) -> Sequence[Unused]:
        """Remove the files that are ``unused``; returns those removed.

        Each file is first moved out of its place and checked again: a file that was kept anew just now is moved back.
        """
        before = self._now() - SAFE_AGE
        removed = []
        self._make_folders()
        for one in self.unused(named):
            gone = self.folder / INCOMING / f"gone-{secrets.token_hex(8)}"
            # Another sweep was faster, or somebody on Windows reads the file: the next sweep finds it again.
            with suppress(FileNotFoundError, PermissionError):
                one.path.rename(gone)
                if gone.stat().st_mtime < before:
                    gone.unlink()
                    removed.append(one)
                else:
                    gone.replace(one.path)
        return removed

    def path(self, sha256: str) -> Path:
        """The path of the file of this hash, also if it does not exist."""
        return self.folder / sha256[:2] / sha256[2:]

    def name(self, sha256: str) -> str:
        """The file's path as messages show it."""
        return f"{self.folder.name}/{sha256[:2]}/{sha256[2:]}"

    def _all(self) -> Iterator[tuple[Path, str]]:
        """Every file with its hash, "" for one on its way."""
        for path in filter(Path.is_file, self.folder.glob("*/*")):
            yield path, "" if path.parent.name == INCOMING else path.parent.name + path.name


def _private(name: str, flags: int) -> int:
    """Opens a new file for its owner alone."""
    return os.open(name, flags, 0o600)


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
