"""Days and deadlines in words, in the campaign's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scoreboard.presenters.say import Say
from scoring.engine.review.campaign import Campaign, Deadline
from scoring.engine.review.guards import ends_at

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Until:
    """A deadline as a page shows it.  ``text``: its day, time and zone · ``left``: how long it still is · ``at``: the
    first moment that is too late, ms since the epoch · ``over``: it has passed."""

    text: str
    left: str
    at: int
    over: bool


def until_part(campaign: Campaign, deadline: Deadline, now: int, say: Say) -> Until:
    """A deadline at ``now`` (ms since the epoch)."""
    at = ends_at(campaign, deadline)
    hour = f"{deadline.until:%H:%M}" if deadline.until else "24:00"
    text = say("review_unit.until", day=day_text(deadline.day, say), time=hour, zone=zone_text(campaign.zone, say))
    return Until(text, left_text(at - now, say), at, now >= at)


def left_text(left: int, say: Say) -> str:
    """How long ``left`` ms are: in days and hours, then hours and minutes, then minutes."""
    if left <= 0:
        return say("review_unit.left.over")
    if left >= _DAY:
        return say("review_unit.left.days", days=left // _DAY, hours=left % _DAY // _HOUR)
    if left >= _HOUR:
        return say("review_unit.left.hours", hours=left // _HOUR, minutes=left % _HOUR // _MINUTE)
    return say("review_unit.left.minutes", minutes=left // _MINUTE)


def day_text(day: date, say: Say) -> str:
    """2012年6月15日."""
    return say("review_unit.day", year=day.year, month=day.month, day=day.day)


def moment_text(at: int, zone: str, say: Say) -> str:
    """2012年6月15日 09:30, in the zone, of ms since the epoch."""
    local = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)).astimezone(ZoneInfo(zone))
    return f"{day_text(local.date(), say)} {local:%H:%M}"


def zone_text(zone: str, say: Say) -> str:
    """北京时间; another zone by its name."""
    return say("review_unit.zone_china") if zone == "Asia/Shanghai" else zone
