"""The live connection: Socket.IO on ``/live``, a view for each audience after every commit, the server's deadlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from scoreboard.live import connection, fan_out
from scoreboard.live.devices import DeviceDesk, Moves
from scoreboard.live.jobs import Jobs
from scoreboard.live.messages import NAMESPACE
from scoreboard.live.namespace import LiveNamespace
from scoreboard.live.packets import TextPacket
from scoreboard.live.phones import Phones
from scoreboard.live.presence import Presence
from scoreboard.live.presence_watch import PresenceWatch
from scoreboard.live.publisher import Emit, Publisher
from scoreboard.live.rate_limit import RateLimit
from scoreboard.live.rooms import Rooms
from scoreboard.live.seat_cache import SeatCache
from scoreboard.live.services import CHANGED, SHOWN, LiveServices
from scoreboard.live.timekeeper import Timekeeper
from scoreboard.live.worker import StreamWorkers
from scoreboard.server import log, runtime
from scoreboard.services import Services
from scoreboard.web.backups import Backups
from scoreboard.web.readiness import disk_notice, shared_notice
from scoring.engine.errors import LeitaiError
from scoring.usecases.records import EndedSession, Ticket

PING_EVERY, PING_WAIT = 5, 10
"""Seconds of the transport's own heartbeat: a dead Wi-Fi is known within fifteen seconds."""

BESIDE = 0.3
"""Seconds between two views that show something of other streams, such as all matches of a competition."""


@dataclass(frozen=True, slots=True)
class Live:
    """The running live connection of one application (``app.extensions["live"]``)."""

    services: LiveServices
    watch: PresenceWatch
    moves: Moves

    def start(self) -> None:
        """Start the deadlines of all running streams and the watch.  Once, when the server starts."""
        self.services.timekeeper.start()
        runtime.spawn(self.watch.run)


def create(app: Flask, jobs: Jobs, presence: Presence) -> SocketIO:
    """The Socket.IO server of ``app`` for these jobs, which know the same ``presence``; needs
    ``app.extensions["leitai"]``.  Nothing runs before ``Live.start``."""
    services: Services = app.extensions["leitai"]
    socketio = SocketIO(
        app,
        client_manager=fan_out.client_manager(services.config, services.processes),
        async_mode=services.config.async_mode,
        max_http_buffer_size=connection.LARGEST_MESSAGE,
        ping_interval=PING_EVERY,
        ping_timeout=PING_WAIT,
        serializer=TextPacket,
        logger=log.of_library("socketio"),
        engineio_logger=log.of_library("engineio"),
    )

    def emit(event: str, data: Any, to: str | list[str]) -> None:
        # Each process makes the views of its own screens.
        socketio.emit(event, data, to=to, namespace=NAMESPACE, ignore_queue=True)

    def cut(sid: str) -> None:
        socketio.server.disconnect(sid, namespace=NAMESPACE)

    def probe(sid: str, answered: Callable[[], None]) -> None:
        told = {"to": sid, "namespace": NAMESPACE, "ignore_queue": True}
        socketio.emit("time.probe", {}, callback=lambda *_: answered(), **told)

    def system_trip(sid: str) -> int | None:
        # Behind a proxy the system measures the round trip to the proxy.
        return None if services.config.trusted_proxies else connection.round_trip(socketio, sid, NAMESPACE)

    def notices() -> Sequence[LeitaiError]:
        kept: Backups | None = app.extensions.get("backups")
        found = (disk_notice(services), None if kept is None else kept.notice(), shared_notice(services))
        return [one for one in found if one is not None]

    live = live_services(services, jobs, presence, emit)

    def reach(event: str, data: Any, sid: str) -> None:
        socketio.emit(event, data, to=sid, namespace=NAMESPACE)  # it may be at another process

    moves = Moves(services.shared)
    app.extensions["live"] = Live(live, PresenceWatch(live, emit, cut, probe, system_trip, notices), moves)
    socketio.on_namespace(LiveNamespace(socketio, live, DeviceDesk(live, moves, reach)))
    return socketio


def live_services(services: Services, jobs: Jobs, presence: Presence, emit: Emit) -> LiveServices:
    """The services for the streams of these jobs: after every commit a publisher sends, the timekeeper looks again."""
    ctx, shared = services.ctx, services.shared
    rooms = Rooms(services.own)
    publisher = Publisher(jobs, rooms, emit)
    live = LiveServices(
        now=ctx.clock.now,
        jobs=jobs,
        rooms=rooms,
        presence=presence,
        phones=Phones(shared, services.processes),
        publisher=publisher,
        timekeeper=Timekeeper(ctx, jobs, publisher.everybody, services.processes.leads),
        rate_limit=RateLimit(shared),
        seats=SeatCache(partial(ctx.store.changes, Ticket, EndedSession)),
        processes=services.processes,
    )
    beside = StreamWorkers("beside", partial(_show_beside, publisher))
    services.hub.subscribe(lambda stream, seq: _committed(live, beside, stream))
    services.processes.listen(CHANGED, lambda said: live.everybody_here(said.get("stream", "")))
    services.processes.listen(SHOWN, lambda said: publisher.desks(str(said["stream"])))
    return live


def _show_beside(publisher: Publisher, stream: str) -> None:
    """Send the views of a stream that show something of others, which may grow many times a second."""
    runtime.sleep(BESIDE)
    publisher.everybody(stream)


def _committed(live: LiveServices, beside: StreamWorkers, stream: str) -> None:
    if watched := live.rooms.streams():
        for other in live.jobs.beside(stream):
            if other in watched:
                beside.wake(other)
    if live.jobs.find(stream) is not None:
        live.publisher.everybody(stream)
    if live.jobs.led_of(stream) is not None:
        live.timekeeper.wake(stream)
