"""The live connection: Socket.IO on ``/live``, a view for each audience after every commit, the server's deadlines."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from scoreboard.live import connection
from scoreboard.live.messages import NAMESPACE
from scoreboard.live.namespace import LiveNamespace
from scoreboard.live.packets import TextPacket
from scoreboard.live.presence import Presence
from scoreboard.live.presence_watch import Watch
from scoreboard.live.publisher import Publisher
from scoreboard.live.quiz.press_tests import PressTests
from scoreboard.live.rate_limit import RateLimit
from scoreboard.live.rooms import Rooms
from scoreboard.live.services import LiveServices
from scoreboard.live.timekeeper import Timekeeper, match_of_stream
from scoreboard.presenters.quiz.source import Source
from scoreboard.server import log, runtime
from scoreboard.services import Services

LARGEST_MESSAGE = 300 * 1024
"""Bytes of one incoming message: the largest command with its frame."""

PING_EVERY, PING_WAIT = 5, 10
"""Seconds of the transport's own heartbeat: a dead Wi-Fi is known within fifteen seconds."""


@dataclass(frozen=True, slots=True)
class Live:
    """The running live connection of one application (``app.extensions["live"]``)."""

    services: LiveServices
    watch: Watch

    def start(self) -> None:
        """Take up the deadlines of all open matches and begin the watch.  Once, when the server starts."""
        self.services.timekeeper.start()
        runtime.spawn(self.watch.run)


def create(app: Flask) -> SocketIO:
    """The Socket.IO server of ``app``; needs ``app.extensions["leitai"]``.  Nothing runs before ``Live.start``."""
    services: Services = app.extensions["leitai"]
    connection.install()
    socketio = SocketIO(
        app, async_mode=services.config.async_mode, max_http_buffer_size=LARGEST_MESSAGE,
        ping_interval=PING_EVERY, ping_timeout=PING_WAIT, serializer=TextPacket,
        logger=log.of_library("socketio"), engineio_logger=log.of_library("engineio"),
    )  # fmt: skip

    def emit(event: str, data: Any, to: str) -> None:
        socketio.emit(event, data, to=to, namespace=NAMESPACE)

    def cut(sid: str) -> None:
        socketio.server.disconnect(sid, namespace=NAMESPACE)

    def probe(sid: str, answered: Callable[[], None]) -> None:
        socketio.emit("time.probe", {}, to=sid, namespace=NAMESPACE, callback=lambda *_: answered())

    def way(sid: str) -> int | None:
        # Behind a proxy the system measures the way to the proxy.
        if services.config.trusted_proxies:
            return None
        found = socketio.server.eio.sockets.get(socketio.server.manager.eio_sid_from_sid(sid, NAMESPACE))
        return found.round_trip() if isinstance(found, connection.Line) else None

    live = _live_services(services, emit)
    app.extensions["live"] = Live(live, Watch(services.ctx, live, emit, cut, probe, way))
    socketio.on_namespace(LiveNamespace(socketio, live))
    services.hub.subscribe(lambda stream, seq: _committed(live, stream))
    return socketio


def _live_services(services: Services, emit: Any) -> LiveServices:
    ctx = services.ctx
    presence, rooms = Presence(), Rooms()
    source = Source(ctx, secrets.token_hex(6), presence.wall)
    publisher = Publisher(source, rooms, emit)
    return LiveServices(
        now=ctx.clock.now, source=source, rooms=rooms, presence=presence, publisher=publisher,
        timekeeper=Timekeeper(ctx, publisher.everybody), press_tests=PressTests(ctx), rate_limit=RateLimit(),
    )  # fmt: skip


def _committed(live: LiveServices, stream: str) -> None:
    match = match_of_stream(stream)
    if match is not None:
        live.publisher.everybody(match)
        live.timekeeper.wake(match)
