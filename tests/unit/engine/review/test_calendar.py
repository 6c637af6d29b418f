"""Working days by the official orders, and the last day of a public notice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scoreboard.i18n.catalogue import LANGS
from scoreboard.presenters.faults import fault_text
from scoring.engine.errors import FaultyRuleSheet, Refused
from scoring.engine.review.calendar import Calendar, Move, OpenNotice, Span, YearDays, last_day, moved, spans
from scoring.engine.review.calendar_reader import read_calendar
from scoring.engine.review.campaign import Notice
from tests.words import places


def days(year: int, *texts: str) -> tuple[date, ...]:
    """``days(2022, "10-01…10-07", "12-31")``"""
    found: list[date] = []
    for text in texts:
        first, _, last = text.partition("…")
        day, end = (date.fromisoformat(f"{year}-{one}") for one in (first, last or first))
        while day <= end:
            found.append(day)
            day += timedelta(days=1)
    return tuple(found)


def year(number: int, off: tuple[str, ...], work: tuple[str, ...]) -> YearDays:
    return YearDays(number, days(number, *off), days(number, *work))


YEARS = {
    2017: year(2017, ("01-01…01-02", "01-27…02-02", "04-02…04-04", "05-01", "05-28…05-30", "10-01…10-08"),
               ("01-22", "02-04", "04-01", "05-27", "09-30")),
    2020: year(2020, ("01-01", "01-24…02-02", "04-04…04-06", "05-01…05-05", "06-25…06-27", "10-01…10-08"),
               ("01-19", "04-26", "05-09", "06-28", "09-27", "10-10")),
    2022: year(2022, ("01-01…01-03", "01-31…02-06", "04-03…04-05", "04-30…05-04", "06-03…06-05", "09-10…09-12",
                      "10-01…10-07", "12-31"),
               ("01-29…01-30", "04-02", "04-24", "05-07", "10-08…10-09")),
    2023: year(2023, ("01-01…01-02", "01-21…01-27", "04-05", "04-29…05-03", "06-22…06-24", "09-29…10-06",
                      "12-30…12-31"),
               ("01-28…01-29", "04-23", "05-06", "06-25", "10-07…10-08")),
    2024: year(2024, ("01-01", "02-10…02-17", "04-04…04-06", "05-01…05-05", "06-10", "09-15…09-17", "10-01…10-07"),
               ("02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12")),
    2025: year(2025, ("01-01", "01-28…02-04", "04-04…04-06", "05-01…05-05", "05-31…06-02", "10-01…10-08"),
               ("01-26", "02-08", "04-27", "09-28", "10-11")),
}  # fmt: skip
"""The days of the official orders of these years, as last changed."""

CALENDAR = Calendar(tuple(YEARS.values()))
BEFORE_THE_CHANGE = Calendar((year(2020, ("01-01", "01-24…01-30"), ("01-19", "02-01")),))
"""2020 as it was first ordered: the spring festival was lengthened in its last days."""


def working(count: int, first_day_counts: bool = True) -> Notice:
    return Notice("甲", ("新闻网",), count, "working", first_day_counts)


def natural(count: int, first_day_counts: bool = True) -> Notice:
    return Notice("甲", ("新闻网",), count, "natural", first_day_counts)


@pytest.mark.parametrize(
    ("notice", "first", "last"),
    [
        (working(5), "2022-10-31", "2022-11-04"),
        (working(5), "2022-05-07", "2022-05-12"),  # a Saturday that was worked
        (working(5, first_day_counts=False), "2025-04-14", "2025-04-21"),
        (working(5), "2020-01-21", "2020-02-04"),
        (working(5), "2023-12-29", "2024-01-05"),
        (natural(7), "2017-03-31", "2017-04-06"),
        (natural(7, first_day_counts=False), "2017-03-31", "2017-04-07"),
        (working(1), "2022-10-31", "2022-10-31"),
        (working(1, first_day_counts=False), "2022-10-31", "2022-11-01"),
        (working(1), "2022-10-29", "2022-10-31"),  # published on a Saturday: Monday is the first day
        (working(1, first_day_counts=False), "2022-10-29", "2022-10-31"),
        (working(6), "2025-09-28", "2025-10-11"),  # eight days off between two weekends that are worked
    ],
)
def test_a_notice_ends_on_its_last_day(notice: Notice, first: str, last: str) -> None:
    assert last_day(notice, date.fromisoformat(first), CALENDAR) == date.fromisoformat(last)


def test_a_changed_order_gives_another_end() -> None:
    first = date(2020, 1, 21)
    assert last_day(working(5), first, BEFORE_THE_CHANGE) == date(2020, 2, 1)
    assert last_day(working(5), first, CALENDAR) == date(2020, 2, 4)


def test_a_changed_order_names_the_open_notices_that_it_moves() -> None:
    open_notices = (
        OpenNotice("甲", working(5), date(2020, 1, 21)),
        OpenNotice("乙", natural(7), date(2020, 1, 21)),
        OpenNotice("丙", working(3), date(2020, 1, 13)),
    )
    assert moved(open_notices, BEFORE_THE_CHANGE, CALENDAR) == (Move("甲", date(2020, 2, 1), date(2020, 2, 4)),)
    assert moved(open_notices, CALENDAR, CALENDAR) == ()
    assert moved(open_notices[:1], Calendar(), CALENDAR) == (Move("甲", None, date(2020, 2, 4)),)


@pytest.mark.parametrize(
    ("first", "known", "missing"),
    [
        ("2022-11-01", (), 2022),
        ("2023-12-25", (2023,), 2024),  # it runs over the end of the year
        ("2023-12-28", (2023,), 2024),  # the next order may move this day
        ("2022-12-26", (2023,), 2022),
    ],
)
def test_a_year_without_official_days_is_refused_by_name(first: str, known: tuple[int, ...], missing: int) -> None:
    with pytest.raises(Refused, match="no-official-days") as refused:
        last_day(working(5), date.fromisoformat(first), Calendar(tuple(YEARS[one] for one in known)))
    assert refused.value.fields == {"year": missing}


def test_natural_days_need_no_official_days() -> None:
    assert last_day(natural(90), date(2031, 12, 1), Calendar()) == date(2032, 2, 28)


def test_several_levels_publish_in_turn() -> None:
    notices = (working(5), natural(7), working(5, first_day_counts=False))
    assert spans(notices, date(2025, 4, 14), CALENDAR) == (
        Span(date(2025, 4, 14), date(2025, 4, 18)),
        Span(date(2025, 4, 19), date(2025, 4, 25)),
        Span(date(2025, 4, 27), date(2025, 5, 7)),  # Saturday is off, Sunday is worked, then five days are off
    )


def test_each_year_has_as_many_working_days_as_its_order_leaves() -> None:
    def count(number: int) -> int:
        day, found = date(number, 1, 1), 0
        while day.year == number:
            found += CALENDAR.is_working(day)
            day += timedelta(days=1)
        return found

    assert (count(2022), count(2023), count(2024)) == (249, 249, 251)


YEAR = "[[year]]\nyear = 2012\noff = [2012-01-01, 2012-01-02]\n"
FAULTY = {
    "missing-key": "[[year]]\nyear = 2012\n",
    "empty-list": "[[year]]\nyear = 2012\noff = []\n",
    "not-day": "[[year]]\nyear = 2012\noff = [\"new year\"]\n",
    "twice": YEAR + YEAR,
    "twice-in-list": YEAR.replace("01-02", "01-01"),
    "day-of-other-year": YEAR.replace("2012-01-02", "2013-01-02"),
    "work-on-weekday": YEAR + "work = [2012-01-04]\n",
    "off-and-work": YEAR + "work = [2012-01-01]\n",
}  # fmt: skip


def test_a_calendar_is_read_from_its_file() -> None:
    assert read_calendar(YEAR + "work = [2012-01-21]\n") == Calendar(
        (YearDays(2012, days(2012, "01-01…01-02"), days(2012, "01-21")),)
    )


@pytest.mark.parametrize("code", FAULTY)
def test_each_fault_of_a_calendar_is_found_alone_and_has_words(code: str) -> None:
    with pytest.raises(FaultyRuleSheet) as caught:
        read_calendar(FAULTY[code])
    (fault,) = caught.value.faults
    assert fault.code == code
    for lang in LANGS:
        assert fault_text(lang, fault) != f"sheet.faults.{code}"
        assert places(fault_text(lang, fault)) == set()
