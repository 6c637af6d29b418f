"""A match as the hall knows it, for the overview: its secrets are gone, the rest is counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoreboard.presenters.competition.views import PlayState, ProgressPart
from scoreboard.presenters.quiz.conceal import shown_seq
from scoreboard.presenters.quiz.public_now import HALL, public_now
from scoring.engine.codec import decimal_text
from scoring.engine.competition.fates import GroupChances
from scoring.engine.quiz.rule_sheet import TIE_OFF
from scoring.engine.quiz.slots import count
from scoring.engine.quiz.state import MatchState
from scoring.engine.ranking import Placing
from scoring.usecases.competition.chances import Running, chances_of_match


@dataclass(frozen=True, slots=True)
class Known:
    """``numbers``: of its teams in the competition, by their id in the match · ``places``: best first, none before the
    opening · ``scores``: as text · ``seq``: what orders its views in the hall · ``frozen``: 封榜 is on."""

    state: MatchState
    numbers: Mapping[str, int]
    places: tuple[Placing, ...]
    scores: Mapping[str, str]
    progress: ProgressPart
    chances: GroupChances
    seq: int
    frozen: bool

    @property
    def bounded(self) -> bool:
        """Whether the rules bound what its teams can still lose."""
        return not isinstance(self.chances, Running) or self.chances.bounded


def known_of(match: MatchState, numbers: Mapping[str, int], *, prepared: bool) -> Known:
    """What the big screens of a match may show of it, and nothing else."""
    now = public_now(match)
    return Known(
        state=now.state,
        numbers=numbers,
        places=now.places,
        scores={team: decimal_text(score) for team, score in now.scores.items()},
        progress=_progress(now.state, prepared=prepared),
        chances=chances_of_match(now.table, numbers),
        seq=shown_seq(match, HALL),
        frozen=now.frozen,
    )


def nothing_yet(state: PlayState) -> ProgressPart:
    """The progress of a match that has not begun."""
    return {"state": state, "round_no": 0, "rounds": 0, "round": "", "item": 0, "items": 0}


def _progress(state: MatchState, *, prepared: bool) -> ProgressPart:
    if state.rule_sheet is None:
        return nothing_yet("prepared" if prepared else "unprepared")
    ids, rule = [one.id for one in state.rule_sheet.rounds], state.round_rule
    paused = state.clock is not None and not state.clock.running
    now: PlayState = "locked" if state.phase == "locked" else "paused" if paused else "running"
    if rule is None:
        done = len(state.rounds_done)
        return {**nothing_yet(now), "round_no": done, "rounds": len(ids)}
    tie_off = rule.id == TIE_OFF
    item = state.item
    return {
        "state": now,
        "round_no": len(ids) if tie_off else ids.index(rule.id) + 1,
        "rounds": len(ids),
        "round": rule.name,
        "item": item.slot if item is not None else 0,
        "items": 0 if tie_off else count(state, rule),
    }
