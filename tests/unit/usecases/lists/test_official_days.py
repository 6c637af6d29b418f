"""The calendar of working days: what comes with the product, what organisers say, and what that moves."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden, Invalid, NotFound, Refused
from scoring.engine.review.calendar import Calendar, Move, OpenNotice, YearDays, last_day
from scoring.sheets.official_days import shipped_days
from scoring.tables.writing import csv_text
from scoring.usecases.context import Context
from scoring.usecases.lists.days_text import LONGEST, day_from, days_from, days_text
from scoring.usecases.lists.official_days import calendar_of, give_back, put_official_days, year_of, years_of
from scoring.usecases.lists.official_days_import import DaysReport, import_official_days, read_days
from scoring.usecases.records import OfficialDays
from tests.halls import ORGANISER
from tests.unit.engine.review.test_calendar import days, natural, working

NEXT = shipped_days()[-1].year + 1
"""The first year that does not come with the product."""

NEW_YEAR = (date(NEXT, 1, 1),)
FROM_2020 = OpenNotice("甲", working(5), date(2020, 1, 21))


def say(
    ctx: Context, year: int, off: tuple[date, ...], work: tuple[date, ...] = (), **more: object
) -> tuple[Move, ...]:
    return put_official_days(ctx, actor=ORGANISER, year=year, off=off, work=work, **more)  # type: ignore[arg-type]


def calendar(ctx: Context) -> Calendar:
    with ctx.store.read() as uow:
        return calendar_of(uow)


def test_without_a_word_the_calendar_is_what_comes_with_the_product(ctx: Context) -> None:
    assert calendar(ctx) == Calendar(shipped_days())
    assert last_day(working(5), date(2022, 10, 31), calendar(ctx)) == date(2022, 11, 4)


def test_a_year_that_nobody_has_said_gives_no_day_until_it_is_said(ctx: Context) -> None:
    with pytest.raises(Refused, match="no-official-days"):
        last_day(working(5), date(NEXT, 6, 1), calendar(ctx))
    assert year_of(ctx, NEXT) is None
    say(ctx, NEXT, NEW_YEAR, source="国办发明电〔某〕号")
    assert last_day(working(1), date(NEXT, 6, 1), calendar(ctx)).year == NEXT
    known = year_of(ctx, NEXT)
    assert known is not None
    assert known.said == OfficialDays(str(NEXT), NEW_YEAR, (), "国办发明电〔某〕号", 1_700_000_000_000)
    assert (known.shipped, known.differs) == (None, ())


def test_what_was_said_goes_before_what_comes_with_the_product_and_is_compared_with_it(ctx: Context) -> None:
    off, work = days(2020, "01-01", "01-24…01-30"), days(2020, "02-01", "01-19")
    assert say(ctx, 2020, off, work, notices=(FROM_2020,)) == (Move("甲", date(2020, 2, 4), date(2020, 2, 1)),)
    assert next(one for one in calendar(ctx).years if one.year == 2020) == YearDays(2020, off, tuple(sorted(work)))
    known = year_of(ctx, 2020)
    assert known is not None
    assert known.differs[:3] == (date(2020, 1, 31), date(2020, 2, 1), date(2020, 4, 6))


def test_a_year_is_given_back_as_it_comes_with_the_product(ctx: Context) -> None:
    say(ctx, 2020, days(2020, "01-01", "01-24…01-30"), days(2020, "02-01"))
    assert give_back(ctx, actor=ORGANISER, year=2020, notices=(FROM_2020,)) == (
        Move("甲", date(2020, 2, 1), date(2020, 2, 4)),
    )
    assert calendar(ctx) == Calendar(shipped_days())
    with pytest.raises(NotFound, match="official-days-not-said"):
        give_back(ctx, actor=ORGANISER, year=2020)
    say(ctx, NEXT, NEW_YEAR)
    give_back(ctx, actor=ORGANISER, year=NEXT)
    assert years_of(ctx)[-1].days.year == NEXT - 1


def test_a_trial_says_what_would_move_and_keeps_nothing(ctx: Context) -> None:
    notices = (FROM_2020, OpenNotice("乙", natural(7), date(2020, 1, 21)))
    moves = say(ctx, 2020, days(2020, "01-01", "01-24…01-30"), days(2020, "02-01"), notices=notices, dry_run=True)
    assert [move.name for move in moves] == ["甲"]
    assert calendar(ctx) == Calendar(shipped_days())


@pytest.mark.parametrize(
    ("code", "off", "work"),
    [
        ("days-off-missing", (), ("02-01",)),
        ("day-of-other-year", ("01-01",), ("2021",)),
        ("work-on-weekday", ("01-01",), ("02-03",)),
        ("off-and-work", ("01-01", "02-01"), ("02-01",)),
    ],
)
def test_days_that_cannot_be_so_are_refused_by_name(
    ctx: Context, code: str, off: tuple[str, ...], work: tuple[str, ...]
) -> None:
    worked = (date(2021, 2, 6),) if work == ("2021",) else days(2020, *work)
    with pytest.raises(Invalid, match=code):
        say(ctx, 2020, days(2020, *off), worked)
    with pytest.raises(Invalid, match="year-out-of-range"):
        say(ctx, 1066, ())
    with pytest.raises(Forbidden):
        put_official_days(ctx, actor=Actor("ticket:k1", "host"), year=2020, off=days(2020, "01-01"))
    assert calendar(ctx) == Calendar(shipped_days())


@pytest.mark.parametrize("year", shipped_days(), ids=lambda year: str(year.year))
def test_days_written_out_are_read_back(year: YearDays) -> None:
    assert days_from(days_text(year.off), year.year) == year.off
    assert days_from(days_text(year.work), year.year) == year.work


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ()),
        ("10-01 ~ 10-03\n2026-10-08", ("10-01…10-03", "10-08")),
        ("10月1日（周四）至7日（周三）放假，共7天。", ("10-01…10-07",)),
        ("9月20日（周日）、10月10日（周六）上班。", ("09-20", "10-10")),
        ("1月31日至2月2日", ("01-31…02-02",)),
        ("2026/5/1 - 2026/5/5; 2026.6.19", ("05-01…05-05", "06-19")),
    ],
)
def test_the_words_of_an_order_are_read(text: str, read: tuple[str, ...]) -> None:
    assert days_from(text, 2026) == days(2026, *read)


@pytest.mark.parametrize("text", ["国庆节", "02-30", "10-07 ~ 10-01", "10-01 ~ 10-02 ~ 10-03", "13月1日"])
def test_what_is_no_day_is_named(text: str) -> None:
    with pytest.raises(Invalid, match="days-unreadable") as refused:
        days_from(f"01-01\n{text}", 2026)
    assert refused.value.fields == {"text": text}
    with pytest.raises(Invalid, match="text-too-long"):
        days_from("1" * (LONGEST + 1), 2026)
    assert day_from("10-01") is None


def brought(ctx: Context, *rows: tuple[str, ...], dry_run: bool = False, **more: object) -> DaysReport:
    table = read_days("日历.csv", csv_text([("日期", "安排", "依据"), *rows]))
    return import_official_days(ctx, actor=ORGANISER, rows=table.rows, dry_run=dry_run, **more)  # type: ignore[arg-type]


def test_a_year_of_a_table_is_as_the_table_says_and_others_stay(ctx: Context) -> None:
    rows = [("2020-01-01", "放假"), *((f"2020-01-{day}", "放假") for day in range(24, 31)), ("2020/2/1", "上班")]
    report = brought(ctx, *rows, (f"{NEXT}-01-01", "放假", "某号文"), notices=(FROM_2020,))
    assert [(year.year, year.state) for year in report.years] == [(2020, "changed"), (NEXT, "new")]
    assert report.years[0].turned[:3] == (date(2020, 1, 19), date(2020, 1, 31), date(2020, 2, 1))
    assert report.moves == (Move("甲", date(2020, 2, 4), date(2020, 2, 1)),)
    assert {row.state for row in report.report.rows} == {"changed", "new"}
    assert [year.said.source if year.said else None for year in years_of(ctx)[-2:]] == [None, "某号文"]
    assert calendar(ctx).years[-2] == shipped_days()[-1]


def test_the_faults_of_a_table_of_days_are_named_and_nothing_is_imported(ctx: Context) -> None:
    report = brought(
        ctx,
        ("2020-01-01", "放假"),
        ("2020-01-01", "放假"),
        ("2020-02-30", "放假"),
        ("2020-02-03", "上班"),
        ("2020-02-01", "开会"),
        ("2021-02-06", "上班"),
        ("2022-01-01", "放假"),
        ("2022-01-01", "上班"),
    ).report
    assert [(row.row, fault.code) for row in report.rows for fault in row.faults] == [
        (2, "day-twice"),
        (3, "days-unreadable"),
        (4, "work-on-weekday"),
        (5, "day-kind-unknown"),
        (6, "days-off-missing"),
        (8, "off-and-work"),
    ]
    assert calendar(ctx) == Calendar(shipped_days())
