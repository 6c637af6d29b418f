"""People for a live test: they know the published interface only, and keep every view they were sent."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import requests
import socketio

from scoreboard import config, wiring
from scoreboard.bots.line import ClosingClient
from scoring.store.database import Database
from scoring.usecases.context import Context
from tests.live.server import HALLS

NAMESPACE = "/live"

PATIENCE = 120
"""Seconds for what comes at once on a quiet machine: a busy one must not fail a test."""


def new_client(http: requests.Session | None = None) -> socketio.Client:
    """A client whose line is closed in every case, so also where the server is killed; ``http``: the session by which
    it asks where it polls."""
    return ClosingClient(http_session=http)


class Person:
    """One device with its own session: it takes a seat by its code, connects, and remembers what it saw."""

    _numbers = itertools.count(1)

    def __init__(self, base: str, code: str) -> None:
        self.base = base
        self.http = requests.Session()
        token = self.http.get(f"{base}/api/session", timeout=PATIENCE).json()["csrf"]
        self.http.headers["X-CSRFToken"] = token
        answer = self.http.post(f"{base}/api/enter", json={"code": code}, timeout=PATIENCE)
        assert answer.status_code == 200, answer.text
        self.seat = answer.json()
        self.match = self.seat["match"]
        self.views: list[dict[str, Any]] = []
        self.heard: list[tuple[str, Any]] = []
        self.transports = ["websocket"]
        self.io = self._client()

    def _client(self) -> socketio.Client:
        # By long polling only a session of its own keeps the cookies.
        io = new_client(self.http if "polling" in self.transports else None)
        # Stock, each message is handled in a thread of its own; what is looked at here is the order in which they came.
        trigger = io.eio._trigger_event
        io.eio._trigger_event = lambda event, *args, **_kwargs: trigger(event, *args, run_async=False)
        io.on("view", self.views.append, namespace=NAMESPACE)
        for event in ("seat.request", "presence", "press.test"):
            io.on(event, lambda data, event=event: self.heard.append((event, data)), namespace=NAMESPACE)
        return io

    def connect(self) -> Person:
        """Open the socket and wait for the first view."""
        self.connect_only()
        self.until(lambda: bool(self.views))
        return self

    def connect_only(self) -> None:
        """Open the socket, whatever comes."""
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies)
        self.io.connect(
            self.base,
            headers={"Cookie": cookies},
            namespaces=[NAMESPACE],
            auth={"seat": self.seat["seat"]},
            transports=self.transports,
            wait_timeout=PATIENCE,
        )

    def reconnect(self) -> None:
        """A new socket, as after a dead Wi-Fi."""
        self.io.disconnect()
        self.io = self._client()
        self.views.clear()
        self.connect()

    def leave(self) -> None:
        """Close everything."""
        self.io.disconnect()
        self.http.close()

    def ask(self, event: str, data: Any) -> Any:
        """Emit with acknowledgement."""
        return self.io.call(event, data, namespace=NAMESPACE, timeout=PATIENCE)

    def do(self, kind: str, *, key: str = "", reason: str = "", **fields: Any) -> dict[str, Any]:
        """A command over the socket."""
        key = key or f"key-{id(self)}-{next(self._numbers)}"
        answer: dict[str, Any] = self.ask(
            "command", {"key": key, "command": {"kind": kind, **fields}, "reason": reason}
        )
        return answer

    def post(self, kind: str, *, key: str, reason: str = "", **fields: Any) -> requests.Response:
        """The same over HTTP."""
        return self.http.post(
            f"{self.base}/api/matches/{self.match}/commands",
            json={"kind": kind, "reason": reason, **fields},
            headers={"Idempotency-Key": key},
            timeout=PATIENCE,
        )

    @property
    def view(self) -> dict[str, Any]:
        """The newest view that was pushed."""
        return self.views[-1]

    def sees(self, seq: int) -> dict[str, Any]:
        """Wait until a view of at least this seq was pushed."""
        self.until(lambda: bool(self.views) and self.views[-1]["seq"] >= seq)
        return self.view

    def until(self, ready: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait for something that the server will bring about."""
        limit = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < limit, (self.seat, self.views[-1:], self.heard[-3:])
            time.sleep(0.005)


class Server:
    """A real server process; ``kill`` is kill -9.  Its clock starts ``ahead`` ms ahead of the machine's.  Without
    ``fan_out`` it uses the stock client manager.  ``shares``: more settings, of what it shares with other processes."""

    program = "tests.live.server"
    keeps_epoch = False
    """Whether one that starts within seconds of a kill may go on with the epoch of before."""

    def __init__(
        self,
        data: Path,
        port: int,
        mode: str,
        halls: int = HALLS,
        ahead: int = 0,
        *,
        fan_out: bool = True,
        shares: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.data, self.port, self.mode, self.halls, self.ahead = data, port, mode, halls, ahead
        self.fan_out, self.shares = fan_out, shares
        self.base = f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[str] | None = None
        self.people: list[Person] = []
        self.next_hall = 0

    def start(self, errors: int | None = None) -> Server:
        """Start, and wait until the port is open.  ``errors``: the descriptor for standard error, if not the file."""
        root = Path(__file__).resolve().parents[2]
        told = [self.data, self.port, self.mode, self.halls, self.ahead]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.program, *map(str, told)],
                cwd=root,
                env={**os.environ, "LEITAI_FAN_OUT": str(self.fan_out).lower(), **self.shares},
                stdout=subprocess.PIPE,
                stderr=log if errors is None else errors,
                text=True,
            )
        assert self.process.stdout is not None
        while (line := self.process.stdout.readline()) and line.strip() != "ready":
            pass  # what it has to say before
        if not line:
            self.kill()
            raise AssertionError(self.log.read_text()[-3000:])
        return self

    def kill(self) -> None:
        """End it at once, with nothing tidied."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    @property
    def log(self) -> Path:
        """What it has to say, where it was started with no other place for that."""
        return self.data.parent / "server.log"

    @contextmanager
    def beside(self) -> Iterator[Context]:
        """The same data while it runs, as a command has them."""
        told = {"LEITAI_DATA": str(self.data), "LEITAI_ASYNC_MODE": "threading"}
        built = wiring.build(config.load({**told, **self.shares}))
        assert isinstance(built.ctx.store, Database)
        try:
            yield built.ctx
        finally:
            built.ctx.store.close()

    def person(self, who: str) -> Person:
        """Somebody who has entered by the code of this seat, not yet connected."""
        person = Person(self.base, self.hall["codes"][who])
        self.people.append(person)
        return person

    def empty(self) -> None:
        """Everybody leaves; the next test has a hall of its own."""
        with ThreadPoolExecutor(max(1, len(self.people))) as pool:
            list(pool.map(Person.leave, self.people))
        self.people.clear()
        self.next_hall += 1

    @property
    def hall(self) -> dict[str, Any]:
        """The match of this test, its teams and its codes."""
        found: list[dict[str, Any]] = json.loads((self.data / "halls.json").read_text())
        return found[self.next_hall]
