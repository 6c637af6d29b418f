"""Working days, and the last day of a public notice.

Which days are off and which days at a weekend are worked is data: one official order a year, sometimes changed later.
A day of a year without that data is never guessed from its weekday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.engine.errors import Refused
from scoring.engine.review.campaign import Notice

_SATURDAY = 5
_DAY = timedelta(days=1)
_NEXT_ORDER_FROM = (12, 28)
"""From this day of December on, the order of the next year may move days for its New Year."""


@dataclass(frozen=True, slots=True)
class YearDays:
    """The official days of one year: ``off``, days that are not worked beside weekends, and ``work``, days at a weekend
    that are worked (调休).  A day stands in its own year, whichever year's order says it."""

    year: int
    off: tuple[date, ...]
    work: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The official days of some years."""

    years: tuple[YearDays, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is worked; raises ``Refused("no-official-days", year=…)`` where no order says so."""
        days = self._of(day.year)
        if (day.month, day.day) >= _NEXT_ORDER_FROM:
            self._of(day.year + 1)
        return day in days.work or (day.weekday() < _SATURDAY and day not in days.off)

    def _of(self, year: int) -> YearDays:
        for days in self.years:
            if days.year == year:
                return days
        raise Refused("no-official-days", year=year)


@dataclass(frozen=True, slots=True)
class Span:
    """The day of a notice's publishing, and its last day, on which it still stands."""

    first: date
    last: date


def last_day(notice: Notice, first: date, calendar: Calendar) -> date:
    """The last day of a notice published on ``first``; raises ``Refused("no-official-days")``."""
    if notice.count == "natural":
        return first + (notice.days - notice.first_day_counts) * _DAY
    day, counted = first, 0
    while True:
        if (day > first or notice.first_day_counts) and calendar.is_working(day):
            counted += 1
        if counted == notice.days:
            return day
        day += _DAY


def spans(notices: Sequence[Notice], first: date, calendar: Calendar) -> tuple[Span, ...]:
    """The notices one after the other, the first published on ``first``, each later one as soon as possible: on the day
    after the one before it, or, where it counts working days, on the first working day after it."""
    found: list[Span] = []
    for notice in notices:
        if found:
            first = found[-1].last + _DAY
            while notice.count == "working" and not calendar.is_working(first):
                first += _DAY
        found.append(Span(first, last_day(notice, first, calendar)))
    return tuple(found)
