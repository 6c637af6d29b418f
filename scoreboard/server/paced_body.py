"""The body of a request that is large: while it is read and taken apart, others get their turn."""

from __future__ import annotations

from typing import Any

from scoreboard.server import runtime

STRETCH = 128 * 1024
"""Bytes after which the others go on.  A green socket that always has bytes ready would never let them."""


class PacedBody:
    """``wsgi.input`` with a pause after each stretch."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._left = STRETCH

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes."""
        if self._left <= 0:
            self._left = STRETCH
            runtime.sleep(0)
        piece: bytes = self._body.read(STRETCH if size < 0 else min(size, STRETCH))
        self._left -= len(piece)
        return piece
