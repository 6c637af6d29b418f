"""The server keeps time: what is due happens by itself, and the desks see when a limit has passed.

Nothing here remembers a deadline.  Every step asks the folded match what comes next, so that a server that comes back
after a crash goes on with the same deadlines.
"""

from __future__ import annotations

from collections.abc import Callable

from scoreboard.live.worker import Runner
from scoring.engine.quiz.state import MatchState
from scoring.usecases.context import Context
from scoring.usecases.quiz.perform import match_state, stream_of, tick
from scoring.usecases.records import Match


class Timekeeper:
    """Does what is due.  ``changed(match)`` is called when a limit passes that writes no entry."""

    def __init__(self, ctx: Context, changed: Callable[[str], None]) -> None:
        self._ctx = ctx
        self._changed = changed
        self._seen: dict[str, int] = {}
        self._runner = Runner("tick", self.step)

    def start(self) -> None:
        """Take up every open match: its deadlines lived on while the server was down."""
        with self._ctx.store.read() as uow:
            open_matches = [match.id for match in uow.of(Match).all(opened=True)]
        for match in open_matches:
            self._runner.wake(match)

    def wake(self, match: str) -> None:
        """The match has changed: something else may be next."""
        self._runner.wake(match)

    def step(self, match: str) -> float | None:
        """Do what is due; the seconds until the next moment at which something changes by itself."""
        due = tick(self._ctx, match)
        now = self._ctx.clock.now()
        state = match_state(self._ctx, match)
        last = self._seen.get(match, now)
        moments = limits(state)
        if any(last < moment <= now for moment in moments):
            self._changed(match)
        self._seen[match] = now
        ahead = [moment for moment in moments if moment > now]
        if due is not None:
            ahead.append(due.at)
        return (min(ahead) - now + 1) / 1000 if ahead else None


def limits(state: MatchState) -> tuple[int, ...]:
    """Moments (ms since the epoch) at which what may be done changes although nothing is written: the end of an answer
    clock, the opening of the press after a countdown."""
    item = state.item
    if state.phase != "open" or item is None:
        return ()
    moments = [state.clock.deadline] if state.clock and state.clock.deadline is not None else []
    if item.armings and item.stage == "armed":
        moments.append(item.armings[-1].opens_at)
    return tuple(moments)


def match_of_stream(stream: str) -> str | None:
    """The match whose stream this is; None for another kind of stream."""
    prefix = stream_of("")
    return stream.removeprefix(prefix) if stream.startswith(prefix) else None
