"""What an entry about questions does to the state.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.competition.commands_questions import Knower, SetRef
from scoring.engine.competition.questions_state import Look, Withdrawn
from scoring.engine.competition.state import CompetitionState
from scoring.engine.ledger import Entry

Said = Mapping[str, Any]


def bound(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    sets = from_json(tuple[SetRef, ...], payload["sets"])
    return _with(state, sets={**state.questions.sets, payload["stage"]: sets})


def knowers_named(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    people = from_json(tuple[Knower, ...], payload["people"])
    return _with(state, people={**state.questions.people, payload["question_set"]: people})


def allotted(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    """The pools are with the matches, which people may still change until they open."""
    return state


def withdrawn(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    taken = {question: tuple(matches) for question, matches in payload["taken_from"]}
    new = {
        one: Withdrawn(entry.at, entry.actor, entry.reason, taken.get(one, ()))
        for one in payload["questions"]
        if one not in state.questions.withdrawn
    }
    return _with(state, withdrawn={**state.questions.withdrawn, **new})


def looked(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    look = Look(entry.actor, entry.at, payload["question_set"], frozenset(payload["questions"]))
    return _with(state, looks=(*state.questions.looks, look))


def _with(state: CompetitionState, **changed: Any) -> CompetitionState:
    return replace(state, questions=replace(state.questions, **changed))
