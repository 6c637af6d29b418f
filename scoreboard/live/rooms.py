"""Rooms: everybody who gets the same bytes.  One for each stream, audience and language."""

from __future__ import annotations

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


class Rooms:
    """Which room each seated connection is in, and which rooms of a stream have anybody in them."""

    def __init__(self, shared: Shared) -> None:
        self._entered = shared.table("rooms entered", Room)
        self._reserved = shared.table("rooms reserved", Room)

    def enter(self, sid: str, room: Room) -> None:
        """Put a connection into a room; it leaves the one it was in."""
        self._entered.put(sid, room)

    def reserve(self, sid: str, room: Room) -> None:
        """Record the room that a connection will enter once it has its seat."""
        self._reserved.put(sid, room)

    def reserved(self, sid: str) -> Room | None:
        """The room that a connection without its seat will enter."""
        return self._reserved.get(sid)

    def leave(self, sid: str) -> Room | None:
        """Remove a connection; returns the room it was in."""
        self._reserved.pop(sid)
        return self._entered.pop(sid)

    def of(self, sid: str) -> Room | None:
        """The room of a connection; None while it has none."""
        return self._entered.get(sid)

    def open(self, stream: str) -> tuple[Room, ...]:
        """The rooms of a stream with somebody in them."""
        return tuple(dict.fromkeys(room for _, room in self.sids(stream)))

    def sids(self, stream: str) -> tuple[tuple[str, Room], ...]:
        """The connections of a stream, each with its room."""
        return tuple((sid, room) for sid, room in self._entered.items() if room.stream == stream)

    def streams(self) -> tuple[str, ...]:
        """The streams that somebody watches."""
        return tuple(dict.fromkeys(room.stream for _, room in self._entered.items()))
