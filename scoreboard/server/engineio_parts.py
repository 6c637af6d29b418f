"""The undocumented parts of python-engineio and python-socketio, under this project's own names.

No other module names these parts.  pyproject.toml bounds the packages, and a test fails by name where a part is gone or
takes other arguments.
"""

from __future__ import annotations

from typing import Any

import engineio.socket
import socketio.packet


class Connection(engineio.socket.Socket):
    """One Engine.IO connection.  A subclass opens its websocket, and says what it does while it waits and with what is
    unreadable."""

    def websocket(self, environ: dict[str, Any]) -> Any:
        """The websocket that the request becomes, with ``send``, ``wait`` and ``close``; None where it must not."""
        raise NotImplementedError

    def answered(self, environ: dict[str, Any]) -> Any:
        """What the web server gets once the websocket of this request is over."""
        raise NotImplementedError

    def waits(self, environ: dict[str, Any]) -> None:
        """This request has nothing left to do but wait for messages."""
        raise NotImplementedError

    def unreadable(self, error: Exception) -> None:
        """The other side has sent what cannot be read."""
        raise NotImplementedError

    def waiting(self) -> int:
        """How many messages wait for the other side."""
        return int(self.queue.qsize())

    def handle_get_request(self, environ: dict[str, Any], start_response: Any) -> Any:
        """A websocket, or what waits for the other side by the way without one."""
        if _is_half_an_upgrade(environ):  # else a new connection would be answered with what no web server takes
            return self.server._bad_request()
        self.waits(environ)
        return super().handle_get_request(environ, start_response)

    def _upgrade_websocket(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ARG002  the parent's names
        if self.upgraded or (websocket := self.websocket(environ)) is None:
            return self.server._bad_request()
        self._websocket_handler(websocket)
        return self.answered(environ)

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


def _is_half_an_upgrade(environ: dict[str, Any]) -> bool:
    """A request that names the websocket it wants to become, and does not say that its connection is to become one."""
    said = [word.strip() for word in environ.get("HTTP_CONNECTION", "").lower().split(",")]
    return environ.get("HTTP_UPGRADE", "").lower() == "websocket" and "upgrade" not in said


def use_connections(kind: type[Connection]) -> None:
    """Make every connection one of this kind.  Engine.IO names its class itself and takes no other."""
    engineio.socket.Socket = kind


def connection_of(socketio: Any, sid: str, namespace: str) -> Any:
    """The Engine.IO connection under a Socket.IO id; None where it is gone."""
    return socketio.server.eio.sockets.get(socketio.server.manager.eio_sid_from_sid(sid, namespace))


def is_connected(socketio: Any, sid: str, namespace: str) -> bool:
    """Whether the Socket.IO id belongs to an open connection, which is neither coming nor going."""
    return bool(socketio.server.manager.is_connected(sid, namespace))


def open_connections(socketio: Any) -> int:
    """How many connections are open."""
    return len(socketio.server.eio.sockets)
