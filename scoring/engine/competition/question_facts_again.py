"""What a command about questions was decided by, as its entry tells it: sets and pools stand in no ledger but this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.competition.commands_questions import Allotted, SetRef
from scoring.engine.competition.facts import Facts
from scoring.engine.competition.questions_state import Picks, QuestionFacts

Said = Mapping[str, Any]


def bound_by(said: Said) -> Facts:
    """The sets that there were: those that were bound."""
    sets = from_json(tuple[SetRef, ...], said["sets"])
    return Facts(questions=QuestionFacts(sets=frozenset(one.id for one in sets)))


def allotted_by(said: Said) -> Facts:
    """The pools before: those of the entry without what it added."""
    homes = {question: home for home, ids in said["added"] for question in ids}
    picks = tuple(
        Picks(Allotted(one.match, tuple((pool, _without(ids, homes)) for pool, ids in one.pools)), opened=False)
        for one in from_json(tuple[Allotted, ...], said["matches"])
    )
    return Facts(questions=QuestionFacts(homes=homes, picks=picks))


def withdrawn_by(said: Said) -> Facts:
    """The matches that had the questions."""
    questions = tuple(said["questions"])
    picks = []
    for key, opened in (("taken_from", False), ("under_way", True)):
        having = {question: tuple(matches) for question, matches in said[key]}
        for match in sorted({match for matches in having.values() for match in matches}):
            held = tuple(one for one in questions if match in having.get(one, ()))
            picks.append(Picks(Allotted(match, (("", held),)), opened))
    return Facts(questions=QuestionFacts(homes=dict.fromkeys(questions, ""), picks=tuple(picks)))


def _without(ids: tuple[str, ...], gone: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in gone)
