"""A poll is led and shown by the same parts of the live connection as a match, and there is no match near it."""

from __future__ import annotations

import ast
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scoreboard import live
from scoreboard.live.jobs import Jobs
from scoreboard.live.messages import Event
from scoreboard.live.presence import Presence
from scoreboard.live.rooms import Room
from scoreboard.live.services import LiveServices
from scoreboard.services import Hub, Services
from scoreboard.web.auth import Seat, SeatPlace
from scoreboard.web.commands import CommandReader, handle_command
from scoring.engine.actors import Actor, Role
from scoring.engine.errors import Invalid, Refused
from scoring.engine.kinds import Command
from scoring.usecases.perform import Done, state_of
from scoring.usecases.records import Ticket
from tests.fakes import FakeClock, fake_context
from tests.jobs import fake_services
from tests.live.people import PATIENCE
from tests.polls import KINDS, LAST_CALL, LASTS, PollJob, PollState

STREAM = "poll:p1"
LIVE = Path(live.__file__).parent


def seat_of(role: Role, device: str = "d1") -> Seat:
    return Seat(Actor(f"ticket:{role}", role), "", STREAM, role, "", 0, role, device, role)


@dataclass(frozen=True)
class PollAudience:
    """The voters, or the desk that sees the count before the close."""

    kind: str
    team: str = ""
    ticket: str = ""

    @property
    def watched(self) -> bool:
        return not self.desk

    @property
    def desk(self) -> bool:
        return self.kind == "chief"

    @property
    def screens(self) -> bool:
        return self.desk

    @property
    def name(self) -> str:
        return self.kind


class PollLive:
    """The poll on the live connection."""

    events: tuple[Event, ...] = ()
    reader = CommandReader(KINDS)

    def __init__(self, services: Services) -> None:
        self.job = PollJob("p1")
        self._ctx = services.ctx

    def place(self, ticket: Ticket) -> SeatPlace | None:
        return SeatPlace(STREAM, f"/polls/p1/{ticket.role}") if ticket.match == "p1" else None

    def audience(self, seat: Seat) -> PollAudience:
        return PollAudience(seat.role)

    def tickets(self, stream: str) -> Sequence[Ticket]:
        return ()

    def snapshot(self, stream: str) -> PollState:
        return state_of(self._ctx, self.job, stream)

    def view(self, at: PollState, audience: PollAudience, lang: str) -> Mapping[str, Any]:
        shown = at.count if at.closed or audience.desk else None
        return {"epoch": "e", "seq": at.seq if shown else 0, "now": self._ctx.clock.now(), "count": shown}

    def shows(self, stream: str) -> str:
        return ""

    def media(self, at: PollState, audience: PollAudience) -> frozenset[str]:
        return frozenset()

    def given_by(self, seat: Seat) -> PollJob:
        return self.job

    def knows_head(self, seat: Seat) -> bool:
        return True

    def shown_seq(self, seat: Seat, command: Command, done: Done) -> int:
        return done.seq

    def message(self, event: str, seat: Seat, data: Any) -> Mapping[str, Any]:
        raise Invalid("unknown-event", event=event)


class Poll:
    """A poll that is served, and what was sent into its rooms."""

    def __init__(self, clock: FakeClock) -> None:
        hub = Hub()
        self.clock = clock
        self.ctx = fake_context(clock=clock, publish=hub.publish)
        services = fake_services(self.ctx, hub)
        self.served: LiveServices = live.live_services(
            services, Jobs(PollLive(services)), Presence(services.shared), self._sent
        )
        self.sent: list[tuple[str, Any]] = []
        self._came = threading.Condition()

    def _sent(self, event: str, data: Any, to: str) -> None:
        with self._came:
            self.sent.append((to, data["count"]))
            self._came.notify_all()

    def give(self, seat: Seat, key: str, **fields: Any) -> Any:
        job = self.served.jobs.of(seat.stream)
        return handle_command(self.ctx, job, self.served.presence, seat, fields, key)

    def sit(self, seat: Seat) -> Room:
        room = self.served.room(seat, "zh")
        self.served.rooms.enter(seat.ticket, room)
        return room

    def wait_for(self, room: Room, count: object) -> None:
        with self._came:
            assert self._came.wait_for(lambda: (room.name, count) in self.sent, timeout=PATIENCE), self.sent


