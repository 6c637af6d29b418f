"""Sessions that were given up.  A signed cookie says what it said for ever, so the server remembers which ended."""

from __future__ import annotations

from scoring.usecases.context import Context
from scoring.usecases.records import EndedSession

LASTS = 7 * 24 * 3_600_000
"""ms for which a cookie is good that nobody uses; each use gives it a new stamp."""

LONGEST = 30 * 24 * 3_600_000
"""ms for which a session lasts, however often it is used, and for which an ended one is remembered: a copy of its
cookie that is used all the time must not outlive the memory of its end."""


def end_session(ctx: Context, session: str, began: int) -> None:
    """From now on the session of this id, which ``began`` at that moment, is none; those that are over by their age
    alone are forgotten.

    Their age is that by the newest entry: the server's time never falls behind it, while a clock that is ahead today
    may be put back tomorrow, and what was forgotten by it would then be good again.
    """
    now = ctx.clock.now()
    with ctx.store.write() as uow:
        ended = uow.of(EndedSession)
        sure = min(now, uow.ledger.newest())
        for old in ended.all():
            if old.at < sure - LONGEST:
                ended.remove(old.id)
        ended.put(EndedSession(session, max(now, began)))
        uow.commit()


def has_ended(ctx: Context, session: str, began: int) -> bool:
    """Whether the session of this id, which ``began`` at that moment (ms since the epoch), was given up or is over."""
    if ctx.clock.now() > began + LONGEST:
        return True
    with ctx.store.read() as uow:
        return uow.of(EndedSession).get(session) is not None
