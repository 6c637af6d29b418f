"""Files as the operating system keeps them: for their owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

OTHERS = 0o077
"""The bits of a file's mode that let others than its owner in."""


def open_to_others(file: Path) -> bool:
    """Whether its mode lets others than its owner in; False where the system has no such modes (Windows)."""
    return hasattr(os, "getuid") and bool(stat.S_IMODE(file.stat().st_mode) & OTHERS)
