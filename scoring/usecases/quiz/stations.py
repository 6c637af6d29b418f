"""Stations (台号): drawn by fair lots or by hand in the hall; each draw is kept in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid
from scoring.engine.ledger import Draft, Entry
from scoring.usecases.context import Context
from scoring.usecases.guards import get_team, get_unopened, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Team


def stream_of_draw(match_id: str) -> str:
    """The ledger's stream of a match's draws."""
    return f"draw:{match_id}"


def draw_stations(ctx: Context, *, actor: Actor, match_id: str, reason: str = "") -> tuple[Team, ...]:
    """Draw the stations of all teams.  The entry holds the teams in order of name and every lot, so that anybody can
    check it: lot k of n−k decides which of the teams not yet drawn gets station k+1.  A second draw replaces the first;
    the entry has the ``reason`` if one is given.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        get_unopened(uow, match_id)
        waiting = sorted(uow.of(Team).all(match=match_id), key=lambda team: (team.name, team.id))
        if not waiting:
            raise Invalid("no-teams")
        names = [team.id for team in waiting]
        lots = [ctx.ids.lot(n) for n in range(len(waiting), 0, -1)]
        drawn = tuple(replace(waiting.pop(lot), station=no) for no, lot in enumerate(lots, start=1))
        payload = {"teams": names, "lots": lots, "stations": {team.id: team.station for team in drawn}}
        _record(ctx, uow, match_id, actor, "stations.draw", payload, reason.strip())
        for team in drawn:
            uow.of(Team).put(team)
        uow.commit()
    return drawn


def set_station(ctx: Context, *, actor: Actor, match_id: str, team_id: str, station: int, reason: str = "") -> Team:
    """Record a station as drawn by hand in the hall; a team that has this station changes places with this one.

    Raises ``Invalid("station-out-of-range")`` for a number that is not 1 … number of teams.
    """
    return set_stations(ctx, actor=actor, match_id=match_id, stations={team_id: station}, reason=reason)[0]


def set_stations(
    ctx: Context, *, actor: Actor, match_id: str, stations: Mapping[str, int], reason: str = ""
) -> tuple[Team, ...]:
    """Record the stations of some teams, by their ids, as drawn by hand in the hall: all of them or none.  Teams that
    are not named and had one of these stations get those that became free, in order.

    Raises ``Invalid``: ``station-out-of-range`` for a number that is not 1 … number of teams, ``station-twice`` for one
    that two teams are to have; ``NotFound("team-unknown")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        get_unopened(uow, match_id)
        named = [get_team(uow, team_id) for team_id in stations]
        teams = sorted(uow.of(Team).all(match=match_id), key=lambda team: team.station)
        for team, station in zip(named, stations.values(), strict=True):
            if team.match != match_id or not 1 <= station <= len(teams):
                raise Invalid("station-out-of-range", station=station, teams=len(teams))
        wanted = list(stations.values())
        for station in wanted:
            if wanted.count(station) > 1:
                raise Invalid("station-twice", station=station)
        free = sorted(team.station for team in named if team.station and team.station not in wanted)
        pushed = [team for team in teams if team.id not in stations and team.station in wanted]
        moved = tuple(replace(team, station=stations[team.id]) for team in named)
        for changed in (*(replace(team, station=free.pop(0) if free else 0) for team in pushed), *moved):
            uow.of(Team).put(changed)
        for team in moved:
            record_station(ctx, uow, actor=actor, team=team, reason=reason.strip())
        uow.commit()
    return moved


def record_station(ctx: Context, uow: UnitOfWork, *, actor: Actor, team: Team, reason: str = "") -> None:
    """Write into the ledger that ``team`` was given its station by hand, and the stations of all teams now."""
    stations = {one.id: one.station for one in uow.of(Team).all(match=team.match) if one.station}
    _record(ctx, uow, team.match, actor, "station.set", {"team": team.id, "stations": stations}, reason)


def draws_of(ctx: Context, match_id: str) -> Sequence[Entry]:
    """Every draw of a match, in order."""
    with ctx.store.read() as uow:
        return uow.ledger.read(stream_of_draw(match_id))


def drawn_by_lot(draws: Sequence[Entry]) -> bool:
    """After these draws the stations are those of a draw by lot: nobody was given one by hand since."""
    return bool(draws) and draws[-1].kind == "stations.draw"


def _record(
    ctx: Context, uow: UnitOfWork, match_id: str, actor: Actor, kind: str, payload: Mapping[str, Any], reason: str
) -> None:
    stream = stream_of_draw(match_id)
    key = f"{kind}:{uow.ledger.head(stream) + 1}"
    uow.ledger.append(stream, Draft(kind, payload, actor.id, "", key, reason, ctx.clock.now()))
