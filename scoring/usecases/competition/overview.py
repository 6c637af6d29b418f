"""What the overview of a competition is made of, beside the states of its matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.usecases.competition.seats import seats_in
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Team, Ticket


def matches_of(uow: UnitOfWork, competition_id: str) -> Sequence[Match]:
    """The matches of a competition, in order of creation."""
    return tuple(uow.of(Match).all(competition=competition_id))


def prepared_of(uow: UnitOfWork, matches: Sequence[Match]) -> frozenset[str]:
    """The ids of the matches, not opened yet, that have questions and whose teams all have a station."""
    waiting = [one for one in matches if not one.opened and one.questions]
    return frozenset(one.id for one in waiting if _stations_drawn(uow.of(Team).all(match=one.id)))


def tickets_of_event(uow: UnitOfWork, competition_id: str) -> tuple[Sequence[Ticket], Mapping[str, Sequence[Ticket]]]:
    """The valid tickets of a competition, and those of each of its matches."""
    of_matches = {
        one.id: tuple(ticket for ticket in uow.of(Ticket).all(match=one.id) if not ticket.revoked_at)
        for one in matches_of(uow, competition_id)
    }
    return seats_in(uow, competition_id), of_matches


def _stations_drawn(teams: Sequence[Team]) -> bool:
    return bool(teams) and all(team.station for team in teams)
