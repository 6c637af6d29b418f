"""Working days, and the last day of a public notice.

Which days are off and which days at a weekend are worked is data: one official order a year, sometimes changed later.
A day of a year without that data is never guessed from its weekday.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    def is_working(self, day: date) -> bool:
        """Whether ``day``, which is of this year, is worked."""
        return day in self.work or (day.weekday() < _SATURDAY and day not in self.off)

    def working_days(self) -> tuple[date, ...]:
        """Every working day of the year."""
        first = date(self.year, 1, 1)
        days = (first + offset * _DAY for offset in range(366))
        return tuple(day for day in days if day.year == self.year and self.is_working(day))


def faults_of(days: YearDays) -> Iterator[tuple[str, str, date]]:
    """What cannot be so in a year: the list, the code and the day.  ``day-of-other-year``, ``twice-in-list``,
    ``work-on-weekday``, ``off-and-work``."""
    for key, listed in (("off", days.off), ("work", days.work)):
        for place, day in enumerate(listed):
            if day.year != days.year:
                yield key, "day-of-other-year", day
            if day in listed[:place]:
                yield key, "twice-in-list", day
    for day in days.work:
        if day.weekday() < _SATURDAY:
            yield "work", "work-on-weekday", day
        if day in days.off:
            yield "work", "off-and-work", day


@dataclass(frozen=True, slots=True)
class Calendar:
    """The official days of some years."""

    years: tuple[YearDays, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is worked; raises ``Refused("no-official-days", year=…)`` where no order says so."""
        days = self._of(day.year)
        if (day.month, day.day) >= _NEXT_ORDER_FROM:
            self._of(day.year + 1)
        return days.is_working(day)

    def within(self, first: date, last: date) -> Calendar:
        """The official days that say which days from ``first`` to ``last`` are worked."""
        beyond = last.year + ((last.month, last.day) >= _NEXT_ORDER_FROM)
        return Calendar(tuple(one for one in self.years if first.year <= one.year <= beyond))

    def _of(self, year: int) -> YearDays:
        for days in self.years:
            if days.year == year:
                return days
        raise Refused("no-official-days", year=year)


NO_CALENDAR = Calendar()
"""No official days at all: whatever counts working days refuses."""


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


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """A notice that is published and still open: its ``name`` for people, its rule, the day of its publishing."""

    name: str
    notice: Notice
    first: date


@dataclass(frozen=True, slots=True)
class Move:
    """An open notice whose last day is another one by another calendar; None where the calendar has no official days
    for it."""

    name: str
    before: date | None
    after: date | None


def moved(notices: Sequence[OpenNotice], old: Calendar, new: Calendar) -> tuple[Move, ...]:
    """The open notices that end on another day by ``new`` than by ``old``, in the order given."""
    found = (Move(one.name, _end(one, old), _end(one, new)) for one in notices)
    return tuple(move for move in found if move.before != move.after)


def _end(one: OpenNotice, calendar: Calendar) -> date | None:
    try:
        return last_day(one.notice, one.first, calendar)
    except Refused:
        return None