@pytest.fixture
def poll(clock: FakeClock) -> Poll:
    return Poll(clock)


def test_a_command_is_performed_and_published_to_each_audience_of_the_stream(poll: Poll, clock: FakeClock) -> None:
    desk, voters = poll.sit(seat_of("chief")), poll.sit(seat_of("judge"))
    assert poll.give(seat_of("judge"), "k1", kind="poll.vote", yes=True) == {
        "seq": 1,
        "at": clock.now(),
        "repeat": False,
    }
    poll.wait_for(desk, (1, 0))
    poll.wait_for(voters, None)
    poll.give(seat_of("judge"), "k2", kind="poll.vote", yes=False)
    poll.wait_for(desk, (1, 1))
    assert [to for to, _ in poll.sent].count(voters.name) == 1  # what they see has not changed


def test_the_seat_of_a_judge_is_for_one_device_at_a_time(poll: Poll) -> None:
    poll.give(seat_of("judge", "d1"), "k1", kind="poll.vote", yes=True)
    with pytest.raises(Refused, match="seat-taken"):
        poll.give(seat_of("judge", "d2"), "k2", kind="poll.vote", yes=True)


def test_what_is_no_command_of_the_job_is_refused_with_its_place(poll: Poll) -> None:
    with pytest.raises(Invalid, match="unknown-command"):
        poll.give(seat_of("judge"), "k1", kind="match.open")
    with pytest.raises(Invalid) as caught:
        poll.give(seat_of("judge"), "k1", kind="poll.vote", yes="perhaps")
    assert dict(caught.value.fields) == {"place": "yes", "expected": "boolean"}


def test_the_timekeeper_does_what_is_due_and_tells_of_limits_that_pass(poll: Poll, clock: FakeClock) -> None:
    told: list[str] = []
    keeper = live.Timekeeper(poll.ctx, poll.served.jobs, told.append)
    poll.give(seat_of("judge"), "k1", kind="poll.vote", yes=True)
    assert keeper.step(STREAM) == (LASTS - LAST_CALL + 1) / 1000
    clock.advance(LASTS - LAST_CALL)
    assert (keeper.step(STREAM), told) == ((LAST_CALL + 1) / 1000, [STREAM])
    clock.advance(LAST_CALL)
    assert keeper.step(STREAM) is None
    assert state_of(poll.ctx, PollJob("p1"), STREAM).closed


def test_after_a_start_the_deadlines_of_running_streams_are_taken_up(poll: Poll, clock: FakeClock) -> None:
    voters = poll.sit(seat_of("judge"))
    poll.give(seat_of("judge"), "k1", kind="poll.vote", yes=True)
    clock.advance(LASTS)
    poll.served.timekeeper.start()
    poll.wait_for(voters, (1, 0))


def test_a_stream_that_no_job_shows_is_passed_over(poll: Poll) -> None:
    assert poll.served.jobs.find("draw:m1") is None
    with pytest.raises(LookupError):
        poll.served.jobs.of("draw:m1")


def test_a_ticket_belongs_to_the_job_that_gives_its_seat_a_place(poll: Poll) -> None:
    jobs = poll.served.jobs
    assert jobs.place(Ticket("t1", "p1", "judge", "", "")) == SeatPlace("poll:p1", "/polls/p1/judge")
    with pytest.raises(LookupError, match="t2"):
        jobs.place(Ticket("t2", "p2", "judge", "", ""))


def test_the_live_connection_itself_names_no_job() -> None:
    for file in LIVE.glob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not [module for module in named if "quiz" in module.split(".")], file.name
