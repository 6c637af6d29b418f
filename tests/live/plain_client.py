"""A client as somebody writes it in another language: from docs/live-protocol.md alone, over a plain websocket.

Nothing of this project and no library of Socket.IO is used here: what the page does not say, this client cannot do.
"""

from __future__ import annotations

import http.client
import itertools
import json
import socket
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import websocket

ACK_WAIT, ASK_EVERY, PING_EVERY, SAMPLES = 3.0, 60.0, 2.0, 8
AGAIN, LONGEST_AGAIN, CONNECT_AGAIN = 0.4, 4.0, 0.3
RED, JOINING, HEARTBEAT = 15.0, 5.0, 30.0
PASSING = {"store-busy", "database-away", "disk-full", "too-many-messages", "too-many-tries"}

View = dict[str, Any]


class Refused(Exception):
    """The server has decided; ``code`` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlainClient:
    """One device on one seat.  ``view`` is the newest one; ``receipts`` are the acknowledgements of its commands.

    ``red``: seconds without an answer after which the connection counts as half open.  ``joined`` and ``asked`` count
    how often it came in, and how often it asked for the view.
    """

    def __init__(self, host: str, port: int, code: str, red: float = RED) -> None:
        self._host, self._port, self._red = host, port, red
        self.joined = self.asked = 0
        self._answered = time.monotonic()
        self._cookies: dict[str, str] = {}
        self._csrf = self._http("GET", "/api/session")["csrf"]
        self.seat = self._http("POST", "/api/enter", {"code": code})
        self.view: View | None = None
        self.receipts: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self._acks: dict[int, Any] = {}
        self._ids = itertools.count(1)
        self._socket: websocket.WebSocket | None = None
        self._joined = self._left = False
        self._samples: list[tuple[float, float]] = []
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._stay, self._keep_time)]
        for thread in self._threads:
            thread.start()

    def leave(self) -> None:
        """End."""
        with self._changed:
            self._left = True
            self._changed.notify_all()
        self._drop()
        for thread in self._threads:
            thread.join(30)

    def wait(self, ready: Callable[[View], bool], seconds: float) -> View | None:
        """The first view that is ``ready``; None after ``seconds``."""
        with self._changed:
            found = self._changed.wait_for(lambda: self.view is not None and ready(self.view), seconds)
            return self.view if found else None

    def now(self) -> int:
        """The server's time in ms."""
        with self._changed:
            best = min(self._samples, default=None)
            hint = self.view["now"] if self.view is not None else 0
        return round(time.monotonic() * 1000 + best[1]) if best else hint

    def give(self, kind: str, *, key: str = "", **fields: Any) -> dict[str, Any]:
        """A command, once, until it is decided.  Raises ``Refused``."""
        said = {"key": key or uuid.uuid4().hex, "command": {"kind": kind, **fields}, "reason": ""}
        pause = AGAIN
        while not self._left:
            answer = self._ask("command", said)
            if answer is not None and answer["ok"]:
                self.receipts.append({"key": said["key"], "kind": kind, **answer})
                if self.wait(partial(_has, answer["seq"]), 1.0) is None:
                    self._refresh()
                return dict(answer)
            if answer is not None and answer["error"]["code"] not in PASSING:
                raise Refused(answer["error"]["code"])
            time.sleep(pause)
            pause = min(LONGEST_AGAIN, pause * 2)
        raise Refused("left")

    def press(self, view: View) -> dict[str, Any]:
        """Press on what this view shows."""
        best = min(self._samples, default=None)
        return self.give(
            "press.record", team=self.seat["team"], press=uuid.uuid4().hex, arming=view["press"]["arming"] or "",
            item=view["item"]["no"], pressed_at=self.now(), rtt=round(best[0]) if best else None,
        )  # fmt: skip

    def get(self, path: str) -> Any:
        """What stands at this path, for this seat."""
        return self._http("GET", path)

    @property
    def session(self) -> tuple[str, str]:
        """The cookie and the seat with which another connection may join."""
        return self._cookie(), self.seat["seat"]

    def break_line(self) -> None:
        """As a network that goes: nobody says anything."""
        self._drop()

    def _http(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Accept": "application/json"}
        if self._cookies:
            headers["Cookie"] = self._cookie()
        if hasattr(self, "seat"):
            headers["X-Seat"] = self.seat["seat"]
        if body is not None:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self._csrf}
        line = http.client.HTTPConnection(self._host, self._port, timeout=60)
        try:
            line.request(method, path, None if body is None else json.dumps(body), headers)
            answer = line.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    held, _, rest = value.partition("=")
                    self._cookies[held] = rest.partition(";")[0]
            said = json.loads(answer.read())
        finally:
            line.close()
        if answer.status != 200:
            raise Refused(said["error"]["code"])
        return said

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def _stay(self) -> None:
        while not self._left:
            with suppress(OSError, websocket.WebSocketException):
                self._connection()
            self._drop()
            time.sleep(CONNECT_AGAIN)

    def _connection(self) -> None:
        address = f"ws://{self._host}:{self._port}/socket.io/?EIO=4&transport=websocket"
        raw = websocket.create_connection(
            address,
            cookie=self._cookie(),
            suppress_origin=True,
            enable_multithread=True,
            timeout=min(JOINING, self._red),
        )
        with self._changed:
            self._socket = raw
        while not self._left:
            said = raw.recv()
            if not isinstance(said, str) or not said or said == "1" or said.startswith("41/live,"):
                return
            self._hear(raw, said)

    def _hear(self, raw: websocket.WebSocket, said: str) -> None:
        if said.startswith("0"):
            raw.send("40/live," + json.dumps({"seat": self.seat["seat"]}))
        elif said == "2":
            raw.send("3")
        elif said.startswith("40/live,"):
            with self._changed:
                self._joined, self._answered = True, time.monotonic()
                self.joined += 1
                self.asked += 1
                self._samples.clear()
                self._changed.notify_all()
            raw.settimeout(HEARTBEAT)  # until here it was as long as for opening
            raw.send('42/live,0["view.get",{}]')
        elif said.startswith("44/live,"):
            raise ConnectionResetError(json.loads(said.partition(",")[2])["message"])
        elif said.startswith(("42/live,", "43/live,")):
            number, body = _parted(said.partition(",")[2])
            if said.startswith("43"):
                self._acknowledged(number, body[0])
            elif body[0] == "time.probe":
                raw.send(f"43/live,{number}[{{}}]")
            elif body[0] == "view":
                self._take(body[1])

    def _acknowledged(self, number: int | None, answer: Any) -> None:
        if number == 0:
            self._take(answer)
            return
        with self._changed:
            self._answered = time.monotonic()
            if number in self._acks:
                self._acks[number] = answer
            self._changed.notify_all()

    def _take(self, view: View | None) -> None:
        if view is None:
            return
        with self._changed:
            old = self.view
            if old is None or old["epoch"] != view["epoch"] or view["seq"] >= old["seq"]:
                self.view = view
                self._changed.notify_all()

    def _ask(self, event: str, said: Any) -> Any:
        """The acknowledgement; None where none came in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._joined or self._left, ACK_WAIT)
            raw = self._socket
            if raw is None or not self._joined:
                return None
            number = next(self._ids)
            self._acks[number] = None
        try:
            raw.send(f"42/live,{number}{json.dumps([event, said])}")
        except (OSError, websocket.WebSocketException):
            return None
        with self._changed:
            self._changed.wait_for(lambda: self._acks[number] is not None or raw is not self._socket, ACK_WAIT)
            return self._acks.pop(number)

    def _refresh(self) -> None:
        self.asked += 1
        self._take(self._ask("view.get", {}))

    def _keep_time(self) -> None:
        asked = time.monotonic()
        while not self._left:
            sent = time.monotonic() * 1000
            answer = self._ask("ping.time", {"t0": sent})
            back = time.monotonic() * 1000
            if answer is not None and "server" in answer:
                with self._changed:
                    self._samples = [*self._samples, (back - sent, answer["server"] - (sent + back) / 2)][-SAMPLES:]
            if self._joined and time.monotonic() - self._answered > self._red:
                self._drop()
            if time.monotonic() - asked > ASK_EVERY:
                asked = time.monotonic()
                self._refresh()
            with self._changed:
                self._changed.wait_for(lambda: self._left, PING_EVERY)

    def _drop(self) -> None:
        with self._changed:
            raw, self._socket, self._joined = self._socket, None, False
            self._changed.notify_all()
        if raw is not None:
            with suppress(OSError, AttributeError):
                raw.sock.shutdown(socket.SHUT_RDWR)  # whoever waits for the next message waits no longer
            raw.shutdown()


def _has(seq: int, view: View) -> bool:
    return bool(view["seq"] >= seq)


def _parted(text: str) -> tuple[int | None, list[Any]]:
    """The number before the list, and the list."""
    digits = text[: text.index("[")]
    return (int(digits) if digits else None), json.loads(text[len(digits) :])
