"""Guards of 封榜 and of its end without a reveal."""

from __future__ import annotations

from scoring.engine.errors import AlreadyDone, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards
from scoring.engine.quiz.commands_freeze import FreezeTable, OpenTable
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.freeze import is_frozen
from scoring.engine.quiz.state import MatchState


def freeze_table(state: MatchState, command: FreezeTable, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if is_frozen(state):
        raise AlreadyDone("table-frozen")
    return {}


def open_table(state: MatchState, command: OpenTable, at: int, facts: Facts) -> Payload:
    if state.phase == "setup":
        raise WrongStage("match-not-open")
    if not is_frozen(state):
        raise WrongStage("not-frozen")
    return {}
