"""封榜 and 揭榜: from when on the public keeps the table that it has, and what it learns step by step.

The reveal rests on a locked result: its steps are the places of the ranking from the last to the first, level teams
together.  After its last step everybody knows the ranking.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from scoring.engine.quiz.score import totals
from scoring.engine.quiz.standings import standings
from scoring.engine.quiz.state import Freeze, MatchState, Revealed
from scoring.engine.ranking import Placing

Level = tuple[Placing, ...]
"""The teams that share a place."""


def is_frozen(state: MatchState) -> bool:
    """The public has not the true table."""
    return state.freeze is not None and not state.freeze.over


def public_table(state: MatchState) -> MatchState:
    """The state by which the public ranks: as the match stood at 封榜 with the teams as they are called now, else as it
    stands.  Secrets of its items are still in it."""
    if state.freeze is None or state.freeze.over or state.freeze.before is None:
        return state
    return replace(state.freeze.before, teams=state.teams)


def levels(state: MatchState) -> tuple[Level, ...]:
    """The steps of the reveal: the ranking from its last place to its first, level teams in one step."""
    places = groupby(standings(state), key=lambda place: place.rank)
    return tuple(tuple(level) for _, level in places)[::-1]


def frozen(state: MatchState, seq: int) -> MatchState:
    """The state from 封榜 on, by the entry ``seq``; ``state`` is what the public keeps.  Nothing where it is frozen."""
    if is_frozen(state):
        return state
    before = replace(
        state, freeze=None, seq=0, at=0, clock=None, host_steps=(), public_seq=0, private_counts={}
    )  # what an undo of later steps may change, and no table rests on
    return replace(state, freeze=Freeze(seq, before))


def revealed(state: MatchState, step: int) -> MatchState:
    """The state after ``step`` steps of the reveal; the freeze ends with the last one, and a step back takes it up
    again."""
    if state.freeze is None:
        return state
    steps, score = levels(state), totals(state)
    shown = tuple(
        tuple(Revealed(place.id, place.rank, place.tied, score[place.id]) for place in level) for level in steps[:step]
    )
    total = sum(len(level) for level in steps)
    return replace(state, freeze=replace(state.freeze, shown=shown, total=total, over=step >= len(steps)))


def concealed_again(state: MatchState) -> MatchState:
    """The state whose result is open again: a reveal that was not over is taken back."""
    if state.freeze is None or state.freeze.over:
        return state
    return replace(state, freeze=replace(state.freeze, shown=()))


def begins_with(state: MatchState, round_id: str) -> bool:
    """Whether the rule sheet says 封榜 with the beginning of this round, or before it: the round of the rule is over
    and had no item left before which the table was to be frozen."""
    rule = state.rule_sheet.freeze if state.rule_sheet else None
    if rule is None or is_frozen(state):
        return False
    if rule.round == round_id:
        return rule.after == 0
    return state.freeze is None and rule.round in (*state.rounds_done, state.round)


def falls_due(state: MatchState) -> bool:
    """Whether the rule sheet says 封榜 before the next item of the running round: after it so many were played.  What
    people open after that stays open."""
    rule = state.rule_sheet.freeze if state.rule_sheet else None
    if rule is None or rule.round != state.round or not rule.after or is_frozen(state):
        return False
    played = {item.slot for item in state.items if item.seq > state.round_seq and not item.uncounted}
    return len(played) == rule.after
