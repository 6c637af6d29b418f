"""``leitai campaign``: check a campaign's file, print it as 评选办法, compare two editions, say when its notices
end, list and write out the campaigns that come with the program, count the characters of a text."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import cast
from zoneinfo import available_timezones

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.calendar import calendar_in
from scoreboard.cli.files import force_option
from scoreboard.cli.options import json_option
from scoreboard.cli.rule_files import (
    Good,
    end_with_check,
    file_argument,
    files_argument,
    lang_option,
    no_faults,
    text_of,
    write_template,
)
from scoreboard.i18n.catalogue import say
from scoreboard.presenters.review.edition import change_text
from scoring.engine.review.calendar import Calendar, spans
from scoring.engine.review.calendar_reader import read_calendar
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_changes import changes, step_digest
from scoring.engine.review.campaign_print import print_campaign
from scoring.engine.review.campaign_reader import campaign_digest, campaign_json, read_campaign
from scoring.engine.review.word_count import word_count
from scoring.engine.rulefile.printed import Lang, markdown, plain_text
from scoring.engine.rulefile.values import FIRST_YEAR, LAST_YEAR
from scoring.sheets import campaign_text, list_campaigns
from scoring.sheets.official_days import shipped_days


@click.group(help=w("help.campaign"))
def campaign() -> None:
    """Campaigns: check one, print one, compare editions, start from one that is there."""


@campaign.command(help=w("help.campaign_check"))
@files_argument
@json_option
@lang_option
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Check each campaign FILE (TOML; - for standard input; of a folder every .toml) and list every fault of all of
    them with its place.

    Exit status: 0 nothing is wrong, 1 faults were found, 3 a FILE cannot be read.
    """
    told, read = lang or cli_lang(), partial(read_campaign, zones=available_timezones())
    end_with_check(context, told, files, read, Good(_data, partial(_lines, told)), as_json=as_json)


def _digests(read: Campaign) -> dict[str, str]:
    """What proves the campaign, and each of its two steps, later."""
    return {
        "digest": campaign_digest(read),
        "entries": step_digest(read, "entries"),
        "marks": step_digest(read, "marks"),
    }


def _data(read: Campaign) -> dict[str, object]:
    return {**_digests(read), "campaign": campaign_json(read)}


def _lines(lang: str, file: str, read: Campaign) -> list[str]:
    good = {"name": read.name, "edition": read.edition, "awards": len(read.awards)}
    digests = _digests(read).items()
    return [
        say(lang, "campaign.check.good", file=file, **good),
        *(say(lang, f"campaign.check.{what}", digest=digest) for what, digest in digests),
    ]


@campaign.command("print", help=w("help.campaign_print"))
@file_argument
@click.option("--markdown", "as_markdown", is_flag=True, help=w("option.markdown"))
@lang_option
@click.pass_context
def print_rules(context: click.Context, file: str, as_markdown: bool, lang: str | None) -> None:
    """Print the campaign FILE (or the id of one that comes with the program) as the rules of the review.

    Exit status: 0 printed, 1 the campaign has faults (see `leitai campaign check`), 3 FILE cannot be read.
    """
    told = cast(Lang, lang or cli_lang())
    printed = print_campaign(_given(context, file, told), told)
    click.echo((markdown if as_markdown else plain_text)(printed), nl=False)


@campaign.command(help=w("help.campaign_compare"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@lang_option
@click.pass_context
def compare(context: click.Context, old: str, new: str, lang: str | None) -> None:
    """Say what the edition NEW changes in OLD, which step had frozen it, and what it moves.

    Exit status: 0 compared, 1 one of them has faults, 3 a file cannot be read.
    """
    told = cast(Lang, lang or cli_lang())
    before, after = _given(context, old, told), _given(context, new, told)
    found = changes(before, after)
    for step in ("entries", "marks"):
        of_step = [change for change in found if change.step == step]
        if of_step:
            click.echo(say(told, f"campaign.step.{step}"))
            for change in of_step:
                click.echo(f"  {change_text(change, partial(say, told))}")
    if not found:
        click.echo(say(told, "campaign.change.none"))
    for moved in dict.fromkeys(change.moves for change in found):
        click.echo(say(told, f"campaign.moves.{moved}"))
    if found and after.edition <= before.edition:
        click.echo(say(told, "campaign.change.edition", edition=before.edition + 1))


def _day(context: click.Context, parameter: click.Parameter, value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise click.BadParameter(w("problem.day", value=value), ctx=context, param=parameter)
    return day


@campaign.command(help=w("help.campaign_dates"))
@file_argument
@click.option("--from", "first", metavar="DAY", required=True, callback=_day, help=w("option.notice_from"))
@click.option("--calendar", "calendar_file", metavar="FILE", help=w("option.calendar"))
@click.option("--data", metavar="DIR", help=w("option.calendar_data"))
@lang_option
@click.pass_context
def dates(
    context: click.Context, file: str, first: date, calendar_file: str | None, data: str | None, lang: str | None
) -> None:
    """Say until which day each notice of the campaign FILE (or of an id) stands, the first being published on DAY.

    Exit status: 0 said, 1 a file has faults, 3 a file cannot be read, 4 there is no database, 5 there are no official
    days for a year.
    """
    if calendar_file and data is not None:
        raise click.UsageError(w("problem.calendar_twice"), context)
    told = cast(Lang, lang or cli_lang())
    notices = _given(context, file, told).notices
    with no_faults(context, told):
        calendar = _calendar(calendar_file, data)
    for notice, span in zip(notices, spans(notices, first, calendar), strict=True):
        how = f"campaign.dates.{notice.count}_{'from_first' if notice.first_day_counts else 'from_next'}"
        click.echo(say(told, how, by=notice.by, first=span.first, last=span.last, days=notice.days))


@campaign.command("list", help=w("help.campaign_list"))
@lang_option
def list_all(lang: str | None) -> None:
    """List the campaigns that come with the program: id, awards, name."""
    for campaign_id in list_campaigns():
        read = read_campaign(campaign_text(campaign_id, cast(Lang, lang or cli_lang())))
        click.echo(f"{campaign_id}\t{len(read.awards)}\t{read.name}")


@campaign.command(help=w("help.campaign_template"))
@click.argument("campaign_id", metavar="ID")
@click.option("-o", "--output", metavar="FILE", help=w("option.output"))
@force_option
@lang_option
def template(campaign_id: str, output: str | None, force: bool, lang: str | None) -> None:
    """Write the campaign ID (see `leitai campaign list`) as TOML, as the start of one's own."""
    text = campaign_text(campaign_id, cast(Lang, lang or cli_lang()))
    write_template(text, output, force=force)


@campaign.command(help=w("help.campaign_count"))
@file_argument
@click.pass_context
def count(context: click.Context, file: str) -> None:
    """Count the characters of the text FILE (UTF-8; - for standard input) as a form does.

    Exit status: 0 counted, 1 FILE is not UTF-8, 3 FILE cannot be read.
    """
    with no_faults(context, cli_lang()):
        click.echo(word_count(text_of(file)))


def _calendar(file: str | None, data: str | None) -> Calendar:
    if data is not None:
        return calendar_in(data)
    return read_calendar(text_of(file)) if file else Calendar(shipped_days())


def _given(context: click.Context, file: str, lang: Lang) -> Campaign:
    """The campaign of a file or of an id; where it has faults they are printed and the command ends with status 1."""
    with no_faults(context, lang):
        text = campaign_text(file, lang) if file in list_campaigns() else text_of(file)
        return read_campaign(text, zones=available_timezones())
