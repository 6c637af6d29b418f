"""Event books that were archived once verify for ever, and can be taken in.

``python -m tests.books.test_event_books NAME FUNCTION`` adds a book of what this function of ``tests.events`` makes.
Books are only ever added: one that is here is never made anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from scoring.engine.competition.kinds import KINDS
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.import_book import import_event_book
from tests import event_files, events
from tests.fakes import FakeClock, fake_context
from tests.registrations import OPENS, ORGANISER, Registered

HERE = Path(__file__).parent
ENDING = ".event.zip"
BOOKS = sorted(HERE.glob(f"*{ENDING}"))

UNRECORDED = frozenset[str]()
"""Kinds of entry that no archived book holds yet."""


@pytest.mark.parametrize("file", BOOKS, ids=lambda file: file.name)
def test_an_event_book_verifies_with_no_difference(file: Path) -> None:
    assert verify_event_book(event_files.read(file)) == ()


@pytest.mark.parametrize("file", BOOKS, ids=lambda file: file.name)
def test_an_event_book_can_be_taken_in_and_is_the_same_competition(file: Path, tmp_path: Path) -> None:
    ctx = fake_context(clock=FakeClock(OPENS + 10**8))
    event = Registered(ctx, import_event_book(ctx, actor=ORGANISER, book=event_files.read(file)).id)
    again = event_files.read(event_files.written(event, tmp_path))
    assert (again.entries, again.given) == (event_files.read(file).entries, event_files.read(file).given)
    assert again.matches == event_files.read(file).matches


def test_the_event_books_hold_every_kind_of_entry_that_there_is() -> None:
    held = {entry.kind for file in BOOKS for entry in event_files.read(file).entries}
    assert held == set(KINDS) - UNRECORDED


def main(name: str, function: str) -> None:
    """Add a book."""
    target = HERE / f"{name}{ENDING}"
    if target.exists():
        raise SystemExit(f"{target.name} is never made anew")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(event_files.written(getattr(events, function)(), Path(folder)), target)


if __name__ == "__main__":
    main(*sys.argv[1:])
