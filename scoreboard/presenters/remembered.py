"""What was made of the very same values before, so that a view after an entry costs what that entry changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import is_
from typing import Generic, TypeVar

V = TypeVar("V")

MOST = 100_000
"""Most values that are remembered at a time; beyond that all are forgotten, and made anew."""


class Remembered(Generic[V]):
    """The newest value under each key, with what it was made of.  For values that nobody changes."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[tuple[object, ...], V]] = {}

    def of(self, key: Hashable, made_of: tuple[object, ...], make: Callable[[], V]) -> V:
        """The value under ``key``: the remembered one if it was made of the very same objects, else a new one."""
        kept = self._kept.get(key)
        if kept is not None and len(kept[0]) == len(made_of) and all(map(is_, kept[0], made_of)):
            return kept[1]
        value = make()
        if len(self._kept) >= self._most:
            self._kept = {}
        self._kept[key] = (made_of, value)
        return value
