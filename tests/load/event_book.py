"""How long the book of a whole competition takes: ``python -m tests.load.event_book BOOK DATA``.

BOOK and DATA are what ``leitai demo --big --play --data DATA`` left: 69 teams, 17 matches.  The book is verified as by
``leitai verify``; then it is written again from the database in DATA in the pieces that the server sends.  Printed are
the seconds by the clock and of the processor, and the longest piece of the hub's own work.  Nothing is asserted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from scoreboard import config, wiring
from scoreboard.exports.event_book import EventBookFile, event_book_pieces
from scoring.usecases.competition.book import event_source
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.guards import LOCAL


def main(file: str, data: str) -> None:
    """Measure once and print."""
    with measured("verified"):
        read = EventBookFile(file)
        assert read.differences() == ()
        book = read.read()
        read.close()
        assert verify_event_book(book) == ()
    entries = len(book.entries) + sum(len(one["entries"]) for one in book.matches.values())
    print(f"{len(book.derived['registrations'])} teams, {len(book.matches)} matches, {entries} entries")
    ctx = wiring.build(config.load({"LEITAI_DATA": data, "LEITAI_ASYNC_MODE": "threading"})).ctx
    hub = Hub()
    with measured("written"):
        source = event_source(ctx, actor=LOCAL, competition_id=book.manifest["competition"], pause=hub.turn)
        size = sum(len(piece) for piece in event_book_pieces(ctx, source, actor=LOCAL, apart=hub.apart))
        hub.turn()
    print(f"{size / 1e6:.1f} MB; longest piece on the hub {hub.longest * 1000:.0f} ms")


class Hub:
    """Counts the time of the processor between two moments at which others can go on."""

    def __init__(self) -> None:
        self.longest, self._since = 0.0, time.process_time()

    def turn(self) -> None:
        """Others go on."""
        self.longest = max(self.longest, time.process_time() - self._since)
        self._since = time.process_time()

    def apart(self, function: Callable[..., Any], *args: Any) -> Any:
        """What is done apart holds up nobody."""
        self.turn()
        done = function(*args)
        self._since = time.process_time()
        return done


@contextmanager
def measured(name: str) -> Iterator[None]:
    """Print how long it takes."""
    begun, processor = time.perf_counter(), time.process_time()
    yield
    print(f"{name}: {time.perf_counter() - begun:.1f} s, processor {time.process_time() - processor:.1f} s", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
