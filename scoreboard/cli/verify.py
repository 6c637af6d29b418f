"""``leitai verify``: recompute a match from its book alone."""

from __future__ import annotations

import json

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.books import problem_words, read_book
from scoreboard.cli.options import json_option
from scoreboard.i18n.catalogue import known, say
from scoring.engine.codec import to_json
from scoring.engine.quiz.book import Difference, entries_of, verify_book
from scoring.engine.quiz.check_code import check_code, compare_code, read_code
from scoring.engine.quiz.match import fold


@click.command(help=w("help.verify_long"))
@click.argument("file", metavar="FILE")
@click.option("--all", "everything", is_flag=True, help=w("help.verify_all"))
@click.option("--head", metavar="HASH", help=w("help.verify_head"))
@json_option
def verify(file: str, everything: bool, head: str | None, as_json: bool) -> int:
    """Recompute the match of the book FILE from the book alone: hashes, scores, ranks; with ``--head`` compare it with
    the check code of a printed result.

    Exit status 0 where everything agrees, 1 where something differs; the first difference is named with its place.
    """
    code = None if head is None else read_code(head)
    book = read_book(file)
    differences = verify_book(book)
    if code is not None and not differences:
        differences = compare_code(entries_of(book), code)
    own = "" if differences else check_code(fold(entries_of(book)).lock_hash)
    if as_json:
        found = {"right": not differences, "differences": to_json(differences), "check_code": own}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif differences:
        click.echo(_w("wrong", count=len(differences), place=differences[0].place), err=True)
        for difference in differences if everything else differences[:1]:
            _tell(difference)
    else:
        click.echo(_w("right", entries=len(book["entries"]), teams=len(book["roster"])))
        if code is not None:
            click.echo(_w("code_same", code=check_code(code)))
        elif own:
            click.echo(_w("code", code=own))
    return 1 if differences else 0


def _tell(difference: Difference) -> None:
    click.echo(f"  {difference.place}: {problem_words(difference.code)}", err=True)
    if difference.expected or difference.code == "differs":
        click.echo(f"    {_w('expected', expected=_expected(difference))}", err=True)
    if difference.found or difference.code == "differs":
        click.echo(f"    {_w('found', found=difference.found)}", err=True)


def _expected(difference: Difference) -> str:
    """What should be there; the kind of a value in words."""
    key = f"refusals.expected.{difference.expected}"
    return say(cli_lang(), key) if difference.code == "shape" and known(cli_lang(), key) else difference.expected


def _w(key: str, **fields: object) -> str:
    return say(cli_lang(), f"store.book.{key}", **fields)
