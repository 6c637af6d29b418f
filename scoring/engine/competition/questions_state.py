"""What a competition's ledger says of its questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.engine.competition.commands_questions import Allotted, Knower, SetRef


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """When a question was withdrawn (ms since the epoch), by whom and why; ``taken_from``: the matches that lost it."""

    at: int
    by: str
    reason: str
    taken_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Who saw the texts of questions first, and when (ms since the epoch): of a whole set, or of those named."""

    by: str
    at: int
    question_set: str
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventQuestions:
    """``sets``: of each stage · ``people``: who knows each set · ``withdrawn``: by question · ``looks``: of staff at
    texts, in order."""

    sets: Mapping[str, tuple[SetRef, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[Knower, ...]] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    looks: tuple[Look, ...] = ()

    def seen_by(self, question: str, question_set: str) -> tuple[str, ...]:
        """Who of the staff has seen the text of a question of a set, each once, the first first."""
        seen = (one.by for one in self.looks if question in one.questions or (one.question_set or None) == question_set)
        return tuple(dict.fromkeys(seen))

    @property
    def every_set(self) -> tuple[SetRef, ...]:
        """Each set that some stage has, once."""
        return tuple({one.id: one for held in self.sets.values() for one in held}.values())

    def stages_of(self, question_set: str) -> tuple[str, ...]:
        """The stages that have the set."""
        return tuple(stage for stage, held in self.sets.items() if question_set in {one.id for one in held})


NO_QUESTIONS = EventQuestions()


@dataclass(frozen=True, slots=True)
class Picks:
    """The questions that a match of the competition has now; ``opened``: they are frozen."""

    held: Allotted
    opened: bool


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """``sets``: the ids of all sets that there are · ``homes``: the set of each question that the command is about, as
    far as there is such a question · ``picks``: of every match of the competition."""

    sets: frozenset[str] = frozenset()
    homes: Mapping[str, str] = field(default_factory=dict)
    picks: tuple[Picks, ...] = ()


NO_QUESTION_FACTS = QuestionFacts()
