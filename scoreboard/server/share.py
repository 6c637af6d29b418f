"""What one sender may send: a share that is refilled with time, held by all the connections of that sender."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

UNIT = 1024
"""Bytes that cost as much as a message does by itself."""

MOST_KEPT = 4096
"""Senders that are remembered; the one that came first is forgotten first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A ``burst`` at first and after a rest, then so many ``a_second``; in messages."""

    burst: float
    a_second: float


class Share:
    """The share of one sender."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left, self._at = rate.burst, clock()

    def spend(self, size: int = 0) -> bool:
        """Take a message of so many bytes; False where too little is left, which then stays."""
        now = self._clock()
        self._left = min(self._rate.burst, self._left + (now - self._at) * self._rate.a_second)
        self._at = now
        cost = 1 + size / UNIT
        if cost > self._left:
            return False
        self._left -= cost
        return True


class Shares:
    """A share for each sender, by any name."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._lock = threading.Lock()
        self._held: dict[str, Share] = {}

    def of(self, sender: str) -> Share:
        """The one share of ``sender``, whoever asks for it."""
        with self._lock:
            share = self._held.pop(sender, None) or Share(self._rate, self._clock)
            self._held[sender] = share  # the last now
            if len(self._held) > MOST_KEPT:
                del self._held[next(iter(self._held))]
        return share
