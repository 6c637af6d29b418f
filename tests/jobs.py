"""Services on fakes, for what speaks with a job and needs no application."""

from __future__ import annotations

from scoreboard.config import load
from scoreboard.services import Hub, Services
from scoreboard.shared.memory import Memory
from scoring.usecases.context import Context


def fake_services(ctx: Context, hub: Hub | None = None) -> Services:
    """The services of a server whose store, clock and ids are those of ``ctx``, which publishes to ``hub``."""
    return Services(
        ctx=ctx,
        config=load({}),
        hub=hub or Hub(),
        shared=Memory(ctx.clock.now),
        setup_code="",
        outdated=lambda: False,
        writable=lambda: True,
        free=lambda: 1 << 40,
        examine=lambda: None,
    )
