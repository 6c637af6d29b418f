"""A server with two people of the organiser's, whose data a test may also reach while no server runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scoreboard import config, wiring
from scoreboard.bots.desk import Desk
from scoring.store.database import Database
from scoring.usecases import accounts
from scoring.usecases.context import Context
from tests.live.people import Server
from tests.ports import free_port

PASSWORD = "a long enough password"
ACCOUNTS = (("first", PASSWORD), ("second", PASSWORD))


class EventServer:
    """The server; ``stopped`` gives its data while it does not run."""

    def __init__(self, data: Path) -> None:
        self.server = Server(data, free_port(), "eventlet", halls=0).start()
        with self.stopped() as ctx:
            for name, password in ACCOUNTS:
                accounts.add_account(ctx, name=name, password=password)

    def signed_in(self, name: str) -> Desk:
        """The desk of one of the two."""
        desk = Desk(self.server.base)
        desk.send(desk.open("/signin").need("/signin"), name=name, password=PASSWORD)
        return desk

    @contextmanager
    def stopped(self) -> Iterator[Context]:
        """The data while no server runs."""
        self.server.kill()
        built = wiring.build(config.load({"LEITAI_DATA": str(self.server.data), "LEITAI_ASYNC_MODE": "threading"}))
        yield built.ctx
        assert isinstance(built.ctx.store, Database)
        built.ctx.store.close()
        self.server.start()
