"""Guards of commands about the teams of an open match."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.errors import AlreadyDone, Conflict, Invalid, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form, tidy
from scoring.engine.quiz import guards, slots
from scoring.engine.quiz.apply_team import swapped
from scoring.engine.quiz.commands_team import RenameTeam, ReturnTeam, SwapStations, WithdrawTeam
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.state import MatchState

LONGEST_NAME = 60
"""Most characters of a team's name, as in the roster."""


def rename_team(state: MatchState, command: RenameTeam, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    team = guards.need_team(state, command.team)
    name = tidy(command.name)
    if not name:
        raise Invalid("text-needed", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("text-too-long", field="name", limit=LONGEST_NAME)
    if name == team.name:
        raise AlreadyDone("name-unchanged", name=name)
    others = (other.name for other in state.teams if other.id != team.id)
    if same := next((other for other in others if same_form(other) == same_form(name)), None):
        raise Conflict("team-exists", name=same)
    return {"name": name, "old": team.name}


def withdraw_team(state: MatchState, command: WithdrawTeam, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    guards.need_team(state, command.team)
    if state.withdrawn.get(command.team) == command.how:
        raise AlreadyDone("team-left", team=command.team)
    if not any(team.id != command.team for team in state.playing):
        raise Refused("last-team", team=command.team)
    return {}


def return_team(state: MatchState, command: ReturnTeam, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    guards.need_team(state, command.team)
    if command.team not in state.withdrawn:
        raise AlreadyDone("team-here", team=command.team)
    return {}


def swap_stations(state: MatchState, command: SwapStations, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if state.items:
        raise WrongStage("items-played")
    one, other = guards.need_team(state, command.team), guards.need_team(state, command.other)
    if one.id == other.id:
        raise Invalid("team-twice", team=one.id)
    moved = replace(state, teams=swapped(state.teams, one.id, other.id))
    rule = state.round_rule
    return {"order": None if rule is None else list(slots.turn_order(moved, rule))}
