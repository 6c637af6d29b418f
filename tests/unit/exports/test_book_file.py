"""A match book as a file."""

from __future__ import annotations

import stat
from pathlib import Path

from scoreboard.bots.__main__ import keep
from scoreboard.exports.book import book_bytes


def test_a_book_is_text_that_ends_with_a_newline() -> None:
    assert book_bytes({"match": {"title": "决赛"}}) == '{\n "match": {\n  "title": "决赛"\n }\n}\n'.encode()


def test_the_book_that_the_players_take_home_is_for_its_owner_alone(tmp_path: Path) -> None:
    keep(tmp_path / "book.json", b"{}\n")
    assert (tmp_path / "book.json").read_bytes() == b"{}\n"
    assert stat.S_IMODE((tmp_path / "book.json").stat().st_mode) == 0o600
