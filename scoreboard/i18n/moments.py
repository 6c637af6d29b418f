"""A moment as people write it: day and time of day in the zone of the event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_in(at: int, zone: str) -> str:
    """``2026-11-29 14:05:02`` for ``at`` ms since the epoch in the time zone of this name."""
    return f"{(_EPOCH + timedelta(milliseconds=at)).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"
