"""The rate limit of messages by connection, or by device without one: it allows quick presses and stops a flood."""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.shared.protocol import Shared
from scoring.engine.errors import Refused

BURST = 80
PER_SECOND = 30

FULL_AFTER = -(-BURST * 1000 // PER_SECOND)
"""ms after which any bucket is full again and need not be kept: a request without a connection never disconnects."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """``left``: thousandths of a message that may still be sent, counted ``at`` (ms since the epoch)."""

    left: int
    at: int

    def refilled(self, now: int) -> int:
        """What is left at ``now``."""
        return min(BURST * 1000, self.left + max(0, now - self.at) * PER_SECOND)


class RateLimit:
    """A bucket of messages for each connection, refilled with time."""

    def __init__(self, shared: Shared) -> None:
        self._buckets = shared.table("message rates", Bucket)

    def take(self, sid: str, now: int) -> None:
        """Take one message of ``sid`` at ``now`` (ms since the epoch); ``Refused("too-many-messages")`` where none is
        left."""
        with self._buckets.turn(sid):
            bucket = self._buckets.get(sid) or Bucket(BURST * 1000, now)
            left = bucket.refilled(now)
            allowed = left >= 1000
            self._buckets.put(sid, Bucket(left - 1000 if allowed else left, now), lives=FULL_AFTER)
        if not allowed:
            raise Refused("too-many-messages")

    def forget(self, sid: str) -> None:
        """Remove the bucket of a connection that is gone."""
        self._buckets.pop(sid)
