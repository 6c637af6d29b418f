"""Simulated stations for ``tests.load.fairness``: lines to the server, clocks, presses, and what a liar says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from scoring.engine.trip import RoundTrip

PINGS = 8
"""Round trips that a page and the server remember."""

SYSTEM_PINGS = 40
"""Segments from which the operating system takes the least round trip."""

REPEAT = 200
"""ms after which a lost segment is sent again, at least: the least that Linux waits."""

AGE = 60
"""Seconds, at most, since the round trip by which a page set its clock."""


@dataclass(frozen=True)
class Line:
    """The way to the server, one way each, in ms: ``up`` and ``down`` at rest; ``jitter``, the mean of what is added
    to each message; with the chance ``burst`` up to ``burst_ms`` more; with the chance ``loss`` sent again.  ``drift``:
    how far the clock of the device runs off, in parts of a million, in either direction.  ``repeats``: the press itself
    is always lost once."""

    up: float
    down: float
    jitter: float = 0.3
    burst: float = 0.0
    burst_ms: float = 0.0
    loss: float = 0.0
    drift: float = 0.0
    repeats: bool = False

    def way(self, rest: float, random: Random) -> float:
        """How long one message takes."""
        took = rest + random.expovariate(1 / self.jitter) + random.uniform(0.2, 1.5)
        if random.random() < self.burst:
            took += random.uniform(0, self.burst_ms)
        while random.random() < self.loss:
            took += self.again(random)
        return took

    def again(self, random: Random) -> float:
        """How long it takes until a lost message is sent again."""
        return max(REPEAT, self.up + self.down) * random.uniform(1, 1.3)


@dataclass(frozen=True)
class Station:
    """A station with what was measured of it before the press.  ``offset``: by how much its idea of the server's time
    is too late."""

    line: Line
    trip: RoundTrip
    offset: float

    def press(self, at: float, random: Random) -> tuple[int, int]:
        """(when a press made at ``at`` arrives, when the station says that it was made), in whole ms."""
        lost = self.line.again(random) if self.line.repeats else 0
        return round(at + lost + self.line.way(self.line.up, random)), round(at + self.offset)


def station(line: Line, random: Random, *, kernel: bool, late: float = 0.0) -> Station:
    """A station that has been connected for a while; ``late``: how long it holds back its acknowledgements."""
    ups = [line.way(line.up, random) for _ in range(PINGS)]
    downs = [line.way(line.down, random) for _ in range(PINGS)]
    up, down = min(zip(ups, downs, strict=True), key=sum)
    drifted = random.uniform(-line.drift, line.drift) * AGE / 1_000
    acked = min(line.way(line.up, random) + line.way(line.down, random) for _ in range(PINGS)) + late
    # The kernel answers at once: neither the page nor the server's queue is in its figure.
    quick = min(random.expovariate(1 / line.jitter) for _ in range(SYSTEM_PINGS)) * 2
    system = math.ceil(line.up + line.down + quick) if kernel else None
    return Station(line, RoundTrip(round(acked), system), (up - down) / 2 + drifted)
