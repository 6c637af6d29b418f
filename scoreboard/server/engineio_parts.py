"""The undocumented parts of python-engineio and python-socketio, under this project's own names.

No other module names these parts.  pyproject.toml bounds the packages, and a test fails by name where a part is gone or
takes other arguments.  The fan-out leans on more of them than the rest, so it asks ``changed`` before it begins.
"""

from __future__ import annotations

import importlib
import inspect
import queue
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import engineio.exceptions
import engineio.packet
import engineio.socket
import socketio
import socketio.packet

FAN_OUT_PARTS = {
    "engineio.base_socket:BaseSocket.__init__": "(self, server, sid)",
    "scoreboard.server.engineio_parts:Connection.__base__.send": "(self, pkt)",
    "scoreboard.server.engineio_parts:Connection.__base__.receive": "(self, pkt)",
    "scoreboard.server.engineio_parts:Connection.__base__.close": "(self, wait=True, abort=False, reason=None)",
    "scoreboard.server.engineio_parts:Connection.__base__.schedule_ping": "(self)",
    "scoreboard.server.engineio_parts:Connection.__base__._websocket_handler": "(self, ws)",
    "scoreboard.server.engineio_parts:Connection.__base__.check_ping_timeout": "(self)",
    "scoreboard.server.engineio_parts:Connection.__base__._send_ping": "(self)",
    "engineio.packet:Packet.encode": "(self, b64=False)",
    "socketio.server:Server._send_eio_packet": "(self, eio_sid, eio_pkt)",
    "socketio.manager:Manager.emit": (
        "(self, event, data, namespace, room=None, skip_sid=None, callback=None, to=None, **kwargs)"
    ),
    "socketio.server:Server._handle_disconnect": "(self, eio_sid, namespace, reason=None)",
    "socketio.base_manager:BaseManager.connect": "(self, sid, namespace)",
    "socketio.base_manager:BaseManager.pre_connect": "(self, eio_sid, namespace)",
    "socketio.base_manager:BaseManager.pre_disconnect": "(self, sid, namespace)",
    "socketio.base_manager:BaseManager.basic_disconnect": "(self, sid, namespace, **kwargs)",
    "socketio.base_manager:BaseManager.basic_enter_room": "(self, sid, namespace, room, eio_sid=None)",
    "socketio.base_manager:BaseManager.basic_leave_room": "(self, sid, namespace, room)",
    "socketio.base_manager:BaseManager.get_participants": "(self, namespace, room)",
}
"""What the fan-out calls or overrides, with its arguments."""

steady = time.monotonic


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

    _asked: float | None = None

    @property
    def last_ping(self) -> float | None:
        """When the heartbeat was sent that is not answered yet, by the steady clock; None where it is answered.

        Engine.IO sets the time of day: after a step of that clock it would take all for gone, or for hours nobody."""
        return self._asked

    @last_ping.setter
    def last_ping(self, at: float | None) -> None:
        self._asked = None if at is None else steady()

    def check_ping_timeout(self) -> bool:
        """Whether the other side is there as far as is known; one that has owed its answer for too long is closed."""
        if self.closed:
            raise engineio.exceptions.SocketIsClosedError
        if self._asked is None or steady() - self._asked <= self.server.ping_timeout:
            return True
        self.close(wait=False, abort=False, reason=self.server.reason.PING_TIMEOUT)
        return False

    def waiting(self) -> int:
        """How many messages wait for the other side."""
        return int(self.queue.qsize())

    def held(self) -> int:
        """How many bytes wait behind the first message, which may be under way however large it is."""
        if self.waiting() < 2:
            return 0
        packets = list(self.queue.queue)[1:]
        return sum(
            len(packet.data) for packet in packets if packet is not None and isinstance(packet.data, str | bytes)
        )

    def send(self, pkt: Any) -> None:
        """Send a packet; one to a connection that has ended meanwhile is for nobody, and no error of who sends it."""
        with suppress(engineio.exceptions.SocketIsClosedError):
            super().send(pkt)

    def close(self, wait: bool = True, abort: bool = False, reason: Any = None) -> None:  # noqa: ARG002  the parent's names
        """End it.  Nobody waits until the other side has taken what is left: it may never ask for it."""
        super().close(False, abort, reason)

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

    def serve(self, websocket: Any) -> Any:
        """Send and receive by this websocket until its end; a subclass may let others do that and return at once."""
        return super()._websocket_handler(websocket)

    def _websocket_handler(self, ws: Any) -> Any:
        try:
            return self.serve(ws)
        except Exception as error:
            self.unreadable(error)
            return []


