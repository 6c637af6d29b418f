"""Serving with a thread for each connection: the way without eventlet (docs/adr/0001-eventlet-and-its-exit.md).

Werkzeug accepts connections, simple-websocket speaks with the open pages.  Two things they do not do are done here: a
message is sent whole or its connection ends, and no message may be larger than a bound.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from scoreboard.server.connection_limit import ConnectionLimiter, TimedRequests
from scoreboard.server.engineio_parts import WebSocket, WebSocketWSGI, use_websockets

LARGEST_FRAME = 1024 * 1024
"""Bytes that one message may bring before it is read; the socket's own, smaller limit is checked after that."""


class WholeSendConnection:
    """A connection as simple-websocket is given it.  Its ``send`` sends everything, from one thread at a time.

    On a socket with a timeout the system's own ``send`` takes what there is room for: a slow page would get half a
    frame and could read nothing after it.  After a failure nothing more is sent, and the reader learns of the end.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._turn = threading.Lock()

    def send(self, data: bytes) -> int:
        """Send all of ``data``.  Raises OSError where the other side does not take it in time."""
        try:
            with self._turn:
                self._connection.sendall(data)
        except OSError:
            with suppress(OSError):
                self._connection.shutdown(socket.SHUT_RDWR)
            raise
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class BoundedWebSocket(WebSocket):
    """A websocket whose messages are bounded."""

    def __init__(self, environ: dict[str, Any], **options: Any) -> None:
        super().__init__(environ, max_message_size=LARGEST_FRAME, **options)

    def close(self, reason: int | None = None, message: str | None = None) -> None:
        """Send the closing frame where the other side still listens."""
        with suppress(OSError):
            super().close(reason, message)
        self.connected = False


class BoundedWSGI(WebSocketWSGI):
    """What Engine.IO calls for each websocket."""

    def __call__(self, environ: dict[str, Any], _start_response: Callable[..., Any]) -> Any:
        """Serve the connection to its end; a ConnectionError then tells Werkzeug to leave the connection alone."""
        self.ws = BoundedWebSocket(environ)
        self.app(self)
        raise ConnectionError


class Handler(TimedRequests, WSGIRequestHandler):
    """Keeps connections, except those that became websockets: after their end nothing more can come on them."""

    protocol_version = "HTTP/1.1"

    def make_environ(self) -> dict[str, Any]:
        """The request, with a connection that sends whole messages."""
        environ = self.with_time(super().make_environ())
        environ["werkzeug.socket"] = WholeSendConnection(self.connection)
        return environ

    def run_wsgi(self) -> None:
        """One request."""
        if self.headers.get("Upgrade", "").lower() == "websocket":
            self.close_connection = True
        super().run_wsgi()

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  the parent's names
        """Nothing: the application logs its own requests, without codes and addresses."""


def server(listener: socket.socket, app: Any, limiter: ConnectionLimiter) -> Any:
    """A server with ``serve_forever`` and ``shutdown``, whose connections ``limiter`` counts."""
    use_websockets(BoundedWSGI)
    handler = type("LimitedHandler", (Handler,), {"timeout": limiter.limits.idle_timeout, "limiter": limiter})
    host, port = listener.getsockname()[:2]
    return make_server(host, port, app, threaded=True, request_handler=handler, fd=listener.fileno())
