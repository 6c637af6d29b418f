"""Serving with a thread for each connection: the way without eventlet (docs/adr/0001-eventlet-and-its-exit.md).

Werkzeug speaks with each connection; ``websocket`` speaks with the open pages, as in the other mode.  Connections are
accepted by the threads that serve them: with one thread that accepts and starts the others, thousands of connections
from one device would keep a newcomer waiting before it is known that he is there.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from scoreboard.server.connection_limit import ConnectionLimiter, TimedRequests
from scoreboard.server.turns import Crowd

READY = 16
"""Threads that wait for a connection."""

ACCEPT_AGAIN = 0.1
"""Seconds until the next attempt to accept, where the system has no file or thread left for another connection."""

LOOK = 0.5
"""Seconds between two looks whether the server shall end: Windows interrupts no longer wait."""


class HeadTurn:
    """The turn to read a request's head: thousands of threads that read one at a time would each get a part of the
    interpreter, and a page that is open long since would wait for all of them.  Who waits for bytes has no turn."""

    _crowd = Crowd()

    def __init__(self) -> None:
        self._held = False

    def take(self) -> None:
        """Wait for the turn."""
        if not self._held:
            self._crowd.enter()
            self._held = True

    def end(self) -> None:
        """Give it back, if it was taken."""
        if self._held:
            self._held = False
            self._crowd.leave()


class Handler(TimedRequests, WSGIRequestHandler):
    """Keeps connections, except those that became websockets: after their end nothing more can come on them."""

    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """The connection; a request's head is read in turn."""
        super().setup()
        self._turn = self._timed.turn = HeadTurn()

    def handle_one_request(self) -> None:
        """One request."""
        try:
            super().handle_one_request()
        finally:
            self._turn.end()

    def make_environ(self) -> dict[str, Any]:
        """The request, with the way to ask for more time."""
        environ = self.with_time(super().make_environ())
        self._turn.end()
        return environ

    def run_wsgi(self) -> None:
        """One request."""
        if self.headers.get("Upgrade", "").lower() == "websocket":
            self.close_connection = True
        super().run_wsgi()

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  the parent's names
        """Nothing: the application logs its own requests, without codes and addresses."""


class ManyAccept(ThreadedWSGIServer):
    """A server whose threads accept: each takes a connection, sees to it that others wait for the next, and serves it.

    A thread that has served one waits for another, unless enough wait already.
    """

    def serve_forever(self, poll_interval: float = LOOK) -> None:
        """Serve until ``shutdown``, or until an exception is raised here."""
        self._over, self._lock, self._waiting = threading.Event(), threading.Lock(), 0
        try:
            for _ in range(READY):
                self._one_more()
            while not self._over.wait(poll_interval):
                pass
        finally:
            self.shutdown()
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)  # who waits in accept() waits no longer
            self.server_close()

    def shutdown(self) -> None:
        """Let ``serve_forever`` return."""
        self._over.set()

    def _one_more(self) -> None:
        with self._lock:
            if self._waiting >= READY:
                return
            self._waiting += 1
        try:
            threading.Thread(target=self._serve, daemon=True).start()
        except RuntimeError:  # the system has no thread left: those that are there go on
            self._taken()

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, address = self.get_request()
            except OSError:
                time.sleep(ACCEPT_AGAIN)
                continue
            self._taken()
            self._one_more()
            self.process_request_thread(connection, address)
            with self._lock:
                if self._waiting >= READY:
                    return
                self._waiting += 1

    def _taken(self) -> None:
        with self._lock:
            self._waiting -= 1


def server(listener: socket.socket, app: Any, limiter: ConnectionLimiter) -> Any:
    """A server with ``serve_forever`` and ``shutdown``, whose connections ``limiter`` counts."""
    handler = type("LimitedHandler", (Handler,), {"timeout": limiter.limits.idle_timeout, "limiter": limiter})
    host, port = listener.getsockname()[:2]
    return ManyAccept(host, port, app, handler, fd=listener.fileno())
