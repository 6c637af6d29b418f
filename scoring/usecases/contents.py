"""The contents of a match's questions: the texts, which the ledger binds only by their digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from types import MappingProxyType

from scoring.engine.quiz.setup import Key
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Question


class ContentCache:
    """The questions of opened matches.  No question that such a match has is edited any more, so what was read once
    stays valid in every process; the questions of a match that is not open yet are read each time."""

    def __init__(self, size: int = 64) -> None:
        self._size = size
        self._matches: dict[str, dict[str, Question]] = {}
        self._lock = Lock()

    def of(self, uow: UnitOfWork, match: Match) -> Mapping[str, Question]:
        """The questions of a match by id, pool after pool; one that is gone is left out."""
        if not match.opened:
            return _read(uow, question_ids(match))
        found = self._matches.get(match.id)
        if found is None:
            found = _read(uow, question_ids(match))
            with self._lock:
                self._matches[match.id] = found
                while len(self._matches) > self._size:
                    self._matches.pop(next(iter(self._matches)))
        return found


def _read(uow: UnitOfWork, ids: Sequence[str]) -> dict[str, Question]:
    found = {one.id: one for one in uow.of(Question).all(id=frozenset(ids))} if ids else {}
    return {one: found[one] for one in ids if one in found}


def question_ids(match: Match) -> tuple[str, ...]:
    """The ids of all questions picked for a match, pool after pool."""
    return tuple(question for _, pool in match.questions for question in pool)


def frozen(questions: Mapping[str, Question]) -> Mapping[str, Question]:
    """A read-only view."""
    return MappingProxyType(dict(questions))


def key_of(question: Question) -> Key:
    """The question's key as the engine takes it."""
    return Key(question.type, question.key)
