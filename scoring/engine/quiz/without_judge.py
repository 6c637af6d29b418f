"""A match as it would be without one judge: how much the ranks depend on each judge.  It changes nothing."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.panel.result import score
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.standings import standings
from scoring.engine.quiz.state import Item, MatchState


def ranks_without(state: MatchState, judge: str) -> dict[str, int | None]:
    """Team → rank by the rule sheet's own ranking, with every locked panel scored without this judge.

    If a panel would have no score there is no such ranking: None for every team.
    """
    items = []
    for item in state.items:
        other = _without(state, item, judge)
        if other is None:
            return dict.fromkeys(team.id for team in state.teams)
        items.append(other)
    return {place.id: place.rank for place in standings(replace(state, items=tuple(items)))}


def _without(state: MatchState, item: Item, judge: str) -> Item | None:
    """The item without this judge's mark sheet; the same item if the mark sheet does not count; None if no mark is
    left."""
    sitting = item.panel
    if sitting is None or sitting.locked is None or item.voided or sitting.judge(judge) is None:
        return item
    rule = panel_rule(state.rule_of(item.round).panel)
    before, after = score(sitting, rule).score, score(sitting.without(judge), rule).score
    if after is None:
        return None
    return replace(
        item,
        # A line that a person has set to another value does not come from the panel, and stays.
        outcomes=tuple(
            replace(line, points=after) if line.cause == "answer" and line.points == before else line
            for line in item.outcomes
        ),
    )
