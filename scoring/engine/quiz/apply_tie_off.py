"""加赛 in the fold: it begins as a round of its own, orders its teams, and ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.apply_play import end_round
from scoring.engine.quiz.rule_sheet import TIE_OFF
from scoring.engine.quiz.state import MatchState, TieOffRun


def begin_tie_off(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    teams = tuple(p["teams"])
    run = TieOffRun(teams, (teams,), False, entry.seq)
    state = end_round(state, entry, p)
    return replace(
        state, tie_offs=(*state.tie_offs, run), round=TIE_OFF, round_seq=entry.seq, order=teams, scene="rules"
    )


def order_tie_off(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    run = state.tie_offs[-1]
    run = replace(run, order=tuple(tuple(group) for group in p["order"]), played=run.played or run.order)
    return replace(state, tie_offs=(*state.tie_offs[:-1], run))


def end_tie_off(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    run = replace(state.tie_offs[-1], ended=True)
    over = end_round(state, entry, p)
    done = tuple(one for one in over.rounds_done if one != TIE_OFF)
    return replace(over, tie_offs=(*state.tie_offs[:-1], run), rounds_done=done, scene="ranking")
