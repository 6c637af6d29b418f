"""Files as the operating system keeps them: for their owner alone, and still there after a power cut."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

OTHERS = 0o077
"""The bits of a file's mode that let others than its owner in."""

_NO_SYNC = frozenset({errno.EACCES, errno.EPERM, errno.EINVAL, errno.EBADF, errno.ENOTSUP})
"""What a system says that syncs no folders: Windows, and some network disks."""


def open_to_others(file: Path) -> bool:
    """Whether its mode lets others than its owner in; False where the system has no such modes (Windows)."""
    return hasattr(os, "getuid") and bool(stat.S_IMODE(file.stat().st_mode) & OTHERS)


def make_private(folder: Path) -> None:
    """Make ``folder`` for its owner alone; those above it that are missing are made as usual."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system can.  Raises OSError where the disk failed."""
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
