"""The network between the devices and the server, as a proxy that breaks on command."""

from __future__ import annotations

import selectors
import socket
import struct
import threading
import time
from contextlib import suppress
from typing import Literal

State = Literal["open", "stalled", "half-open", "closed"]
"""``stalled``: nothing goes on, and all of it once the way is free.  ``half-open``: what is sent is lost, and neither
side is told; a connection that lost something stays so.  ``closed``: every connection is ended, and none is taken."""

LOOK = 0.02
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: the end of a connection is a reset, as of a router that forgets it."""


class Proxy:
    """A way to ``target``, another port of this machine."""

    def __init__(self, target: int) -> None:
        self._target = target
        self.state: State = "open"
        self._over = False
        self._other: dict[socket.socket, socket.socket] = {}
        self._lost: set[socket.socket] = set()
        self._poll = selectors.DefaultSelector()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self._poll.register(self._listener, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it with all its connections."""
        self._over = True
        self._thread.join()

    def _run(self) -> None:
        while not self._over:
            if self.state == "closed":
                for line in tuple(self._other):
                    self._end(line)
            if self.state == "stalled":
                time.sleep(LOOK)
                continue
            for key, _ in self._poll.select(LOOK):
                if key.fileobj is self._listener:
                    self._accept()
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._other:
                    self._pass(key.fileobj)
        for line in tuple(self._other):
            self._end(line)
        self._listener.close()
        self._poll.close()

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.state == "closed":
            _reset(near)
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._target), timeout=5)
        except OSError:  # the server is gone
            _reset(near)
            return
        far.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for line, other in ((near, far), (far, near)):
            self._other[line] = other
            self._poll.register(line, selectors.EVENT_READ)

    def _pass(self, line: socket.socket) -> None:
        other = self._other[line]
        try:
            data = line.recv(65536)
        except OSError:
            data = b""
        if self.state == "half-open" or line in self._lost:
            self._lost |= {line, other}
            if not data:
                self._poll.unregister(line)
                del self._other[line]
                line.close()
                if other not in self._other:
                    self._lost -= {line, other}
            return
        try:
            other.sendall(data)
        except OSError:
            data = b""
        if not data:
            self._end(line)

    def _end(self, line: socket.socket) -> None:
        for one in (line, self._other.get(line)):
            if one is not None and self._other.pop(one, None) is not None:
                self._poll.unregister(one)
                _reset(one)
            if one is not None:
                self._lost.discard(one)


def _reset(line: socket.socket) -> None:
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    line.close()
