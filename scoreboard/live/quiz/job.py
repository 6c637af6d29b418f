"""The match on the live connection: its audiences, its views, its commands, its press test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoreboard.live.jobs import View
from scoreboard.live.messages import Event, read_message
from scoreboard.live.presence import Presence
from scoreboard.live.quiz.commands import READER
from scoreboard.live.quiz.lower_thirds import LowerThirds
from scoreboard.live.quiz.messages import EVENTS, PressTest, ScreenBefore, ScreenSound, SoundTest
from scoreboard.live.quiz.press_tests import PressTests
from scoreboard.live.quiz.source import Snapshot, Source
from scoreboard.live.quiz.trips import slowest_but, trip_to
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.conceal import shown_seq
from scoreboard.presenters.quiz.present import visible_media
from scoreboard.services import Services
from scoreboard.web.auth import Seat, SeatPlace
from scoring.engine.errors import Forbidden, Invalid
from scoring.engine.kinds import Command, public
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.trip import UNMEASURED, Trip
from scoring.usecases.face_records import BeforeCue
from scoring.usecases.faces import cue_before, mute
from scoring.usecases.perform import Done, check_expiry
from scoring.usecases.quiz.job import MATCH, MatchJob, match_of_stream, stream_of
from scoring.usecases.records import Ticket
from scoring.usecases.tickets import tickets_of

DESKS = ("host", "chief")
"""Who leads the big screens."""


class MatchLive:
    """A match, as ``live.jobs.LiveJob``."""

    job = MATCH
    reader = READER
    events: tuple[Event, ...] = EVENTS

    def __init__(self, services: Services, presence: Presence) -> None:
        self._ctx = services.ctx
        self._presence = presence
        self._source = Source(services.ctx, services.epoch, presence.table, LowerThirds(services.shared).part)
        self._press_tests = PressTests(services.ctx, services.shared)

    def place(self, ticket: Ticket) -> SeatPlace | None:
        """The match of the ticket, and the page of its role there."""
        if not ticket.match:
            return None
        return SeatPlace(stream_of(ticket.match), f"/m/{ticket.match}/{ticket.role}?seat={ticket.id}")

    def audience(self, seat: Seat) -> Audience:
        """Everybody of one role; a team's own, a judge's own."""
        own = seat.ticket if seat.role == "judge" else ""
        return Audience(seat.role, team=seat.team, seat=seat.seat, ticket=own)  # type: ignore[arg-type]

    def tickets(self, stream: str) -> Sequence[Ticket]:
        """The tickets of the match that are not revoked."""
        return [ticket for ticket in tickets_of(self._ctx, match_of_stream(stream)) if not ticket.revoked_at]

    def snapshot(self, stream: str) -> Snapshot:
        """The match as it stands; raises ``NotFound("match-unknown")``."""
        return self._source.snapshot(match_of_stream(stream))

    def view(self, at: Snapshot, audience: Audience, lang: str) -> View:
        """The view of one audience."""
        return self._source.view(at, audience, lang)

    def shows(self, stream: str) -> str:  # noqa: ARG002  the shape of ``LiveJob``
        """Its views show nothing of other jobs."""
        return ""

    def media(self, at: Snapshot, audience: Audience) -> frozenset[str]:
        """The media of the questions that the audience may know, and the pictures of the event."""
        return visible_media(at.state, at.questions, audience) | (at.info.face.media if audience.faced else frozenset())

    def given_by(self, seat: Seat) -> MatchJob:
        """What a station says of its own round trip is not used, since a false one would let it claim any head start;
        where the server has not measured it yet, the order of arrival counts."""
        if seat.role != "team":
            return MATCH
        return MatchJob(self._trip(seat) or UNMEASURED, slowest_but(self._presence, seat.ticket))

    def knows_head(self, seat: Seat) -> bool:
        """The desks of host and chief, and an organiser, who may have the whole book."""
        return seat.role == "organiser" or self.audience(seat).desk

    def shown_seq(self, seat: Seat, command: Command, done: Done) -> int:  # noqa: ARG002  the shape of ``LiveJob``
        """Nobody but the desks must learn from a receipt how much others did: what is given has the seq of the view
        that holds it."""
        audience = self.audience(seat)
        if audience.desk:
            return done.seq
        if done.state is not None:
            return shown_seq(done.state, audience)
        with self._ctx.store.read() as uow:
            state = self._ctx.states.state(MATCH, uow.ledger, seat.stream)
            later = uow.ledger.read(seat.stream, after=done.seq)
        known = sum(KINDS[entry.kind].private is public or entry.actor == audience.voter for entry in later)
        return shown_seq(state, audience) - known

    def message(self, event: str, seat: Seat, data: Any) -> Mapping[str, Any] | None:
        """Start the press test, or take a press in it; silence the screens, or try a sound; cue a scene before the
        opening."""
        if event == "screen.sound":
            return self._sound(seat, data)
        if event == "screen.before":
            self._cue_before(seat, data)
            return None
        if event != "press.test":
            raise Invalid("unknown-event", event=event)
        said = read_message(PressTest, data)
        check_expiry(self._ctx, said.expires)
        return self._press_tests.take(seat, said, self._trip(seat))

    def _sound(self, seat: Seat, data: Any) -> Mapping[str, Any] | None:
        said = read_message(ScreenSound, data)
        check_expiry(self._ctx, said.expires)
        if seat.role not in DESKS:
            raise Forbidden("role-not-allowed", role=seat.role)
        if said.mute is not None:
            mute(self._ctx, actor=seat.actor, match_id=seat.match, muted=said.mute)
            return None
        if said.test is None:
            raise Invalid("shape", place="test", expected="string")
        return SoundTest(test=said.test).model_dump()

    def _cue_before(self, seat: Seat, data: Any) -> None:
        said = read_message(ScreenBefore, data)
        check_expiry(self._ctx, said.expires)
        if seat.role not in DESKS:
            raise Forbidden("role-not-allowed", role=seat.role)
        cue = BeforeCue(said.scene, said.team, said.title, said.text, said.link)
        cue_before(self._ctx, actor=seat.actor, match_id=seat.match, cue=cue)

    def _trip(self, seat: Seat) -> Trip | None:
        return trip_to(self._presence, seat.ticket, seat.device)
