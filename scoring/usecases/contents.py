"""The contents of a match's questions: the texts, which the ledger binds only by their digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from types import MappingProxyType

from scoring.engine.quiz.setup import Key
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Question


class ContentCache:
    """Questions by id.  A stored question is never edited, so a question that was read once stays valid."""

    def __init__(self, size: int = 4096) -> None:
        self._size = size
        self._questions: dict[str, Question] = {}
        self._lock = Lock()

    def get(self, uow: UnitOfWork, ids: Sequence[str]) -> dict[str, Question]:
        """The questions with these ids, in this order; an unknown id is left out."""
        missing = frozenset(i for i in ids if i not in self._questions)
        fresh = {q.id: q for q in uow.of(Question).all(id=missing)} if missing else {}
        with self._lock:
            self._questions.update(fresh)
            found = {i: self._questions[i] for i in ids if i in self._questions}
            while len(self._questions) > self._size:
                self._questions.pop(next(iter(self._questions)))
        return found


def question_ids(match: Match) -> tuple[str, ...]:
    """The ids of all questions picked for a match, pool after pool."""
    return tuple(question for _, pool in match.questions for question in pool)


def frozen(questions: Mapping[str, Question]) -> Mapping[str, Question]:
    """A read-only view."""
    return MappingProxyType(dict(questions))


def key_of(question: Question) -> Key:
    """The question's key as the engine takes it."""
    return Key(question.type, question.key)
