"""The event book as one zip file: written part after part, read without believing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoreboard.exports.book import book_bytes
from scoreboard.exports.sealed_zip import UNREADABLE, SealedFile, SealedWriter, json_bytes
from scoreboard.i18n.catalogue import LANGS, say
from scoring.engine.actors import Actor
from scoring.engine.codec import canonical
from scoring.engine.competition.book import (
    FOLLOWS,
    FORMAT,
    GIVEN,
    LEDGER,
    MATCHES,
    PREPARED,
    VERSION,
    EventBook,
    derive,
)
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.book import EventSource
from scoring.usecases.competition.book_check import results_in
from scoring.usecases.context import Context
from scoring.usecases.ports import Apart
from scoring.usecases.quiz.book import BookSource, match_source, write_book

README = "README.txt"


def event_book_pieces(ctx: Context, source: EventSource, *, actor: Actor, apart: Apart) -> Iterator[bytes]:
    """The bytes of the book, piece after piece: one match is read at a time, and what takes long is done ``apart``.

    Raises what ``book_source`` refuses, where a match has come to its marks or lost a file meanwhile.
    """
    writer, states = SealedWriter(), dict[str, MatchState]()
    for path, data in apart(_parts, source).items():
        yield apart(writer.add, path, data)
    for match in source.matches:
        yield apart(_add_match, writer, states, match, match_source(ctx, match, actor=actor))
    for path, data in apart(_derived, source, states).items():
        yield apart(writer.add, path, data)
    last = source.entries[-1]
    yield apart(_end, writer, source, {"seq": last.seq, "hash": last.hash})


def _parts(source: EventSource) -> dict[str, bytes]:
    readme = "\n\n".join(say(lang, "event_book.readme", title=source.competition.title) for lang in LANGS) + "\n"
    ledger = "".join(f"{canonical(entry)}\n" for entry in source.entries)
    given = {f"{name}.json": json_bytes(source.given[name]) for name in GIVEN}
    return {README: readme.encode("utf-8"), LEDGER: ledger.encode("utf-8"), **given}


def _derived(source: EventSource, states: Mapping[str, MatchState]) -> dict[str, bytes]:
    """Results are those of the books, which may be younger than the source."""
    results = results_in(source.state, lambda match: states.get(match) or MatchState())
    return {f"{name}.json": json_bytes(part) for name, part in derive(source.state, results).items()}


def _add_match(writer: SealedWriter, states: dict[str, MatchState], match: str, source: BookSource) -> bytes:
    if not source.entries:
        return writer.add(f"{PREPARED}{match}.json", book_bytes(source.parts))
    states[match] = fold(source.entries)
    return writer.add(f"{MATCHES}{match}.json", book_bytes(write_book(source)))


def _end(writer: SealedWriter, source: EventSource, head: dict[str, Any]) -> bytes:
    one = source.competition
    return writer.end(format=FORMAT, version=VERSION, competition=one.id, title=one.title, head=head)


class EventBookFile(SealedFile):
    """An event book on the disk.  Raises ``Invalid("file-unreadable")`` where it is none at all."""

    def read(self) -> EventBook:
        """The book's parts as values; raises ``Invalid("file-unreadable" | "shape")``."""
        try:
            return EventBook(
                manifest=self.manifest,
                entries=self.entries(LEDGER),
                given={name: self.json(f"{name}.json") for name in GIVEN},
                derived={name: self.json(f"{name}.json") for name in FOLLOWS if f"{name}.json" in self.parts},
                matches=self._folder(MATCHES),
                prepared=self._folder(PREPARED),
            )
        except UNREADABLE as error:
            raise self.unreadable(error) from error

    def _folder(self, folder: str) -> dict[str, Any]:
        names = [path for path in self.parts if path.startswith(folder) and path.endswith(".json")]
        return {path[len(folder) : -len(".json")]: self.json(path) for path in names}
