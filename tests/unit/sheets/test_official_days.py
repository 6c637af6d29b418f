"""The official days that come with the product are those of the orders."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from scoring.engine.errors import Refused
from scoring.engine.review.calendar import Calendar, YearDays, faults_of, last_day
from scoring.engine.review.campaign import Notice
from scoring.sheets.official_days import shipped_days
from tests.unit.engine.review.test_calendar import YEARS, natural, working
from tests.unit.sheets.orders import ORDERS

CALENDAR = Calendar(shipped_days())
SECOND_SOURCE = "holidays==0.109"


def test_the_years_from_2007_on_are_there_without_a_gap_and_without_a_fault() -> None:
    years = [days.year for days in shipped_days()]
    assert years == list(range(2007, years[-1] + 1))
    assert years[-1] >= 2026
    assert [fault for days in shipped_days() for fault in faults_of(days)] == []


@pytest.mark.parametrize("year", YEARS)
def test_a_year_is_as_its_order_says(year: int) -> None:
    assert next(days for days in shipped_days() if days.year == year) == YEARS[year]


@pytest.mark.parametrize(
    ("notice", "first", "last"),
    [
        (working(5), "2022-10-31", "2022-11-04"),
        (working(5), "2022-05-07", "2022-05-12"),
        (working(5, first_day_counts=False), "2025-04-14", "2025-04-21"),
        (working(5), "2020-01-21", "2020-02-04"),
        (working(5), "2023-12-29", "2024-01-05"),
        (natural(7), "2017-03-31", "2017-04-06"),
    ],
)
def test_real_notices_end_on_their_day(notice: Notice, first: str, last: str) -> None:
    assert last_day(notice, date.fromisoformat(first), CALENDAR) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2019-05-02", False),  # lengthened by an order of 22 March
        ("2019-05-05", True),
        ("2019-04-28", True),
        ("2020-01-31", False),  # lengthened in its last days
        ("2020-02-01", False),
        ("2015-09-03", False),  # a holiday of that year alone
        ("2015-09-06", True),
        ("2007-12-31", False),  # by the order of 2008
        ("2007-12-29", True),
    ],
)
def test_days_that_lists_had_wrong_are_right(day: str, works: bool) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is works


def test_a_year_beyond_the_last_order_is_refused_and_not_guessed() -> None:
    year = shipped_days()[-1].year + 1
    with pytest.raises(Refused, match="no-official-days") as refused:
        CALENDAR.is_working(date(year, 6, 1))
    assert refused.value.fields == {"year": year}


def days_in(year: int, text: str) -> Iterator[date]:
    """The days of a text such as ``1.1-1.3 5.1``."""
    for span in text.split():
        first, _, last = span.partition("-")
        day, end = (date(year, *map(int, one.split("."))) for one in (first, last or first))
        while day <= end:
            yield day
            day += timedelta(days=1)


def test_every_day_from_2007_to_2026_is_as_the_orders_say() -> None:
    """7,305 days, each once by the list that comes with the product and once by the orders as we wrote them down."""
    off = {day for year, (free, _) in ORDERS.items() for day in days_in(year, free)}
    worked = {day for year, (_, days) in ORDERS.items() for day in days_in(year, days)}
    assert not off & worked
    assert all(day.weekday() > 4 for day in worked)
    calendar = Calendar((*shipped_days(), YearDays(shipped_days()[-1].year + 1, ())))
    days = [date(2007, 1, 1) + timedelta(days=offset) for offset in range(7305)]
    said = {day: day in worked or (day.weekday() < 5 and day not in off) for day in days}
    assert [day for day in days if calendar.is_working(day) != said[day]] == []


@pytest.mark.nightly
def test_every_day_is_as_a_second_source_says(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(tmp_path), SECOND_SOURCE)
    subprocess.run(pip, check=True)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from datetime import date, timedelta\n"
        "import holidays\n"
        "china = holidays.country_holidays('CN', years=range(2007, 2027))\n"
        "day = date(2007, 1, 1)\n"
        "while day.year < 2027:\n"
        "    print(int(china.is_working_day(day)), end='')\n"
        "    day += timedelta(days=1)\n"
    )
    told = subprocess.run((sys.executable, "-c", script, str(tmp_path)), check=True, capture_output=True, text=True)
    days = [date(2007, 1, 1) + timedelta(days=offset) for offset in range(7305)]
    assert len(told.stdout) == len(days)
    # Asks for the year after the last order too, which may move the last days of the year before it.
    calendar = Calendar((*shipped_days(), YearDays(shipped_days()[-1].year + 1, ())))
    assert [day for day, said in zip(days, told.stdout, strict=True) if calendar.is_working(day) != (said == "1")] == []
