"""``leitai calendar``: the official days of a year, as they come with the program or as a data directory has them."""

from __future__ import annotations

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.options import data_option, json_option
from scoreboard.cli.rule_files import echo_json, lang_option
from scoreboard.cli.stored import services
from scoreboard.i18n.catalogue import say
from scoring.engine.errors import Refused
from scoring.engine.review.calendar import Calendar
from scoring.engine.rulefile.values import FIRST_YEAR, LAST_YEAR
from scoring.sheets.official_days import shipped_days
from scoring.usecases.lists.days_text import days_text
from scoring.usecases.lists.official_days import KnownYear, calendar_of, year_of


@click.group(help=w("help.calendar"))
def calendar() -> None:
    """The calendar of official working days."""


@calendar.command(help=w("help.calendar_show"))
@click.argument("year", metavar="YEAR", type=click.IntRange(FIRST_YEAR, LAST_YEAR))
@data_option
@json_option
@lang_option
def show(year: int, data: str | None, as_json: bool, lang: str | None) -> None:
    """Show the days off and the worked weekends of YEAR.

    Exit status: 0 shown, 4 there is no database, 5 there are no official days for the year.
    """
    known = _known(year, data)
    if known is None:
        raise Refused("no-official-days", year=year)
    days, told = known.days, lang or cli_lang()
    source = known.said.source if known.said else ""
    if as_json:
        off, work = ([day.isoformat() for day in listed] for listed in (days.off, days.work))
        echo_json({"year": year, "off": off, "work": work, "said": known.said is not None, "source": source})
        return
    comes_from = say(told, "lists.calendar.said" if known.said else "lists.calendar.shipped")
    origin = say(told, "common.labelled", label=comes_from, text=source) if source else comes_from
    click.echo(say(told, "cli.calendar.year", year=year, count=len(days.working_days()), origin=origin))
    for kind, listed in (("off", days.off), ("work", days.work)):
        spans = ", ".join(days_text(listed).splitlines()) or "—"
        click.echo(say(told, "common.labelled", label=say(told, f"lists.day.{kind}"), text=spans))


def calendar_in(data: str) -> Calendar:
    """The calendar of a data directory; raises ``NotFound("database-missing")``."""
    with services(data).ctx.store.read() as uow:
        return calendar_of(uow)


def _known(year: int, data: str | None) -> KnownYear | None:
    if data is not None:
        return year_of(services(data).ctx, year)
    return next((KnownYear(days, None, days) for days in shipped_days() if days.year == year), None)
