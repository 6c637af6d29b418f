"""The values of this package: a draft row, a question as read, and the report that an organiser sees before importing.

Draft        one row, item or table as its source gives it: texts by field, not checked yet
ReadQuestion the question understood from a draft (the shape of ``scoring.usecases.records.Question``)
RowReport    a row: where it is, what was understood, what is wrong
Heading      a heading of which some columns are not understood, so that an organiser can say what they mean
ImportReport all of it, with the questions that may be imported and the faults of the file as a whole
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scoring.engine.quiz.rule_sheet import QuestionType
from scoring.engine.quiz.setup import Key
from scoring.tables.headings import Heading
from scoring.tables.problems import Problem, SourcePlace

MediaKind = Literal["", "image", "audio", "video"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as its source gives it.  ``key_values`` is set if the source states the key itself (GIFT, TOML), else
    ``key`` is the text of a cell.  ``answers`` are the cells of the columns 答案1, 答案2, … up to the last that is
    filled, ``by_blank`` where they are called 第1空, 第2空, …; ``also`` is what else is accepted (备选答案).
    ``default_type`` comes from a section heading or the name of the worksheet."""

    place: SourcePlace
    type: str = ""
    stem: str = ""
    options: tuple[str, ...] = ()
    option_cell: str = ""
    key: str = ""
    answers: tuple[str, ...] = ()
    by_blank: bool = False
    also: str = ""
    key_values: tuple[str, ...] | None = None
    explanation: str = ""
    citation: str = ""
    difficulty: str = ""
    chapter: str = ""
    tags: str = ""
    points: str = ""
    stake: str = ""
    conflicts: str = ""
    checked_on: str = ""
    valid_until: str = ""
    clues: tuple[str, ...] = ()
    clue_cell: str = ""
    media: tuple[str, ...] = ()
    no: str = ""
    default_type: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """One question as understood.  Fields as in ``scoring.usecases.records.Question``; ``media`` is a file name of the
    set, ``media_sha256`` binds its content."""

    no: int
    type: QuestionType
    stem: str
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    explanation: str = ""
    citation: str = ""
    difficulty: str = ""
    chapter: str = ""
    tags: tuple[str, ...] = ()
    points: Decimal | None = None
    stake: Decimal | None = None
    clues: tuple[str, ...] = ()
    media: str = ""
    media_kind: MediaKind = ""
    media_sha256: str = ""
    conflicts_with: tuple[str, ...] = ()
    checked_on: str = ""
    valid_until: str = ""

    @property
    def id(self) -> str:
        """Its number as text: an id within this set, until a store gives it one of its own."""
        return str(self.no)

    @property
    def answer(self) -> Key:
        """The key as the engine takes it."""
        return Key(self.type, self.key)


@dataclass(frozen=True, slots=True)
class MediaItem:
    """A picture, sound or film of a set, its type found from its own bytes."""

    name: str
    mime: str
    kind: MediaKind
    sha256: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the source: ``understood`` is None if no question could be made of it; ``text`` is its stem as given,
    by which a person can find the row."""

    place: SourcePlace
    understood: ReadQuestion | None
    problems: tuple[Problem, ...] = ()
    text: str = ""

    @property
    def faulty(self) -> bool:
        """True if an error excludes the row."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of a dry run.  ``questions`` are those of the rows without an error, in order; ``faults`` concern the
    file as a whole, with their place; ``headings`` have columns of which an organiser can say what they mean.  Nothing
    has been stored."""

    name: str
    rows: tuple[RowReport, ...]
    faults: tuple[tuple[SourcePlace, Problem], ...] = ()
    media: Mapping[str, MediaItem] = field(default_factory=dict)
    blank_rows: int = 0
    headings: tuple[Heading, ...] = ()

    @property
    def questions(self) -> tuple[ReadQuestion, ...]:
        """Every question that may be imported."""
        return tuple(row.understood for row in self.rows if row.understood is not None and not row.faulty)

    @property
    def ok(self) -> bool:
        """True if no row and no part of the file has an error, and there is at least one question."""
        return bool(self.questions) and not self.counts["error"]

    @property
    def counts(self) -> Counter[str]:
        """How many ``rows``, ``questions``, ``faulty`` and ``blank`` rows; problems by severity; questions by type."""
        found = [problem for row in self.rows for problem in row.problems] + [problem for _, problem in self.faults]
        count = Counter({"rows": len(self.rows), "questions": len(self.questions), "blank": self.blank_rows})
        count["faulty"] = sum(row.faulty for row in self.rows)
        count.update(problem.severity for problem in found)
        count.update(question.type for question in self.questions)
        count["media"] = sum(bool(question.media) for question in self.questions)
        return count
