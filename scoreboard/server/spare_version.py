"""What a warm spare and its server must have in common."""

from __future__ import annotations

import importlib.metadata


def version(revision: str) -> str:
    """The version of the program with that of its tables, such as ``1.0.0/0031``.  Entries of a newer program may be
    unknown to an older one although their tables are the same."""
    return f"{importlib.metadata.version('leitai')}/{revision}"
