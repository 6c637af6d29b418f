"""``leitai match tables``: a match as tidy long tables, of the database or of a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from scoreboard.cli import w
from scoreboard.cli.books import named, problem_words, read_book
from scoreboard.cli.files import force_option, write_bytes
from scoreboard.cli.options import data_option
from scoreboard.cli.stored import services
from scoreboard.exports.match_tables.opened_match import OpenedMatch
from scoreboard.exports.match_tables.tables import match_tables
from scoreboard.exports.tables import csv_bytes
from scoring.engine.errors import Broken, Invalid
from scoring.engine.ledger import Entry
from scoring.engine.quiz.book import entries_of, verify_book
from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz.book import match_entries


@click.command(help=w("help.match_tables"))
@click.argument("match_id", metavar="[ID]", required=False)
@click.option("--book", metavar="FILE", help=w("match_tables.book"))
@click.option("-o", "--output", required=True, metavar="DIR", help=w("match_tables.output"))
@force_option
@data_option
def tables(match_id: str | None, book: str | None, output: str, force: bool, data: str | None) -> None:
    """Write the tables of match ID, or of the book FILE, into the directory DIR."""
    if not output.strip():
        raise click.UsageError(w("match_tables.no_folder"))
    if (match_id is None) == (book is None):
        raise click.UsageError(w("match_tables.one_of"))
    match = OpenedMatch.of(_of_database(match_id, data) if match_id is not None else _of_book(book or ""))
    files = {Path(output) / f"{name}.csv": csv_bytes(table) for name, table in match_tables(match).items()}
    _write(files, force=force)
    click.echo(w("match_tables.written", title=match.setup.title, files=len(files), folder=output), err=True)
    if match.state.phase != "locked":
        click.echo(w("match_tables.provisional"), err=True)


def _of_database(match_id: str, data: str | None) -> Sequence[Entry]:
    with named(match_id):
        return match_entries(services(data).ctx, match_id, actor=LOCAL)


def _of_book(file: str) -> Sequence[Entry]:
    """The entries of a book that is right; raises ``Broken("book-differs")``."""
    book = read_book(file)
    for first in verify_book(book):
        raise Broken("book-differs", place=first.place, problem=problem_words(first.code))
    return entries_of(book)


def _write(files: Mapping[Path, bytes], *, force: bool) -> None:
    """All of the files, or none where one is there already.  They hold names and answers: for their owner alone."""
    for file in files:
        if file.is_dir() or (file.exists() and not force):
            raise Invalid("file-exists", file=str(file))
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(file, content, force=force, private=True)
