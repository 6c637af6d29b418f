"""The head of every stream, kept beside a SQLite database: whether all that was acknowledged is still in it.

What was committed stands in ``leitai.db-wal`` at first.  Where that file is lost (the database was copied alone,
somebody tidied up, the disk gave back an older state), SQLite opens what is left without a word.  So each commit also
adds a line ``stream seq hash`` to ``leitai.db-heads``, and one ``stream gone`` where a stream was removed.

The line is written after the commit and without a sync of its own, 8 µs beside the commit's millisecond: it outlives
the process, and a power cut may take the last lines, after which the file is merely behind the database, which is no
fault.  It is never ahead of it, unless entries are gone.  Once in two seconds a commit also syncs it.  Several
processes may add lines at once: each is one write at the end of the file, and the greatest seq of a stream counts.

A fault that is reported and is none would be worse than what the file is for.  So each line begins anew, also behind
the half of one that a full disk or a power cut left, and who checks reads the heads before he opens the database: an
entry is there before its head is.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from scoring.engine.errors import Broken
from scoring.engine.ledger import Entry

SUFFIX = "-heads"
SYNC_EVERY = 2.0
"""Seconds between two syncs."""

_LINE = re.compile(r"([!-~]+) (?:([1-9]\d{0,15}) ([0-9a-f]{64})|gone)")

Heads = Mapping[str, tuple[int, str]]
"""The last seq of each stream, and the hash of that entry."""

HashOf = Callable[[str, int], str | None]
"""The hash of an entry by stream and seq; None where there is no such entry."""


class HeadFile:
    """The heads beside the database file ``database``."""

    def __init__(self, database: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.file = database.with_name(database.name + SUFFIX)
        self._clock = clock
        self._lock = threading.Lock()
        self._handle: int | None = None
        self._synced = clock()

    def note(self, entries: Iterable[Entry], gone: Iterable[str] = ()) -> None:
        """These entries are committed, and these streams are removed.  A file that cannot be written must not undo
        that, so it stays behind."""
        heads = {entry.stream: (entry.seq, entry.hash) for entry in entries}
        left = "".join(f"{stream} gone\n" for stream in gone).encode("ascii")
        if heads or left:
            with self._lock, suppress(OSError):
                if self._handle is None:
                    self._handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                os.write(self._handle, b"\n" + left + _lines(heads))
                if self._clock() - self._synced >= SYNC_EVERY:
                    os.fsync(self._handle)
                    self._synced = self._clock()

    def read(self) -> Heads:
        """The heads; a line that a power cut has left half is as good as none.  Raises OSError where the file is there
        and cannot be read."""
        found: dict[str, tuple[int, str]] = {}
        with suppress(FileNotFoundError):
            for line in self.file.read_text("ascii", errors="replace").splitlines():
                if match := _LINE.fullmatch(line):
                    stream, seq = match[1], int(match[2] or 0)
                    if seq == 0:
                        found.pop(stream, None)
                    elif seq >= found.get(stream, (0, ""))[0]:
                        found[stream] = (seq, match[3])
        return found

    def check(self, heads: Heads, hash_of: HashOf, removed: Container[str] = ()) -> None:
        """Raises ``Broken("db-behind")`` where an entry that was committed is not in the database, and
        ``Broken("db-forked")`` where another stands in its place.  ``heads`` were read before the snapshot of the
        database was taken: what is committed meanwhile is in neither, or in the snapshot alone.  ``removed``: streams
        that the database says were removed, perhaps just before this file could say so too."""
        for stream, (seq, wanted) in sorted(heads.items()):
            found = hash_of(stream, seq)
            if found is None and stream in removed:
                continue
            if found is None:
                raise Broken("db-behind", stream=stream, seq=seq, file=str(self.file))
            if found != wanted:
                raise Broken("db-forked", stream=stream, seq=seq, file=str(self.file))

    def shorten(self) -> None:
        """Keep one line for each stream, if the disk has room for it; only while nobody else writes (another's line
        would be lost)."""
        with suppress(OSError):
            if heads := self.read():
                self.write(heads)

    def write(self, heads: Heads) -> None:
        """Let the file hold these heads and no others, durably; only while nobody else writes."""
        draft = self.file.with_name(self.file.name + ".new")
        with open(draft, "wb", opener=_private) as out:
            out.write(_lines(heads))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self.file)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._handle is not None:
                os.close(self._handle)
                self._handle = None


def _lines(heads: Heads) -> bytes:
    return "".join(f"{stream} {seq} {digest}\n" for stream, (seq, digest) in heads.items()).encode("ascii")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
