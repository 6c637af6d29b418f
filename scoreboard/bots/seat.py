"""A client of one seat, as docs/openapi.json and docs/asyncapi.json describe it: enter, watch, give commands."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import requests
import socketio

from scoreboard.bots.line import ClosingClient

NAMESPACE = "/live"
PATIENCE = 5.0
"""Seconds to wait for an acknowledgement before the same command is sent again, under the same key."""

RETRY = 0.2
"""Seconds between two attempts to reach a server that does not answer."""

GIVE_UP_AFTER = 60.0
"""Seconds after which a server that does not answer is given up."""

View = dict[str, Any]


class Refusal(Exception):
    """The server said no; ``code`` as in docs/errors.md."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Seat:
    """A seat taken with a ticket's code.  ``view`` is the newest view that the server sent; ``receipts`` are all
    acknowledgements it was given, with ``kind``, ``key``, ``seq``, ``at`` and ``repeat``.

    A server that does not answer is asked again until it does: while entering, during the match and while a file is
    fetched.  Each connection has a client of its own: a client that is shut down while it reconnects may never connect
    again."""

    def __init__(self, url: str, code: str, patience: float = PATIENCE) -> None:
        self.url = url
        self._patience = patience
        self.http = requests.Session()
        self.role = self.team = self.match = self.home = self.ticket = ""
        self._code = code
        self._changed = threading.Condition()
        self._view: View | None = None
        self._count = 0
        self.receipts: list[dict[str, Any]] = []
        self._offset = 0.0
        self._rtt: float | None = None
        self._trips: list[tuple[float, float]] = []
        self._left = threading.Event()
        self._io = self._client()

    def enter(self) -> None:
        """Redeem the code and connect.  Raises ``Refusal`` where the code is not valid."""
        self.take()
        self.connect()

    def take(self) -> None:
        """Redeem the code.  Raises ``Refusal`` where it is not valid."""
        token = self._insist(lambda: self.http.get(f"{self.url}/api/session", timeout=10)).json()["csrf"]
        answer = self._insist(
            lambda: self.http.post(
                f"{self.url}/api/enter", json={"code": self._code}, headers={"X-CSRFToken": token}, timeout=10
            )
        )
        body = answer.json()
        if not answer.ok:
            raise Refusal(body["error"]["code"], body["error"]["message"])
        self.role, self.match, self.team, self.ticket = body["role"], body["match"], body["team"], body["seat"]
        self.home = body["home"]

    def connect(self) -> None:
        """Join the live connection, and stay on it until the seat is left."""
        threading.Thread(target=self._stay, daemon=True).start()

    def leave(self) -> None:
        """Disconnect."""
        self._left.set()
        self._io.disconnect()

    def _stay(self) -> None:
        """Stay connected until the seat is left."""
        while not self._left.is_set():
            if not self._io.connected:
                with suppress(socketio.exceptions.SocketIOError, OSError):
                    self._connect()
            self._left.wait(RETRY)
        self._io.disconnect()

    def _connect(self) -> None:
        """Try once to connect.  The view comes by itself; asking too covers a seat that had to wait."""
        self._io = self._client()
        cookie = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        self._io.connect(
            self.url,
            headers={"Cookie": cookie},
            auth={"seat": self.ticket},
            namespaces=[NAMESPACE],
            transports=["websocket"],
            wait_timeout=10,
        )

    def _client(self) -> socketio.Client:
        io = ClosingClient()
        io.on("view", self._take, namespace=NAMESPACE)
        io.on("connect", self.refresh, namespace=NAMESPACE)
        return io

    def _insist(self, ask: Callable[[], requests.Response]) -> requests.Response:
        """The answer to a request that may be repeated."""
        end = time.monotonic() + GIVE_UP_AFTER
        while True:
            try:
                return ask()
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError):
                if time.monotonic() > end:
                    raise
                time.sleep(RETRY)

    def give(self, command: dict[str, Any], reason: str = "") -> dict[str, Any]:
        """Give a command and wait until it is in the ledger; repeated under its key until the server answers."""
        message = {"key": secrets.token_hex(12), "command": command, "reason": reason}
        while not self._left.is_set():
            try:
                answer: dict[str, Any] = self._io.call("command", message, namespace=NAMESPACE, timeout=self._patience)
            except (socketio.exceptions.TimeoutError, socketio.exceptions.BadNamespaceError):
                self._left.wait(RETRY)
                continue
            if not answer["ok"]:
                raise Refusal(answer["error"]["code"], answer["error"]["message"])
            self.receipts.append({"kind": command["kind"], "key": message["key"], **answer})
            self.wait(partial(_has, answer["seq"]), self._patience)
            return answer
        raise Refusal("left", "the seat was left before the command was acknowledged")

    def press(self, arming: str, item: int) -> dict[str, Any]:
        """Press now on the item that is seen: the station's own time goes along, with its best round trip."""
        return self.give(
            {
                "kind": "press.record",
                "team": self.team,
                "press": secrets.token_hex(8),
                "arming": arming,
                "item": item,
                "pressed_at": round(time.time() * 1000 + self._offset),
                "rtt": None if self._rtt is None else round(self._rtt),
            }
        )

    def keep_time(self) -> None:
        """Measure one round trip; the offset of the best of the last eight is used."""
        sent = time.time() * 1000
        try:
            answer = self._io.call(
                "ping.time", {"t0": sent, "rtt": self._rtt}, namespace=NAMESPACE, timeout=self._patience
            )
        except (socketio.exceptions.TimeoutError, socketio.exceptions.BadNamespaceError):
            return
        back = time.time() * 1000
        self._trips = [*self._trips[-7:], (back - sent, answer["server"] - (sent + back) / 2)]
        self._rtt, self._offset = min(self._trips)

    @property
    def view(self) -> View | None:
        """The newest view, None before the first."""
        return self._view

    def wait(self, wanted: Callable[[View], bool], seconds: float) -> View | None:
        """The first view that is ``wanted``; None when ``seconds`` have passed."""
        end = time.monotonic() + seconds
        with self._changed:
            while self._view is None or not wanted(self._view):
                left = end - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    return None
            return self._view

    def next(self, seen: int, seconds: float) -> tuple[int, View | None]:
        """The newest view with its number, waiting up to ``seconds`` for one after number ``seen``."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > seen, seconds)
            return self._count, self._view

    def fetch(self, path: str) -> bytes:
        """A file of this match, such as ``ranking.csv`` or ``book``."""
        address = f"{self.url}/api/matches/{self.match}/{path}"
        answer = self._insist(lambda: self.http.get(address, headers={"X-Seat": self.ticket}, timeout=60))
        answer.raise_for_status()
        return answer.content

    def _take(self, view: View) -> None:
        with self._changed:
            old = self._view
            if old is not None and old["epoch"] == view["epoch"] and old["seq"] > view["seq"]:
                return
            self._view = view
            self._count += 1
            self._changed.notify_all()

    def refresh(self) -> None:
        """Ask for the whole view, as every page does from time to time, in case a push was lost.  Where there is no
        connection, the view comes with the next one."""
        with suppress(socketio.exceptions.BadNamespaceError):
            self._io.emit("view.get", {}, namespace=NAMESPACE, callback=self._taken)

    def _taken(self, view: View | None) -> None:
        if view is not None and (self._view is None or {**self._view, "now": 0} != {**view, "now": 0}):
            self._take(view)


def _has(seq: int, view: View) -> bool:
    return bool(view["seq"] >= seq)
