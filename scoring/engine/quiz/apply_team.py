"""Entries about the teams in the fold: names, teams that left, stations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.setup import Team
from scoring.engine.quiz.state import MatchState
from scoring.engine.quiz.tie_off import without


def rename_team(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    teams = (replace(team, name=p["name"]) if team.id == p["team"] else team for team in state.teams)
    return replace(state, teams=tuple(teams))


def withdraw_team(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The team is marked; in a running tie-off it is placed behind the teams that it was level with."""
    state = replace(state, withdrawn={**state.withdrawn, p["team"]: p["how"]})
    if not state.tie_offs or state.tie_offs[-1].ended:
        return state
    return replace(state, tie_offs=(*state.tie_offs[:-1], without(state.tie_offs[-1], p["team"])))


def return_team(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The team plays on; its points were never taken, and a tie-off that it left stays as it is."""
    return replace(state, withdrawn={team: how for team, how in state.withdrawn.items() if team != p["team"]})


def swap_stations(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    order = state.order if p["order"] is None else tuple(p["order"])
    return replace(state, teams=swapped(state.teams, p["team"], p["other"]), order=order)


def swapped(teams: Sequence[Team], one: str, other: str) -> tuple[Team, ...]:
    """The teams with the stations of two of them exchanged."""
    station = {team.id: team.station for team in teams}
    new = {**station, one: station[other], other: station[one]}
    return tuple(replace(team, station=new[team.id]) for team in teams)
