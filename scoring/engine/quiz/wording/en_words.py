"""Small words that English sentences are made with."""

from __future__ import annotations


def some(count: int, one: str) -> str:
    """``1 item``, ``2 items``."""
    return f"{count} {one if count == 1 else one + 's'}"
