"""Whether a command about the questions of a competition is allowed, and what its entry holds."""

from __future__ import annotations

from collections import Counter

from scoring.engine.competition.commands_questions import (
    AllotQuestions,
    Allotted,
    BindSets,
    LookAtQuestions,
    NameKnowers,
    WithdrawQuestions,
)
from scoring.engine.competition.facts import Facts
from scoring.engine.competition.questions_state import Picks
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import matches_of
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form, tidy

MOST_SETS, MOST_KNOWERS, MOST_WITHDRAWN, MOST_LOOKED_AT = 100, 100, 1000, 5000
LONGEST_NAME, LONGEST_UNIT = 60, 120


def bind(state: CompetitionState, command: BindSets, at: int, facts: Facts) -> Payload:
    """Sets that there are, each once; what matches have of other sets stays theirs."""
    _check_stage(state, command.stage)
    ids = [one.id for one in command.sets]
    if len(set(ids)) < len(ids) or len(ids) > MOST_SETS:
        raise Invalid("event-sets", most=MOST_SETS)
    if unknown := [one for one in command.sets if one.id not in facts.questions.sets]:
        raise NotFound("question-set-unknown", question_set=unknown[0].id)
    if state.questions.sets.get(command.stage, ()) == command.sets:
        raise Refused("event-questions-unchanged")
    return {}


def name_knowers(state: CompetitionState, command: NameKnowers, at: int, facts: Facts) -> Payload:
    """Of a set that a stage has."""
    if not state.questions.stages_of(command.question_set):
        raise NotFound("set-of-no-stage")
    if len(command.people) > MOST_KNOWERS:
        raise Invalid("event-people", most=MOST_KNOWERS)
    seen = set[tuple[str, str]]()
    for one in command.people:
        lengths = 0 < len(one.name) <= LONGEST_NAME and len(one.unit) <= LONGEST_UNIT
        if not lengths or tidy(one.name) != one.name or tidy(one.unit) != one.unit:
            raise Invalid("event-person", most=LONGEST_NAME)
        if (who := (same_form(one.name), same_form(one.unit))) in seen:
            raise Invalid("event-person-twice", name=one.name)
        seen.add(who)
    if state.questions.people.get(command.question_set, ()) == command.people:
        raise Refused("event-questions-unchanged")
    return {}


def look(state: CompetitionState, command: LookAtQuestions, at: int, facts: Facts) -> Payload:
    """At a set that a stage has, or at questions by their ids, each once."""
    if bool(command.question_set) == bool(command.questions):
        raise Invalid("input-wrong", places="questions")
    if command.question_set and not state.questions.stages_of(command.question_set):
        raise NotFound("set-of-no-stage")
    if len(set(command.questions)) < len(command.questions) or len(command.questions) > MOST_LOOKED_AT:
        raise Invalid("input-wrong", places="questions")
    return {}


def allot(state: CompetitionState, command: AllotQuestions, at: int, facts: Facts) -> Payload:
    """Only what is free: of the stage's sets, in no other match, not withdrawn; each once.

    Facts: ``added``, the questions that the matches get beside those that they have, by their set.
    """
    _check_stage(state, command.stage)
    made = {one.match for one in matches_of(state, command.stage)}
    if not made:
        raise Refused("stage-without-matches")
    picks = {one.held.match: one for one in facts.questions.picks}
    matches = [one.match for one in command.matches]
    if not matches or len(set(matches)) < len(matches) or not set(matches) <= made & picks.keys():
        raise Conflict("pools-changed")
    new = [question for one in command.matches for question in _added(one, picks[one.match])]
    if not new:
        raise Refused("event-questions-unchanged")
    _check_free(state, command, facts, new)
    homes = dict.fromkeys(facts.questions.homes[one] for one in new)
    return {"added": [[home, [one for one in new if facts.questions.homes[one] == home]] for home in homes]}


def withdraw(state: CompetitionState, command: WithdrawQuestions, at: int, facts: Facts) -> Payload:
    """Every question that there is and that was not withdrawn before.

    Facts: ``taken_from`` by question the matches that lose it, ``under_way`` the opened matches that have it still.
    """
    asked = command.questions
    if not asked or len(asked) > MOST_WITHDRAWN or len(set(asked)) < len(asked):
        raise Invalid("event-withdraw", most=MOST_WITHDRAWN)
    if unknown := [one for one in asked if one not in facts.questions.homes]:
        raise Invalid("question-unknown", question=unknown[0])
    if all(one in state.questions.withdrawn for one in asked):
        raise Refused("question-withdrawn", count=len(asked))
    held = [(one.held.match, one.opened, frozenset(one.held.questions)) for one in facts.questions.picks]
    return {
        key: [[one, sorted(match for match, begun, own in held if begun == opened and one in own)] for one in asked]
        for key, opened in (("taken_from", False), ("under_way", True))
    }


def _added(new: Allotted, old: Picks) -> list[str]:
    """The questions that a match gets beside those that it has; raises ``Refused("match-opened")``, and
    ``Conflict("pools-changed")`` where it would lose one."""
    if old.opened:
        raise Refused("match-opened", match=new.match)
    kept = dict(new.pools)
    if len(kept) < len(new.pools):
        raise Invalid("question-twice", question="")
    for pool, ids in old.held.pools:
        if not set(ids) <= set(kept.get(pool, ())):
            raise Conflict("pools-changed")
    held = set(old.held.questions)
    return [one for one in new.questions if one not in held]


def _check_free(state: CompetitionState, command: AllotQuestions, facts: Facts, new: list[str]) -> None:
    every = Counter(question for one in command.matches for question in one.questions)
    if twice := [question for question, count in every.items() if count > 1]:
        raise Invalid("question-twice", question=twice[0])
    own = {one.match for one in command.matches}
    elsewhere = {q for one in facts.questions.picks if one.held.match not in own for q in one.held.questions}
    if taken := [one for one in new if one in elsewhere]:
        raise Refused("question-of-another-match", count=len(taken))
    if gone := [one for one in new if one in state.questions.withdrawn]:
        raise Refused("question-withdrawn", count=len(gone))
    bound = {one.id for one in state.questions.sets.get(command.stage, ())}
    if foreign := [one for one in new if facts.questions.homes.get(one) not in bound]:
        raise Refused("question-of-no-set", count=len(foreign))


def _check_stage(state: CompetitionState, stage: str) -> None:
    if state.stages is None:
        raise Refused("stages-not-set")
    if state.stages.find(stage) is None:
        raise NotFound("stage-of-none", stage=stage)
