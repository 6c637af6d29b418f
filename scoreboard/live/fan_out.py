"""One change for many screens: encoded once, framed once, written to each connection by whoever emits.

A server's frames of a websocket have no mask, so what goes to a room is the same bytes for everybody in it.  The stock
manager gives each connection a queue, and a thread that encodes each message again.
"""

from __future__ import annotations

import io
import queue
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import socketio
from structlog import get_logger

from scoreboard.config import Config
from scoreboard.live import connection
from scoreboard.live.connection_alone import FannedConnection
from scoreboard.server import engineio_parts, runtime
from scoreboard.server.watch import ThreadWatch
from scoreboard.server.websocket import TEXT, frame
from scoreboard.shared.processes import Processes

log = get_logger()

WHOLE = frozenset({"view", "presence", "server.notice"})
"""Events that say all there is to say: of one that waits for a slow device, the newest is enough."""

AT_A_TIME = 256
"""Connections that are written to before the others go on: a press must not wait for four thousand screens."""


Listed = tuple[Sequence[FannedConnection], Sequence[str]]
"""The connections of a room, and the ids of those of another kind, as a test's are."""


class FanOut(engineio_parts.Manager):
    """The client manager of a Socket.IO server whose connections are ``FannedConnection``."""

    def __init__(self, whole: Collection[str] = WHOLE) -> None:
        super().__init__()
        self._whole = whole
        # Who is in a room and the list of them change together.  The system's own lock: nobody waits while it is held.
        self._turn = runtime.real("threading").RLock()
        self._listed: dict[tuple[str, Any], Listed] = {}

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **kwargs: Any,
    ) -> None:
        """Send an event to all in a room, or in each of several that share nobody; one that is to be answered, as the
        stock manager does."""
        room = to or room
        if callback is not None or skip_sid is not None or namespace not in self.rooms:
            super().emit(event, data, namespace, room=room, skip_sid=skip_sid, callback=callback, **kwargs)
            return
        said = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        packet = engineio_parts.event_packet(self.server, namespace, [event, *said])
        whole = frame(TEXT, packet.encode().encode())
        kind = event if event in self._whole else ""
        for each in dict.fromkeys(room) if isinstance(room, list) else (room,):
            name = _name(namespace, each)
            fanned, others = self._participants(namespace, each)
            for start in range(0, len(fanned), AT_A_TIME):
                if start:
                    runtime.sleep(0)
                for found in fanned[start : start + AT_A_TIME]:
                    if found.outgoing is not None:
                        found.push(whole, kind, name)
                    elif name in found.rooms:
                        found.send(packet)
            for eio_sid in others:
                engineio_parts.send_by(self.server, eio_sid, packet)

    def pre_connect(self, eio_sid: str, namespace: str) -> Any:
        """Somebody comes in.  Of the request by which it came, what reads and writes is done with."""
        environ = self.server.environ
        if eio_sid in environ:
            environ[eio_sid] = _kept(environ[eio_sid])
        return super().pre_connect(eio_sid, namespace)

    def pre_disconnect(self, sid: str, namespace: str) -> Any:
        """Somebody goes: no view that still waits is shown."""
        self._forget(self._connection(sid, namespace, None))
        return super().pre_disconnect(sid, namespace)

    def basic_enter_room(self, sid: str, namespace: str, room: Any, eio_sid: str | None = None) -> None:
        """Somebody is in a room."""
        with self._turn:
            super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
            self._listed.pop((namespace, room), None)
            found = self._connection(sid, namespace, room)
            if found is not None:
                found.rooms.add(_name(namespace, room))

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        """Somebody is in a room no more, and gets nothing of it that still waits."""
        with self._turn:
            found = self._connection(sid, namespace, room)
            if found is not None:
                found.rooms.discard(_name(namespace, room))
            super().basic_leave_room(sid, namespace, room)
            self._listed.pop((namespace, room), None)
        self._forget(found)

    def _participants(self, namespace: str, room: Any) -> Listed:
        with self._turn:
            listed = self._listed.get((namespace, room))
            if listed is None:
                eio_sids = [eio_sid for _, eio_sid in self.get_participants(namespace, room)]
                fanned = [found for eio_sid in eio_sids if (found := self._fanned(eio_sid)) is not None]
                others = [eio_sid for eio_sid in eio_sids if self._fanned(eio_sid) is None]
                listed = self._listed[namespace, room] = fanned, others
        return listed

    def _fanned(self, eio_sid: str | None) -> FannedConnection | None:
        found = engineio_parts.connection_by(self.server, eio_sid)
        return found if isinstance(found, FannedConnection) else None

    def _connection(self, sid: str, namespace: str, room: Any) -> FannedConnection | None:
        """The connection of somebody who is in this room; everybody is in the room None."""
        return self._fanned(self.rooms.get(namespace, {}).get(room, {}).get(sid))

    def _forget(self, found: FannedConnection | None) -> None:
        if found is not None and found.outgoing is not None:
            found.outgoing.forget(self._whole)


def client_manager(config: Config, processes: Processes) -> socketio.Manager:
    """The client manager for these settings, with every connection of the kind that it needs: the stock one where the
    setting says so, and where the fan-out cannot work here.  Of several processes each has one that tells the others
    what is for a connection of theirs."""
    why = unusable(runtime.mode())
    if config.fan_out and not why:
        connection.install(FannedConnection)
        return QueuedFanOut(processes) if processes.several else FanOut()
    if config.fan_out:
        log.warning("fan-out-off", why=why)
    connection.install()
    return QueuedManager(processes) if processes.several else engineio_parts.Manager()


class QueuedManager(socketio.PubSubManager, engineio_parts.Manager):
    """The stock manager of one of several processes: what is for a connection of another one goes there by what the
    processes say to each other."""

    name = "processes"

    def __init__(self, processes: Processes) -> None:
        super().__init__()
        self._processes = processes
        self._came: queue.Queue[Any] = queue.Queue()
        processes.listen("socketio", self._came.put)

    def _publish(self, data: Any) -> None:
        self._processes.say("socketio", data)

    def _listen(self) -> Iterator[Any]:
        while True:
            yield self._came.get()


class QueuedFanOut(QueuedManager, FanOut):
    """The fan-out of one of several processes."""


def unusable(mode: str) -> str:
    """Why the fan-out cannot work in this mode of the server; "" where it can."""
    if changed := engineio_parts.changed():
        return ", ".join(changed)
    return "" if mode == "eventlet" or ThreadWatch.can_wait() else "epoll"


def _name(namespace: str, room: Any) -> str:
    return f"{namespace} {room}"


def _kept(environ: dict[str, Any]) -> dict[str, Any]:
    """What handlers may ask of the request by which a connection came."""
    said = {name: value for name, value in environ.items() if isinstance(value, str) and name != "RAW_PATH_INFO"}
    app = {"flask.app": environ["flask.app"]} if "flask.app" in environ else {}
    return {**said, **app, "wsgi.input": io.BytesIO(), "wsgi.errors": environ.get("wsgi.errors")}
