"""``/live``: what a connection may send, and where each message goes.  No rule of any job is in here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import Any

from flask import request
from flask_socketio import Namespace, SocketIO, disconnect
from socketio.exceptions import ConnectionRefusedError as Refusal
from structlog import get_logger

from scoreboard.i18n import request as i18n
from scoreboard.live import connection
from scoreboard.live.devices import DeviceDesk
from scoreboard.live.messages import (
    CALLERS,
    EVENTS,
    NAMESPACE,
    SEAT_DESKS,
    CommandMessage,
    Event,
    JudgeCall,
    JudgeCalled,
    PingTime,
    ScreenReport,
    SeatDecide,
    SeatRequest,
    read_message,
)
from scoreboard.live.rooms import Room
from scoreboard.live.seat_presence import Page
from scoreboard.live.services import LiveServices
from scoreboard.server.engineio_parts import is_connected
from scoreboard.shared.processes import Said
from scoreboard.web import auth
from scoreboard.web.auth import Seat
from scoreboard.web.commands import handle_command
from scoreboard.web.errors import NotEntered, body_of, describe
from scoring.disk import is_full
from scoring.engine.errors import Forbidden, Invalid, LeitaiError, NotFound, Refused
from scoring.usecases.perform import check_expiry

log = get_logger()


def received(events: Iterable[Event]) -> frozenset[str]:
    """The names of those events that come in."""
    return frozenset(event.name for event in events if event.direction == "receive")


RECEIVED = received(EVENTS)


class LiveNamespace(Namespace):
    """One connection is one device on one seat."""

    def __init__(self, socketio: SocketIO, live: LiveServices, devices: DeviceDesk) -> None:
        super().__init__(NAMESPACE)
        self._io = socketio
        self._services = live
        self._devices = devices
        live.processes.listen("moved", self._moved)
        live.processes.listen("told", self._tell_all)
        self._of_jobs = frozenset[str]().union(*(received(job.events) for job in live.jobs))

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Send a message to its method: ``view.get`` to ``on_view_get``; one that only a job has to that job.  A
        message with an unknown name gets an error."""
        if self._is_transports_own(event, *args):
            return super().trigger_event(event, *args)
        if event in RECEIVED:
            return super().trigger_event(event.replace(".", "_"), *args)
        if event in self._of_jobs:
            return super().trigger_event("message_of_job", args[0], event, *args[1:])
        return _failed(Invalid("unknown-event", event=str(event)[:40]), "zh")

    def _is_transports_own(self, event: str, *args: Any) -> bool:
        """A connection that opens or ends.  A client may send events of these names too: if they were accepted, it
        would stay in its room although its ticket is revoked."""
        sid = str(args[0])
        if event == "connect":
            return self._services.presence.connection(sid) is None
        return event == "disconnect" and not is_connected(self._io, sid, NAMESPACE)

    def on_connect(self, said: Any = None) -> None:
        """Let a seat in; a device without one is refused.  ``auth.seat`` names the ticket where it holds several."""
        wanted = said.get("seat", "") if isinstance(said, dict) else ""
        try:
            self._let_in(str(wanted))
        except Refusal:
            raise
        except Exception as error:  # without an answer the page would wait for ever
            log.exception("live-connect-failed")
            self.on_disconnect()
            raise Refusal(error.code if isinstance(error, LeitaiError) else "unforeseen") from error

    def _let_in(self, wanted: str) -> None:
        seat = auth.current_seat(wanted)
        if seat is None:
            raise Refusal("not-entered")
        live, sid = self._services, _sid()
        connection.seated(self._io, sid, NAMESPACE, seat.holder)
        seated = live.presence.arrive(
            stream=seat.stream,
            ticket=seat.ticket,
            role=seat.role,
            device=seat.device,
            sid=sid,
            now=live.now(),
            issued=seat.issued,
            team=seat.team,
        )
        room = live.room(seat, i18n.lang())
        if seated:
            self._sit(sid, room)
        else:
            live.rooms.reserve(sid, room)
            self._tell(sid, "waiting")
        live.publisher.desks(seat.stream)

    def on_disconnect(self, _reason: Any = None) -> None:
        """The connection is gone; its seat is kept for it for a while."""
        sid = _sid()
        self._services.seats.forget(sid)
        stream = self._services.presence.leave(sid, self._services.now())  # first: ``_sit`` asks for it last
        room = self._services.rooms.leave(sid)
        stream = stream or (room.stream if room else "")
        if stream:
            self._services.publisher.desks(stream)

    def on_view_get(self, _data: Any = None) -> Any:
        """The whole view, for a page that comes back; None while another device has the seat."""
        answer = self._answer(self._view)
        # The page draws this answer as a view, so it must not be a refusal; ``seat.request`` has said why.
        return None if answer and answer.get("ok") is False else answer

    def on_command(self, data: Any = None) -> Any:
        """A command: acknowledged as soon as it is in the ledger, before anybody is shown it."""

        def work() -> Any:
            message = read_message(CommandMessage, data)
            body = {**message.command, "reason": message.reason, "seen": message.seen, "if_seq": message.if_seq}
            seat, live = self._seat(), self._services
            job = live.jobs.of(seat.stream)
            receipt = handle_command(
                auth.services().ctx, job, live.presence, seat, body, message.key, expires=message.expires
            )
            return {"ok": True, **receipt}

        return self._answer(work)

    def on_ping_time(self, data: Any = None) -> Any:
        """The server's time.  Requested often, so it uses the clock and the register of seats only."""

        def work() -> Any:
            message = read_message(PingTime, data)
            now = self._services.now()
            rtt = None if message.rtt is None else round(message.rtt)
            self._services.presence.touch(_sid(), now, rtt, Page(message.seq, message.version, message.name))
            return {"t0": message.t0, "server": now}

        return self._answer(work)

    def on_seat_decide(self, data: Any = None) -> Any:
        """The desk gives a seat to the device that asks for it, or keeps it where it is."""

        def work() -> Any:
            seat = self._seat()
            if seat.role not in SEAT_DESKS:
                raise Forbidden("role-not-allowed", role=seat.role)
            message = read_message(SeatDecide, data)
            check_expiry(auth.services().ctx, message.expires)
            moved = self._services.presence.decide(seat.stream, message.ticket, message.device, approve=message.approve)
            if moved is None:
                raise NotFound("request-unknown")
            asking, losing = moved
            self._move({"asking": sorted(asking), "losing": sorted(losing), "approve": message.approve})
            self._services.publisher.desks(seat.stream)
            return {"ok": True}

        return self._answer(work)

    def on_judge_call(self, data: Any = None) -> Any:
        """The desk calls a judge; nobody else gets the message."""

        def work() -> Any:
            seat = self._seat()
            if seat.role not in CALLERS:
                raise Forbidden("role-not-allowed", role=seat.role)
            message = read_message(JudgeCall, data)
            check_expiry(auth.services().ctx, message.expires)
            called = JudgeCalled(at=self._services.now(), by=seat.role)  # type: ignore[arg-type]
            tickets = self._services.jobs.of(seat.stream).tickets(seat.stream)
            judges = {ticket.id for ticket in tickets if ticket.role == "judge"}
            found = self._services.presence.seated(message.ticket) if message.ticket in judges else ()
            if not found:
                raise NotFound("judge-not-connected")
            for sid in found:
                self._io.emit("judge.call", called.model_dump(), to=sid, namespace=NAMESPACE)
            return {"ok": True}

        return self._answer(work)

    def on_devices_get(self, _data: Any = None) -> Any:
        """Every device on the seats of this stream, for who looks after them."""
        return self._answer(lambda: self._devices.found(self._seat()))

    def on_device_reload(self, data: Any = None) -> Any:
        """Load the page of one device anew."""
        return self._answer(lambda: self._devices.reload(self._seat(), data))

    def on_device_name(self, data: Any = None) -> Any:
        """Call one device by a name."""
        return self._answer(lambda: self._devices.name(self._seat(), data))

    def on_device_move(self, data: Any = None) -> Any:
        """Let a screen go to the place of another one's card."""
        return self._answer(lambda: self._devices.move(self._seat(), data))

    def on_screen_report(self, data: Any = None) -> Any:
        """A big screen says what it does not show as it should, a picture for television that it is one."""

        def work() -> Any:
            seat, live = self._seat(), self._services
            if seat.role not in ("display", "air"):
                raise Forbidden("role-not-allowed", role=seat.role)
            said = read_message(ScreenReport, data)
            if live.presence.report(_sid(), said.troubles, said.sound, output=seat.role == "air"):
                live.publisher.desks(seat.stream)
            return {"ok": True}

        return self._answer(work)

    def on_message_of_job(self, event: str, data: Any = None) -> Any:
        """A message that only a job has; those at the stream get the result whom it is for.  Where there is none, the
        message has changed what the views show."""

        def work() -> Any:
            seat, live = self._seat(), self._services
            if not live.presence.is_seated(_sid()):
                raise Refused("seat-taken", label=seat.label)
            result = live.jobs.of(seat.stream).message(event, seat, data)
            if result is None:
                live.everybody(seat.stream)
                return {"ok": True}
            told = {"stream": seat.stream, "event": event, "told": result}
            self._tell_all(told)
            live.processes.say("told", told)
            return {"ok": True}

        return self._answer(work)

    def _view(self) -> Any:
        live, sid = self._services, _sid()
        seat = self._seat()
        live.presence.touch(sid, live.now())
        if not live.presence.is_seated(sid):
            return None
        room = live.room(seat, i18n.lang())
        if live.rooms.of(sid) != room:
            self._sit(sid, room)
        return live.view(room)

    def _sit(self, sid: str, room: Room) -> None:
        """Put a connection into its room; its first view comes from the publisher, in order."""
        before = self._services.rooms.of(sid)
        if before is not None and before != room:
            self._io.server.leave_room(sid, before.name, namespace=NAMESPACE)
        try:
            self._io.server.enter_room(sid, room.name, namespace=NAMESPACE)
        except (KeyError, ValueError):  # it is gone
            return
        self._services.rooms.enter(sid, room)
        if self._services.presence.connection(sid) is None:  # it went just now, and may have left before it entered
            self._services.rooms.leave(sid)
            return
        self._services.publisher.newcomer(room.stream, sid)

    def _tell_all(self, told: Said) -> None:
        """Send what a message led to to everybody at its stream whom it is for and who is connected to this process."""
        events = self._services.jobs.of(told["stream"]).events
        roles = next(one.roles for one in events if one.name == told["event"] and one.direction == "send")
        for room in self._services.rooms.open(told["stream"]):
            if room.audience.kind not in roles:
                continue
            self._io.emit(told["event"], told["told"], to=room.name, namespace=NAMESPACE, ignore_queue=True)

    def _move(self, moved: Said) -> None:
        """A seat goes from some connections to others, or stays: what this process does, and tells the others."""
        self._moved(moved)
        self._services.processes.say("moved", moved)

    def _moved(self, moved: Said) -> None:
        asking, losing, approve = set(moved["asking"]), set(moved["losing"]), bool(moved["approve"])
        for sid in self._here(losing - asking):
            room = self._services.rooms.leave(sid)
            if room is not None:
                self._io.server.leave_room(sid, room.name, namespace=NAMESPACE)
                self._services.rooms.reserve(sid, room)
            self._tell(sid, "replaced")
        for sid in self._here(asking):
            self._tell(sid, "seated" if approve else "refused")
            room = self._services.rooms.reserved(sid) if approve else None
            if room is not None:
                self._sit(sid, room)

    def _here(self, sids: Set[str]) -> list[str]:
        """Those that are connected to this process."""
        return [sid for sid in sids if is_connected(self._io, sid, NAMESPACE)]

    def _tell(self, sid: str, state: str) -> None:
        message = SeatRequest.model_validate({"state": state})
        self._io.emit("seat.request", message.model_dump(), to=sid, namespace=NAMESPACE)

    def _seat(self) -> Seat:
        """The seat of this connection, as its ticket stands now; a revoked one ends the connection."""
        sid = _sid()
        known = self._services.presence.connection(sid)
        seat = self._services.seats.get(sid, lambda: auth.seat_of(known.ticket)) if known else None
        if seat is None:
            disconnect()
            raise NotEntered("not-entered")
        return seat

    def _answer(self, work: Callable[[], Any]) -> Any:
        """What ``work`` gives, or a refusal in words; always an answer, since a client without one asks for ever."""
        try:
            known = self._services.presence.connection(_sid())
            self._services.rate_limit.take(known.holder if known else _sid(), self._services.now())
            return work()
        except LeitaiError as error:
            seat = self._services.seats.last(_sid())
            return _failed(error, i18n.lang(), seat)
        except Exception as error:
            if is_full(error):
                return _failed(Refused("disk-full"), i18n.lang())
            log.exception("live-message-failed")
            return {"ok": False, "error": body_of("unforeseen", {}, i18n.lang())}


def _failed(error: LeitaiError, lang: str, seat: Seat | None = None) -> dict[str, Any]:
    said = describe(error, lang, seat.match, seat.review) if seat else describe(error, lang)
    return {"ok": False, "error": said}


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
