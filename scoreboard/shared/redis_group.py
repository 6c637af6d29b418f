"""The processes of one server that share a Redis."""

from __future__ import annotations

from collections.abc import Callable

from scoreboard.server import runtime
from scoreboard.shared.redis_link import Bus
from scoreboard.shared.redis_store import RedisStore

ALIVE_MS = 6_000
"""ms for which a process counts as running after it last said so."""


class Group:
    """One of several processes, which share a Redis.  ``leads`` says whether this one leads a stream; ``begin`` is
    called once, when the server starts."""

    several = True

    def __init__(
        self, store: RedisStore, leads: Callable[[str], bool], now: Callable[[], int], begin: Callable[[], None]
    ) -> None:
        self.id = store.link.own
        self.leads = leads
        self._store, self._now, self._begin = store, now, begin
        self._bus = Bus(store.link)
        self._table = store.table("processes", int)
        self.say, self.listen = self._bus.say, self._bus.listen

    def alive(self) -> frozenset[str]:
        """Those that said so within the last seconds."""
        self._table.put(self.id, self._now(), lives=ALIVE_MS)
        return frozenset(name for name, _ in self._table.items())

    def start(self) -> None:
        """Begin to listen, and to look after Redis."""
        self._begin()
        runtime.spawn(self._store.run)
        runtime.spawn(self._bus.run)
