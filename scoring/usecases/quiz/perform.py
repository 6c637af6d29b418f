"""Lead a match: give a command, do what is due, read where the match stands."""

from __future__ import annotations

from scoring.engine.actors import Actor
from scoring.engine.kinds import Command, Due
from scoring.engine.quiz.press import Trip
from scoring.engine.quiz.state import MatchState
from scoring.usecases import perform as shared
from scoring.usecases.context import Context
from scoring.usecases.perform import Done
from scoring.usecases.quiz.job import MATCH, MatchJob, stream_of

__all__ = ["Done", "MatchState", "match_state", "perform", "stream_of", "tick"]


def perform(
    ctx: Context, *, match_id: str, command: Command, key: str, actor: Actor, device: str = "", reason: str = "",
    trip: Trip | None = None,
) -> Done:  # fmt: skip
    """Do a command of a match, once; ``trip`` as in ``MatchJob``.  Raises what ``usecases.perform`` raises."""
    return shared.perform(
        ctx, MatchJob(trip), stream_of(match_id), command=command, key=key, actor=actor, device=device, reason=reason
    )


def tick(ctx: Context, match_id: str) -> Due | None:
    """Do all that is due by now, and say what comes next and when (None: nothing is waiting)."""
    return shared.tick(ctx, MATCH, stream_of(match_id))


def match_state(ctx: Context, match_id: str) -> MatchState:
    """Where the match stands at the head of its stream."""
    return shared.state_of(ctx, MATCH, stream_of(match_id))
