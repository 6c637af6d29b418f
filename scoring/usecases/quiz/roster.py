"""The roster of a match: teams and contestants, one by one.  ``roster_import`` reads tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from scoring.engine.actors import Actor
from scoring.engine.codec import MOST_PLACES
from scoring.engine.errors import Conflict, Invalid, NotFound
from scoring.engine.quiz.rule_sheet import ZERO
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, get_match, get_team, get_unopened, named, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.roster_bounds import (
    LONGEST,
    MOST_CARRIED,
    MOST_SEATS,
    MOST_STATIONS,
    check_members,
    check_teams,
)
from scoring.usecases.records import Contestant, Team, Ticket
from scoring.usecases.shown_media import forget_unused


@dataclass(frozen=True, slots=True)
class RosterTeam:
    """A team with its contestants in order of seat, reserves last."""

    team: Team
    contestants: tuple[Contestant, ...]


def roster_of(ctx: Context, match_id: str) -> tuple[RosterTeam, ...]:
    """The teams of a match by station, those not drawn last."""
    with ctx.store.read() as uow:
        get_match(uow, match_id)
        teams = sorted(uow.of(Team).all(match=match_id), key=lambda team: team.station or MOST_STATIONS + 1)
        return tuple(RosterTeam(team, _seated(uow, team.id)) for team in teams)


def add_team(
    ctx: Context,
    *,
    actor: Actor,
    match_id: str,
    name: str,
    organisation: str = "",
    leader: str = "",
    carried: Decimal = ZERO,
    piece: str = "",
) -> Team:
    """A new team; raises ``Conflict("team-exists")`` if the match has a team of this name,
    ``Invalid("teams-too-many")``."""
    require_organiser(actor)
    _check_carried(carried)
    with ctx.store.write() as uow:
        get_unopened(uow, match_id)
        team = Team(
            id=ctx.ids.new(),
            match=match_id,
            name=clean(name, "name", limit=LONGEST["name"]),
            organisation=clean(organisation, "organisation", limit=LONGEST["organisation"], needed=False),
            leader=clean(leader, "leader", limit=LONGEST["leader"], needed=False),
            carried=carried,
            piece=clean(piece, "piece", limit=LONGEST["piece"], needed=False),
        )
        check_teams(_check_name(uow, team) + 1)
        uow.of(Team).put(team)
        uow.commit()
    return team


def edit_team(
    ctx: Context,
    *,
    actor: Actor,
    team_id: str,
    name: str | None = None,
    organisation: str | None = None,
    leader: str | None = None,
    carried: Decimal | None = None,
    piece: str | None = None,
    members: Mapping[str, str] | None = None,
    joins: str = "",
    reserve: bool = False,
) -> Team:
    """Change the given fields of the team; a field that is None stays as it is.  Everything is done, or nothing.

    ``members`` gives its contestants new names by id, and a blank name removes one; ``joins`` is a new contestant, on
    the next free seat or as a ``reserve``.
    """
    require_organiser(actor)
    _check_carried(ZERO if carried is None else carried)
    with ctx.store.write() as uow:
        old = get_team(uow, team_id)
        get_unopened(uow, old.match)
        team = replace(
            old,
            name=old.name if name is None else clean(name, "name", limit=LONGEST["name"]),
            organisation=old.organisation
            if organisation is None
            else clean(organisation, "organisation", limit=LONGEST["organisation"], needed=False),
            leader=old.leader if leader is None else clean(leader, "leader", limit=LONGEST["leader"], needed=False),
            carried=old.carried if carried is None else carried,
            piece=old.piece if piece is None else clean(piece, "piece", limit=LONGEST["piece"], needed=False),
        )
        if team.name != old.name:
            _check_name(uow, team)
        uow.of(Team).put(team)
        _rename(uow, team, members or {})
        if joins.strip():
            _join(ctx, uow, team, joins, 0 if reserve else None)
        uow.commit()
    return team


def remove_team(ctx: Context, *, actor: Actor, team_id: str) -> None:
    """Remove a team, its contestants and its tickets, before the match opens; the stations must be drawn again."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        team = get_team(uow, team_id)
        get_unopened(uow, team.match)
        for contestant in uow.of(Contestant).all(team=team_id):
            uow.of(Contestant).remove(contestant.id)
        for ticket in uow.of(Ticket).all(team=team_id):
            uow.of(Ticket).remove(ticket.id)
        uow.of(Team).remove(team_id)
        forget_unused(uow, [team.picture])
        if team.station:
            for other in uow.of(Team).all(match=team.match):
                uow.of(Team).put(replace(other, station=0))
        uow.commit()


