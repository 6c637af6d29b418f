"""Rooms: everybody who gets the same bytes.  One for each match, audience and language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scoreboard.presenters.quiz.audience import Audience
from scoreboard.server import runtime


@dataclass(frozen=True, slots=True)
class Room:
    """One room; its name is what Socket.IO knows it by."""

    match: str
    audience: Audience
    lang: str

    @property
    def name(self) -> str:
        """Unique by all that the bytes depend on."""
        who = self.audience
        return "|".join((self.match, who.kind, who.team, str(who.seat), who.ticket, self.lang))


class Rooms:
    """Which room each seated connection is in, and which rooms of a match have anybody in them."""

    def __init__(self) -> None:
        self._of: dict[str, Room] = {}
        self._meant: dict[str, Room] = {}
        self._open: dict[str, Counter[Room]] = {}
        self._lock = runtime.lock()

    def enter(self, sid: str, room: Room) -> None:
        """A connection comes into a room; it leaves the one it was in."""
        with self._lock:
            self._leave(sid)
            self._of[sid] = room
            self._open.setdefault(room.match, Counter())[room] += 1

    def mean(self, sid: str, room: Room) -> None:
        """A connection that waits for its seat would come into this room."""
        with self._lock:
            self._meant[sid] = room

    def meant(self, sid: str) -> Room | None:
        """The room that a waiting connection, or one that lost its seat, would come into."""
        return self._meant.get(sid)

    def leave(self, sid: str) -> Room | None:
        """A connection goes; the room it was in."""
        with self._lock:
            self._meant.pop(sid, None)
            return self._leave(sid)

    def of(self, sid: str) -> Room | None:
        """The room of a connection; None while it has none."""
        return self._of.get(sid)

    def open(self, match: str) -> tuple[Room, ...]:
        """The rooms of a match with somebody in them."""
        with self._lock:
            return tuple(self._open.get(match, ()))

    def sids(self, match: str) -> tuple[tuple[str, Room], ...]:
        """The connections of a match, each with its room."""
        with self._lock:
            return tuple((sid, room) for sid, room in self._of.items() if room.match == match)

    def matches(self) -> tuple[str, ...]:
        """The matches that somebody looks at."""
        with self._lock:
            return tuple(self._open)

    def _leave(self, sid: str) -> Room | None:
        room = self._of.pop(sid, None)
        if room is None:
            return None
        counter = self._open[room.match]
        counter[room] -= 1
        if not counter[room]:
            del counter[room]
        if not counter:
            del self._open[room.match]
        return room
