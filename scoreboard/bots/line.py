"""A client of Socket.IO whose line is closed in every case, so also where the server was killed in the middle of it.

The one place that names undocumented parts of the clients in python-engineio and python-socketio; a test fails by name
where one is gone.
"""

from __future__ import annotations

import logging
from typing import Any

import engineio
import socketio
import websocket

QUIET = logging.getLogger("leitai.line")
"""Where the library tells of a line that has ended: nobody is to read that between the lines of a demo."""
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False


class ClosingWebSocket(websocket.WebSocket):
    """A websocket that is closed when reading fails: a server that is killed while it answers leaves no open file."""

    def recv(self) -> str | bytes:
        """The next message."""
        try:
            return super().recv()
        except BaseException:
            self.shutdown()  # type: ignore[no-untyped-call]
            raise


class ClosingLine(engineio.Client):
    """A line that leaves no open socket either where writing failed first: then nobody reads on, and the library lets
    the websocket fall."""

    def _reset(self) -> None:
        super()._reset()
        if self.ws is not None:
            self.ws.shutdown()


class ClosingClient(socketio.Client):
    """A client of one connection, whose line is closed in every case."""

    def __init__(self, **options: Any) -> None:
        own = {"engineio_logger": QUIET, "websocket_extra_options": {"class_": ClosingWebSocket}}
        super().__init__(reconnection=False, **own, **options)

    def _engineio_client_class(self) -> type[engineio.Client]:
        return ClosingLine
