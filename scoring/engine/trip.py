"""How far a station's round trip is believed: the limits that it cannot move (docs/adr/0009-dating-a-press.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ALLOWANCE = 8
"""ms that a press is believed to have been under way beyond half of the round trip: a busy page, a frame sent twice,
a loaded server.  A false claim gains no more than this."""

LONGEST_TRIP = 300
"""The longest round trip that is believed, in ms; no window for collecting presses is longer for its sake."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What was measured of the way to a station, in ms: ``best``, as its page acknowledged it, and the least that the
    operating ``system`` measured on its connection (None: it gives none).  No page can make the second longer."""

    best: int
    system: int | None = None

    @property
    def sure(self) -> int:
        """The shorter of the two."""
        return self.best if self.system is None else min(self.best, self.system)


@dataclass(frozen=True, slots=True)
class Trip:
    """What a press is judged by, in ms: ``best``, the round trip as the station acknowledged it, ``cap``, up to which
    that is believed, and ``allowance``, what is believed beyond half of it (None: the first rule, by which a press was
    believed for the whole round trip; only entries written under it have that).  ``whole``: a press may have been under
    way for the whole of ``best``, which widens its uncertainty also where that is not believed; older entries lack it.
    """

    best: int
    cap: int = LONGEST_TRIP
    allowance: int | None = ALLOWANCE
    whole: bool = True

    @property
    def believed(self) -> int:
        """The round trip as far as it is believed."""
        return min(max(self.best, 0), self.cap)

    @property
    def half(self) -> int:
        """The way to the server where both directions take as long."""
        return self.believed // 2

    @property
    def doubt(self) -> int:
        """How far the way to the server may be from that, in either direction."""
        return self.believed - self.half

    @property
    def slow(self) -> bool:
        """The station acknowledges later than is believed: its presses will be dated too late."""
        return self.best > self.cap + 2 * (self.allowance or 0)


UNMEASURED = Trip(0, 0, 0)
"""A station that was not measured yet: its presses count from when they arrive."""


def trusted(own: RoundTrip, others: Sequence[RoundTrip]) -> Trip:
    """How far a station is believed.

    The round trip that the operating systems of both ends measured is the limit.  Without one it is the lower median of
    the ``others``, one for each other team: all use the same router, and false answers of fewer than half of them
    cannot raise it.
    """
    if own.system is not None:
        return Trip(own.best, min(own.system, LONGEST_TRIP))
    return Trip(own.best, _usual(others))


def slowest(stations: Sequence[RoundTrip]) -> int:
    """How long to wait for a press that was made before one that is here: the whole of the longest round trip that is
    believed, since the way to the server may take all of it."""
    limit = _usual(stations)
    trips = [station.sure if station.system is not None else min(station.best, limit) for station in stations]
    return min(max(trips, default=0), LONGEST_TRIP)


def _usual(stations: Sequence[RoundTrip]) -> int:
    """The lower median of round trips; the longest that is believed where there is none."""
    trips = sorted(station.sure for station in stations)
    return min(trips[(len(trips) - 1) // 2], LONGEST_TRIP) if trips else LONGEST_TRIP
