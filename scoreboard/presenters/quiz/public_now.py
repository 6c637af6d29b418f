"""What is public now of a match: the one answer for screens, tablets, phones, overviews and programs.

While the table is frozen (封榜) nothing here depends on what happened to it since, but for the verdict on the current
item, which the hall hears.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.conceal import conceal
from scoring.engine.quiz.freeze import is_frozen, public_table
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.state import MatchState, Revealed
from scoring.engine.ranking import Placing

HALL = Audience("display")


@dataclass(frozen=True, slots=True)
class PublicNow:
    """``state``: the match without its secrets · ``table``: the state that the public ranks by · ``places``: best
    first, none before the opening · ``scores``: in points, by team · ``frozen``: 封榜 is on · ``revealed``: the places
    that 揭榜 has shown, the last first, level teams together · ``final``: locked, and everybody may know all of it."""

    state: MatchState
    table: MatchState
    places: tuple[Placing, ...]
    scores: Mapping[str, Decimal]
    frozen: bool
    revealed: tuple[tuple[Revealed, ...], ...]
    final: bool


def public_now(match: MatchState) -> PublicNow:
    """What anybody may know of a match as it stands."""
    state, _ = conceal(match, {}, HALL)
    table = public_table(state)
    opened, freeze = state.rule_sheet is not None, is_frozen(state)
    return PublicNow(
        state=state,
        table=table,
        places=standings(table) if opened else (),
        scores=totals(table) if opened else {},
        frozen=freeze,
        revealed=state.freeze.shown if state.freeze is not None else (),
        final=state.phase == "locked" and not freeze,
    )
