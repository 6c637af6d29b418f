"""Who knows the questions of a stage and comes from an organisation that competes in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.engine.competition.commands_questions import Knower, SetRef
from scoring.engine.competition.decide_stages import teams_of
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Refused
from scoring.engine.names import same_form


@dataclass(frozen=True, slots=True)
class KnowerWarning:
    """Somebody who knows ``question_set`` of a stage.  ``code``: ``of-unit`` of an organisation that has a team in it,
    ``in-team`` of that team itself · ``team``: which one."""

    code: Literal["of-unit", "in-team"]
    stage: str
    question_set: SetRef
    person: Knower
    team: str


def knower_warnings(state: CompetitionState) -> tuple[KnowerWarning, ...]:
    """Of every stage and its sets; before it is decided who comes into a stage, every team of the competition may."""
    return tuple(
        one
        for stage, sets in state.questions.sets.items()
        if state.stages is not None and state.stages.find(stage) is not None
        for question_set in sets
        for person in state.questions.people.get(question_set.id, ())
        for one in _of(state, stage, question_set, person)
    )


def _of(state: CompetitionState, stage: str, question_set: SetRef, person: Knower) -> Iterator[KnowerWarning]:
    unit, name = same_form(person.unit), same_form(person.name)
    for no in _teams(state, stage):
        form = state.registrations[no].form
        own = bool(unit) and same_form(form.unit) == unit
        people = {same_form(one) for one in (form.leader, *(member.name for member in form.members)) if one}
        if name in people and (own or not unit):
            yield KnowerWarning("in-team", stage, question_set, person, form.team)
        elif own:
            yield KnowerWarning("of-unit", stage, question_set, person, form.team)


def _teams(state: CompetitionState, stage: str) -> tuple[int, ...]:
    try:
        return teams_of(state, stage)
    except Refused:
        return tuple(one.no for one in state.live)
