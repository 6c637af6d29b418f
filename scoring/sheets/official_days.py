"""The official days that come with the product, as the package ``chinesecalendar`` lists them."""

from __future__ import annotations

from functools import cache

from scoring.engine.review.calendar import YearDays

PACKAGE = "chinesecalendar"
FIRST_YEAR = 2007
"""Earlier years of the package are left out: nobody has compared them with a second list."""


@cache
def shipped_days() -> tuple[YearDays, ...]:
    """The years that come with the product, the earliest first: the days off of each order as it stands, those at a
    weekend too, and the weekends that are worked."""
    from chinese_calendar import constants

    return tuple(
        YearDays(
            year,
            off=tuple(sorted(day for day in constants.holidays if day.year == year)),
            work=tuple(sorted(day for day in constants.workdays if day.year == year)),
        )
        for year in sorted({day.year for day in constants.holidays})
        if year >= FIRST_YEAR
    )
