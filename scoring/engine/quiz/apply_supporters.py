"""The answer of a team's supporters (亲友团) in the fold: a line of its own in the team's score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.change import with_item
from scoring.engine.quiz.state import MatchState, Outcome


def judge_supporters(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item = state.items[-1]
    table = state.rule_of(item.round).supporters
    if table is None:  # a later edition of the rules does not let them answer
        return state
    points = table.right if p["verdict"] == "right" else table.wrong
    line = Outcome(p["team"], "supporters", points, entry.seq, p["verdict"], item.question)
    return with_item(state, outcomes=(*item.outcomes, line))
