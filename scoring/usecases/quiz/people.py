"""Whom a lower third may name: the people and teams that are registered for a match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.engine.errors import NotFound
from scoring.usecases.context import Context
from scoring.usecases.guards import get_match
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.job import MATCH, stream_of
from scoring.usecases.records import Contestant, Team, Ticket

Part = Literal["team", "leader", "contestant", "host", "chief", "judge"]
SEATS: tuple[Part, ...] = ("host", "chief", "judge")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be named.  ``id`` is unique in the match; ``part``: what this person is in it; ``name`` as
    registered, of a seat its label; ``of``: the unit of a team, a host or a judge, the team of its people."""

    id: str
    part: Part
    name: str
    of: str = ""


def people_of(ctx: Context, match_id: str) -> tuple[Person, ...]:
    """All of them: the teams by station, each with its leader and contestants, then host, chief judge and judges."""
    with ctx.store.read() as uow:
        get_match(uow, match_id)
        state = ctx.states.state(MATCH, uow.ledger, stream_of(match_id))
        renamed = {team.id: team.name for team in state.teams}
        tickets = [one for one in uow.of(Ticket).all(match=match_id) if not one.revoked_at]
        return (*_of_teams(uow, match_id, renamed), *_of_seats(tickets))


def person_of(ctx: Context, match_id: str, person: str) -> Person:
    """The one of this id; raises ``NotFound("person-unknown")``."""
    found = next((one for one in people_of(ctx, match_id) if one.id == person), None)
    if found is None:
        raise NotFound("person-unknown", person=person)
    return found


def _of_teams(uow: UnitOfWork, match_id: str, renamed: dict[str, str]) -> Iterator[Person]:
    for team in sorted(uow.of(Team).all(match=match_id), key=lambda one: (one.station, one.id)):
        name = renamed.get(team.id, team.name)
        yield Person(f"team:{team.id}", "team", name, team.organisation if team.organisation != name else "")
        if team.leader:
            yield Person(f"leader:{team.id}", "leader", team.leader, name)
        for one in sorted(uow.of(Contestant).all(team=team.id), key=lambda c: (c.seat == 0, c.seat)):
            yield Person(f"contestant:{one.id}", "contestant", one.name, name)


def _of_seats(tickets: list[Ticket]) -> Iterator[Person]:
    for part in SEATS:
        for ticket in tickets:
            if ticket.role == part:
                yield Person(f"seat:{ticket.id}", part, ticket.label, ticket.organisation)
