"""The rate limit of messages, by the device on a seat over all of its connections: it allows quick presses and stops a
flood."""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.shared.protocol import Shared
from scoring.engine.errors import Refused

BURST = 80
PER_SECOND = 30

FULL_AFTER = -(-BURST * 1000 // PER_SECOND)
"""ms after which any bucket is full again and need not be kept."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """``left``: thousandths of a message that may still be sent, counted ``at`` (ms since the epoch)."""

    left: int
    at: int

    def refilled(self, now: int) -> int:
        """What is left at ``now``."""
        return min(BURST * 1000, self.left + max(0, now - self.at) * PER_SECOND)


class RateLimit:
    """A bucket of messages for each sender, refilled with time."""

    def __init__(self, shared: Shared) -> None:
        self._buckets = shared.table("message rates", Bucket)

    def take(self, sender: str, now: int) -> None:
        """Take one message of ``sender`` at ``now`` (ms since the epoch).  Raises ``Refused("too-many-messages")``
        where none is left."""
        with self._buckets.turn(sender):
            bucket = self._buckets.get(sender) or Bucket(BURST * 1000, now)
            left = bucket.refilled(now)
            allowed = left >= 1000
            self._buckets.put(sender, Bucket(left - 1000 if allowed else left, now), lives=FULL_AFTER)
        if not allowed:
            raise Refused("too-many-messages")
