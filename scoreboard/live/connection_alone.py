"""A device's connection without a thread: whoever emits writes to it, and it is read where something has come.

Its bounds are those of every connection.  Once it is a websocket it leaves the web server's hands: between two messages
nothing of it is there but its state.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from scoreboard.live.connection import MOST_BYTES, MOST_WAITING, BoundedConnection
from scoreboard.server import runtime
from scoreboard.server.connection_limit import KEEP
from scoreboard.server.engineio_parts import ConnectionAlone
from scoreboard.server.heartbeat import Heartbeat
from scoreboard.server.outgoing import Outgoing
from scoreboard.server.websocket import TEXT, WebSocket, frame


class FannedConnection(BoundedConnection, ConnectionAlone):
    """``outgoing`` is the way out once it is a websocket, None before.  ``rooms``: those that it is in."""

    outgoing: Outgoing | None = None
    _ended: Callable[[], None] | None = None

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self.rooms: set[str] = set()

    def websocket(self, environ: dict[str, Any]) -> WebSocket | None:
        """As of any connection; the request is kept until the connection is taken out of the web server's hands."""
        websocket = super().websocket(environ)
        self._environ = environ if websocket is not None else None
        return websocket

    def serve(self, websocket: WebSocket) -> list[bytes]:
        """Take the connection from the web server, and return at once."""
        environ, self._environ = self._environ, None
        comes_over = self.connected
        if environ is None or not self.is_taken_up(websocket):
            self.is_over()
            return []
        self.connection = runtime.taken(environ)
        self._ended = environ[KEEP]()
        self._websocket = websocket
        outgoing = Outgoing(self.connection, runtime.watch(), self.rooms)
        websocket.alone(self.connection, self.push)
        with outgoing.turn:  # nothing goes before what was kept
            self.outgoing = outgoing
            self._send_kept()
        if not comes_over:  # nobody else knew it, so nobody is about to send something by the other way
            self.keep_nothing()
        if self.closed:  # while it came over: nobody else ends the websocket
            websocket.close()
        self._read()  # what came in one breath with the word that it comes over is here already
        return []

    def send(self, pkt: Any) -> None:
        """Send a packet now; one for which too many wait is disconnected."""
        outgoing = self.outgoing
        if outgoing is None:
            super().send(pkt)
            if self.outgoing is not None:  # it became a websocket meanwhile
                self._send_kept()
        elif not self.closed:
            self.push(frame(TEXT, pkt.encode().encode()))

    def push(self, data: bytes, kind: str = "", room: str = "") -> None:
        """Send a frame now, as ``Outgoing.push``."""
        outgoing = self.outgoing
        assert outgoing is not None
        outgoing.push(data, kind, room)
        waiting = outgoing.waiting()
        if waiting and not self.closed and (waiting > MOST_WAITING or outgoing.held() > MOST_BYTES):
            self.too_slow()

    def waiting(self) -> int:
        """How many messages wait for the other side."""
        return super().waiting() if self.outgoing is None else self.outgoing.waiting()

    def held(self) -> int:
        """How many bytes wait behind the first message."""
        return super().held() if self.outgoing is None else self.outgoing.held()

    def close(self, wait: bool = True, abort: bool = False, reason: Any = None) -> None:
        """End it, with a word of farewell where it is listened to."""
        super().close(wait, abort, reason)
        if self.outgoing is not None and self.closed:
            self._websocket.close()

    def beats_again(self) -> None:
        """With the heartbeat of all."""
        _heartbeat(self.server.ping_interval).again(self.beat)

    def _send_kept(self) -> None:
        for packet in self.kept():
            self.send(packet)

    def _listen(self) -> None:
        runtime.watch().readable(self.connection.fileno(), self._read)

    def _read(self) -> None:
        """Read what has come, until nothing more has."""
        try:
            while (message := self._websocket.wait()) is not None and self.hear(message):
                pass
        except BlockingIOError:
            self._listen()
            return
        except Exception as error:
            self.unreadable(error)
        self._over()

    def _over(self) -> None:
        """The end, by whomever: here alone the connection is closed."""
        assert self.outgoing is not None
        self.is_over()
        self.outgoing.end()
        runtime.watch().forget(self.connection.fileno())
        self.connection.close()
        if self._ended is not None:
            self._ended()


@cache
def _heartbeat(seconds: float) -> Heartbeat:
    return Heartbeat(seconds)
