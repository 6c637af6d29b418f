"""How long a press can have been under way, by what the server measured."""

from __future__ import annotations

from scoreboard.live.presence import Presence
from scoring.engine.trip import Trip, slowest, trusted


def trip_to(presence: Presence, ticket: str, device: str) -> Trip | None:
    """The way to a device and how far it is believed; None before the first measurement."""
    own = presence.round_trip(ticket, device)
    return None if own is None else trusted(own, presence.other_trips(ticket))


def slowest_but(presence: Presence, ticket: str) -> int:
    """The longest round trip to a station of another team, in ms: so long an earlier press may still be under way."""
    return slowest(presence.other_trips(ticket))
