"""PostgreSQL and Redis for tests: servers of the tests' own, in a folder of their own, on free ports.

Where a machine has none of them the tests are named as not run, and fail where CI must not pass.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from scoring.store.migrate import upgrade
from tests.ports import free_port

BEGINS = 60.0
"""Seconds for a server to begin, on the slowest machine."""

ROOM = 2**30
"""Bytes that must be free in the memory's own file system for servers to keep their files there."""

DEBIAN = "/usr/lib/postgresql"


def not_here(name: str) -> None:
    """There is no such server on this machine."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"not run: no {name} on this machine")


def program_of_postgres(name: str) -> str:
    """The path of one of PostgreSQL's programs, which Debian keeps off the search path; "" where there is none."""
    places = sorted(Path(DEBIAN).glob("*/bin"), reverse=True)
    return shutil.which(name) or next((found for one in places if (found := shutil.which(name, path=str(one)))), "")


class PostgresServer:
    """A PostgreSQL server with a cluster of its own; ``url`` is that of its database."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"postgresql+psycopg://leitai@127.0.0.1:{self.port}/postgres"
        self._program, self._running = program_of_postgres("postgres"), False
        self._process: subprocess.Popen[bytes] | None = None

    def database(self, name: str) -> str:
        """The URL of another database of this server."""
        return f"{self.url.rpartition('/')[0]}/{name}"

    def create(self) -> None:
        """Make the cluster."""
        folder = self.folder / "data"
        self._run([program_of_postgres("initdb"), "-D", str(folder), "-U", "leitai", "-A", "trust", "-E", "UTF8", "-N"])

    def start(self) -> None:
        """Start it, and wait until it answers."""
        said = (self.folder / "log").open("ab")
        arguments = ["-D", str(self.folder / "data"), "-p", str(self.port), "-c", "listen_addresses=127.0.0.1"]
        arguments += ["-k", str(self.folder), "-c", "max_connections=200"]
        with said:
            self._process = subprocess.Popen(
                [self._program, *arguments], stdout=said, stderr=subprocess.STDOUT, cwd=self.folder, **_unprivileged()
            )
        until = time.monotonic() + BEGINS
        while True:
            try:
                psycopg.connect(self.url.replace("+psycopg", ""), connect_timeout=2).close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self.folder / "log").read_text()
                assert time.monotonic() < until, (self.folder / "log").read_text()
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: at once, with every connection cut."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(BEGINS)
            self._process = None

    def _run(self, command: Sequence[str]) -> None:
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **_unprivileged())
        assert done.returncode == 0, done.stdout + done.stderr


class RedisServer:
    """A Redis server that keeps nothing on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir"]
        self._process = subprocess.Popen([*command, str(self.folder)], stdout=subprocess.DEVNULL)
        until = time.monotonic() + BEGINS
        while not _listens(self.port):
            assert self._process.poll() is None, "redis-server ended"
            assert time.monotonic() < until, "redis-server does not begin"
            time.sleep(0.02)

    def stop(self) -> None:
        """Kill it: what it held is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(BEGINS)
            self._process = None


class NginxServer:
    """An nginx that listens on ``port``."""

    def __init__(self, command: Sequence[str], folder: Path, port: int) -> None:
        self.port = port
        self._command, self._folder = command, folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + BEGINS
        while not _listens(self.port):
            assert self._process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.02)

    def reload(self) -> None:
        """Let new workers take over, as after a change of its settings."""
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """End it, with every connection cut."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(BEGINS)
            self._process = None


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: it runs as another user then."""
    somebody = _somebody()
    return {} if somebody is None else {"user": somebody[0], "group": somebody[1], "extra_groups": []}


def _somebody() -> tuple[int, int] | None:
    """The user and group by whom a server runs where this is root; None where it need not be another one."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    try:
        found = pwd.getpwnam("postgres")
    except KeyError:
        found = pwd.getpwnam("nobody")
    return found.pw_uid, found.pw_gid


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that the server's user may enter; those of pytest belong to the user who runs it alone."""
    memory = Path("/dev/shm")  # each commit is synced as ever, and no disk is waited for
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    with tempfile.TemporaryDirectory(prefix="leitai-server-", dir=memory if roomy else None) as made:
        folder = Path(made)
        if sys.platform != "win32" and (somebody := _somebody()) is not None:
            os.chown(folder, *somebody)
        yield folder


@contextmanager
def postgres_running() -> Iterator[PostgresServer]:
    """A new PostgreSQL server."""
    if not program_of_postgres("postgres") or not program_of_postgres("initdb"):
        not_here("PostgreSQL")
    with _folder() as folder:
        server = PostgresServer(folder)
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def redis_running() -> Iterator[RedisServer]:
    """A new Redis server."""
    if not shutil.which("redis-server"):
        not_here("Redis")
    with _folder() as folder:
        server = RedisServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for all tests; each has a schema of its own."""
    with postgres_running() as server:
        yield server


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """One server for all tests; each has names of its own."""
    with redis_running() as server:
        yield server


@pytest.fixture
def postgres_schema(postgres: PostgresServer) -> Iterator[str]:
    """The URL of an empty schema of its own, dropped afterwards."""
    schema = f"leitai_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres.url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(f'CREATE SCHEMA "{schema}"')
        try:
            yield f"{postgres.url}?options=-csearch_path%3D{schema}"
        finally:
            admin.execute(f'DROP SCHEMA "{schema}" CASCADE')


@pytest.fixture(scope="session")
def postgres_upgraded(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with all tables, of which others are copied: thirteen migrations take longer."""
    with psycopg.connect(postgres.url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute("CREATE DATABASE upgraded")
    upgrade(postgres.database("upgraded"), tmp_path_factory.mktemp("upgraded"))
    return "upgraded"


@pytest.fixture
def postgres_url(postgres: PostgresServer, postgres_upgraded: str) -> Iterator[str]:
    """The URL of an upgraded database of its own, dropped afterwards."""
    name = f"leitai_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres.url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgres_upgraded}"')
        try:
            yield postgres.database(name)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def nginx_before(ports: Sequence[int]) -> Iterator[NginxServer]:
    """nginx with the project's own nginx.conf before these ports of this machine."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        not_here("nginx")
    with _folder() as folder:
        port = free_port()
        written = (Path(__file__).parents[1] / "nginx.conf").read_text("utf-8")
        changed = {"listen 80;": f"listen 127.0.0.1:{port};", "/tmp/leitai-public": f"{folder}/cache"}
        changed |= {f"leitai{n}:5000": f"127.0.0.1:{one}" for n, one in enumerate(ports, 1)}
        for was, now in changed.items():
            assert was in written
            written = written.replace(was, now)
        here = f"pid {folder}/pid;\nerror_log {folder}/log;\n" + ("user root;\n" if _somebody() else "")
        temporary = "".join(f"{one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi"))
        temporary += "".join(f"{one}_temp_path {folder}/{one};\n" for one in ("uwsgi", "scgi"))
        file = folder / "nginx.conf"
        file.write_text(here + written.replace("http {\n", f"http {{\n{temporary}"), "utf-8")
        command = [str(program), "-p", str(folder), "-c", str(file), "-g", "daemon off;", "-e", f"{folder}/log"]
        server = NginxServer(command, folder, port)
        server.start()
        try:
            yield server
        finally:
            server.stop()
