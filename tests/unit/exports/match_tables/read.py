"""The tables of a match, read as an analyst's program reads them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from scoreboard.exports.match_tables.opened_match import OpenedMatch
from scoreboard.exports.match_tables.tables import match_tables
from scoreboard.exports.tables import csv_bytes
from scoring.engine.ledger import Entry

Rows = list[dict[str, str]]


def tables(entries: Sequence[Entry]) -> dict[str, Rows]:
    """Name → rows, each cell as the file has it."""
    return {name: rows(csv_bytes(table)) for name, table in match_tables(OpenedMatch.of(entries)).items()}


def rows(data: bytes) -> Rows:
    """The rows of a CSV file by its heading."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def columns(found: Rows, *names: str) -> list[tuple[str, ...]]:
    """Some columns of the rows."""
    return [tuple(row[name] for name in names) for row in found]
