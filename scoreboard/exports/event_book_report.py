"""An event book that somebody brought: read and recomputed in a process of its own, told as a report with its book."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import Any

from scoreboard.exports.event_book import EventBookFile
from scoring.engine.codec import from_json, to_json
from scoring.engine.competition.book import EventBook
from scoring.engine.differences import Difference
from scoring.engine.errors import Invalid
from scoring.engine.quiz.check_code import check_code
from scoring.usecases.competition.book_check import verify_event_book, withheld

MOST_TOLD = 100
"""Differences that a report names."""


@dataclass(frozen=True, slots=True)
class BookReport:
    """What a book holds, as far as it could be read.  ``count``: of all differences, ``differences``: the first of them
    · ``withheld``: public texts that it does not hold · ``check``: the code by which people compare it · ``book``: None
    where something differs."""

    title: str = ""
    entries: int = 0
    teams: int = 0
    matches: int = 0
    withheld: int = 0
    check: str = ""
    count: int = 0
    differences: tuple[Difference, ...] = ()
    book: EventBook | None = None


def answer(data: bytes) -> Any:
    """The report of a file, as the file reader sends it."""
    return to_json(report_of(data))


decode = partial(from_json, BookReport)
"""The report, from what the file reader sent."""


def report_of(data: bytes) -> BookReport:
    """The report of a file: all that ``leitai verify`` compares."""
    try:
        file = EventBookFile(io.BytesIO(data))
        found = file.differences()
        book = None if found else file.read()
    except Invalid as error:
        return _differing((Difference("manifest.json", "unreadable", found=str(error.fields.get("problem", ""))),))
    found = found or (verify_event_book(book) if book is not None else ())
    if book is None or found:
        return _differing(found)
    return BookReport(
        str(book.manifest["title"]),
        len(book.entries),
        len(book.derived.get("registrations", ())),
        len(book.matches) + len(book.prepared),
        withheld(book),
        check_code(book.entries[-1].hash),
        book=book,
    )


def _differing(found: tuple[Difference, ...]) -> BookReport:
    told = tuple(Difference(one.place, one.code) for one in found[:MOST_TOLD])
    return BookReport(count=len(found), differences=told)
