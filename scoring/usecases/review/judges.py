"""The judges of a review, by name and organisation, as a place of ``lists.panels``.

The list is open until judging of the first award opens, which takes the judges with their organisations into the
ledger, so that it is known who was recused and why.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.engine.errors import Refused
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Ticket
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.reviews import get_review
from scoring.usecases.review.seats import judges_in
from scoring.usecases.tickets import put_seat


@dataclass(frozen=True, slots=True)
class InReview:
    """The judges of a review."""

    review: str

    def judges(self, uow: UnitOfWork) -> tuple[Ticket, ...]:
        """In the order of the panel; raises ``NotFound("review-unknown")``."""
        get_review(uow, self.review)
        return judges_in(uow, self.review)

    def need_open(self, ctx: Context, uow: UnitOfWork) -> None:
        """Raises ``Refused("judging-begun")`` once a stage of marks has opened."""
        get_review(uow, self.review)
        if ctx.states.state(REVIEW, uow.ledger, stream_of(self.review)).judgings:
            raise Refused("judging-begun")

    def put(self, ctx: Context, uow: UnitOfWork, name: str, organisation: str, kin: str) -> None:
        """One more judge."""
        put_seat(ctx, uow, "", "judge", name, organisation, self.review, kin)
