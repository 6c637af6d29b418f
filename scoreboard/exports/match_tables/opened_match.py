"""What every table of a match is made of: the match as its ledger gives it, and how a value is written in a cell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scoreboard.exports.tables import Cell
from scoring.engine.errors import WrongStage
from scoring.engine.ledger import Entry
from scoring.engine.quiz.match import fold, in_force
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.setup import Setup
from scoring.engine.quiz.state import Item, MatchState

Row = Mapping[str, Cell]
"""One row: column → cell."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OpenedMatch:
    """A match from its opening on: all entries, those in force, the state they give, and what it was opened with."""

    entries: tuple[Entry, ...]
    counting: tuple[Entry, ...]
    state: MatchState
    setup: Setup
    rule_sheet: RuleSheet
    names: Mapping[str, str]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> OpenedMatch:
        """An opened match from all its entries, from the first on.

        Raises ``WrongStage("marks-not-locked")`` while judges are marking: the tables would hold their marks.
        """
        everything = tuple(entries)
        state = fold(everything)
        if state.panel_open:
            raise WrongStage("marks-not-locked")
        assert state.setup is not None
        assert state.rule_sheet is not None
        names = {team.id: team.name for team in state.teams}
        return cls(everything, in_force(everything), state, state.setup, state.rule_sheet, names)

    def team(self, team: str | None) -> dict[str, Cell]:
        """The columns of a team: its id and its name; both empty for none."""
        return {"team": team or "", "team_name": self.names.get(team or "", "")}

    def item(self, item: Item | None) -> dict[str, Cell]:
        """The columns of an item: its number in the match and its round; both empty for none."""
        return {"item": "", "round": ""} if item is None else {"item": item.no, "round": item.round}


def moment(ms: int | None, name: str = "at") -> dict[str, Cell]:
    """The columns of a time: ISO-8601 in UTC, and ms since the epoch; both empty for none."""
    if ms is None:
        return {name: "", f"{name}_ms": ""}
    at = EPOCH + timedelta(milliseconds=ms)
    return {name: at.isoformat(timespec="milliseconds"), f"{name}_ms": ms}


def yes(value: bool) -> str:
    """``yes`` or ``no``."""
    return "yes" if value else "no"


def listed(values: Sequence[str] | None) -> str:
    """Several texts in one cell, as a JSON list; empty for None."""
    return "" if values is None else json.dumps(list(values), ensure_ascii=False)


def or_empty(value: Cell | None) -> Cell:
    """The value; an empty cell for None."""
    return "" if value is None else value
