"""The calendar by which notices count: what organisers have said of a year, else what came with the program."""

from __future__ import annotations

from scoring.engine.review.calendar import Calendar, YearDays
from scoring.sheets.official_days import shipped_days
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import OfficialDays


def calendar_in(uow: UnitOfWork) -> Calendar:
    """The official days of every year that is known."""
    years = {days.year: days for days in shipped_days()}
    years |= {int(one.id): YearDays(int(one.id), one.off, one.work) for one in uow.of(OfficialDays).all()}
    return Calendar(tuple(years[year] for year in sorted(years)))
