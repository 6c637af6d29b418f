"""The commands about the questions of a whole competition.  They name sets and questions by their ids: no text and no
key is in the ledger of a competition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["author", "reviewer"]
"""What somebody has done to a set: written its questions, or read them (an editor, a judge)."""


@dataclass(frozen=True, slots=True)
class SetRef:
    """A question set by its id, and its name when it was bound."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class BindSets:
    """The question sets of a stage, in place of those that it has."""

    stage: str
    sets: tuple[SetRef, ...]
    kind: Literal["questions.bind"] = "questions.bind"


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody who knows a set from before the competition, with the organisation ("" where nobody said it)."""

    name: str
    unit: str = ""
    part: Part = "author"


@dataclass(frozen=True, slots=True)
class NameKnowers:
    """Who knows the set ``question_set``, in place of what was said before."""

    question_set: str
    people: tuple[Knower, ...]
    kind: Literal["questions.people"] = "questions.people"


@dataclass(frozen=True, slots=True)
class Allotted:
    """The questions of a match by pool (a round's id, "" for the spares, "tie_off")."""

    match: str
    pools: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """All of them, pool after pool."""
        return tuple(one for _, pool in self.pools for one in pool)


@dataclass(frozen=True, slots=True)
class AllotQuestions:
    """Fill what the pools of a stage's matches lack; what is in them stays."""

    stage: str
    matches: tuple[Allotted, ...]
    kind: Literal["questions.allot"] = "questions.allot"


@dataclass(frozen=True, slots=True)
class LookAtQuestions:
    """The giver sees the texts of these questions.  ``question_set``: all of this set, "" where ``questions`` names
    them."""

    question_set: str = ""
    questions: tuple[str, ...] = ()
    kind: Literal["questions.look"] = "questions.look"


@dataclass(frozen=True, slots=True)
class WithdrawQuestions:
    """Questions that somebody knows who should not: out of every match that has not begun, and never used again in this
    competition."""

    questions: tuple[str, ...]
    kind: Literal["questions.withdraw"] = "questions.withdraw"
