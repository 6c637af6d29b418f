"""How a press was dated at first, for entries that were written under that rule: it was believed for its whole round
trip (docs/adr/0006-how-far-a-press-is-believed.md)."""

from __future__ import annotations

from scoring.engine.trip import Trip


def dated(arrived: int, pressed_at: int | None, trip: Trip) -> tuple[int, int, int]:
    """When the press was made, its uncertainty, and by how much its claim was cut, all in ms."""
    if pressed_at is None:
        return arrived, 0, 0
    earliest = arrived - trip.believed
    return min(max(pressed_at, earliest), arrived), trip.doubt, max(0, earliest - pressed_at)
