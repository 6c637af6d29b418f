"""What a decision about a competition's questions needs from the store, and what its entry does to the matches."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.codec import from_json
from scoring.engine.competition.commands_questions import (
    AllotQuestions,
    Allotted,
    BindSets,
    NameKnowers,
    WithdrawQuestions,
)
from scoring.engine.competition.questions_state import Picks, QuestionFacts
from scoring.engine.errors import NotFound
from scoring.engine.kinds import Command
from scoring.engine.ledger import Entry
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Competition, Match, Question, QuestionSet


def question_facts(uow: UnitOfWork, record: Competition, command: Command) -> QuestionFacts | None:
    """The facts for a command about questions; None for any other."""
    if isinstance(command, BindSets | NameKnowers):
        return QuestionFacts(sets=frozenset(one.id for one in uow.of(QuestionSet).all()))
    if isinstance(command, AllotQuestions | WithdrawQuestions):
        asked = _asked(command)
        homes = {one.id: one.question_set for one in uow.of(Question).all(id=asked)} if asked else {}
        picks = tuple(
            Picks(Allotted(one.id, one.questions), one.opened) for one in uow.of(Match).all(competition=record.id)
        )
        return QuestionFacts(homes=homes, picks=picks)
    return None


def put_pools(uow: UnitOfWork, entry: Entry) -> None:
    """The pools that an entry gives to matches."""
    for one in from_json(tuple[Allotted, ...], entry.payload["matches"]):
        uow.of(Match).put(replace(_match(uow, one.match), questions=one.pools))


def take_out(uow: UnitOfWork, entry: Entry) -> None:
    """Take withdrawn questions out of the pools of every match that is not open."""
    gone = set(entry.payload["questions"])
    for match_id in sorted({match for _, matches in entry.payload["taken_from"] for match in matches}):
        match = _match(uow, match_id)
        pools = tuple((pool, tuple(one for one in ids if one not in gone)) for pool, ids in match.questions)
        uow.of(Match).put(replace(match, questions=pools))


def _asked(command: AllotQuestions | WithdrawQuestions) -> frozenset[str]:
    if isinstance(command, WithdrawQuestions):
        return frozenset(command.questions)
    return frozenset(question for one in command.matches for question in one.questions)


def _match(uow: UnitOfWork, match_id: str) -> Match:
    match = uow.of(Match).get(match_id)
    if match is None:
        raise NotFound("match-unknown", match=match_id)
    return match
