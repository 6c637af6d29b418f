"""Guards of a tie-off (加赛): which teams may play it, which order it may give, when it ends."""

from __future__ import annotations

from scoring.engine.errors import Invalid, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards, slots
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff, OrderTieOff
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.rule_sheet import TIE_OFF
from scoring.engine.quiz.standings import lines_of, may_be_ordered, ties_that_matter, undecided
from scoring.engine.quiz.state import MatchState


def begin_tie_off(state: MatchState, command: BeginTieOff, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    guards.need_marks_locked(state)
    assert state.rule_sheet is not None
    if state.rule_sheet.tie_off.mode == "none":
        raise Refused("no-tie-off")
    if state.round is not None and (
        state.round == TIE_OFF or (slots.next_slot(state) is not None and not slots.time_is_up(state, at))
    ):
        raise WrongStage("round-running", round=state.round)
    for team in command.teams:
        guards.need_playing(state, team)
    if len(command.teams) < 2 or set(command.teams) not in [set(level) for _, level in may_be_ordered(state)]:
        raise Refused("not-tied", teams=list(command.teams))
    decisive = lines_of(state)
    if decisive and set(command.teams) not in [set(group) for group in ties_that_matter(state)]:
        raise Refused("tie-does-not-matter", lines=sorted(decisive))
    return {}


def order_tie_off(state: MatchState, command: OrderTieOff, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    if not state.tie_offs:
        raise WrongStage("no-tie-off-running")
    named = [team for group in command.order for team in group]
    if sorted(named) != sorted(state.tie_offs[-1].teams) or not all(command.order):
        raise Invalid("tie-off-teams")
    return {}


def end_tie_off(state: MatchState, command: EndTieOff, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    if not state.tie_offs or state.tie_offs[-1].ended:
        raise WrongStage("no-tie-off-running")
    if undecided(state):
        raise Refused("tie-off-undecided", teams=list(state.tie_offs[-1].teams))
    return {}
