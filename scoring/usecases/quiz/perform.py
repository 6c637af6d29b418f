"""Lead a match: give a command, read the state of the match."""

from __future__ import annotations

from scoring.engine.actors import Actor
from scoring.engine.kinds import Command
from scoring.engine.quiz.state import MatchState
from scoring.usecases import perform as shared
from scoring.usecases.context import Context
from scoring.usecases.perform import Done
from scoring.usecases.quiz.job import MATCH, stream_of

__all__ = ["Done", "MatchState", "match_state", "perform", "stream_of"]


def perform(
    ctx: Context,
    *,
    match_id: str,
    command: Command,
    key: str,
    actor: Actor,
    device: str = "",
    reason: str = "",
    seen: int | None = None,
) -> Done:
    """Do a command of a match, once.  Raises what ``usecases.perform`` raises."""
    return shared.perform(
        ctx, MATCH, stream_of(match_id), command=command, key=key, actor=actor, device=device, reason=reason, seen=seen
    )


def match_state(ctx: Context, match_id: str) -> MatchState:
    """The state of the match at the head of its stream."""
    return shared.state_of(ctx, MATCH, stream_of(match_id))
