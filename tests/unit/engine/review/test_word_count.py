"""The 字数 of a text, as Word and WPS count it."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from scoring.engine.review.word_count import _kind, word_count
from tests.unit.engine.review.wide_signs import FILE

CASES = json.loads((Path(__file__).parents[3] / "word_counts.json").read_text("utf-8"))
"""Texts with their counts: the page's script is tested by the same ones."""


@pytest.mark.parametrize(("text", "count"), CASES)
def test_a_text_counts_as_in_word(text: str, count: int) -> None:
    assert word_count(text) == count


def test_parts_that_end_in_a_blank_count_as_much_as_the_whole() -> None:
    parts = ("学习2012年。 ", "hello, world ", "“学习”\n")
    assert word_count("".join(parts)) == sum(map(word_count, parts)) == 5 + 2 + 4


def test_three_thousand_characters_and_one_more_are_told_apart() -> None:
    assert (word_count("学" * 3000), word_count("学" * 2999 + "。2")) == (3000, 3001)


def test_the_table_of_the_pages_script_has_every_sign_that_the_oldest_database_knows() -> None:
    """A newer database adds signs; those that it had long before stay as they are."""
    known = [chr(code) for code in range(0x110000) if unicodedata.ucd_3_2_0.category(chr(code)) not in ("Cn", "Cs")]
    text = FILE.read_text("utf-8")
    for name, kind in (("OWN", "own"), ("EITHER", "either")):
        packed = "".join(re.findall(r'"([^"]*)"', text.split(f"const {name} =")[1].split(";")[0]))
        inside: set[int] = set()
        last = 0
        for run in packed.split(","):
            behind, length = (int(part, 36) for part in run.split())
            inside |= set(range(last + behind, last + behind + length + 1))
            last += behind + length
        assert [s for s in known if not s.isspace() and (_kind(s) == kind) != (ord(s) in inside)] == []
