"""Processes of one server, which share a PostgreSQL and a Redis."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from scoring.usecases.context import Context
from tests.live.people import Person, Server
from tests.ports import free_port

COUNT = 3


class Several:
    """Some processes; each person comes to another one than the last, and so does whoever asks for ``base`` or
    ``port``.  As ``Server`` for tests."""

    keeps_epoch = True
    """It is that of all processes, and those that were killed still count as running for some seconds."""

    def __init__(
        self,
        data: Path,
        mode: str,
        database: str,
        redis_url: str,
        halls: int,
        kind: type[Server] = Server,
        count: int = COUNT,
    ) -> None:
        shares = {"LEITAI_DATABASE": database, "LEITAI_REDIS_URL": redis_url, "LEITAI_TRUSTED_PROXIES": "1"}
        self.data, self.mode, self.database = data, mode, database
        self.servers = [kind(data, free_port(), mode, halls, shares=shares) for _ in range(count)]
        self.people: list[Person] = []
        self._next = itertools.count()

    def start(self) -> Several:
        """Start all of them: the first one makes what the others find."""
        self.servers[0].start()
        if others := self.servers[1:]:
            with ThreadPoolExecutor(len(others)) as pool:
                list(pool.map(Server.start, others))
        return self

    def kill(self) -> None:
        """End all at once."""
        for server in self.servers:
            server.kill()

    def _at(self, at: int | None = None) -> Server:
        running = [server for server in self.servers if server.process is not None]
        return running[(next(self._next) if at is None else at) % len(running)]

    @property
    def base(self) -> str:
        """The address of the next process."""
        return self._at().base

    @property
    def port(self) -> int:
        """The port of the next process."""
        return self._at().port

    @property
    def log(self) -> Path:
        """What all of them have to say."""
        return self.servers[0].log

    def beside(self) -> AbstractContextManager[Context]:
        """The same data while they run, as a command has them."""
        return self.servers[0].beside()

    def person(self, who: str, at: int | None = None) -> Person:
        """Somebody at the next process, or at this one."""
        person = Person(self._at(at).base, self.hall["codes"][who])
        self.people.append(person)
        return person

    def empty(self) -> None:
        """Everybody leaves."""
        with ThreadPoolExecutor(max(1, len(self.people))) as pool:
            list(pool.map(Person.leave, self.people))
        self.people.clear()
        for server in self.servers:
            server.empty()

    @property
    def hall(self) -> dict[str, Any]:
        """The match of this test."""
        return self.servers[0].hall