def add_contestant(ctx: Context, *, actor: Actor, team_id: str, name: str, seat: int | None = None) -> Contestant:
    """A new contestant; ``seat`` None: the next free one, 0: a reserve.

    Raises ``Conflict("contestant-seat-taken" | "contestant-exists")`` and ``Invalid("seat-out-of-range" |
    "members-too-many")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        team = get_team(uow, team_id)
        get_unopened(uow, team.match)
        contestant = _join(ctx, uow, team, name, seat)
        uow.commit()
    return contestant


def _join(ctx: Context, uow: UnitOfWork, team: Team, name: str, seat: int | None) -> Contestant:
    there = uow.of(Contestant).all(team=team.id)
    check_members(len(there) + 1)
    taken = {one.seat for one in there}
    free = next(no for no in range(1, MOST_SEATS + 2) if no not in taken)
    contestant = Contestant(
        ctx.ids.new(), team.id, clean(name, "name", limit=LONGEST["name"]), free if seat is None else seat
    )
    if not 0 <= contestant.seat <= MOST_SEATS:
        raise Invalid("seat-out-of-range", seat=contestant.seat, most=MOST_SEATS)
    if contestant.seat in taken - {0}:
        raise Conflict("contestant-seat-taken", seat=contestant.seat)
    _check_person(contestant, there)
    uow.of(Contestant).put(contestant)
    return contestant


def _rename(uow: UnitOfWork, team: Team, names: Mapping[str, str]) -> None:
    """Raises ``NotFound("contestant-unknown")`` if the person is not in the team, ``Conflict("contestant-exists")``."""
    old = uow.of(Contestant).all(team=team.id)
    there = {one.id: one for one in old}
    for contestant_id, name in names.items():
        if contestant_id not in there:
            raise NotFound("contestant-unknown", contestant=contestant_id)
        if kept := clean(name, "name", limit=LONGEST["name"], needed=False):
            there[contestant_id] = replace(there[contestant_id], name=kept)
            uow.of(Contestant).put(there[contestant_id])
        else:
            del there[contestant_id]
            uow.of(Contestant).remove(contestant_id)
    for one in set(there.values()) - set(old):
        _check_person(one, there.values())


def _check_person(person: Contestant, there: Iterable[Contestant]) -> None:
    if same := named(person.name, (one for one in there if one.id != person.id), lambda one: one.name):
        raise Conflict("contestant-exists", name=same.name)


def _seated(uow: UnitOfWork, team_id: str) -> tuple[Contestant, ...]:
    return tuple(sorted(uow.of(Contestant).all(team=team_id), key=lambda c: (c.seat == 0, c.seat)))


def _check_carried(carried: Decimal) -> None:
    if not -MOST_CARRIED <= carried <= MOST_CARRIED:
        raise Invalid("points-out-of-range", low=str(-MOST_CARRIED), high=str(MOST_CARRIED))
    if cast(int, carried.as_tuple().exponent) < -MOST_PLACES:  # written out, ``1e-999999999`` would fill the memory
        raise Invalid("points-unreadable", text=str(carried)[:40])


def _check_name(uow: UnitOfWork, team: Team) -> int:
    """Compare the name with those of the other teams; their number."""
    others = [other for other in uow.of(Team).all(match=team.match) if other.id != team.id]
    if same := named(team.name, others, lambda other: other.name):
        raise Conflict("team-exists", name=same.name)
    return len(others)
