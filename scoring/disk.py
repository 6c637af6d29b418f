"""Files in the operating system: only their owner may read them, and they survive a power cut."""

from __future__ import annotations

import errno
import glob
import os
import stat
import tempfile
from pathlib import Path

OTHERS = 0o077
"""The mode bits that give others than the owner access to a file."""

_NO_SYNC = frozenset({errno.EACCES, errno.EPERM, errno.EINVAL, errno.EBADF, errno.ENOTSUP})
"""The errors of a system that cannot sync folders: Windows, and some network disks."""


NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""The errors of a disk that is full, of a person's share of it, and of a file that may not become larger."""

PROBE = bytes(64 * 1024)
"""What is written to see whether a file could grow; the write-ahead log grows by pages of 4 kB."""


def is_full(error: BaseException | None) -> bool:
    """Whether an error says that the disk is full."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


def has_room(file: Path) -> bool:
    """Whether ``file``, and those beside it whose names begin with its name, could grow by a ``PROBE``.

    Tried in a file without a name, at the end that the largest of them has: a quota and a limit of the size of a file
    show nowhere else.  An error that says something else than "no room" is none.
    """
    try:
        end = max((one.stat().st_size for one in file.parent.glob(f"{glob.escape(file.name)}*")), default=0)
        with tempfile.TemporaryFile(dir=file.parent, buffering=0) as probe:
            probe.seek(end)
            rest = memoryview(PROBE)
            while rest:
                rest = rest[probe.write(rest) :]
            os.fsync(probe.fileno())
    except OSError as error:
        return not is_full(error)
    return True


def open_to_others(file: Path) -> bool:
    """Whether the mode gives others than the owner access; False if the system has no such modes (Windows)."""
    return hasattr(os, "getuid") and bool(stat.S_IMODE(file.stat().st_mode) & OTHERS)


def make_private(folder: Path) -> None:
    """Make ``folder`` for its owner alone; missing parent folders are made with the usual mode."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, if the system can.  Raises OSError if the disk failed."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)
