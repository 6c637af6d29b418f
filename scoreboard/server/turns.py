"""Turns: how many requests of one sender are worked on at a time.

A sender with many connections, or with many requests on one, would otherwise be served before everybody else who
waits. A browser that has entered or signed in is a sender of its own; all others are told apart by their address, so
that a guest behind the hall's router never stands before a tablet. All devices that one card has let in share one
lane, so that whoever photographed a card takes no more of the server than its seat does. Whatever a guest does, who
has a seat waits for no more than a few short requests.
"""

from __future__ import annotations

import io
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from scoreboard.server import runtime
from scoreboard.server.share import Rate, Shares

AT_A_TIME = 4
"""Requests of one sender that are worked on at a time."""

HANDSHAKES = Rate(burst=300, a_second=5)
"""Live connections that one sender may open.  Each lives for a while although nobody uses it."""

LIVE = "/socket.io/"
CROWD = "address "
"""How the lane of an address begins, in which all guests of a hall may stand.  Every other time its newest request goes
first, so that thousands that one of them has sent before do not all go before a newcomer's."""

LONGEST_QUERY = 1024
"""Signs of a query in which the id of a live connection is looked for; a page's has some sixty.  It is looked for
before the turn begins, and in 64 kB that would take 20 ms for each of a thousand connections."""

EVENT_STREAM = "text/event-stream"

WAITS = "leitai.waits"
"""In a request's environment: ``waits()`` says that the rest of the request is waiting, and gives the turn back."""

BODY = 256 * 1024
"""Bytes of a body that is read before the turn begins: who sends it slowly keeps nobody else's place."""

Sender = Callable[[dict[str, Any]], str]
"""Tells from a request's environment who sends it."""

_BUSY = ("429 Too Many Requests", [("Content-Type", "text/plain"), ("Content-Length", "0"), ("Retry-After", "5")])


class Turns:
    """A WSGI application around another one.  ``lane``: in whose lane a request waits; the sender's own if not said."""

    def __init__(self, app: Any, sender: Sender, lane: Sender | None = None) -> None:
        self._app, self._sender, self._lane_of = app, sender, lane or sender
        self._lock = threading.Lock()
        self._lanes: dict[str, _Lane] = {}
        self._handshakes = Shares(HANDSHAKES)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Serve the request in its turn."""
        if _is_handshake(environ) and not self._handshakes.of(self._sender(environ)).spend():
            start_response(*_BUSY)
            return []
        _read_body(environ)
        if EVENT_STREAM in environ.get("HTTP_ACCEPT", ""):
            runtime.streamed(environ)
        turn = _Turn(self, self._lane_of(environ))
        environ[WAITS] = turn.end
        try:
            # Inside the turn: whoever is ready goes first, and of this sender only so many come back at once.
            runtime.sleep(0)
            answer: Iterable[bytes] = self._app(environ, start_response)
            return answer
        finally:
            turn.end()

    def enter(self, who: str) -> None:
        """Wait for a place in the sender's lane."""
        with self._lock:
            lane = self._lanes.setdefault(who, _Lane())
            lane.inside += 1
            if lane.inside <= AT_A_TIME:
                return
            called = threading.Event()
            lane.waiting.append(called)
        called.wait()

    def leave(self, who: str) -> None:
        """Give the place back."""
        with self._lock:
            lane = self._lanes[who]
            lane.inside -= 1
            if lane.waiting:
                lane.next(newest=who.startswith(CROWD)).set()
            elif not lane.inside:
                del self._lanes[who]


class _Lane:
    """One sender: ``inside`` counts who has a place or waits for one, ``waiting`` are those in the order in which they
    came."""

    def __init__(self) -> None:
        self.inside = 0
        self.waiting: deque[threading.Event] = deque()
        self._from_behind = False

    def next(self, *, newest: bool) -> threading.Event:
        """Who has waited longest; with ``newest``, every other time who came last."""
        self._from_behind = newest and not self._from_behind
        return self.waiting.pop() if self._from_behind else self.waiting.popleft()


class Crowd:
    """Many who are all alike: a few have a place at a time, and every other time the newest goes first."""

    def __init__(self, at_a_time: int = AT_A_TIME) -> None:
        self._most, self._lock, self._lane = at_a_time, threading.Lock(), _Lane()

    def enter(self) -> None:
        """Wait for a place."""
        with self._lock:
            self._lane.inside += 1
            if self._lane.inside <= self._most:
                return
            called = threading.Event()
            self._lane.waiting.append(called)
        called.wait()

    def leave(self) -> None:
        """Give the place back."""
        with self._lock:
            self._lane.inside -= 1
            if self._lane.waiting:
                self._lane.next(newest=True).set()


class _Turn:
    """One request's place, which is given back once."""

    def __init__(self, turns: Turns, who: str) -> None:
        self._turns, self._who, self._over = turns, who, False
        turns.enter(who)

    def end(self) -> None:
        if not self._over:
            self._over = True
            self._turns.leave(self._who)


def _is_handshake(environ: dict[str, Any]) -> bool:
    """A request that names no connection, read as Engine.IO reads it: to it ``nosid=1`` and ``sid=`` name none."""
    if not environ.get("PATH_INFO", "").startswith(LIVE):
        return False
    query = environ.get("QUERY_STRING", "")
    return len(query) > LONGEST_QUERY or "sid" not in parse_qs(query)


def _read_body(environ: dict[str, Any]) -> None:
    """Read a short body; what is missing of it is for the application to find out."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if 0 < length <= BODY:
        with suppress(OSError):
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(length))
