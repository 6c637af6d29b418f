"""Calendars as files: TOML text → ``Calendar``, every fault at once with its place and line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.review.calendar import Calendar, YearDays, faults_of
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import faults, parse
from scoring.engine.rulefile.schema import Schema
from scoring.engine.rulefile.values import Finding, Reading, finding

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
        for key, code, day in faults_of(days):
            fields = {"value": day} if code == "twice-in-list" else {"day": day}
            year = {"year": days.year} if code == "day-of-other-year" else {}
            yield finding((*at, key), code, **fields, **year)
