"""The judges of a match, by name and organisation, as a place of ``lists.panels``.

The list is open until the match opens.  Afterwards the panel that a round opens takes the judges with their
organisations into the ledger, so that it is known who was recused and why.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.usecases.context import Context
from scoring.usecases.guards import get_match, get_unopened
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Ticket
from scoring.usecases.tickets import put_seat


@dataclass(frozen=True, slots=True)
class InMatch:
    """The judges of a match."""

    match: str

    def judges(self, uow: UnitOfWork) -> tuple[Ticket, ...]:
        """In the order of the panel; raises ``NotFound("match-unknown")``."""
        get_match(uow, self.match)
        return tuple(one for one in uow.of(Ticket).all(match=self.match, role="judge") if not one.revoked_at)

    def need_open(self, ctx: Context, uow: UnitOfWork) -> None:  # noqa: ARG002  the shape of ``Place``
        """Raises ``Refused("match-opened")``."""
        get_unopened(uow, self.match)

    def put(self, ctx: Context, uow: UnitOfWork, name: str, organisation: str, kin: str) -> None:
        """One more judge."""
        put_seat(ctx, uow, self.match, "judge", name, organisation, kin=kin)
