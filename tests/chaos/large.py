"""The hall of ``hall.py`` on three processes behind nginx, with PostgreSQL and Redis, each of which can be broken."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from scoring.store.migrate import upgrade
from tests.chaos.hall import ChaosServer, Hall
from tests.live.several import COUNT, Several
from tests.servers import NginxServer, PostgresServer, RedisServer, nginx_before, postgres_running, redis_running


class LargeHall(Hall):
    """Everybody is behind nginx, the host too: any process may be the one that ends."""

    def __init__(
        self, folder: Path, mode: str, seed: int, red: float, *, database: PostgresServer, shared: RedisServer
    ) -> None:
        self._database, self._shared = database, shared
        super().__init__(folder, mode, seed, red)

    def serve(self, folder: Path, mode: str) -> tuple[dict[str, str], int, int]:
        """Start the processes and nginx."""
        upgrade(self._database.url, folder / "data" / "files")
        self.several = Several(folder / "data", mode, self._database.url, self._shared.url, 1, ChaosServer).start()
        self._before = nginx_before([one.port for one in self.several.servers])
        self.nginx: NginxServer = self._before.__enter__()
        return self.several.hall["codes"], self.nginx.port, self.nginx.port

    def cut_off(self) -> None:
        """Leave them their way: what they wait for is answered."""

    def end(self) -> None:
        """End the processes and nginx."""
        self._before.__exit__(None, None, None)
        self.several.kill()

    @property
    def port(self) -> int:
        """nginx."""
        return self.nginx.port

    # What may happen.

    def restart_database(self, seconds: float) -> None:
        """PostgreSQL is stopped, with every connection cut, and comes back."""
        self._database.stop()
        time.sleep(seconds)
        self._database.start()

    def flush(self) -> None:
        """Redis forgets everything."""
        with redis.Redis.from_url(self._shared.url) as client:
            client.flushall()

    def restart_shared(self, seconds: float) -> None:
        """Redis is killed, and comes back empty."""
        self._shared.stop()
        time.sleep(seconds)
        self._shared.start()

    def kill_one(self) -> None:
        """kill -9 of one process; it starts again when others do its work."""
        one = self.several.servers[self.luck.randrange(COUNT)]
        self.pause(0.1, 1.0)
        one.kill()
        self.pause(0.0, 3.0)
        one.start()

    def reload_nginx(self) -> None:
        """New workers of nginx take over."""
        self.nginx.reload()
        self.pause(0.2, 0.5)

    def restart_nginx(self, seconds: float) -> None:
        """nginx is stopped, with every connection cut, and comes back."""
        self.nginx.stop()
        time.sleep(seconds)
        self.nginx.start()


@contextmanager
def large_hall(folder: Path, mode: str, seed: int, red: float = 4.0) -> Iterator[LargeHall]:
    """A large hall for a test, with servers of its own."""
    with postgres_running() as database, redis_running() as shared:
        made = LargeHall(folder, mode, seed, red, database=database, shared=shared)
        try:
            yield made
        finally:
            made.close()
