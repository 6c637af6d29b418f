"""封榜 and its end without a reveal in the fold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.freeze import frozen
from scoring.engine.quiz.state import MatchState


def freeze_table(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return frozen(state, entry.seq)


def open_table(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """Where the hall looks at the reveal, it sees the ranking then; a reveal that had begun is not taken up again."""
    scene = "ranking" if state.scene == "reveal" else state.scene
    if state.freeze is None:
        return state
    return replace(state, freeze=replace(state.freeze, over=True, shown=()), scene=scene)
