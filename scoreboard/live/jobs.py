"""What the live connection asks of a job: who watches a stream, what each of them may see, what they may send.

The modules of ``live`` know streams only.  What a stream is about, they ask the job whose prefix it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from scoreboard.live.messages import Event
from scoreboard.web.auth import Seat, SeatPlace
from scoreboard.web.commands import CommandJob
from scoring.usecases.jobs import Job
from scoring.usecases.records import Ticket

View = Mapping[str, Any]
"""A whole view: ``epoch`` and ``seq`` order those of a stream, ``now`` is the time of day; the rest is the job's."""


class Audience(Protocol):
    """Everybody who gets the same bytes of a stream.  A frozen value."""

    @property
    def kind(self) -> str:
        """The role of its seats."""

    @property
    def team(self) -> str:
        """The team that its seats act for, "" for none."""

    @property
    def ticket(self) -> str:
        """The ticket of its only seat, "" where it may have several."""

    @property
    def desk(self) -> bool:
        """Whether it sees who is connected."""

    @property
    def screens(self) -> bool:
        """Whether it is told what the big screens do not show as they should; every desk is."""

    @property
    def watched(self) -> bool:
        """Whether it gets no view that is the same as its last one: the push itself would tell something."""

    @property
    def name(self) -> str:
        """Unique in its stream by all that the bytes depend on."""

    def __hash__(self) -> int: ...


class LiveJob(CommandJob, Protocol):
    """One kind of thing that is shown and led over the live connection."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The messages that only this job has."""

    def place(self, ticket: Ticket) -> SeatPlace | None:
        """Where the seat of a ticket is; None for a ticket of another job."""

    def audience(self, seat: Seat) -> Audience:
        """The audience that a seat belongs to."""

    def tickets(self, stream: str) -> Sequence[Ticket]:
        """The tickets that are valid for a stream, in the order in which they were issued."""

    def snapshot(self, stream: str) -> Any:
        """All that the views of a stream at one moment are made of; raises ``NotFound`` for one without a record."""

    def view(self, at: Any, audience: Any, lang: str) -> View:
        """The view of one audience, from a snapshot."""

    def shows(self, stream: str) -> str:
        """The stream of this job whose views show something of ``stream``, which another job leads; "" for none."""

    def media(self, at: Any, audience: Any) -> frozenset[str]:
        """The ids of the media that an audience may fetch, from a snapshot."""

    def message(self, event: str, seat: Seat, data: Any) -> Mapping[str, Any] | None:
        """Handle a message that only this job has; returns what the roles of the event that is sent get under the same
        name, None where only the views have changed."""


class Jobs:
    """The jobs of a server, each found by the prefix of its streams."""

    def __init__(self, *jobs: LiveJob, unwatched: Sequence[Job[Any, Any]] = ()) -> None:
        """``unwatched``: jobs that no page watches; what falls due in them is done all the same."""
        self._jobs = {job.job.prefix: job for job in jobs}
        self._unwatched = tuple(unwatched)

    def __iter__(self) -> Iterator[LiveJob]:
        return iter(self._jobs.values())

    @property
    def led(self) -> Sequence[Job[Any, Any]]:
        """The jobs in which something may fall due."""
        return (*(job.job for job in self), *self._unwatched)

    def led_of(self, stream: str) -> Job[Any, Any] | None:
        """The job by which a stream is led; None for a stream in which nothing falls due."""
        return next((job for job in self.led if stream.startswith(job.prefix)), None)

    def find(self, stream: str) -> LiveJob | None:
        """The job of a stream; None for a stream that nobody shows."""
        return next((job for prefix, job in self._jobs.items() if stream.startswith(prefix)), None)

    def of(self, stream: str) -> LiveJob:
        """The job of a stream that a seat belongs to; raises LookupError where there is none."""
        job = self.find(stream)
        if job is None:
            raise LookupError(f"no job for the stream {stream}")
        return job

    def beside(self, stream: str) -> Iterator[str]:
        """The streams of other jobs whose views show something of this one."""
        return (found for job in self if (found := job.shows(stream)))

    def place(self, ticket: Ticket) -> SeatPlace:
        """Where the seat of a ticket is, by the job that the ticket belongs to; raises LookupError where there is
        none."""
        for job in self:
            place = job.place(ticket)
            if place is not None:
                return place
        raise LookupError(f"no job for the ticket {ticket.id}")
