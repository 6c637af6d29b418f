"""Presence: who is connected, on which device, since when, and how well; which of two devices has a seat.

Nothing here can change a result: after a restart every page comes back within seconds and says who it is.  Seats of
teams and judges are for one device at a time; a desk or a display may be opened as often as wanted, so that a host who
reloads on another machine is never locked out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from scoreboard.live.seat_presence import Device, Page, SeatConnection, SeatPresence, without
from scoreboard.presenters.presence import DevicePart, PresencePart, Sounding, Trouble
from scoreboard.shared.protocol import Shared
from scoring.engine.trip import RoundTrip
from scoring.usecases.records import Ticket

EXCLUSIVE = frozenset({"team", "judge"})
"""Roles whose seat one device has at a time."""

BIG_SCREENS = frozenset({"display", "air"})
"""Roles whose page shows what everybody may see, and says how it stands."""


class Presence:
    """The register of all seats."""

    def __init__(self, shared: Shared, process: str = "") -> None:
        """``process``: the name of this one, whose connections are told to it."""
        self._process = process
        self._seats = shared.table("seats", SeatPresence)
        self._connections = shared.table("connections", SeatConnection)

    def arrive(
        self, *, stream: str, ticket: str, role: str, device: str, sid: str, now: int, issued: int = 0, team: str = ""
    ) -> bool:
        """A connection opens, by the card ``issued`` then.  True: it has the seat.  False: another device has it, and
        this one now asks for it."""
        with self._seats.turn(ticket):
            seat = self._seats.get(ticket) or SeatPresence(stream, role in EXCLUSIVE, team)
            known = seat.devices.get(device) or Device(now, now)
            seat = seat.with_device(device, known.connected(sid, now))
            seated = seat.open_to(device, now)
            if not seated:
                seat = seat.asked_for_by(device, now)
            elif role != "air":  # of which nobody knows yet whether it is an output
                seat = seat.given_to(device)
            self._seats.put(ticket, seat)
            self._connections.put(sid, SeatConnection(ticket, device, issued, self._process))
        return seated

    def leave(self, sid: str, now: int) -> str:
        """Remove a connection; returns the stream it belonged to, "" where it was not known."""
        with self._turn_of(sid) as (ticket, device, seat, known):
            self._connections.pop(sid)
            if seat is None or known is None:
                return ""
            known = known.disconnected(sid, now)
            seat = seat.with_device(device, known)
            self._seats.put(ticket, seat if known.sids else seat.left_by(device))
            return seat.stream

    def forget_those_of_others_than(self, alive: Collection[str], now: int) -> set[str]:
        """Remove the connections of processes that ended without a word; the streams that they belonged to."""
        gone = [sid for sid, one in self._connections.items() if one.process not in alive]
        return {stream for sid in gone if (stream := self.leave(sid, now))}

    def seated(self, ticket: str) -> frozenset[str]:
        """The connections of the device that has a seat; of all its devices where several may have it."""
        seat = self._seats.get(ticket)
        if seat is None:
            return frozenset()
        devices = seat.devices if not seat.exclusive else {seat.holder: seat.devices.get(seat.holder)}
        return frozenset().union(*(device.sids for device in devices.values() if device is not None))

    def touch(self, sid: str, now: int, rtt: int | None = None, page: Page | None = None) -> None:
        """Record that a message came over a connection; ``rtt`` where the device reported its round trip, ``page``
        where its page said something of itself."""
        with self._turn_of(sid) as (ticket, device, seat, known):
            if seat is not None and known is not None:
                known = replace(known, last_seen=now, rtt=known.rtt if rtt is None else rtt)
                if page is not None and known.pages.get(sid) != page:
                    known = replace(known, pages={**known.pages, sid: page})
                self._seats.put(ticket, seat.with_device(device, known))

    def report(
        self, sid: str, troubles: Sequence[Trouble], sound: Sounding | None = None, *, output: bool = False
    ) -> bool:
        """What the screen of a connection does not show as it should, and whether it sounds; ``output``: it is a
        picture for television.  False where that was known."""
        with self._turn_of(sid) as (ticket, device, seat, known):
            if seat is None or known is None:
                return False
            told = known.reported(sid, tuple(sorted(set(troubles))), sound, output=output)
            if told == known:
                return False
            seat = seat.with_device(device, told)
            self._seats.put(ticket, seat.given_to(device) if output else seat)
            return True

    def ask(self, sid: str, now: int) -> bool:
        """The server wants to measure the round trip of a connection; False while it waits for an earlier answer.

        A device that is asked and does not answer is not measured: what was known of its round trip is forgotten.
        """
        with self._turn_of(sid) as (ticket, device, seat, known):
            if seat is None or known is None:
                return False
            may_ask = sid not in known.asked
            if may_ask:
                known = replace(known, asked={**known.asked, sid: now})
            elif known.silent_everywhere(now):
                known = replace(known, trips=())
            self._seats.put(ticket, seat.with_device(device, known))
            return may_ask

    def measured(self, sid: str, now: int, system_trip: int | None = None) -> None:
        """A connection has answered; ``system_trip`` the round trip in ms that the system measured on it, where it
        gives one."""
        with self._turn_of(sid) as (ticket, device, seat, known):
            if seat is not None and known is not None and sid in known.asked:
                self._seats.put(ticket, seat.with_device(device, known.answered(sid, now, system_trip)))

    def round_trip(self, ticket: str, device: str) -> RoundTrip | None:
        """What the server measured of the way to a device; None before the first answer."""
        seat = self._seats.get(ticket)
        known = seat.devices.get(device) if seat else None
        return known.round_trip if known else None

    def other_trips(self, ticket: str) -> tuple[RoundTrip, ...]:
        """The shortest round trip to each other team of the stream that is connected and was measured."""
        seat = self._seats.get(ticket)
        return () if seat is None else self.trips(seat.stream, but=seat.team)

    def trips(self, stream: str, but: str) -> tuple[RoundTrip, ...]:
        """The shortest round trip to each team of a stream that is connected and was measured, ``but`` one of them."""
        trips: dict[str, RoundTrip] = {}
        for other in (one for _, one in self._seats.items()):
            held = other.devices.get(other.holder)
            if other.stream != stream or other.team in ("", but) or held is None:
                continue
            trip = held.round_trip if held.sids else None
            if trip is not None:
                trips[other.team] = min(trip, trips.get(other.team, trip), key=lambda one: one.sure)
        return tuple(trips.values())

    @contextmanager
    def _turn_of(self, sid: str) -> Iterator[tuple[str, str, SeatPresence | None, Device | None]]:
        """``_find``, and the turn to change the seat."""
        connection = self._connections.get(sid)
        with self._seats.turn(connection.ticket if connection else ""):
            yield self._find(sid)

    def _find(self, sid: str) -> tuple[str, str, SeatPresence | None, Device | None]:
        """The ticket and device of a connection, its seat and what is known of the device."""
        connection = self._connections.get(sid)
        if connection is None:
            return "", "", None, None
        seat = self._seats.get(connection.ticket)
        known = seat.devices.get(connection.device) if seat else None
        return connection.ticket, connection.device, seat, known

    def hold(self, *, stream: str, ticket: str, role: str, device: str, now: int, team: str = "") -> bool:
        """``device`` acts for the seat; False where another one has it.  The device that acts holds it, also without an
        open connection: after a restart two devices on one seat must not both act until one of them is back."""
        if role not in EXCLUSIVE:
            return True
        with self._seats.turn(ticket):
            seat = self._seats.get(ticket) or SeatPresence(stream, exclusive=True, team=team)
            if not seat.open_to(device, now):
                return False
            seat = seat.given_to(device)
            known = seat.devices.get(device) or Device(now, now)
            self._seats.put(ticket, seat.with_device(device, replace(known, last_seen=now)))
            return True

    def give_up(self, device: str) -> set[str]:
        """Free all seats of a device at once; returns its open connections."""
        sids: set[str] = set()
        for ticket, found in self._seats.items():
            if device not in (found.holder, *found.devices):
                continue
            with self._seats.turn(ticket):
                seat = self._seats.get(ticket)
                if seat is not None and device in seat.devices:
                    sids |= seat.devices[device].sids
                if seat is not None and seat.holder == device:
                    self._seats.put(ticket, replace(seat, holder=""))
        return sids

    def has_seat(self, ticket: str, device: str, now: int) -> bool:
        """``device`` has the seat, or could have it."""
        seat = self._seats.get(ticket)
        return seat is None or seat.open_to(device, now)

    def connection(self, sid: str) -> SeatConnection | None:
        """The seat, device and card with which a connection came; None where it is not known."""
        return self._connections.get(sid)

    def is_seated(self, sid: str) -> bool:
        """The device of this connection has its seat."""
        _, device, seat, _ = self._find(sid)
        return seat is not None and (not seat.exclusive or seat.holder == device)

    def decide(
        self, stream: str, ticket: str, device: str, *, approve: bool
    ) -> tuple[frozenset[str], frozenset[str]] | None:
        """The desk's answer to a request: (connections of the asking device, connections that lose the seat).

        None where nobody asks any more.
        """
        with self._seats.turn(ticket):
            seat = self._seats.get(ticket)
            if seat is None or seat.stream != stream or device not in seat.requests:
                return None
            seat = replace(seat, requests=without(seat.requests, device))
            asking, before = seat.devices[device].sids, seat.devices.get(seat.holder)
            self._seats.put(ticket, seat.given_to(device) if approve else seat)
            return asking, before.sids if approve and before else frozenset()

    def table(self, tickets: Sequence[Ticket], now: int) -> list[PresencePart]:
        """Every seat with a ticket, connected or not, in the order in which the tickets were issued."""
        return [_part(ticket, self._seats.get(ticket.id), now) for ticket in tickets]

    def connected(self, tickets: Sequence[Ticket], now: int) -> list[DevicePart]:
        """Every device that is connected by one of these tickets, in their order."""
        found = ((ticket, self._seats.get(ticket.id)) for ticket in tickets)
        return [
            _device_part(ticket, name, device, now)
            for ticket, seat in found
            if seat is not None
            for name, device in seat.devices.items()
            if device.sids
        ]

    def call(self, ticket: str, device: str, name: str) -> None:
        """A desk calls a device on a seat by a name; nothing where it is not known."""
        with self._seats.turn(ticket):
            seat = self._seats.get(ticket)
            if seat is not None and device in seat.devices:
                self._seats.put(ticket, seat.with_device(device, seat.devices[device].called(name)))

    def connections_of(self, ticket: str, device: str) -> frozenset[str]:
        """The open connections of a device on a seat."""
        seat = self._seats.get(ticket)
        known = seat.devices.get(device) if seat else None
        return known.sids if known else frozenset()


_WORSE: Sequence[Sounding] = ("off", "allowed", "blocked")


def _part(ticket: Ticket, seat: SeatPresence | None, now: int) -> PresencePart:
    devices = seat.devices if seat else {}
    shown = devices.get(seat.holder) if seat else None
    live = [device for device in devices.values() if device.of_role(ticket.role)]
    if live and (shown is None or not seat or not seat.exclusive):
        shown = max(live, key=lambda device: device.last_seen)
    part: PresencePart = {
        "ticket": ticket.id,
        "role": ticket.role,
        "label": ticket.label,
        "team": ticket.team,
        "seat": ticket.seat,
        "state": shown.state(now, ticket.role) if shown else "never",
        "since": shown.since if shown else None,
        "last_seen": shown.last_seen if shown else None,
        "rtt": shown.rtt if shown else None,
        "devices": len(live),
        "requests": [{"device": device, "since": at} for device, at in seat.requests.items()] if seat else [],
    }
    troubles = {one for device in live for told in device.troubles.values() for one in told}
    if troubles:
        part["troubles"] = sorted(troubles)
    sounds = {sound for device in live for sound in device.sounds.values()}
    if sounds:
        part["sound"] = max(sounds, key=_WORSE.index)
    return part


def _device_part(ticket: Ticket, name: str, device: Device, now: int) -> DevicePart:
    seqs = [page.seq for page in device.pages.values() if page.seq is not None]
    return {
        "ticket": ticket.id,
        "device": name,
        "role": ticket.role,
        "label": ticket.label,
        "name": max((page.name for page in device.pages.values()), default=""),
        "match": ticket.match,
        "team": ticket.team,
        "state": device.state(now, ""),
        "since": device.since,
        "last_seen": device.last_seen,
        "rtt": device.rtt,
        "seq": min(seqs) if seqs and ticket.role in BIG_SCREENS else None,
        "version": max((page.version for page in device.pages.values()), default=""),
    }
