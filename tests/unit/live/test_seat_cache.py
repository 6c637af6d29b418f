"""A seat is looked up again as soon as anything was written that could change it, and from time to time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from scoreboard.live.seat_cache import KEPT, SeatCache
from scoreboard.web.auth import Seat


@dataclass
class Books:
    """What is written, and the time; ``look`` notes how often it was asked."""

    changes: int = 0
    time: float = 100.0
    seat: Any = "seat"
    looks: list[str] = field(default_factory=list)

    def look(self) -> Seat | None:
        self.looks.append("look")
        return self.seat


@pytest.fixture
def books() -> Books:
    return Books()


@pytest.fixture
def seats(books: Books) -> SeatCache:
    return SeatCache(lambda: books.changes, lambda: books.time)


def test_a_seat_is_looked_up_once(books: Books, seats: SeatCache) -> None:
    assert [seats.get("s1", books.look) for _ in range(3)] == ["seat"] * 3
    assert len(books.looks) == 1
    seats.get("s2", books.look)
    assert len(books.looks) == 2


def test_after_anything_was_written_it_is_looked_up_at_the_next_word(books: Books, seats: SeatCache) -> None:
    seats.get("s1", books.look)
    books.changes, books.seat = 1, None
    assert seats.get("s1", books.look) is None
    books.seat = "another"
    assert seats.get("s1", books.look) == "another"


def test_what_is_written_while_it_is_looked_up_counts(books: Books, seats: SeatCache) -> None:
    def look() -> Seat | None:
        books.changes += 1
        return books.look()

    seats.get("s1", look)
    seats.get("s1", books.look)
    assert len(books.looks) == 2


def test_after_a_while_it_is_looked_up_all_the_same(books: Books, seats: SeatCache) -> None:
    seats.get("s1", books.look)
    books.time += KEPT
    seats.get("s1", books.look)
    assert len(books.looks) == 2


def test_of_a_connection_that_is_gone_nothing_is_kept(books: Books, seats: SeatCache) -> None:
    seats.get("s1", books.look)
    seats.forget("s1")
    seats.get("s1", books.look)
    assert len(books.looks) == 2
