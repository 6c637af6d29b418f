"""Whether a tie-off beside a stage may be ordered."""

from __future__ import annotations

from scoring.engine.competition.commands_stages import PlayTieOff
from scoring.engine.competition.decide_stages import check_next_undrawn, need_stage
from scoring.engine.competition.facts import Facts
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import BEYOND_GROUPS, tie_offs_of
from scoring.engine.errors import Conflict, Refused
from scoring.engine.kinds import Payload


def play_off(state: CompetitionState, command: PlayTieOff, at: int, facts: Facts) -> Payload:
    """For a line of the newest list, by all teams of it that have not left; each line is played off once by the same
    teams."""
    stage, _ = need_stage(state, command.stage)
    found = state.advance_of(stage.name)
    if found is not None and found.confirmed:
        raise Refused("advance-confirmed")
    check_next_undrawn(state, stage)
    line = next((one for one in found.open if one.where == command.where), None) if found is not None else None
    if line is None:
        raise Refused("tie-off-no-line")
    teams = {no for _, no in command.match.teams}
    held = tie_offs_of(state, stage.name)
    if any(one.where == line.where and {no for _, no in one.match.teams} == teams for one in held):
        raise Refused("tie-off-there")
    now = {no for no in line.teams if state.registrations[no].live}
    fits = command.places == line.places and command.match.group == BEYOND_GROUPS + len(held) + 1
    if teams != now or len(now) <= line.places or not fits:
        raise Conflict("advance-changed")
    return {}
