"""The review on the live connection: its audiences, its views, its commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoreboard.i18n.catalogue import saying_in_review
from scoreboard.i18n.seat_names import seat_name
from scoreboard.live.jobs import View
from scoreboard.live.messages import Event
from scoreboard.live.presence import Presence
from scoreboard.live.review.commands import READER
from scoreboard.presenters.review.audience import Audience
from scoreboard.presenters.review.conceal import shown_seq
from scoreboard.presenters.review.present import present
from scoreboard.services import Services
from scoreboard.web.auth import Seat, SeatPlace
from scoring.engine.errors import Invalid
from scoring.engine.kinds import Command
from scoring.engine.review.state import ReviewState
from scoring.usecases.perform import Done, state_of
from scoring.usecases.records import Ticket
from scoring.usecases.review.job import REVIEW, ReviewJob, review_of_stream, stream_of
from scoring.usecases.review.records import Review
from scoring.usecases.review.reviews import get_review
from scoring.usecases.review.seats import seats_in, seats_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the views of one review at one moment are made of."""

    review: Review
    state: ReviewState
    tickets: Sequence[Ticket]


class ReviewLive:
    """A review, as ``live.jobs.LiveJob``."""

    job = REVIEW
    reader = READER
    events: tuple[Event, ...] = ()

    def __init__(self, services: Services, presence: Presence) -> None:
        self._ctx = services.ctx
        self._presence = presence
        self._epoch = services.epoch

    def place(self, ticket: Ticket) -> SeatPlace | None:
        """The review of the ticket, and the page of its role there."""
        if not ticket.review:
            return None
        return SeatPlace(stream_of(ticket.review), f"/r/{ticket.review}/{ticket.role}?seat={ticket.id}")

    def audience(self, seat: Seat) -> Audience:
        """Everybody of one role; a unit's own, a judge's own, a chair's own."""
        return Audience(seat.role, team=seat.team, ticket=seat.ticket if seat.role in ("judge", "chair") else "")

    def tickets(self, stream: str) -> Sequence[Ticket]:
        """The tickets of the review that are not revoked."""
        return [ticket for ticket in seats_of(self._ctx, review_of_stream(stream)) if not ticket.revoked_at]

    def snapshot(self, stream: str) -> Snapshot:
        """The review as it stands; raises ``NotFound("review-unknown")``."""
        with self._ctx.store.read() as uow:
            review = get_review(uow, review_of_stream(stream))
            state = self._ctx.states.state(REVIEW, uow.ledger, stream)
            return Snapshot(review, state, [one for one in seats_in(uow, review.id) if not one.revoked_at])

    def view(self, at: Snapshot, audience: Audience, lang: str) -> View:
        """The view of one audience."""
        now = max(self._ctx.clock.now(), at.state.at)
        say = saying_in_review(lang, at.state.campaign.chair if at.state.campaign else "")
        named = [replace(one, label=seat_name(one.role, one.label, say)) for one in at.tickets]
        watched = named if audience.kind == "chair" else [one for one in named if one.role == "display"]
        seats = self._presence.table(watched, now) if audience.screens else []
        return present(at.review, at.state, audience, now=now, epoch=self._epoch, lang=lang, presence=seats)

    def shows(self, stream: str) -> str:  # noqa: ARG002  the shape of ``LiveJob``
        """Its views show nothing of other jobs."""
        return ""

    def media(self, at: Snapshot, audience: Audience) -> frozenset[str]:  # noqa: ARG002  the shape of ``LiveJob``
        """A review has no media of questions."""
        return frozenset()

    def given_by(self, seat: Seat) -> ReviewJob:  # noqa: ARG002  the shape of ``LiveJob``
        """No command of a review depends on the way to its device."""
        return REVIEW

    def knows_head(self, seat: Seat) -> bool:
        """The study office alone has the ledger's seq in its views."""
        return seat.role == "office"

    def shown_seq(self, seat: Seat, command: Command, done: Done) -> int:  # noqa: ARG002  the shape of ``LiveJob``
        """Nobody must learn from a receipt how much others did: what is given has the seq of the view that holds it."""
        state = state_of(self._ctx, REVIEW, seat.stream) if done.state is None else done.state
        return shown_seq(state, self.audience(seat))

    def message(self, event: str, seat: Seat, data: Any) -> Mapping[str, Any]:  # noqa: ARG002  the shape of ``LiveJob``
        """A review has no messages of its own."""
        raise Invalid("unknown-event", event=event)