class ConnectionAlone(Connection):
    """A connection that has no thread of its own once it is a websocket: it is told of what came, and sends by itself
    what is to be sent."""

    queue: Any
    connected: bool

    def is_taken_up(self, websocket: Any) -> bool:
        """Whether the websocket is the way of this connection from now on.  Where there was another way before, the
        other side says twice that it comes over; what was to be sent meanwhile is ``kept``."""
        if not self.connected:
            self.connected = self.upgraded = True
            return True
        self.upgrading = True
        try:
            if websocket.wait() != "2probe":
                return False
            websocket.send("3probe")
            self.queue.put(engineio.packet.Packet(engineio.packet.NOOP))  # ends the request that waits
            self.upgraded = websocket.wait() == "5"
        finally:
            self.upgrading = False
        return bool(self.upgraded)

    def kept(self) -> Iterator[Any]:
        """The packets that were to be sent before there was a way, in their order."""
        with suppress(self.server.get_queue_empty_exception()):
            while True:
                packet = self.queue.get(block=False)
                if packet is not None and packet.packet_type != engineio.packet.NOOP:
                    yield packet

    def keep_nothing(self) -> None:
        """Nothing is kept from now on, and what it would be kept in is given back."""
        self.queue = _NOTHING

    def hear(self, message: str | bytes) -> bool:
        """Receive a message; whether another one may come.  Raises for one that cannot be read."""
        try:
            self.receive(engineio.packet.Packet(encoded_packet=message))
        except engineio.exceptions.UnknownPacketError:
            pass
        except engineio.exceptions.SocketIsClosedError:
            return False
        return not self.closed

    def beat(self) -> None:
        """Ask the other side whether it is there, unless it has ended."""
        if not self.closing and not self.closed:
            self.last_ping = steady()
            self.send(engineio.packet.Packet(engineio.packet.PING))

    def schedule_ping(self) -> None:
        """It has answered, or come: ask again later."""
        if self.last_ping:
            self.last_ping = None
            self.beats_again()

    def beats_again(self) -> None:
        """Let ``beat`` be called in ``server.ping_interval`` seconds."""
        raise NotImplementedError

    def is_over(self) -> None:
        """The websocket has ended."""
        if not self.closed:
            self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
        self.server.sockets.pop(self.sid, None)


class Manager(socketio.Manager):
    """The stock client manager, which also tells the end of who went while it was let in: Socket.IO tells it of those
    alone who were in, and keeps the others for ever."""

    def __init__(self) -> None:
        super().__init__()
        self._coming: dict[str, Any] = {}

    def pre_connect(self, eio_sid: str, namespace: str) -> Any:
        """Somebody comes in."""
        sid = super().pre_connect(eio_sid, namespace)
        self._coming[sid] = self.server.environ.get(eio_sid)
        return sid

    def connect(self, sid: str, namespace: str) -> Any:
        """Somebody is in, unless the connection has ended meanwhile."""
        sid = super().connect(sid, namespace)
        came, eio_sid = self._coming.pop(sid, None), self.eio_sid_from_sid(sid, namespace)
        environ, found = self.server.environ, connection_by(self.server, eio_sid)
        if eio_sid in environ and (found is None or not (found.closing or found.closed)):
            return sid
        forgotten = eio_sid not in environ
        environ.setdefault(eio_sid, came)  # the handler of the end looks at it
        self.server._handle_disconnect(eio_sid, namespace)
        if forgotten:
            environ.pop(eio_sid, None)
        return sid

    def basic_disconnect(self, sid: str, namespace: str, **kwargs: Any) -> Any:
        """Somebody is gone, or was not let in."""
        self._coming.pop(sid, None)
        return super().basic_disconnect(sid, namespace, **kwargs)


class _Nothing:
    """The queue of a connection that keeps nothing in one."""

    def put(self, packet: Any) -> None:
        """Only the mark that it has ended is put."""

    def get(self, *, block: bool) -> Any:  # noqa: ARG002  the shape of a queue
        """Nothing was kept."""
        raise queue.Empty

    def qsize(self) -> int:
        return 0

    def join(self) -> None:
        """Nothing to wait for."""


_NOTHING = _Nothing()


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


def changed() -> list[str]:
    """Which parts that the fan-out leans on are gone or take other arguments than they took."""
    return [name for name, arguments in FAN_OUT_PARTS.items() if _signature(name) != arguments]


def _signature(name: str) -> str:
    module, _, path = name.partition(":")
    try:
        found: Any = importlib.import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
        return str(inspect.signature(found))
    except (ImportError, AttributeError, TypeError, ValueError):
        return ""


def use_connections(kind: type[Connection]) -> None:
    """Make every connection one of this kind.  Engine.IO names its class itself and takes no other."""
    engineio.socket.Socket = kind


def connection_of(socketio: Any, sid: str, namespace: str) -> Any:
    """The Engine.IO connection under a Socket.IO id; None where it is gone."""
    return connection_by(socketio.server, socketio.server.manager.eio_sid_from_sid(sid, namespace))


def connection_by(server: Any, eio_sid: str | None) -> Any:
    """The Engine.IO connection of a Socket.IO server by its own id; None where it is gone."""
    return server.eio.sockets.get(eio_sid)


def send_by(server: Any, eio_sid: str, packet: Any) -> None:
    """Send a packet of Engine.IO's as the stock manager does."""
    server._send_eio_packet(eio_sid, packet)


def event_packet(server: Any, namespace: str, data: list[Any]) -> Any:
    """An event as Engine.IO sends it, with nothing that follows it."""
    said = server.packet_class(socketio.packet.EVENT, namespace=namespace, data=data).encode()
    return engineio.packet.Packet(engineio.packet.MESSAGE, said)


def is_connected(socketio: Any, sid: str, namespace: str) -> bool:
    """Whether the Socket.IO id belongs to an open connection, which is neither coming nor going."""
    return bool(socketio.server.manager.is_connected(sid, namespace))


def open_connections(socketio: Any) -> int:
    """How many connections are open."""
    return len(socketio.server.eio.sockets)
