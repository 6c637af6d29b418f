"""The calendar of official working days: what comes with the product, and what organisers have said of a year.

A year that an organiser has said is kept as said, whatever a newer edition of the product brings; the two can be
compared, and the year can be given back.  ``official_days_import`` reads tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.review.calendar import Calendar, Move, OpenNotice, YearDays, faults_of, moved
from scoring.engine.rulefile.values import FIRST_YEAR, LAST_YEAR
from scoring.sheets.official_days import shipped_days
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import OfficialDays

LONGEST_SOURCE = 120


@dataclass(frozen=True, slots=True)
class KnownYear:
    """A year of the calendar.  ``said``: what an organiser has said of it, None where nobody has; ``shipped``: what
    comes with the product, None where it has nothing."""

    days: YearDays
    said: OfficialDays | None
    shipped: YearDays | None

    @property
    def differs(self) -> tuple[date, ...]:
        """The days that are worked by one of the two and not by the other."""
        return turned(self.shipped, self.days) if self.shipped and self.said else ()


def calendar_of(uow: UnitOfWork) -> Calendar:
    """The official days of every year that is known: as an organiser has said them, else as they come with the
    product."""
    return Calendar(tuple(year.days for year in _years(uow)))


def years_of(ctx: Context) -> tuple[KnownYear, ...]:
    """Every year that is known, the earliest first."""
    with ctx.store.read() as uow:
        return _years(uow)


def year_of(ctx: Context, year: int) -> KnownYear | None:
    """One year; None where there are no official days for it."""
    return next((one for one in years_of(ctx) if one.days.year == year), None)


def put_official_days(
    ctx: Context,
    *,
    actor: Actor,
    year: int,
    off: Iterable[date],
    work: Iterable[date] = (),
    source: str = "",
    notices: Sequence[OpenNotice] = (),
    dry_run: bool = False,
) -> tuple[Move, ...]:
    """Say the official days of a year, in any order; returns which of the open ``notices`` end on another day for it.

    Raises ``Invalid("year-out-of-range" | "days-off-missing" | "day-of-other-year" | "work-on-weekday" |
    "off-and-work" | "text-too-long")``.
    """
    require_organiser(actor)
    days = checked(YearDays(year, tuple(sorted(set(off))), tuple(sorted(set(work)))))
    said = clean(source, "source", limit=LONGEST_SOURCE, needed=False)
    with ctx.store.read() if dry_run else ctx.store.write() as uow:
        moves = moved(notices, calendar_of(uow), with_years(calendar_of(uow), [days]))
        if not dry_run:
            keep(ctx, uow, days, said)
            uow.commit()
    return moves


def give_back(
    ctx: Context, *, actor: Actor, year: int, notices: Sequence[OpenNotice] = (), dry_run: bool = False
) -> tuple[Move, ...]:
    """Forget what was said of a year, so that it is as it comes with the product, or not known; returns which open
    ``notices`` that moves.  Raises ``NotFound("official-days-not-said")``."""
    require_organiser(actor)
    with ctx.store.read() if dry_run else ctx.store.write() as uow:
        if uow.of(OfficialDays).get(str(year)) is None:
            raise NotFound("official-days-not-said", year=year)
        before = calendar_of(uow)
        after = [days for days in before.years if days.year != year]
        moves = moved(notices, before, Calendar((*after, *(one for one in shipped_days() if one.year == year))))
        if not dry_run:
            uow.of(OfficialDays).remove(str(year))
            uow.commit()
    return moves


def checked(days: YearDays) -> YearDays:
    """The days if they can be so; raises the first fault as ``Invalid``."""
    if not FIRST_YEAR <= days.year <= LAST_YEAR:
        raise Invalid("year-out-of-range", low=FIRST_YEAR, high=LAST_YEAR)
    if not days.off:
        raise Invalid("days-off-missing", year=days.year)
    for _, code, day in faults_of(days):
        raise Invalid(code, day=day.isoformat(), year=days.year)
    return days


def with_years(calendar: Calendar, years: Sequence[YearDays]) -> Calendar:
    """The calendar with these years in the place of its own."""
    new = {days.year for days in years}
    return Calendar((*(days for days in calendar.years if days.year not in new), *years))


def turned(before: YearDays, after: YearDays) -> tuple[date, ...]:
    """The days of a year that are worked by one and not by the other."""
    return tuple(sorted(set(before.working_days()) ^ set(after.working_days())))


def keep(ctx: Context, uow: UnitOfWork, days: YearDays, source: str) -> None:
    """Write what was said of a year into the transaction."""
    uow.of(OfficialDays).put(OfficialDays(str(days.year), days.off, days.work, source, ctx.clock.now()))


def _years(uow: UnitOfWork) -> tuple[KnownYear, ...]:
    shipped = {days.year: days for days in shipped_days()}
    said = {int(one.id): one for one in uow.of(OfficialDays).all()}
    found = []
    for year in sorted({*shipped, *said}):
        own = said.get(year)
        days = YearDays(year, own.off, own.work) if own else shipped[year]
        found.append(KnownYear(days, own, shipped.get(year)))
    return tuple(found)
