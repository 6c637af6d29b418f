"""Who is connected, on which device, since when, and how well; and who has the seat when two devices want it.

Nothing here can change a result, so it lives in memory: after a restart every page comes back within seconds and says
who it is.  Seats of teams and judges are for one device at a time; a desk or a screen may be opened as often as wanted,
so that a host who reloads on another machine is never locked out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from scoreboard import runtime
from scoreboard.presenters.views import PresencePart
from scoring.usecases.records import Ticket

STALE_AFTER = 12_000
"""ms of silence after which a connected device is shown as stale: two or three missed pings."""

FREE_AFTER = 10_000
"""ms after which the seat of a device that went away is free for another one."""

SILENT_AFTER = 30_000
"""ms of silence after which a device that still looks connected counts as gone."""

TRIPS = 8
"""Round trips remembered; the best of them bounds how long a press can have been under way."""

EXCLUSIVE = frozenset({"team", "judge"})
"""Roles whose seat one device has at a time."""

State = Literal["ok", "stale", "gone", "never"]


@dataclass(slots=True)
class Device:
    """One device on a seat: its open connections, times in ms since the epoch, its round trip in ms as it says, and the
    last ones that the server measured itself."""

    since: int
    last_seen: int
    rtt: int | None = None
    sids: set[str] = field(default_factory=set)
    trips: deque[int] = field(default_factory=lambda: deque(maxlen=TRIPS))

    def state(self, now: int) -> State:
        """How it stands."""
        if not self.sids:
            return "gone"
        return "stale" if now - self.last_seen > STALE_AFTER else "ok"

    def free(self, now: int) -> bool:
        """Another device may take the seat without asking."""
        silent = now - self.last_seen
        return silent > (SILENT_AFTER if self.sids else FREE_AFTER)


@dataclass(slots=True)
class Place:
    """One seat (by ticket): its devices, which of them has it, who asks for it and since when."""

    match: str
    exclusive: bool
    holder: str = ""
    devices: dict[str, Device] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)

    def open_to(self, device: str, now: int) -> bool:
        """``device`` may sit down (or stay)."""
        if not self.exclusive or self.holder in ("", device):
            return True
        held = self.devices.get(self.holder)
        return held is None or held.free(now)


class Presence:
    """The register of all seats of this process."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._sids: dict[str, tuple[str, str]] = {}
        self._cards: dict[str, tuple[str, int]] = {}
        self._lock = runtime.lock()

    def arrive(self, *, match: str, ticket: str, role: str, device: str, sid: str, now: int, issued: int = 0) -> bool:
        """A connection opens, by the card ``issued`` then.  True: it has the seat.  False: another device has it, and
        this one now asks for it."""
        with self._lock:
            place = self._places.setdefault(ticket, Place(match, role in EXCLUSIVE))
            known = place.devices.setdefault(device, Device(now, now))
            if not known.sids:
                known.since = now
            known.sids.add(sid)
            known.last_seen = now
            self._sids[sid] = (ticket, device)
            self._cards[sid] = (ticket, issued)
            if place.open_to(device, now):
                place.holder = device
                place.requests.pop(device, None)
                return True
            place.requests.setdefault(device, now)
            return False

    def leave(self, sid: str, now: int) -> str:
        """A connection is gone; the match it belonged to, "" where it was not known."""
        with self._lock:
            self._cards.pop(sid, None)
            ticket, device = self._sids.pop(sid, ("", ""))
            place = self._places.get(ticket)
            known = place.devices.get(device) if place else None
            if place is None or known is None:
                return ""
            known.sids.discard(sid)
            known.last_seen = now
            if not known.sids:
                place.requests.pop(device, None)
                if place.holder != device:
                    del place.devices[device]
            return place.match

    def heard(self, sid: str, now: int, rtt: int | None = None) -> None:
        """Something came over a connection; ``rtt`` where the device told its round trip."""
        with self._lock:
            ticket, device = self._sids.get(sid, ("", ""))
            place = self._places.get(ticket)
            if place and device in place.devices:
                place.devices[device].last_seen = now
                if rtt is not None:
                    place.devices[device].rtt = rtt

    def measured(self, sid: str, trip: int) -> None:
        """The server sent something over a connection and had it acknowledged ``trip`` ms later."""
        with self._lock:
            ticket, device = self._sids.get(sid, ("", ""))
            place = self._places.get(ticket)
            if place and device in place.devices:
                place.devices[device].trips.append(trip)

    def trip(self, ticket: str, device: str) -> int | None:
        """The best of the last round trips that the server measured to a device, in ms; None before the first."""
        with self._lock:
            place = self._places.get(ticket)
            known = place.devices.get(device) if place else None
            return min(known.trips) if known and known.trips else None

    def has_seat(self, ticket: str, device: str, now: int) -> bool:
        """``device`` may act for the seat."""
        with self._lock:
            place = self._places.get(ticket)
            return place is None or place.open_to(device, now)

    def ticket_of(self, sid: str) -> str:
        """The ticket with which a connection came; "" where it is not known."""
        with self._lock:
            return self._sids.get(sid, ("", ""))[0]

    def card_of(self, sid: str) -> tuple[str, int]:
        """The ticket with which a connection came, and when its card was issued; ("", 0) where it is not known."""
        with self._lock:
            return self._cards.get(sid, ("", 0))

    def is_seated(self, sid: str) -> bool:
        """The device of this connection has its seat."""
        with self._lock:
            ticket, device = self._sids.get(sid, ("", ""))
            place = self._places.get(ticket)
            return place is not None and (not place.exclusive or place.holder == device)

    def decide(self, match: str, ticket: str, device: str, *, approve: bool) -> tuple[set[str], set[str]] | None:
        """The desk's answer to a request: (connections of the asking device, connections that lose the seat).

        None where nobody asks any more.
        """
        with self._lock:
            place = self._places.get(ticket)
            if place is None or place.match != match or place.requests.pop(device, None) is None:
                return None
            asking = set(place.devices[device].sids)
            if not approve:
                return asking, set()
            before = place.devices.get(place.holder)
            place.holder = device
            return asking, set(before.sids) if before else set()

    def wall(self, tickets: Sequence[Ticket], now: int) -> list[PresencePart]:
        """Every seat with a ticket, connected or not, in the order in which the tickets were issued."""
        with self._lock:
            return [self._line(ticket, now) for ticket in tickets]

    def _line(self, ticket: Ticket, now: int) -> PresencePart:
        place = self._places.get(ticket.id)
        devices = place.devices if place else {}
        shown = devices.get(place.holder) if place else None
        live = [device for device in devices.values() if device.sids]
        if live and (shown is None or not place or not place.exclusive):
            shown = max(live, key=lambda device: device.last_seen)
        return {
            "ticket": ticket.id,
            "role": ticket.role,
            "label": ticket.label,
            "team": ticket.team,
            "seat": ticket.seat,
            "state": shown.state(now) if shown else "never",
            "since": shown.since if shown else None,
            "last_seen": shown.last_seen if shown else None,
            "rtt": shown.rtt if shown else None,
            "devices": len(live),
            "requests": [{"device": d, "since": at} for d, at in place.requests.items()] if place else [],
        }
