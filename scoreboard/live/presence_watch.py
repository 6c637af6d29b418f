"""The watch over connections: a device that fell silent is shown to the desks before anybody has to wonder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from structlog import get_logger

from scoreboard.live.messages import PresenceMessage
from scoreboard.live.services import LiveServices
from scoreboard.server import runtime
from scoring.usecases.context import Context
from scoring.usecases.records import Ticket
from scoring.usecases.tickets import tickets_of

EVERY = 2.0
"""Seconds between two looks."""

log = get_logger()


class Watch:
    """Looks at every match that somebody watches.  ``emit(event, data, to)`` and ``cut(sid)`` act on connections,
    ``probe(sid, answered)`` sends something and calls ``answered()`` when it was acknowledged, ``line(sid)`` gives the
    round trip in ms that the system measured on a connection (None: it does not tell)."""

    def __init__(
        self, ctx: Context, live: LiveServices, emit: Callable[[str, Any, str], None], cut: Callable[[str], None],
        probe: Callable[[str, Callable[[], None]], None], line: Callable[[str], int | None],
    ) -> None:  # fmt: skip
        self._ctx = ctx
        self._services = live
        self._emit = emit
        self._cut = cut
        self._probe = probe
        self._line = line
        self._shown: dict[str, list[tuple[object, ...]]] = {}

    def run(self) -> None:
        """Look again and again, for the life of the process."""
        while True:
            runtime.sleep(EVERY)
            for match in self._services.rooms.matches():
                try:
                    self.look(match)
                except Exception:
                    log.exception("live-watch-failed", match=match)

    def look(self, match: str) -> None:
        """Tell the desks of ``match`` who is there; cut connections whose ticket or card is another or none by now."""
        tickets = [ticket for ticket in tickets_of(self._ctx, match) if not ticket.revoked_at]
        self._cut_strangers(match, {ticket.id: ticket for ticket in tickets})
        self._measure(match)
        now = self._services.now()
        seats = self._services.presence.wall(tickets, now)
        desks = [room for room in self._services.rooms.open(match) if room.audience.desk]
        message = PresenceMessage(now=now, seats=seats).model_dump()
        for room in desks:
            self._emit("presence", message, room.name)
        shown: list[tuple[object, ...]] = [(s["ticket"], s["state"], s["devices"], len(s["requests"])) for s in seats]
        if self._shown.get(match) != shown:
            self._shown[match] = shown
            self._services.publisher.desks(match)

    def _measure(self, match: str) -> None:
        """Measure the round trip to every station, so that no press has to be believed about its own."""
        for sid, room in self._services.rooms.sids(match):
            if room.audience.kind == "team" and self._services.presence.ask(sid, self._services.now()):
                self._probe(sid, partial(self._answered, sid))

    def _answered(self, sid: str) -> None:
        self._services.presence.measured(sid, self._services.now(), self._line(sid))

    def put_out(self, device: str) -> None:
        """Cut the connections of a device that has left its seats."""
        for sid in self._services.presence.give_up(device):
            self._cut(sid)

    def _cut_strangers(self, match: str, tickets: dict[str, Ticket]) -> None:
        for sid, room in self._services.rooms.sids(match):
            ticket_id, issued = self._services.presence.card_of(sid)
            ticket = tickets.get(ticket_id)
            came_as = (issued, room.audience.kind, room.audience.team)
            if ticket is None or (ticket.issued_at, ticket.role, ticket.team) != came_as:
                self._cut(sid)
