"""The undocumented parts of python-engineio, python-socketio and simple-websocket, under this project's own names.

No other module names these parts.  pyproject.toml bounds the packages, and a test fails by name where a part is gone or
takes other arguments.
"""

from __future__ import annotations

from typing import Any

import engineio.socket
import socketio.packet
from engineio.async_drivers import threading as threading_driver
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from simple_websocket import Server


class Connection(engineio.socket.Socket):
    """One Engine.IO connection.  A subclass says which upgrades it accepts and what it does with what is unreadable."""

    def accepts(self, environ: dict[str, Any]) -> bool:
        """Whether the request may become a websocket."""
        raise NotImplementedError

    def unreadable(self, error: Exception) -> None:
        """The other side has sent what cannot be read."""
        raise NotImplementedError

    def waiting(self) -> int:
        """How many messages wait for the other side."""
        return int(self.queue.qsize())

    def _upgrade_websocket(self, environ: dict[str, Any], start_response: Any) -> Any:
        if not self.accepts(environ):
            return self.server._bad_request()
        return super()._upgrade_websocket(environ, start_response)

    def _websocket_handler(self, ws: Any) -> Any:
        try:
            return super()._websocket_handler(ws)
        except Exception as error:
            self.unreadable(error)
            return []


class Packet(socketio.packet.Packet):
    """One packet of Socket.IO.  A subclass reads it by ``decode``, and may look at its ``data``."""

    def has_attachments(self) -> bool:
        """Whether binary attachments follow it."""
        return self.packet_type in (socketio.packet.BINARY_EVENT, socketio.packet.BINARY_ACK)

    def is_event(self) -> bool:
        """Whether it carries an event without attachments."""
        return bool(self.packet_type == socketio.packet.EVENT)

    def is_acknowledgement(self) -> bool:
        """Whether it carries the answer to an event, without attachments."""
        return bool(self.packet_type == socketio.packet.ACK)


class WebSocket(Server):
    """A websocket of the threading mode whose reader is always woken at its end."""

    def _thread(self) -> None:
        try:
            super()._thread()
        finally:
            self.connected = False
            self.event.set()


class WebSocketWSGI(SimpleWebSocketWSGI):
    """What Engine.IO calls for each websocket of the threading mode."""


def use_connections(kind: type[Connection]) -> None:
    """Make every connection one of this kind.  Engine.IO names its class itself and takes no other."""
    engineio.socket.Socket = kind


def use_websockets(kind: type[WebSocketWSGI]) -> None:
    """Serve every websocket of the threading mode by this kind."""
    threading_driver._async["websocket"] = kind


def connection_of(socketio: Any, sid: str, namespace: str) -> Any:
    """The Engine.IO connection under a Socket.IO id; None where it is gone."""
    return socketio.server.eio.sockets.get(socketio.server.manager.eio_sid_from_sid(sid, namespace))


def is_connected(socketio: Any, sid: str, namespace: str) -> bool:
    """Whether the Socket.IO id belongs to an open connection, which is neither coming nor going."""
    return bool(socketio.server.manager.is_connected(sid, namespace))


def open_connections(socketio: Any) -> int:
    """How many connections are open."""
    return len(socketio.server.eio.sockets)
