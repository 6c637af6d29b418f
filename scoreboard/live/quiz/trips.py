"""How long a press can have been under way, by what the server measured."""

from __future__ import annotations

from scoreboard.live.presence import Presence
from scoring.engine.quiz.press import Trip, cap


def trip_to(presence: Presence, ticket: str, device: str) -> Trip | None:
    """The way to a device and up to where it is believed; None before the first measurement."""
    measured = presence.round_trips(ticket, device)
    if measured is None:
        return None
    return Trip(measured.best, cap(system_trip=measured.system, others=list(measured.others)))
