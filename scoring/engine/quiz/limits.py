"""The moments at which the allowed commands change without a new entry."""

from __future__ import annotations

from scoring.engine.quiz.state import MatchState


def limits(state: MatchState) -> tuple[int, ...]:
    """The moments (ms since the epoch): the end of an answer clock, the opening of the press after a countdown,
    the end of the whole round's time."""
    item = state.item
    if state.phase != "open" or item is None:
        return ()
    moments = [state.clock.deadline] if state.clock and state.clock.deadline is not None else []
    if item.armings and item.stage == "armed":
        moments.append(item.armings[-1].opens_at)
    if state.round_ends is not None:
        moments.append(state.round_ends)
    return tuple(moments)
