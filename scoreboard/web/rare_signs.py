"""Which names a page has to bring fonts for."""

from __future__ import annotations

from collections.abc import Iterable


def are_rare(names: Iterable[str]) -> bool:
    """Whether a name has a character that old telephones lack: then the page brings its fonts along."""
    try:
        "".join(names).encode("gbk")
    except UnicodeEncodeError:
        return True
    return False
