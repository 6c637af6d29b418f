"""``leitai event``: list competitions, write one into its book, import one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.books import problem_words, tell_code
from scoreboard.cli.files import force_option, write_pieces
from scoreboard.cli.options import data_option
from scoreboard.cli.stored import services
from scoreboard.exports.event_book import EventBookFile, event_book_pieces
from scoreboard.i18n.catalogue import say
from scoring.engine.differences import Difference
from scoring.engine.errors import Broken
from scoring.usecases.competition.book import event_source
from scoring.usecases.competition.import_book import import_event_book
from scoring.usecases.competitions import list_competitions
from scoring.usecases.guards import LOCAL

T = TypeVar("T")


@click.group(help=w("help.event"))
def event() -> None:
    """A group of three."""


@event.command("list", help=w("help.event_list"))
@data_option
def list_(data: str | None) -> None:
    """List the competitions, newest first."""
    for one in list_competitions(services(data).ctx):
        click.echo(f"{one.id}\t{one.title}")


@event.command(help=w("help.event_export"))
@click.argument("competition_id", metavar="ID")
@click.option("-o", "--output", required=True, metavar="FILE", help=w("option.output"))
@force_option
@data_option
def export(competition_id: str, output: str, force: bool, data: str | None) -> None:
    """Write the book of competition ID: everything that is needed to recompute it.  It holds answers, no contacts."""
    ctx = services(data).ctx
    source = event_source(ctx, actor=LOCAL, competition_id=competition_id)
    pieces = event_book_pieces(ctx, source, actor=LOCAL, apart=_here)
    write_pieces(output, pieces, force=force, private=True)
    counts = {"entries": len(source.entries), "matches": len(source.matches)}
    click.echo(_w("exported", title=source.competition.title, file=output, **counts), err=True)
    tell_code(source.entries)
    if source.withheld:
        click.echo(_w("held_back", texts=source.withheld), err=True)


@event.command("import", help=w("help.event_import"))
@click.argument("file", metavar="FILE")
@data_option
def import_(file: str, data: str | None) -> None:
    """Import the competition of the book FILE, after checking it; it is the same, entry for entry."""
    read = EventBookFile(file)
    try:
        for difference in read.differences():
            raise _differs(difference)
        book = read.read()
    finally:
        read.close()
    try:
        new = import_event_book(services(data, make=True).ctx, actor=LOCAL, book=book)
    except Broken as error:
        if "problem" not in error.fields:
            raise
        raise Broken(error.code, **{**error.fields, "problem": problem_words(str(error.fields["problem"]))}) from error
    click.echo(_w("imported", title=new.title, competition=new.id))


def _differs(difference: Difference) -> Broken:
    return Broken("event-book-differs", place=difference.place, problem=problem_words(difference.code), count=1)


def _here(function: Callable[..., T], *args: Any) -> T:
    return function(*args)


def _w(key: str, **fields: object) -> str:
    return say(cli_lang(), f"event_book.{key}", **fields)
