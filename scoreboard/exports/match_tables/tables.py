"""The tidy tables of a match by name, from its ledger alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from scoreboard.exports.match_tables import play, result
from scoreboard.exports.match_tables.opened_match import OpenedMatch, Row
from scoreboard.exports.tables import Table

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "entries": play.ENTRIES,
    "items": play.ITEMS,
    "answers": play.ANSWERS,
    "presses": play.PRESSES,
    "marks": result.MARKS,
    "scores": result.SCORES,
    "standings": result.STANDINGS,
    "players": result.PLAYERS,
}
"""Name of a table → its columns in order; none of them is ever renamed."""

_ROWS: Mapping[str, Callable[[OpenedMatch], Iterator[Row]]] = {
    "entries": play.entries,
    "items": play.items,
    "answers": play.answers,
    "presses": play.presses,
    "marks": result.marks,
    "scores": result.scores,
    "standings": result.ranking,
    "players": result.contestants,
}


def match_tables(match: OpenedMatch) -> dict[str, Table]:
    """Every table of a match.

    Times are UTC and ms since the epoch, numbers exact, yes and no are words, an empty cell means that there is no
    value, or that it is not known.
    """
    found = {}
    for name, columns in COLUMNS.items():
        rows = ({"match": match.setup.match, **row} for row in _ROWS[name](match))
        found[name] = Table.of(name, columns, [[row[column] for column in columns] for row in rows])
    return found
