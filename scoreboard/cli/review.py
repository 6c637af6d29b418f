"""``leitai review``: list award reviews, write one into its archive, carry one into this server."""

from __future__ import annotations

from collections.abc import Sequence

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.books import problem_words, tell_code
from scoreboard.cli.files import force_option, write_pieces
from scoreboard.cli.options import data_option
from scoreboard.cli.stored import services
from scoreboard.exports.review_archive import archive_pieces, parts_of
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoreboard.i18n.catalogue import say
from scoring.engine.differences import Difference
from scoring.engine.errors import Broken
from scoring.engine.review.archive_check import check_archive
from scoring.usecases.guards import LOCAL
from scoring.usecases.review.archive import archive_source, carry_archive
from scoring.usecases.review.reviews import reviews_of


@click.group(help=w("help.review"))
def review() -> None:
    """A group of three."""


@review.command("list", help=w("help.review_list"))
@data_option
def list_(data: str | None) -> None:
    """List the reviews, the oldest first."""
    for one in reviews_of(services(data).ctx):
        click.echo(f"{one.id}\t{one.title}")


@review.command(help=w("help.review_archive"))
@click.argument("review_id", metavar="REVIEW")
@click.option("-o", "--output", required=True, metavar="FILE", help=w("option.output"))
@force_option
@data_option
def archive(review_id: str, output: str, force: bool, data: str | None) -> None:
    """Write the archive of a review: everything from which it can be recomputed, without personal fields."""
    ctx = services(data).ctx
    source = archive_source(ctx, actor=LOCAL, review_id=review_id)
    write_pieces(output, archive_pieces(parts_of(source), source, ctx.files), force=force, private=True)
    kept = sum(line.kept for line in source.files)
    click.echo(_w("written", title=source.review.title, entries=len(source.entries), files=kept, file=output), err=True)
    tell_code(source.entries)
    if kept < len(source.files):
        click.echo(_w("not_kept", files=len(source.files) - kept), err=True)


@review.command("import", help=w("help.review_import"))
@click.argument("file", metavar="FILE")
@data_option
def import_(file: str, data: str | None) -> None:
    """Carry a review into this server from its archive, after checking it: to be read, printed and revealed."""
    read = ArchiveFile(file)
    try:
        need_right(read.differences())
        archive = read.read()
        need_right(check_archive(archive))
        new = carry_archive(services(data, make=True).ctx, actor=LOCAL, archive=archive, bytes_of=read.bytes_of)
    finally:
        read.close()
    click.echo(_w("imported", title=new.title, review=new.id))


def need_right(differences: Sequence[Difference]) -> None:
    """Raises ``Broken("archive-differs")`` at the first difference, in words."""
    if differences:
        first = differences[0]
        problem = problem_words(first.code)
        raise Broken("archive-differs", place=first.place, problem=problem, count=len(differences))


def _w(key: str, **fields: object) -> str:
    return say(cli_lang(), f"store.archive.{key}", **fields)
