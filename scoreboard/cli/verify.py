"""``leitai verify``: recompute a match or a competition from its book, or an award review from its archive, alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import click

from scoreboard.cli import cli_lang, w
from scoreboard.cli.books import problem_words, read_book
from scoreboard.cli.options import json_option
from scoreboard.exports.event_book import EventBookFile
from scoreboard.exports.review_archive_reader import ArchiveFile
from scoreboard.exports.sealed_zip import format_of, is_zip
from scoreboard.i18n.catalogue import known, say, saying
from scoreboard.i18n.titles import titles_in
from scoring.engine.codec import to_json
from scoring.engine.competition.book import FORMAT as EVENT_BOOK
from scoring.engine.differences import Difference
from scoring.engine.ledger import Entry
from scoring.engine.quiz.book import entries_of, verify_book
from scoring.engine.quiz.check_code import check_code, compare_code, read_code
from scoring.engine.quiz.match import fold
from scoring.engine.review.archive_check import check_archive
from scoring.usecases.competition.book_check import verify_event_book, withheld

T = TypeVar("T", covariant=True)


@click.command(help=w("help.verify_long"))
@click.argument("file", metavar="FILE")
@click.option("--all", "everything", is_flag=True, help=w("help.verify_all"))
@click.option("--head", metavar="HASH", help=w("help.verify_head"))
@json_option
def verify(file: str, everything: bool, head: str | None, as_json: bool) -> int:
    """Recompute the match or competition of the book FILE, or the review of the archive FILE, from it alone: hashes,
    scores, ranks, draws, who goes on, shortlists, notices; with ``--head`` compare it with the check code of a printed
    result.

    Exit status 0 where everything agrees, 1 where something differs; the first difference is named with its place.
    """
    code = None if head is None else read_code(head)
    checked = _check_of(file)(file, code)
    differences, own = checked.differences, checked.code
    if as_json:
        found = {"right": not differences, "differences": to_json(differences), "check_code": own}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif differences:
        click.echo(_w("wrong", count=len(differences), place=differences[0].place), err=True)
        for difference in differences if everything else differences[:1]:
            _tell(difference)
    else:
        click.echo(checked.right)
        if code is not None:
            click.echo(_w("code_same" if checked.printed else "code_there", code=check_code(code)))
        elif own:
            click.echo(_w("code" if checked.printed else "code_told", code=own))
    return 1 if differences else 0


@dataclass(frozen=True, slots=True)
class _Checked:
    """What the check of a file found: its differences, what to say where there is none, its own check code, and whether
    that is printed on a paper that people sign."""

    differences: Sequence[Difference]
    right: str
    code: str = ""
    printed: bool = False


def _check_of(file: str) -> Callable[[str, str | None], _Checked]:
    """The check of what the file is."""
    if not is_zip(file):
        return _book
    return _event if format_of(file) == EVENT_BOOK else _archive


def _book(file: str, code: str | None) -> _Checked:
    book = read_book(file)
    differences = verify_book(book)
    if code is not None and not differences:
        differences = compare_code(entries_of(book), code)
    if differences:
        return _Checked(differences, "")
    state = fold(entries_of(book))
    say_of = saying(cli_lang(), titles_in(state.rule_sheet))
    right = say_of("store.book.right", lines=len(book["entries"]), teams=len(book["roster"]))
    return _Checked((), right, check_code(state.lock_hash), printed=True)


def _archive(file: str, code: str | None) -> _Checked:
    """The bytes of every part first; what they say only where those are right.  The code is that of the last entry."""
    archive, differences = _read(ArchiveFile(file))
    if archive is None:
        return _Checked(differences, "")
    differences = check_archive(archive) or _other_head(archive.entries, code)
    if differences:
        return _Checked(differences, "")
    missing = sum(not line["kept"] for line in archive.given["files"])
    counts = {"entries": len(archive.entries), "files": len(archive.given["files"]) - missing}
    right = say(cli_lang(), "store.archive.right", **counts)
    if missing:
        right += "\n" + say(cli_lang(), "store.archive.not_kept", files=missing)
    return _Checked((), right, check_code(archive.entries[-1].hash))


def _event(file: str, code: str | None) -> _Checked:
    """As an archive."""
    book, differences = _read(EventBookFile(file))
    if book is None:
        return _Checked(differences, "")
    differences = verify_event_book(book) or _other_head(book.entries, code)
    if differences:
        return _Checked(differences, "")
    teams = len(book.derived.get("registrations", ()))
    counts = {"entries": len(book.entries), "teams": teams, "matches": len(book.matches) + len(book.prepared)}
    right = say(cli_lang(), "event_book.right", **counts)
    if texts := withheld(book):
        right += "\n" + say(cli_lang(), "event_book.held_back", texts=texts)
    return _Checked((), right, check_code(book.entries[-1].hash))


class _File(Protocol[T]):
    def differences(self) -> Sequence[Difference]: ...
    def read(self) -> T: ...
    def close(self) -> None: ...


def _read(opened: _File[T]) -> tuple[T | None, Sequence[Difference]]:
    """What the file says; None with its differences where a part has other bytes than the manifest says."""
    try:
        differences = opened.differences()
        return (None, differences) if differences else (opened.read(), ())
    finally:
        opened.close()


def _other_head(entries: Sequence[Entry], code: str | None) -> Sequence[Difference]:
    """Where a check code is asked for: none of the entries has it."""
    if code is None or any(one.hash.startswith(code) for one in entries):
        return ()
    return (Difference("ledger", "another-head", check_code(code), check_code(entries[-1].hash)),)


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
