"""The calendar of official working days: what is known of each year, edited by hand, as a table in and out."""

from __future__ import annotations

import calendar as months
from datetime import date
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser import lists
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, require_fresh, say, show, version_of
from scoreboard.exports.lists import days_table
from scoreboard.web import auth
from scoring.engine.moments import local
from scoring.engine.review.calendar import YearDays
from scoring.engine.rulefile.values import FIRST_YEAR, LAST_YEAR
from scoring.usecases.lists.days_text import days_from, days_text
from scoring.usecases.lists.official_days import (
    LONGEST_SOURCE,
    KnownYear,
    give_back,
    put_official_days,
    year_of,
    years_of,
)
from scoring.usecases.review.open_notices import open_notices

ORDER_MONTH = 11
"""From November on the order of the next year is to be expected."""


@bp.get("/calendar")
def calendar(error: Any = None) -> str:
    """Every year that is known, and a warning for one that is missing and will be needed."""
    years = years_of(ctx())
    known = {one.days.year for one in years}
    today = local(ctx().clock.now(), auth.services().config.zone).date()
    needed = [today.year, *([today.year + 1] if today.month >= ORDER_MONTH else [])]
    return show(
        "calendar.html",
        error,
        years=years[::-1],
        next=max(known) + 1,
        missing=[year for year in needed if year not in known],
        low=FIRST_YEAR,
        high=LAST_YEAR,
    )


@bp.get("/calendar/year")
def find_year() -> ResponseReturnValue:
    """Lead to the year that was typed."""
    year = _year(request.args.get("year", ""))
    address = url_for("organiser.calendar_year", year=year) if year else url_for("organiser.calendar")
    return redirect(address, 303)


@bp.get("/calendar/<year>")
def calendar_year(year: str, error: Any = None, moves: Any = ()) -> str:
    """One year, month by month, and its days as texts to edit."""
    number = _year(year) or abort(404)
    known = year_of(ctx(), number)
    return show(
        "calendar_year.html",
        error,
        year=number,
        known=known,
        months=_months(known.days if known else YearDays(number, ()), known),
        off=days_text(known.days.off) if known else "",
        work=days_text(known.days.work) if known else "",
        version=version_of(known and known.said),
        moves=moves,
        longest=LONGEST_SOURCE,
    )


@bp.post("/calendar/<year>")
@form_of(calendar_year)
def put_year(year: str) -> ResponseReturnValue:
    """Say the days of a year.  Where that moves open notices, it is done only after their list has been seen."""
    form, number = request.form, _year(year) or abort(404)
    known = year_of(ctx(), number)
    require_fresh(known and known.said)
    fields: dict[str, Any] = {
        "actor": actor(),
        "year": number,
        "off": days_from(form.get("off", ""), number),
        "work": days_from(form.get("work", ""), number),
        "source": form.get("source", ""),
        "notices": open_notices(ctx()),
    }
    moves = put_official_days(ctx(), **fields, dry_run=True)
    if moves and "seen" not in form:
        return calendar_year(year, moves=lists.moves_shown(moves)), 409
    put_official_days(ctx(), **fields)
    return done("saved", "calendar_year", year=year)


@bp.post("/calendar/<year>/back")
@form_of(calendar_year)
def give_year_back(year: str) -> ResponseReturnValue:
    """Forget what was said of a year; as with any change, what it moves is seen first."""
    fields: dict[str, Any] = {"actor": actor(), "year": _year(year) or abort(404), "notices": open_notices(ctx())}
    moves = give_back(ctx(), **fields, dry_run=True)
    if moves and "seen" not in request.form:
        return calendar_year(year, moves=lists.moves_shown(moves)), 409
    give_back(ctx(), **fields)
    return done("year-given-back", "calendar", {"year": year})


@bp.post("/calendar/import")
@form_of(calendar)
def import_calendar() -> ResponseReturnValue:
    """A dry run over an uploaded table."""
    return lists.begin("days")


@bp.get("/calendar.<ending>")
def calendar_file(ending: str) -> Response:
    """The calendar as a table that can be edited and imported again."""
    return lists.table_file(days_table, years_of(ctx()), say(), name=say()("lists.calendar.title"), ending=ending)


def _year(text: str) -> int:
    """The year that a text says, 0 where it says none that a calendar may have."""
    text = text.strip()
    year = int(text) if len(text) == 4 and text.isascii() and text.isdigit() else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else 0


def _months(days: YearDays, known: KnownYear | None) -> list[list[list[tuple[date, str]]]]:
    """The weeks of each month, from Monday; each day with its mark: ``off``, ``work``, ``weekend``, ``other`` of
    another month, or ""."""
    off, work, differs = set(days.off), set(days.work), set(known.differs if known else ())

    def mark(day: date, month: int) -> str:
        if day.month != month:
            return "other"
        kind = "off" if day in off else "work" if day in work else "weekend" if day.weekday() > 4 else ""
        return f"{kind} differs" if day in differs else kind

    weeks = months.Calendar().monthdatescalendar
    return [[[(day, mark(day, no)) for day in week] for week in weeks(days.year, no)] for no in range(1, 13)]
