"""Guard of the answer of a team's supporters (亲友团)."""

from __future__ import annotations

from scoring.engine.errors import AlreadyDone, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards
from scoring.engine.quiz.commands_supporters import JudgeSupporters
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.state import MatchState

FAILED = frozenset({"wrong", "timeout", "give_up"})


def judge_supporters(state: MatchState, command: JudgeSupporters, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    if rule.supporters is None:
        raise Refused("no-supporters")
    item = guards.need_item(state, {"judged"})
    if item.voided or item.answering is None or item.verdicts.get(item.answering) not in FAILED:
        raise WrongStage("supporters-not-asked")
    if any(line.cause == "supporters" for line in item.outcomes):
        raise AlreadyDone("supporters-answered")
    return {"team": item.answering}
