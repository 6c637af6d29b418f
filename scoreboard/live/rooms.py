"""Rooms: everybody who gets the same bytes.  One for each stream, audience and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoreboard.live.jobs import Audience
from scoreboard.shared.protocol import Shared


@dataclass(frozen=True, slots=True)
class Room:
    """One room; its name is what Socket.IO knows it by."""

    stream: str
    audience: Audience
    lang: str

    @property
    def name(self) -> str:
        """Unique by all that the bytes depend on."""
        return "|".join((self.stream, self.audience.name, self.lang))


@dataclass(frozen=True, slots=True)
class OpenRooms:
    """The rooms of a stream with somebody in them, and how many are in each."""

    counts: Mapping[Room, int]

    def with_one(self, room: Room, more: int) -> OpenRooms:
        """With one more in a room, or with one less."""
        counts = {**self.counts, room: self.counts.get(room, 0) + more}
        return OpenRooms({one: count for one, count in counts.items() if count > 0})


class Rooms:
    """Which room each seated connection is in, and which rooms of a stream have anybody in them."""

    def __init__(self, shared: Shared) -> None:
        self._entered = shared.table("rooms entered", Room)
        self._reserved = shared.table("rooms reserved", Room)
        # Asked after every entry of the ledger, so it must not look at each connection.
        self._open = shared.table("rooms open", OpenRooms)

    def enter(self, sid: str, room: Room) -> None:
        """Put a connection into a room; it leaves the one it was in."""
        with self._entered.turn(sid):
            before = self._entered.get(sid)
            self._entered.put(sid, room)
        if before != room:
            self._count(room, 1)
            if before is not None:
                self._count(before, -1)

    def reserve(self, sid: str, room: Room) -> None:
        """Record the room that a connection will enter once it has its seat."""
        self._reserved.put(sid, room)

    def reserved(self, sid: str) -> Room | None:
        """The room that a connection without its seat will enter."""
        return self._reserved.get(sid)

    def leave(self, sid: str) -> Room | None:
        """Remove a connection; returns the room it was in."""
        self._reserved.pop(sid)
        with self._entered.turn(sid):
            room = self._entered.pop(sid)
        if room is not None:
            self._count(room, -1)
        return room

    def of(self, sid: str) -> Room | None:
        """The room of a connection; None while it has none."""
        return self._entered.get(sid)

    def open(self, stream: str) -> tuple[Room, ...]:
        """The rooms of a stream with somebody in them, in the order in which they are told: a station must not wait for
        a thousand screens, nor the hall for the view of a desk, which is the largest and takes longest to make."""
        found = self._open.get(stream)
        counts = found.counts if found is not None else {}
        return tuple(sorted(counts, key=lambda room: (room.audience.desk, counts[room])))

    def sids(self, stream: str) -> tuple[tuple[str, Room], ...]:
        """The connections of a stream, each with its room."""
        return tuple((sid, room) for sid, room in self._entered.items() if room.stream == stream)

    def streams(self) -> tuple[str, ...]:
        """The streams that somebody watches."""
        return tuple(stream for stream, _ in self._open.items())

    def _count(self, room: Room, more: int) -> None:
        with self._open.turn(room.stream):
            counted = (self._open.get(room.stream) or OpenRooms({})).with_one(room, more)
            if counted.counts:
                self._open.put(room.stream, counted)
            else:
                self._open.pop(room.stream)
