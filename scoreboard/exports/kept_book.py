"""The book that is kept of what is about to be deleted: written whole into a folder, read back and recomputed there."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scoreboard.exports.book import book_bytes
from scoreboard.exports.event_book import EventBookFile
from scoring.engine.differences import Difference
from scoring.engine.errors import Broken
from scoring.engine.quiz.book import entries_of, verify_book
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.ports import Apart
from scoring.usecases.quiz.book import BookSource, write_book

_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class KeptBook:
    """A book in the folder: the name of its file, and the last seq of each stream that it holds."""

    name: str
    heads: Mapping[str, int]


def keep_match_book(folder: Path, title: str, source: BookSource) -> KeptBook:
    """Write the book of an opened match.  Raises ``Broken("book-differs")`` where it does not recompute, and then no
    file is left."""
    file = _written(folder, f"{title}.leitai.json", [book_bytes(write_book(source))])
    book = json.loads(file.read_bytes())
    _need_right(file, verify_book(book))
    return KeptBook(file.name, _heads(book))


def keep_event_book(folder: Path, title: str, pieces: Iterable[bytes], stream: str, apart: Apart) -> KeptBook:
    """The same of a competition, whose ledger is ``stream``, with all its matches; it is recomputed ``apart``."""
    file = _written(folder, f"{title}.leitai.zip", pieces)
    return apart(_checked_event, file, stream)


def _checked_event(file: Path, stream: str) -> KeptBook:
    with closing(EventBookFile(file)) as held:
        differences = held.differences()
        _need_right(file, differences)
        book = held.read()
    _need_right(file, verify_event_book(book))
    heads = {stream: len(book.entries)}
    for one in (*book.matches.values(), *book.prepared.values()):
        heads |= _heads(one)
    return KeptBook(file.name, heads)


def kept_books(folder: Path) -> list[tuple[str, int]]:
    """The books of the folder with their sizes in bytes, the newest first."""
    files = sorted(folder.glob("*.leitai.*"), key=lambda one: (one.stat().st_mtime, one.name), reverse=True)
    return [(one.name, one.stat().st_size) for one in files]


def _heads(book: Mapping[str, object]) -> dict[str, int]:
    """How far a match's book reaches, of its draw and of its play; one that was not opened has no entries."""
    found = (*entries_of(book, "draw"), *(entries_of(book) if "entries" in book else ()))
    return {one.stream: one.seq for one in found}


def _written(folder: Path, name: str, pieces: Iterable[bytes]) -> Path:
    """Durably written, for its owner alone, under a name that no other book has."""
    folder.mkdir(mode=0o700, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        file = next(one for one in _names(folder, name) if not one.exists())
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return file


def _names(folder: Path, name: str) -> Iterator[Path]:
    stem, dot, ending = name.partition(".leitai.")
    fit = _UNFIT.sub("-", stem)[:_LONGEST].strip("-.") or "book"
    yield folder / f"{fit}{dot}{ending}"
    for no in range(2, 10_000):
        yield folder / f"{fit}-{no}{dot}{ending}"


def _need_right(file: Path, differences: tuple[Difference, ...]) -> None:
    if differences:
        file.unlink()
        first = differences[0]
        raise Broken("book-differs", place=first.place, problem=first.code, count=len(differences))
