"""Checks the connections every two seconds: sends presence to the desks, measures round trips, ends invalid ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from structlog import get_logger

from scoreboard.live.messages import PresenceMessage, ServerNotice
from scoreboard.live.publisher import Emit
from scoreboard.live.rooms import Room
from scoreboard.live.services import LiveServices
from scoreboard.server import runtime
from scoreboard.web.errors import describe
from scoring.engine.errors import LeitaiError
from scoring.usecases.records import Ticket

EVERY = 2.0
"""Seconds between two checks."""

log = get_logger()


class PresenceWatch:
    """Checks every stream that somebody watches.  ``emit(event, data, to)`` and ``cut(sid)`` act on connections,
    ``probe(sid, answered)`` sends something and calls ``answered()`` when it was acknowledged, ``system_trip(sid)``
    gives the round trip in ms that the system measured on a connection (None: it gives none).  ``notices()`` says what
    is wrong with the server itself."""

    def __init__(
        self,
        live: LiveServices,
        emit: Emit,
        cut: Callable[[str], None],
        probe: Callable[[str, Callable[[], None]], None],
        system_trip: Callable[[str], int | None],
        notices: Callable[[], Sequence[LeitaiError]],
    ) -> None:
        self._services = live
        self._emit = emit
        self._cut = cut
        self._probe = probe
        self._system_trip = system_trip
        self._notices = notices
        self._noticed: set[str] = set()
        self._alive: frozenset[str] = live.processes.alive()
        self._shown: dict[str, list[tuple[object, ...]]] = {}

    def run(self) -> None:
        """Check again and again, for the life of the process."""
        while True:
            runtime.sleep(EVERY)
            try:
                self.look_for_ended()
            except Exception:
                log.exception("live-watch-failed", stream="")
            for stream in self._services.rooms.streams():
                try:
                    self.look(stream)
                except Exception:
                    log.exception("live-watch-failed", stream=stream)

    def look_for_ended(self) -> None:
        """Tell of the public's pages; forget the connections of processes that were killed: those of a process that
        stops say that they go."""
        self._services.phones.tell()
        alive = self._services.processes.alive()
        if alive != self._alive:
            self._services.presence.forget_those_of_others_than(alive, self._services.now())
            self._alive = alive

    def look(self, stream: str) -> None:
        """Send presence to the desks of ``stream``; cut connections whose ticket or card is no longer valid."""
        tickets = self._services.jobs.of(stream).tickets(stream)
        self._cut_strangers(stream, {ticket.id: ticket for ticket in tickets})
        self._measure(stream)
        now = self._services.now()
        seats = self._services.presence.table(tickets, now)
        desks = [room for room in self._services.rooms.open(stream) if room.audience.desk]
        message = PresenceMessage(now=now, seats=seats).model_dump()
        for room in desks:
            self._emit("presence", message, room.name)
        self._tell(stream, desks)
        shown: list[tuple[object, ...]] = [
            (s["ticket"], s["state"], s["devices"], len(s["requests"]), s.get("sound"), *s.get("troubles", ()))
            for s in seats
        ]
        if self._shown.get(stream) != shown:
            self._shown[stream] = shown
            self._services.publisher.desks(stream)

    def _tell(self, stream: str, desks: Sequence[Room]) -> None:
        """Tell the desks again and again what is wrong with the server, and once that it is well again."""
        found = self._notices()
        if found or stream in self._noticed:
            for room in desks:
                said = [describe(error, room.lang) for error in found]
                self._emit("server.notice", ServerNotice.model_validate({"notices": said}).model_dump(), room.name)
        (self._noticed.add if found else self._noticed.discard)(stream)

    def _measure(self, stream: str) -> None:
        """Measure the round trip to every seat of a team, so that what a seat says of its own is not needed."""
        for sid, room in self._services.rooms.sids(stream):
            if room.audience.team and self._services.presence.ask(sid, self._services.now()):
                self._probe(sid, partial(self._answered, sid))

    def _answered(self, sid: str) -> None:
        self._services.presence.measured(sid, self._services.now(), self._system_trip(sid))

    def put_out(self, device: str) -> None:
        """Cut the connections of a device that has left its seats."""
        for sid in self._services.presence.give_up(device):
            self._cut(sid)

    def _cut_strangers(self, stream: str, tickets: dict[str, Ticket]) -> None:
        for sid, room in self._services.rooms.sids(stream):
            came = self._services.presence.connection(sid)
            ticket = tickets.get(came.ticket) if came else None
            good = (ticket.issued_at, ticket.role, ticket.team) if ticket else None
            if came is None or good != (came.issued, room.audience.kind, room.audience.team):
                self._cut(sid)
