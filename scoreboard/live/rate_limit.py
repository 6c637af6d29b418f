"""How fast a connection, or a device without one, may talk: generous for a nervous finger, too slow for a flood."""

from __future__ import annotations

from scoreboard.server import runtime
from scoring.engine.errors import Refused

BURST = 80
PER_SECOND = 30


MOST_BUCKETS = 10_000
"""So many buckets before the full ones are thrown away: requests without a connection never say that they go."""


def _full(bucket: tuple[int, int], now: int) -> bool:
    left, at = bucket
    return left + (now - at) * PER_SECOND >= BURST * 1000


class RateLimit:
    """A bucket of messages for each connection, refilled with time."""

    def __init__(self) -> None:
        self._buckets: dict[str, tuple[int, int]] = {}
        self._lock = runtime.lock()

    def take(self, sid: str, now: int) -> None:
        """Take one message of ``sid`` at ``now`` (ms since the epoch); ``Refused("too-many-messages")`` where none is
        left."""
        with self._lock:
            if len(self._buckets) >= MOST_BUCKETS:
                self._buckets = {who: held for who, held in self._buckets.items() if not _full(held, now)}
            left, at = self._buckets.get(sid, (BURST * 1000, now))
            left = min(BURST * 1000, left + max(0, now - at) * PER_SECOND)
            allowed = left >= 1000
            self._buckets[sid] = (left - 1000 if allowed else left, now)
        if not allowed:
            raise Refused("too-many-messages")

    def forget(self, sid: str) -> None:
        """The connection is gone."""
        with self._lock:
            self._buckets.pop(sid, None)
