"""Archived books: every later program verifies them, takes them in, and shows what it showed when they were added."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.books import product, record

BOOKS = record.names()


@cache
def made(name: str) -> dict[str, Any]:
    """What the program makes of a book now."""
    return record.record(name)


def first_difference(name: str, who: str) -> str:
    """After which entry a view is another one for the first time."""
    read, lang = record.book(name), who.rpartition(" ")[2]
    kinds = ["before the first entry", *(entry["kind"] for entry in read["entries"])]
    pairs = zip(record.taken(read, lang), _digests(record.recording(name), who), _digests(made(name), who), strict=True)
    seq = next((seq for seq, old, new in pairs if old != new), None)
    return f"{who}: " + ("another view" if seq is None else f"another view after entry {seq} ({kinds[seq]})")


def _digests(recorded: dict[str, Any], who: str) -> list[str]:
    return str(recorded["views"][who]["each"]).split()


def test_the_books_hold_every_kind_of_entry_that_there_is() -> None:
    kinds = {entry["kind"] for name in BOOKS for entry in record.book(name)["entries"]}
    assert kinds == product.KINDS


def test_the_books_hold_a_draw_by_lot_and_one_by_hand() -> None:
    draws = {entry["kind"] for name in BOOKS for entry in record.book(name)["draw"]}
    assert draws == {"stations.draw", "station.set"}


def test_every_book_has_a_recording() -> None:
    recorded = {file.name.removesuffix(record.RECORDING) for file in record.HERE.glob(f"*{record.RECORDING}")}
    assert recorded == set(BOOKS)


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_verifies_with_no_difference_and_the_same_check_code(name: str) -> None:
    found = product.outcome(record.book(name))
    assert found["differences"] == []
    assert found == record.recording(name)["verify"]


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_can_be_taken_in_and_is_exported_byte_for_byte(name: str) -> None:
    assert product.taken_in_and_exported(record.book(name)) == record.book_file(name)


@pytest.mark.parametrize("name", BOOKS)
def test_ranking_judge_report_and_printed_rules_are_as_they_were(name: str) -> None:
    assert made(name)["papers"] == record.recording(name)["papers"]


@pytest.mark.parametrize("name", BOOKS)
def test_every_audience_is_shown_byte_for_byte_what_it_was_shown(name: str) -> None:
    recorded = record.recording(name)["views"]
    assert set(made(name)["views"]) == set(recorded)
    assert [first_difference(name, who) for who in recorded if made(name)["views"][who] != recorded[who]] == []
