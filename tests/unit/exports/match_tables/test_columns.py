"""The columns of a match's tables: what is promised in the documents is what is written."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd
import pytest

from scoreboard.exports.match_tables.tables import COLUMNS
from scoreboard.exports.tables import csv_bytes
from tests.unit.engine.quiz.play import finished
from tests.unit.exports.match_tables.read import OpenedMatch, match_tables

DOCS = Path(__file__).parents[4] / "docs"


@pytest.mark.parametrize("document", ["match-tables.md", "match-tables.zh-CN.md"])
def test_the_documents_name_every_column_in_its_table(document: str) -> None:
    sections = re.split(r"(?m)^## (\w+)$", (DOCS / document).read_text("utf-8"))[1:]
    named = {
        name: sorted(re.findall(r"`(\w+)`", " ".join(re.findall(r"(?m)^\| (`.*?) \|", body))))
        for name, body in zip(sections[::2], sections[1::2], strict=True)
    }
    assert named == {name: sorted(columns) for name, columns in COLUMNS.items()}


def test_every_table_is_written_with_its_columns_also_without_a_row() -> None:
    found = match_tables(OpenedMatch.of(finished("rw").entries))
    assert {name: table.head for name, table in found.items()} == dict(COLUMNS)
    assert found["presses"].rows == []
    assert found["marks"].rows == []


def test_pandas_reads_a_file_as_it_is_with_every_number_exact() -> None:
    table = match_tables(OpenedMatch.of(finished("rw").entries))["standings"]
    read = pd.read_csv(io.BytesIO(csv_bytes(table)), dtype=str, keep_default_na=False)
    assert tuple(read.columns) == COLUMNS["standings"]
    assert list(read["score"]) == ["110", "90"]
