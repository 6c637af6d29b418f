"""Files in the operating system: only their owner may read them, and they survive a power cut."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

OTHERS = 0o077
"""The mode bits that give others than the owner access to a file."""

_NO_SYNC = frozenset({errno.EACCES, errno.EPERM, errno.EINVAL, errno.EBADF, errno.ENOTSUP})
"""The errors of a system that cannot sync folders: Windows, and some network disks."""


NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""The errors of a disk that is full, or of a person's share of it."""


def is_full(error: BaseException | None) -> bool:
    """Whether an error says that the disk is full."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


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
