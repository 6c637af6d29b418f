"""Sessions that were given up.  A signed cookie says what it said for ever, so the server remembers which ended."""

from __future__ import annotations

from scoring.usecases.context import Context
from scoring.usecases.records import EndedSession

LASTS = 7 * 24 * 3_600_000
"""ms for which a cookie is good, and an ended session is remembered."""


def end_session(ctx: Context, session: str) -> None:
    """From now on the session of this id is none; those that ended so long ago that no cookie of them is good any more
    are forgotten."""
    now = ctx.clock.now()
    with ctx.store.write() as uow:
        ended = uow.of(EndedSession)
        for old in ended.all():
            if old.at < now - LASTS:
                ended.remove(old.id)
        ended.put(EndedSession(session, now))
        uow.commit()


def has_ended(ctx: Context, session: str) -> bool:
    """Whether the session of this id was given up."""
    with ctx.store.read() as uow:
        return uow.of(EndedSession).get(session) is not None
