"""Matches and their books on the command line: named as people name them, read, and what is wrong with one in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.files import read_bytes
from scoreboard.i18n.catalogue import known, say
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.ledger import Entry
from scoring.engine.quiz.check_code import check_code


@contextmanager
def named(match_id: str) -> Iterator[None]:
    """Raise ``NotFound("no-such-match")`` with the id that was typed, where there is no such match."""
    try:
        yield
    except NotFound as error:
        if error.code != "match-unknown":
            raise
        raise NotFound("no-such-match", match=match_id) from error


def read_book(file: str) -> dict[str, Any]:
    """The JSON of a book (``-``: standard input); raises ``Invalid("file-unreadable")``."""
    try:
        book = json.loads(read_bytes(file).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Invalid("file-unreadable", file=file, problem=str(error)) from error
    if not isinstance(book, dict):
        raise Invalid("file-unreadable", file=file, problem=w("reason.book"))
    return book


def tell_code(entries: Sequence[Entry]) -> None:
    """Tell whoever exports a ledger the check code of its last entry, with which it can be compared later."""
    if entries:
        click.echo(say(cli_lang(), "store.book.code_note", code=check_code(entries[-1].hash)), err=True)


def problem_words(code: str) -> str:
    """What is wrong with a place of a book, in words."""
    key = f"store.book.problem.{code}"
    return say(cli_lang(), key) if known(cli_lang(), key) else code
