"""The services of the live connection, made together and handed around as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoreboard.live.jobs import Jobs, View
from scoreboard.live.phones import Phones
from scoreboard.live.presence import Presence
from scoreboard.live.publisher import Publisher
from scoreboard.live.rate_limit import RateLimit
from scoreboard.live.rooms import Room, Rooms
from scoreboard.live.seat_cache import SeatCache
from scoreboard.live.timekeeper import Timekeeper
from scoreboard.shared.processes import Processes
from scoreboard.web.auth import Seat

CHANGED = "changed"
"""What the processes tell each other of a change in the tables, of which no entry tells."""

SHOWN = "shown"
"""What they tell each other of a change that only those see who are told of the screens of a stream."""


@dataclass(frozen=True, slots=True)
class LiveServices:
    """``now`` gives ms since the epoch."""

    now: Callable[[], int]
    jobs: Jobs
    rooms: Rooms
    presence: Presence
    phones: Phones
    publisher: Publisher
    timekeeper: Timekeeper
    rate_limit: RateLimit
    seats: SeatCache
    processes: Processes

    def room(self, seat: Seat, lang: str) -> Room:
        """The room that a seat belongs to."""
        return Room(seat.stream, self.jobs.of(seat.stream).audience(seat), lang)

    def view(self, room: Room) -> View:
        """What everybody in a room sees now; raises ``NotFound`` for a stream without a record."""
        job = self.jobs.of(room.stream)
        return job.view(job.snapshot(room.stream), room.audience, room.lang)

    def everybody(self, only: str = "") -> None:
        """Send every open page its view, those of the other processes too: something has changed that no entry tells
        of.  ``only``: the pages of one stream."""
        self.everybody_here(only)
        self.processes.say(CHANGED, {"stream": only} if only else {})

    def desks(self, stream: str) -> None:
        """Send a stream's desks, and who else is told of its screens, their view, at every process."""
        self.publisher.desks(stream)
        self.processes.say(SHOWN, {"stream": stream})

    def everybody_here(self, only: str = "") -> None:
        """The same for the pages of this process."""
        for stream in self.rooms.streams():
            if only in ("", stream):
                self.publisher.everybody(stream)

    def may_fetch(self, room: Room, medium: str) -> bool:
        """Whether those in a room may fetch the medium of this id now."""
        job = self.jobs.of(room.stream)
        return medium in job.media(job.snapshot(room.stream), room.audience)
