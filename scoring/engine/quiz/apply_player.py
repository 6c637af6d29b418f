"""Who answers, in the fold: named by people, or by a round that says whose seat it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.change import edit_item
from scoring.engine.quiz.state import Item, MatchState


def name_player(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    def named(item: Item) -> Item:
        return replace(item, players={**item.players, (p["team"], p["question"]): p["player"]})

    return edit_item(state, p["item"], named)


def by_seat(state: MatchState, item: Item) -> Item:
    """The item with the contestant who sits in its seat now; as it is where it names none."""
    if item.team is None or not item.seat:
        return item
    sitting = next((one.id for one in state.team(item.team).contestants if one.seat == item.seat), None)
    return item if sitting is None else replace(item, players={(item.team, item.question): sitting})
