"""Three processes of one server, which share a PostgreSQL and a Redis."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.live.people import Person, Server
from tests.ports import free_port

COUNT = 3


class Several:
    """Three processes; each person comes to another one than the last.  As ``Server`` for tests."""

    def __init__(
        self, data: Path, mode: str, database: str, redis_url: str, halls: int, kind: type[Server] = Server
    ) -> None:
        shares = {"LEITAI_DATABASE": database, "LEITAI_REDIS_URL": redis_url, "LEITAI_TRUSTED_PROXIES": "1"}
        self.data, self.database = data, database
        self.servers = [kind(data, free_port(), mode, halls, shares=shares) for _ in range(COUNT)]
        self._next = itertools.count()

    def start(self) -> Several:
        """Start all of them: the first one makes what the others find."""
        self.servers[0].start()
        with ThreadPoolExecutor(COUNT) as pool:
            list(pool.map(Server.start, self.servers[1:]))
        return self

    def kill(self) -> None:
        """End all at once."""
        for server in self.servers:
            server.kill()

    def person(self, who: str, at: int | None = None) -> Person:
        """Somebody at the next process, or at this one."""
        running = [server for server in self.servers if server.process is not None]
        return running[(next(self._next) if at is None else at) % len(running)].person(who)

    def empty(self) -> None:
        """Everybody leaves."""
        for server in self.servers:
            server.empty()

    @property
    def hall(self) -> dict[str, Any]:
        """The match of this test."""
        return self.servers[0].hall
