"""Serving with a thread for each connection: the way without eventlet (docs/adr/0001-eventlet-and-its-exit.md).

Werkzeug accepts the connections; ``websocket`` speaks with the open pages, as in the other mode.
"""

from __future__ import annotations

import socket
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from scoreboard.server.connection_limit import ConnectionLimiter, TimedRequests


class Handler(TimedRequests, WSGIRequestHandler):
    """Keeps connections, except those that became websockets: after their end nothing more can come on them."""

    protocol_version = "HTTP/1.1"

    def make_environ(self) -> dict[str, Any]:
        """The request, with the way to ask for more time."""
        return self.with_time(super().make_environ())

    def run_wsgi(self) -> None:
        """One request."""
        if self.headers.get("Upgrade", "").lower() == "websocket":
            self.close_connection = True
        super().run_wsgi()

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  the parent's names
        """Nothing: the application logs its own requests, without codes and addresses."""


def server(listener: socket.socket, app: Any, limiter: ConnectionLimiter) -> Any:
    """A server with ``serve_forever`` and ``shutdown``, whose connections ``limiter`` counts."""
    handler = type("LimitedHandler", (Handler,), {"timeout": limiter.limits.idle_timeout, "limiter": limiter})
    host, port = listener.getsockname()[:2]
    return make_server(host, port, app, threaded=True, request_handler=handler, fd=listener.fileno())
