"""The book of a match with an audience panel and phones of the hall: what nobody entered or drew is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scoring.engine.quiz.book import verify_book
from tests.unit.usecases.quiz.books import rechained

BOOK = Path(__file__).parents[3] / "books" / "hall.json"


def book() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(BOOK.read_text(encoding="utf-8"))
    return read


def entry_of(changed: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in changed["entries"] if entry["kind"] == kind)
    return found


def more_votes(entry: dict[str, Any]) -> None:
    entry["payload"]["counts"][0]["votes"] += 1


def same_person(entry: dict[str, Any]) -> None:
    entry["actor"] = entry_of(book(), "count.enter")["actor"]


def set_to(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(entry: dict[str, Any]) -> None:
        entry["payload"][name] = value

    return change


def each_twice(entry: dict[str, Any]) -> None:
    entry["payload"]["answers"] = "".join(entry["payload"]["answers"].splitlines(keepends=True) * 2)


def test_the_book_of_such_a_match_verifies() -> None:
    assert verify_book(rechained(book())) == ()


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("count.decide", more_votes),
        ("count.decide", same_person),
        ("phones.draw", set_to("secret", "another one")),
        ("phones.draw", set_to("winners", 9)),
        ("phones.open", set_to("until", 1)),
        ("phones.close", each_twice),
        ("phones.close", set_to("names", {"999": "某某"})),
    ],
)
def test_a_count_or_a_draw_forged_with_all_hashes_made_anew_is_named_by_its_entry(
    kind: str, change: Callable[[dict[str, Any]], None]
) -> None:
    changed = book()
    forged = entry_of(changed, kind)
    change(forged)
    place = f"entries[{forged['seq'] - 1}].payload"
    assert any(one.place.startswith(place) for one in verify_book(rechained(changed)))
