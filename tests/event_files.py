"""The book of a competition as a file, written and read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scoreboard.exports.event_book import EventBookFile, event_book_pieces
from scoring.engine.competition.book import EventBook
from scoring.usecases.competition.book import event_source
from scoring.usecases.guards import LOCAL
from tests.registrations import Registered


def written(event: Registered, folder: Path) -> Path:
    """The book of the competition as a file."""
    source = event_source(event.ctx, actor=LOCAL, competition_id=event.id)
    file = folder / "event.zip"
    file.write_bytes(b"".join(event_book_pieces(event.ctx, source, actor=LOCAL, apart=here)))
    return file


def here(function: Callable[..., Any], *args: Any) -> Any:
    """Do it at once."""
    return function(*args)


def read(file: Path) -> EventBook:
    """A book whose parts are those of its manifest."""
    opened = EventBookFile(file)
    try:
        assert opened.differences() == ()
        return opened.read()
    finally:
        opened.close()
