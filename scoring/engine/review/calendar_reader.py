"""Calendars as files: TOML text → ``Calendar``, every fault at once with its place and line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.review.calendar import Calendar, YearDays
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import faults, parse
from scoring.engine.rulefile.schema import Schema
from scoring.engine.rulefile.values import Finding, Reading, finding

_SATURDAY = 5

SCHEMA = Schema(
    limits={(YearDays, "year"): (Decimal(1900), Decimal(2199))},
    file_names={(Calendar, "years"): "year"},
    not_empty=frozenset({(YearDays, "off")}),
    most_in_list=366,
)


def read_calendar(text: str) -> Calendar:
    """The calendar written in ``text`` (TOML); raises ``FaultyRuleSheet`` with every fault in order of line."""
    data, lines = parse(text)
    reading = Reading(SCHEMA)
    calendar: Calendar = reading.table(Calendar, data, ())
    found = [one for one in _check(calendar) if not any(bad[:2] == one.path[:2] for bad in reading.bad)]
    if findings := reading.findings + found:
        raise FaultyRuleSheet(faults(findings, reading.names, lines))
    return calendar


def _check(calendar: Calendar) -> Iterator[Finding]:
    first: dict[int, int] = {}
    for no, days in enumerate(calendar.years, start=1):
        at: Path = ("year", no)
        if days.year in first:
            yield finding((*at, "year"), "twice", value=days.year, first=f"year[{first[days.year]}]")
        first.setdefault(days.year, no)
        for key, listed in (("off", days.off), ("work", days.work)):
            for place, day in enumerate(listed):
                if day.year != days.year:
                    yield finding((*at, key), "day-of-other-year", day=day, year=days.year)
                if day in listed[:place]:
                    yield finding((*at, key), "twice-in-list", value=day)
        for day in days.work:
            if day.weekday() < _SATURDAY:
                yield finding((*at, "work"), "work-on-weekday", day=day)
            if day in days.off:
                yield finding((*at, "work"), "off-and-work", day=day)
