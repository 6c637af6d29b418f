"""One device's connection, beneath the messages: what may wait for it, what it may send, its round trip.

Engine.IO keeps any number of messages for a device that reads none, handles any number at once from a device that
floods it, and lets the error of an unreadable message reach the web server.  Here each of these ends the connection: a
page reconnects by itself and gets the newest view.
"""

from __future__ import annotations

import math
import socket
import struct
import time
from contextlib import suppress
from typing import Any

from structlog import get_logger

from scoreboard.server import engineio_parts, runtime
from scoreboard.server.share import Rate, Share, Shares
from scoreboard.server.turns import WAITS
from scoreboard.server.websocket import WebSocket

log = get_logger()

MOST_WAITING = 256
"""Messages that may wait for one device.  Each view is whole: a device that is so far behind needs the newest only."""

MOST_BYTES = 2 * 1024 * 1024
"""Bytes that may wait for one device behind the message that it is being sent: a device that asks again and again for a
long view, and reads slowly, would fill the memory with few messages."""

MOST_A_SECOND = 200
"""Messages that one device may send within a second.  Each is worked on beside the others, also one that is refused for
coming too fast (see ``rate_limit``): a flood of them would take a thread each."""

LARGEST_MESSAGE = 300 * 1024
"""Bytes of one incoming message: the largest command with its frame."""

LARGEST_OF_GUEST = 16 * 1024
"""Bytes of one message before the connection has a seat: it only has to name one."""

OF_GUEST = Rate(burst=24, a_second=1)
OF_CONNECTION, OF_SEAT = Rate(burst=800, a_second=200), Rate(burst=1600, a_second=400)
"""What may be sent before there is a seat, on a connection with one, and by one device on a seat over all of its
connections; a message counts once and again for each kilobyte.  A page sends two in five seconds, and a few more while
somebody presses."""

GUEST_STAYS = 60
"""Seconds after which a connection without a seat is ended: a page tries again and hears again that it has none."""

HANDSHAKE = {"HTTP_SEC_WEBSOCKET_VERSION": "13"}
"""What a request must say to become a websocket, besides its key."""

MIN_RTT = struct.Struct("=148xI")
"""Where Linux keeps the least round trip of the last minutes in its ``tcp_info``, in µs."""


class BoundedConnection(engineio_parts.Connection):
    """A connection with bounds.  ``connection`` is its socket once it is a websocket, None before."""

    connection: Any = None
    clock = staticmethod(time.monotonic)
    seats = Shares(OF_SEAT)

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self._since = self.clock()
        self._own = Share(OF_GUEST)
        self._of_seat: Share | None = None
        self._second, self._count = 0, 0

    def send(self, pkt: Any) -> None:
        """Send a packet; a device for which too many wait is disconnected."""
        if not self.closed and (self.waiting() >= MOST_WAITING or self.held() > MOST_BYTES):
            self.too_slow()
            return
        super().send(pkt)

    def too_slow(self) -> None:
        """The device reads too slowly: end its connection."""
        log.warning("device-too-slow", connection=self.sid, waiting=self.waiting(), bytes=self.held())
        self.cut()

    def receive(self, pkt: Any) -> None:
        """Receive a packet; a device that floods the server is disconnected, and one that stays without a seat."""
        if self._of_seat is None and self.clock() - self._since > GUEST_STAYS:
            self.cut()
            return
        second = int(self.clock())
        self._count = self._count + 1 if second == self._second else 1
        self._second = second
        if self._count > MOST_A_SECOND:
            log.warning("device-too-fast", connection=self.sid)
            self.cut()
            return
        super().receive(pkt)

    def cut(self) -> None:
        """End it at once, with whatever still waits."""
        self.close(wait=False, abort=True)
        if self.connection is not None:
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)

    def round_trip(self) -> int | None:
        """The least round trip that the system measured on this connection, in ms rounded up; None where it cannot be
        had.  The other system's kernel answers, not the page, so no script can make it longer."""
        kind = getattr(socket, "TCP_INFO", None)
        if kind is None or self.connection is None:
            return None
        with suppress(OSError):
            info = self.connection.getsockopt(socket.IPPROTO_TCP, kind, MIN_RTT.size)
            if len(info) == MIN_RTT.size:
                (least,) = MIN_RTT.unpack(info)
                return -(-int(least) // 1000)
        return None

    def seated(self, holder: str) -> None:
        """The connection has a seat now, and shares with the other connections of the same ``holder``."""
        if self._of_seat is None:
            self._own = Share(OF_CONNECTION)
        self._of_seat = self.seats.of(holder)

    def watching(self) -> None:
        """The connection may stay without a seat."""
        self._since = math.inf

    def websocket(self, environ: dict[str, Any]) -> WebSocket | None:
        """The websocket of a whole request for the first one; its socket is kept to be cut and measured."""
        if self.connection is not None:
            return None
        if "HTTP_SEC_WEBSOCKET_KEY" not in environ or not HANDSHAKE.items() <= environ.items():
            return None
        self.connection = runtime.connection(environ)
        runtime.kept_open(environ)
        self.connection.settimeout(self.server.ping_interval + self.server.ping_timeout)
        return WebSocket(self.connection, environ["HTTP_SEC_WEBSOCKET_KEY"], self._largest, self._spend)

    def answered(self, environ: dict[str, Any]) -> Any:
        """Nothing more: the connection was the websocket's."""
        return runtime.taken_over(environ)

    def waits(self, environ: dict[str, Any]) -> None:
        """Let another request of the same sender be worked on."""
        environ.get(WAITS, lambda: None)()

    def _largest(self) -> int:
        return LARGEST_OF_GUEST if self._of_seat is None else LARGEST_MESSAGE

    def _spend(self, size: int) -> bool:
        enough = self._own.spend(size) and (self._of_seat is None or self._of_seat.spend(size))
        if not enough:
            log.warning("device-too-fast", connection=self.sid)
        return enough

    def unreadable(self, error: Exception) -> None:
        """End the connection; a page reconnects by itself."""
        log.warning("device-unreadable", problem=type(error).__name__)
        self.cut()


def round_trip(socketio: Any, sid: str, namespace: str) -> int | None:
    """The least round trip of the connection with this Socket.IO id in ms, as ``BoundedConnection.round_trip``."""
    found = engineio_parts.connection_of(socketio, sid, namespace)
    return found.round_trip() if isinstance(found, BoundedConnection) else None


def seated(socketio: Any, sid: str, namespace: str, holder: str) -> None:
    """The connection with this Socket.IO id has a seat now (``BoundedConnection.seated``)."""
    found = engineio_parts.connection_of(socketio, sid, namespace)
    if isinstance(found, BoundedConnection):
        found.seated(holder)


def watching(socketio: Any, sid: str, namespace: str) -> None:
    """The connection with this Socket.IO id needs no seat: it stays, and may send no more than a guest."""
    found = engineio_parts.connection_of(socketio, sid, namespace)
    if isinstance(found, BoundedConnection):
        found.watching()


def install(kind: type[BoundedConnection] = BoundedConnection) -> None:
    """Make every connection one with bounds, of this kind."""
    engineio_parts.use_connections(kind)
