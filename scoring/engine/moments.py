"""Days of a zone and moments: whole milliseconds since the epoch, never a binary float."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MS = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))


def moment_of(day: date, zone: str, clock: time = time()) -> int:
    """The moment at which a clock in the zone shows this time of this day, ms since the epoch."""
    return (datetime.combine(day, clock, ZoneInfo(zone)) - EPOCH) // MS


def local(at: int, zone: str) -> datetime:
    """What a clock in the zone shows at ``at`` (ms since the epoch)."""
    return (EPOCH + at * MS).astimezone(ZoneInfo(zone))
