"""``leitai match``: list matches, write a match into its book or into tables, import one."""

from __future__ import annotations

import json

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.books import named, problem_words, read_book
from scoreboard.cli.files import force_option, write_bytes
from scoreboard.cli.match_tables import tables
from scoreboard.cli.options import data_option, json_option
from scoreboard.cli.stored import services
from scoreboard.exports.book import book_bytes
from scoreboard.i18n.catalogue import say
from scoring.engine.errors import Broken
from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.quiz.matches import list_matches
from scoring.usecases.quiz.perform import match_state


@click.group(help=w("help.match"))
def match() -> None:
    """A group of four."""


match.add_command(tables)


@match.command("list", help=w("help.match_list"))
@data_option
@json_option
def list_(data: str | None, as_json: bool) -> None:
    """List the matches, newest first."""
    ctx = services(data).ctx
    rows = [
        (one.id, match_state(ctx, one.id).phase if one.opened else "waiting", one.title) for one in list_matches(ctx)
    ]
    if as_json:
        table = [{"id": match_id, "phase": phase, "title": title} for match_id, phase, title in rows]
        click.echo(json.dumps(table, ensure_ascii=False, indent=2))
    elif not rows:
        click.echo(_w("none"))
    names = {"open": "opened", "locked": "locked"}
    for match_id, phase, title in [] if as_json else rows:
        click.echo(f"{match_id}  {_w(names.get(phase, 'waiting'))}  {title}")


@match.command(help=w("help.match_export"))
@click.argument("match_id", metavar="ID")
@click.option("-o", "--output", required=True, metavar="FILE", help=w("help.match_output"))
@force_option
@data_option
def export(match_id: str, output: str, force: bool, data: str | None) -> None:
    """Write the book of match ID: everything that is needed to recompute it.  It holds the answers."""
    with named(match_id):
        book = match_book(services(data).ctx, match_id, actor=LOCAL)
    if output == "-":
        click.echo(book_bytes(book), nl=False)
        return
    write_bytes(output, book_bytes(book), force=force, private=True)
    click.echo(_w("exported", title=book["match"]["title"], entries=len(book["entries"]), file=output), err=True)


@match.command("import", help=w("help.match_import"))
@click.argument("file", metavar="FILE")
@data_option
def import_(file: str, data: str | None) -> None:
    """Import the match of the book FILE, after checking it; it is the same match, entry for entry."""
    book = read_book(file)
    try:
        new = import_book(services(data, make=True).ctx, actor=LOCAL, book=book)
    except Broken as error:
        raise Broken(error.code, **{**error.fields, "problem": problem_words(str(error.fields["problem"]))}) from error
    click.echo(_w("imported", title=new.title, match=new.id))


def _w(key: str, **fields: object) -> str:
    return say(cli_lang(), f"store.book.{key}", **fields)
