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

from scoreboard.presenters.quiz.views import PresencePart
from scoreboard.server import runtime
from scoring.engine.quiz.press import Trip, cap
from scoring.usecases.records import Ticket

STALE_AFTER = 12_000
"""ms of silence after which a connected device is shown as stale: two or three missed pings."""

FREE_AFTER = 10_000
"""ms after which the seat of a device that went away is free for another one."""

SILENT_AFTER = 30_000
"""ms of silence after which a device that still looks connected counts as gone."""

TRIPS = 8
"""Round trips remembered; the best of them bounds how long a press can have been under way."""

LATE_ANSWER = 6_000
"""ms after which an unanswered measurement says that nothing is known of the way any more."""

EXCLUSIVE = frozenset({"team", "judge"})
"""Roles whose seat one device has at a time."""

State = Literal["ok", "stale", "gone", "never"]


@dataclass(slots=True)
class Device:
    """One device on a seat: its open connections, times in ms since the epoch, its round trip in ms as it says, and the
    last ones that the server measured: as the page acknowledged them, and as the system saw them beneath it."""

    since: int
    last_seen: int
    rtt: int | None = None
    sids: set[str] = field(default_factory=set)
    trips: deque[int] = field(default_factory=lambda: deque(maxlen=TRIPS))
    lines: deque[int] = field(default_factory=lambda: deque(maxlen=TRIPS))
    asked: dict[str, int] = field(default_factory=dict)

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
    team: str = ""
    holder: str = ""
    devices: dict[str, Device] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)

    def open_to(self, device: str, now: int) -> bool:
        """``device`` may sit down (or stay)."""
        if not self.exclusive or self.holder in ("", device):
            return True
        held = self.devices.get(self.holder)
        return held is None or held.free(now)

    def give_to(self, device: str) -> None:
        """``device`` has the seat from now on."""
        held = self.devices.get(self.holder)
        if held is not None and self.holder != device and not held.sids:
            del self.devices[self.holder]
        self.holder = device
        self.requests.pop(device, None)


class Presence:
    """The register of all seats of this process."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._sids: dict[str, tuple[str, str]] = {}
        self._cards: dict[str, tuple[str, int]] = {}
        self._lock = runtime.lock()

    def arrive(
        self, *, match: str, ticket: str, role: str, device: str, sid: str, now: int, issued: int = 0, team: str = ""
    ) -> bool:
        """A connection opens, by the card ``issued`` then.  True: it has the seat.  False: another device has it, and
        this one now asks for it."""
        with self._lock:
            place = self._places.setdefault(ticket, Place(match, role in EXCLUSIVE, team))
            known = place.devices.setdefault(device, Device(now, now))
            if not known.sids:
                known.since = now
            known.sids.add(sid)
            known.last_seen = now
            self._sids[sid] = (ticket, device)
            self._cards[sid] = (ticket, issued)
            if place.open_to(device, now):
                place.give_to(device)
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
            known.asked.pop(sid, None)
            known.last_seen = now
            if not known.sids:
                place.requests.pop(device, None)
                if place.holder != device:
                    del place.devices[device]
            return place.match

    def heard(self, sid: str, now: int, rtt: int | None = None) -> None:
        """Something came over a connection; ``rtt`` where the device told its round trip."""
        with self._lock:
            known = self._device_of(sid)
            if known is not None:
                known.last_seen = now
                known.rtt = known.rtt if rtt is None else rtt

    def ask(self, sid: str, now: int) -> bool:
        """The server wants to measure the way to a connection; False while it waits for an earlier answer.

        A device that is asked and does not answer is not measured: what was known of its way is forgotten.
        """
        with self._lock:
            known = self._device_of(sid)
            if known is None:
                return False
            since = known.asked.get(sid)
            if since is None:
                known.asked[sid] = now
                return True
            if all(now - known.asked.get(one, now) > LATE_ANSWER for one in known.sids):
                known.trips.clear()  # a dead connection beside a living one says nothing of the way
            return False

    def measured(self, sid: str, now: int, line: int | None = None) -> None:
        """A connection has answered; ``line`` the round trip in ms that the system measured on it, where it tells."""
        with self._lock:
            known = self._device_of(sid)
            since = known.asked.pop(sid, None) if known else None
            if known is None or since is None:
                return
            known.trips.append(now - since)
            if line is not None:
                known.lines.append(line)

    def trip(self, ticket: str, device: str) -> Trip | None:
        """The way to a device as the server measured it, and up to where that is believed; None before the first
        answer."""
        with self._lock:
            place = self._places.get(ticket)
            known = place.devices.get(device) if place else None
            if place is None or known is None or not known.trips:
                return None
            line = min(known.lines) if known.lines else None
            return Trip(min(known.trips), cap(line=line, others=self._others(place)))

    def _others(self, place: Place) -> list[int]:
        """The best trip of each other team of the match."""
        best: dict[str, int] = {}
        for other in self._places.values():
            held = other.devices.get(other.holder)
            rival = other.match == place.match and other.team not in ("", place.team)
            if rival and held is not None and held.sids and held.trips:
                best[other.team] = min(best.get(other.team, held.trips[0]), *held.trips)
        return list(best.values())

    def _device_of(self, sid: str) -> Device | None:
        ticket, device = self._sids.get(sid, ("", ""))
        place = self._places.get(ticket)
        return place.devices.get(device) if place else None

    def hold(self, *, match: str, ticket: str, role: str, device: str, now: int, team: str = "") -> bool:
        """``device`` acts for the seat; False where another one has it.  Who acts holds it, also without an open
        connection: after a restart two devices on one seat must not both act until one of them is back."""
        if role not in EXCLUSIVE:
            return True
        with self._lock:
            place = self._places.setdefault(ticket, Place(match, exclusive=True, team=team))
            if not place.open_to(device, now):
                return False
            place.give_to(device)
            place.devices.setdefault(device, Device(now, now)).last_seen = now
            return True

    def give_up(self, device: str) -> set[str]:
        """A device leaves all its seats, which are free at once; its open connections."""
        with self._lock:
            sids: set[str] = set()
            for place in self._places.values():
                if device in place.devices:
                    sids |= place.devices[device].sids
                if place.holder == device:
                    place.holder = ""
            return sids

    def has_seat(self, ticket: str, device: str, now: int) -> bool:
        """``device`` has the seat, or could have it."""
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
            place.give_to(device)
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
