"""Every device by itself, for who looks after the screens: how it stands, what it is called, where else it may show.

Nothing here is in the ledger.  A name stays on the device, whose page repeats it.  A screen is moved by a right of its
own device, which lasts for a moment: its page then takes the card of the other place, as if somebody had typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app

from scoreboard.i18n import request as i18n
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.seat_names import seat_name
from scoreboard.i18n.titles import USUAL
from scoreboard.live.messages import (
    DEVICE_DESKS,
    LONGEST_NAME,
    DeviceMove,
    DeviceName,
    DeviceReload,
    Devices,
    read_message,
)
from scoreboard.live.services import LiveServices
from scoreboard.shared.protocol import Shared
from scoreboard.web.auth import Seat, services
from scoreboard.web.pages import VERSION
from scoring.engine.errors import Forbidden, NotFound, Refused
from scoring.usecases.guards import clean
from scoring.usecases.perform import check_expiry
from scoring.usecases.records import Ticket

MOVE_LASTS = 30_000
"""ms within which the page of a screen goes to the place that it was given."""

MOVABLE = "display"
"""The only role whose device may be moved: it shows what everybody may see, and acts for nobody."""


@dataclass(frozen=True, slots=True)
class Move:
    """Where a device may go: the id of a ticket, and when its card was ``issued``."""

    ticket: str
    issued: int


class Moves:
    """The rights of devices to go somewhere else."""

    def __init__(self, shared: Shared) -> None:
        self._table = shared.table("moves", Move)

    def let(self, device: str, ticket: Ticket) -> None:
        """``device`` may take the seat of ``ticket``, for a moment."""
        self._table.put(device, Move(ticket.id, ticket.issued_at), MOVE_LASTS)

    def of(self, device: str) -> Move | None:
        """Where ``device`` may go; None where it may go nowhere."""
        return self._table.get(device) if device else None


class DeviceDesk:
    """What a desk asks about devices.  ``emit(event, data, sid)`` reaches a connection of any process.  Each method
    raises ``Forbidden("role-not-allowed")`` for a seat that looks after none."""

    def __init__(self, live: LiveServices, moves: Moves, emit: Callable[[str, Any, str], None]) -> None:
        self._live, self._moves, self._emit = live, moves, emit

    def found(self, seat: Seat) -> dict[str, Any]:
        """Every device on the seats of this stream, the places of its screens, and the pages of the public."""
        say = saying(i18n.lang(), current_app.extensions["titles"](seat.match) if seat.match else USUAL)
        tickets = [replace(one, label=seat_name(one.role, one.label, say)) for one in self._looked_after(seat)]
        now = self._live.now()
        return Devices(
            now=now,
            version=VERSION,
            devices=self._live.presence.connected(tickets, now),
            places=[{"ticket": one.id, "label": one.label, "match": one.match} for one in _screens(tickets)],
            phones=list(self._live.phones.of([seat.match or seat.competition, *(one.match for one in tickets)])),
        ).model_dump()

    def reload(self, seat: Seat, data: Any) -> dict[str, bool]:
        """Load the pages of one device anew; nobody else gets the message."""
        tickets = self._looked_after(seat)
        message = read_message(DeviceReload, data)
        self._tell("page.reload", {}, self._connections(message, tickets))
        return {"ok": True}

    def name(self, seat: Seat, data: Any) -> dict[str, bool]:
        """Call a device by a name, "" by none; its pages keep it."""
        tickets = self._looked_after(seat)
        message = read_message(DeviceName, data)
        name = clean(message.name, "name", limit=LONGEST_NAME, needed=False)
        sids = self._connections(message, tickets)
        self._live.presence.call(message.ticket, message.device, name)
        self._tell("page.name", {"name": name}, sids)
        return {"ok": True}

    def move(self, seat: Seat, data: Any) -> dict[str, bool]:
        """Let a screen go to the place of another screen's card.

        Raises ``Refused("device-not-movable")`` for what is no big screen, or would not become one.
        """
        tickets = self._looked_after(seat)
        message = read_message(DeviceMove, data)
        sids = self._connections(message, tickets)
        known = {one.id: one for one in _screens(tickets)}
        to = known.get(message.to)
        if to is None or message.ticket not in known:
            raise Refused("device-not-movable")
        self._moves.let(message.device, to)
        self._tell("page.move", {}, sids)
        return {"ok": True}

    def _looked_after(self, seat: Seat) -> Sequence[Ticket]:
        if seat.role not in DEVICE_DESKS:
            raise Forbidden("role-not-allowed", role=seat.role)
        return self._live.jobs.of(seat.stream).tickets(seat.stream)

    def _connections(self, message: DeviceReload, tickets: Sequence[Ticket]) -> frozenset[str]:
        """Those of the device that a message names; raises ``NotFound("device-not-connected")``."""
        check_expiry(services().ctx, message.expires)
        known = any(message.ticket == one.id for one in tickets)
        found = self._live.presence.connections_of(message.ticket, message.device) if known else frozenset()
        if not found:
            raise NotFound("device-not-connected")
        return found

    def _tell(self, event: str, data: Any, sids: frozenset[str]) -> None:
        for sid in sids:
            self._emit(event, data, sid)


def _screens(tickets: Sequence[Ticket]) -> Sequence[Ticket]:
    """The seats of screens that have a card."""
    return [one for one in tickets if one.role == MOVABLE and one.issued_at]
