"""What goes out on one websocket, without anybody waiting for the other side.

Whoever has something to send writes it to the connection at once.  Only what the connection does not take is kept, and
follows as soon as it takes more.  Of a kind that is always whole, such as a view, no more than the newest is kept.
"""

from __future__ import annotations

import socket
from collections.abc import Collection
from contextlib import suppress

from scoreboard.server import runtime
from scoreboard.server.watch import Watch

KEPT_BY_SYSTEM = 128 * 1024
"""Bytes that the system is asked to keep for one connection.  It would take some megabytes of old views for a device
that reads none, before anything could be left out."""


class Outgoing:
    """The way out of one connection, ``line``, which never waits.  ``rooms``: those that it is in, by any name."""

    __slots__ = ("_armed", "_line", "_over", "_send", "_waiting", "_watch", "rooms", "turn")

    def __init__(self, line: socket.socket, watch: Watch, rooms: set[str]) -> None:
        self._line, self._watch, self.rooms = line, watch, rooms
        self._send = line.send
        # The system's own: no green thread gives its turn away while it has it.
        self.turn = runtime.real("threading").RLock()
        self._waiting: list[tuple[str, bytes | memoryview]] = []
        self._armed = self._over = False
        with suppress(OSError):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KEPT_BY_SYSTEM)

    def push(self, data: bytes, kind: str = "", room: str = "") -> None:
        """Send ``data``.  Of a ``kind`` only the newest waits.  With a ``room``: only while the connection is in it."""
        with self.turn:
            if self._over or (room and room not in self.rooms):
                return
            if self._waiting:
                if kind:
                    self._leave_out((kind,))
                self._waiting.append((kind, data))
                self._arm()
                return
            try:  # as ``_write``, in place: this is done for each screen at each change
                sent = self._send(data)
            except OSError:
                self._keep(self._write(data), kind, data)
                return
            if sent != len(data):
                self._keep(sent, kind, data)

    def forget(self, kinds: Collection[str]) -> None:
        """What waits of these kinds is not to be sent any more."""
        with self.turn:
            self._leave_out(kinds)

    def waiting(self) -> int:
        """How many messages wait for the other side."""
        return len(self._waiting)

    def held(self) -> int:
        """How many bytes wait behind the first message, which is under way however large it is."""
        with self.turn:
            return sum(len(data) for _, data in self._waiting[1:])

    def end(self) -> None:
        """Nothing more is sent."""
        with self.turn:
            self._over = True
            self._waiting.clear()

    def _flush(self) -> None:
        """The connection takes more."""
        with self.turn:
            self._armed = False
            while self._waiting and not self._over:
                _, data = self._waiting[0]
                sent = self._write(data)
                if sent is None:
                    return
                if sent < len(data):
                    if sent:
                        self._waiting[0] = "", memoryview(data)[sent:]
                    self._arm()
                    return
                del self._waiting[0]

    def _keep(self, sent: int | None, kind: str, data: bytes) -> None:
        if sent is not None and sent < len(data):
            self._waiting.append(("", memoryview(data)[sent:]) if sent else (kind, data))
            self._arm()

    def _write(self, data: bytes | memoryview) -> int | None:
        """How many bytes the connection took; None after a failure, whose reader learns of the end."""
        try:
            return self._send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self.end()
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
            return None

    def _arm(self) -> None:
        if not self._armed and not self._over:
            self._armed = True
            self._watch.writable(self._line.fileno(), self._flush)

    def _leave_out(self, kinds: Collection[str]) -> None:
        self._waiting[:] = [one for one in self._waiting if not one[0] or one[0] not in kinds]
