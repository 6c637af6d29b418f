"""The competition on the live connection: the hall's screens and the operator's page.  They watch; the operator cues a
published ranking, and leads nothing else.

Its views show something of every match, so that they are sent a little after a match has grown, and once for many
entries (``live.BESIDE``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from scoreboard.i18n.catalogue import say as say_in
from scoreboard.i18n.seat_names import seat_name
from scoreboard.live.jobs import View
from scoreboard.live.messages import Event
from scoreboard.live.presence import Presence
from scoreboard.presenters.competition.audience import Audience, EventAudienceKind
from scoreboard.presenters.competition.overview import Memory, Snapshot, hall_view, operator_view
from scoreboard.presenters.face import media_of
from scoreboard.presenters.warnings import screen_warnings
from scoreboard.server import runtime
from scoreboard.services import Services
from scoreboard.web.auth import Seat, SeatPlace
from scoreboard.web.commands import CommandReader
from scoring.engine.competition.kinds import KINDS
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.kinds import Command
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.job import COMPETITION, PREFIX, CompetitionJob, stream_of
from scoring.usecases.competition.overview import matches_of, prepared_of, tickets_of_event
from scoring.usecases.faces import event_face
from scoring.usecases.guards import get_competition, get_match
from scoring.usecases.perform import Done
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.job import MATCH, match_of_stream
from scoring.usecases.quiz.job import stream_of as match_stream
from scoring.usecases.records import Ticket


class CompetitionLive:
    """A competition, as ``live.jobs.LiveJob``."""

    job = COMPETITION
    reader = CommandReader(KINDS)
    events: tuple[Event, ...] = ()

    def __init__(self, services: Services, presence: Presence) -> None:
        self._ctx = services.ctx
        self._presence = presence
        self._epoch = services.epoch
        self._memory = Memory()
        self._of_match: dict[str, str] = {}
        self._last: dict[tuple[str, str, str], View] = {}

    def place(self, ticket: Ticket) -> SeatPlace | None:
        """The competition of the ticket, and the page of its role there."""
        if not ticket.competition:
            return None
        home = f"/hall/{ticket.competition}/{ticket.role}?seat={ticket.id}"
        return SeatPlace(stream_of(ticket.competition), home)

    def audience(self, seat: Seat) -> Audience:
        """The screens of one stage; the operators."""
        return Audience(cast(EventAudienceKind, seat.role), stage=seat.seat)

    def tickets(self, stream: str) -> Sequence[Ticket]:
        """The valid tickets of the competition, then those of its matches, which the operator's page counts."""
        with self._ctx.store.read() as uow:
            own, of_matches = tickets_of_event(uow, stream.removeprefix(PREFIX))
        return (*own, *(one for held in of_matches.values() for one in held))

    def snapshot(self, stream: str) -> Snapshot:
        """The competition with all its matches as they stand; raises ``NotFound("competition-unknown")``."""
        with self._ctx.store.read() as uow:
            record = get_competition(uow, stream.removeprefix(PREFIX))
            matches = matches_of(uow, record.id)
            return Snapshot(
                record=record,
                state=self._ctx.states.state(COMPETITION, uow.ledger, stream),
                matches=matches,
                states={one.id: self._state(uow, one.id) for one in matches},
                prepared=prepared_of(uow, matches),
                face=event_face(uow, record.id),
            )

    def _state(self, uow: UnitOfWork, match: str) -> MatchState:
        """Others have their turn between two matches: after a start each is folded from its first entry."""
        runtime.sleep(0)
        return self._ctx.states.state(MATCH, uow.ledger, match_stream(match))

    def view(self, at: Snapshot, audience: Audience, lang: str) -> View:
        """The view of one audience.  While it shows the same its seq stays, so that it is not sent again: most entries
        of a match change nothing here."""
        key = (at.record.id, audience.name, lang)
        view, last = self._made(at, audience, lang), self._last.get(key)
        if last is not None and view["seq"] < last["seq"]:
            return view  # of an older moment, asked for before the newer one was made
        if last is not None and {**last, "now": 0, "seq": 0} == {**view, "now": 0, "seq": 0}:
            view = {**view, "seq": last["seq"]}
        self._last[key] = view
        return view

    def _made(self, at: Snapshot, audience: Audience, lang: str) -> View:
        now = self._ctx.clock.now()
        if audience.kind == "display":
            return hall_view(at, audience, self._memory, now=now, epoch=self._epoch)
        say = partial(say_in, lang)
        with self._ctx.store.read() as uow:
            own, of_matches = tickets_of_event(uow, at.record.id)
        seats = {match: self._presence.table(held, now) for match, held in of_matches.items()}
        screens = self._presence.table([replace(one, label=seat_name(one.role, one.label, say)) for one in own], now)
        return operator_view(
            at,
            self._memory,
            now=now,
            epoch=self._epoch,
            seats=seats,
            screens=screens,
            warnings=screen_warnings(screens, say),
        )

    def shows(self, stream: str) -> str:
        """The competition of a match."""
        if not stream.startswith(MATCH.prefix):
            return ""
        if stream not in self._of_match:
            try:
                with self._ctx.store.read() as uow:
                    self._of_match[stream] = stream_of(get_match(uow, match_of_stream(stream)).competition)
            except NotFound:
                return ""
        return self._of_match[stream]

    def media(self, at: Snapshot, audience: Audience) -> frozenset[str]:
        """The screens have logos and a backdrop; the overview has no media of questions."""
        return media_of(at.face) if audience.kind == "display" else frozenset()

    def given_by(self, seat: Seat) -> CompetitionJob:  # noqa: ARG002  the shape of ``LiveJob``
        """The operator cues; the table of kinds refuses every other command of a seat."""
        return COMPETITION

    def knows_head(self, seat: Seat) -> bool:  # noqa: ARG002  the shape of ``LiveJob``
        """Its views count what is shown of several streams."""
        return False

    def shown_seq(self, seat: Seat, command: Command, done: Done) -> int:  # noqa: ARG002  the shape of ``LiveJob``
        """A cue is seen in the view."""
        return 0

    def message(self, event: str, seat: Seat, data: Any) -> Mapping[str, Any]:  # noqa: ARG002  the shape of ``LiveJob``
        """The overview has no messages of its own."""
        raise Invalid("unknown-event", event=event)
