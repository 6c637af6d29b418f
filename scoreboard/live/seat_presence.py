"""One seat and the devices on it, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from scoreboard.presenters.presence import DeviceState, Sounding, Trouble
from scoring.engine.trip import RoundTrip

V = TypeVar("V")

STALE_AFTER = 12_000
"""ms of silence after which a connected device is shown as stale: two or three missed pings."""

FREE_AFTER = 10_000
"""ms after which the seat of a device that went away is free for another one."""

SILENT_AFTER = 30_000
"""ms of silence after which a device that still looks connected counts as gone."""

MOST_ASKING = 8
"""Devices that may ask for one seat at a time; whoever photographed a card could bring any number."""

MEASUREMENTS = 8
"""Round trips remembered; the best of them bounds how long a message can have been under way."""

LATE_ANSWER = 6_000
"""ms without an answer to a measurement after which the round trip counts as unknown."""


@dataclass(frozen=True, slots=True)
class SeatConnection:
    """One open connection: the seat (by ticket) and device it belongs to, when the card it came by was issued, and the
    process that holds it."""

    ticket: str
    device: str
    issued: int
    process: str = ""

    @property
    def holder(self) -> str:
        """As ``Seat.holder``."""
        return f"{self.ticket} {self.device}"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself: the seq of the view that it shows, the version of the program it came from, and what
    a desk has called its device."""

    seq: int | None = None
    version: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """One device on a seat: its open connections, times in ms since the epoch, its round trip in ms as it says.

    ``trips`` are the last round trips that the server measured, as the page acknowledged them, ``system_trips`` as the
    operating system saw them beneath it.  ``asked``: since when a connection owes the answer to a measurement.
    ``troubles``: what each connection says that its screen does not show; ``sounds``: whether it sounds.
    ``outputs``: the connections that say that they are a picture for television; the technician's page of the same card
    says nothing.  ``pages``: what each connection's page says of itself.
    """

    since: int
    last_seen: int
    rtt: int | None = None
    sids: frozenset[str] = frozenset()
    trips: tuple[int, ...] = ()
    system_trips: tuple[int, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    troubles: Mapping[str, tuple[Trouble, ...]] = field(default_factory=dict)
    sounds: Mapping[str, Sounding] = field(default_factory=dict)
    outputs: frozenset[str] = frozenset()
    pages: Mapping[str, Page] = field(default_factory=dict)

    @property
    def round_trip(self) -> RoundTrip | None:
        """The best of the last round trips; None before the first."""
        if not self.trips:
            return None
        return RoundTrip(min(self.trips), min(self.system_trips) if self.system_trips else None)

    def of_role(self, role: str) -> frozenset[str]:
        """The connections that count as the seat's."""
        return self.outputs if role == "air" else self.sids

    def state(self, now: int, role: str) -> DeviceState:
        """How it stands."""
        if not self.of_role(role):
            return "gone"
        return "stale" if now - self.last_seen > STALE_AFTER else "ok"

    def free(self, now: int) -> bool:
        """Another device may take the seat without asking."""
        silent = now - self.last_seen
        return silent > (SILENT_AFTER if self.sids else FREE_AFTER)

    def connected(self, sid: str, now: int) -> Device:
        """With one more connection."""
        since = self.since if self.sids else now
        return replace(self, since=since, sids=self.sids | {sid}, last_seen=now)

    def disconnected(self, sid: str, now: int) -> Device:
        """Without this connection."""
        asked, troubles = without(self.asked, sid), without(self.troubles, sid)
        sounds, pages = without(self.sounds, sid), without(self.pages, sid)
        gone = replace(self, sids=self.sids - {sid}, outputs=self.outputs - {sid}, last_seen=now)
        return replace(gone, asked=asked, troubles=troubles, sounds=sounds, pages=pages)

    def reported(
        self, sid: str, troubles: tuple[Trouble, ...], sound: Sounding | None, *, output: bool = False
    ) -> Device:
        """With what the screen of a connection says of itself; ``output``: it is a picture for television."""
        kept = {**self.troubles, sid: troubles} if troubles else without(self.troubles, sid)
        sounds = without(self.sounds, sid) if sound is None else {**self.sounds, sid: sound}
        outputs = self.outputs | {sid} if output else self.outputs
        return replace(self, troubles=kept, sounds=sounds, outputs=outputs)

    def answered(self, sid: str, now: int, system_trip: int | None) -> Device:
        """A connection has answered the measurement that it was asked for."""
        trips = (*self.trips, now - self.asked[sid])[-MEASUREMENTS:]
        more = () if system_trip is None else (system_trip,)
        system_trips = (*self.system_trips, *more)[-MEASUREMENTS:]
        return replace(self, trips=trips, system_trips=system_trips, asked=without(self.asked, sid))

    def called(self, name: str) -> Device:
        """With this name, until a page says another one."""
        return replace(self, pages={sid: replace(self.pages.get(sid, Page()), name=name) for sid in self.sids})

    def silent_everywhere(self, now: int) -> bool:
        """Every connection has owed its answer for too long.  A dead one beside a working one does not count."""
        return all(now - self.asked.get(sid, now) > LATE_ANSWER for sid in self.sids)


@dataclass(frozen=True, slots=True)
class SeatPresence:
    """A seat of a stream: its devices, which of them has it, which ask for it and since when.

    A seat of several devices has the one that came last; that of the picture for television the last output.
    ``exclusive``: one device has it at a time.  ``team``: the team that it acts for, "" for none.
    """

    stream: str
    exclusive: bool
    team: str = ""
    holder: str = ""
    devices: Mapping[str, Device] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)

    def open_to(self, device: str, now: int) -> bool:
        """``device`` may sit down (or stay)."""
        if not self.exclusive or self.holder in ("", device):
            return True
        held = self.devices.get(self.holder)
        return held is None or held.free(now)

    def given_to(self, device: str) -> SeatPresence:
        """``device`` has the seat from now on; the one before is forgotten unless it is connected."""
        held = self.devices.get(self.holder)
        forgotten = held is not None and self.holder != device and not held.sids
        devices = without(self.devices, self.holder) if forgotten else self.devices
        return replace(self, holder=device, devices=devices, requests=without(self.requests, device))

    def asked_for_by(self, device: str, now: int) -> SeatPresence:
        """``device`` asks for the seat, since now unless it did before; of too many the last ones do."""
        if device in self.requests:
            return self
        asking = [*self.requests.items(), (device, now)][-MOST_ASKING:]
        return replace(self, requests=dict(asking))

    def with_device(self, name: str, device: Device) -> SeatPresence:
        """With this device as it is now."""
        return replace(self, devices={**self.devices, name: device})

    def left_by(self, name: str) -> SeatPresence:
        """A device has no connection any more: it asks for nothing, and is remembered only where it has the seat."""
        devices = self.devices if self.holder == name else without(self.devices, name)
        return replace(self, devices=devices, requests=without(self.requests, name))


def without(held: Mapping[str, V], key: str) -> dict[str, V]:
    """``held`` without this key."""
    return {other: value for other, value in held.items() if other != key}
