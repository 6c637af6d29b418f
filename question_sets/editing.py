"""One question in a form: its fields as texts, and what an import would say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from question_sets.checks import check_set
from question_sets.interpret import interpret
from question_sets.limits import MAX_OPTIONS
from question_sets.media_doubts import doubts_about
from question_sets.media_types import read_media
from question_sets.model import Draft, MediaItem, ReadQuestion, RowReport
from question_sets.writer import Lang, key_text
from scoring.engine.codec import decimal_text
from scoring.tables.limits import MAX_CELL
from scoring.tables.problems import Problem, SourcePlace, error


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A question as a form has it.  ``clues``: one in each line; ``conflicts``, ``tags``: parted by 、."""

    type: str = "single"
    stem: str = ""
    options: tuple[str, ...] = ()
    key: str = ""
    explanation: str = ""
    citation: str = ""
    difficulty: str = ""
    chapter: str = ""
    tags: str = ""
    points: str = ""
    stake: str = ""
    clues: str = ""
    conflicts: str = ""
    checked_on: str = ""
    valid_until: str = ""


TEXTS = tuple(one.name for one in fields(TypedQuestion) if one.name != "options")
"""The fields that are one text each."""


def typed_of(question: ReadQuestion, lang: Lang) -> TypedQuestion:
    """The form of a question; unchanged, it is understood as the same question."""
    return TypedQuestion(
        type=question.type,
        stem=question.stem,
        options=question.options,
        key=key_text(question, lang),
        explanation=question.explanation,
        citation=question.citation,
        difficulty=question.difficulty,
        chapter=question.chapter,
        tags="、".join(question.tags),
        points="" if question.points is None else decimal_text(question.points),
        stake="" if question.stake is None else decimal_text(question.stake),
        clues="\n".join(question.clues),
        conflicts="、".join(question.conflicts_with),
        checked_on=question.checked_on,
        valid_until=question.valid_until,
    )


def checked(
    typed: TypedQuestion,
    no: int,
    others: Sequence[ReadQuestion],
    *,
    medium: MediaItem | None = None,
    problems: Sequence[Problem] = (),
) -> RowReport:
    """What an import of the set would say of this question: read and checked by itself, then against ``others``.

    ``no``: its number, which differs from those of the others.  ``problems``: what is known of its medium.
    """
    draft = _draft(typed, no, medium)
    understood, found = interpret(draft)
    own = RowReport(draft.place, understood, (*problems, *_too_long(typed), *found), text=typed.stem[:200])
    media = {medium.name.lower(): medium} if medium else {}
    rows = [RowReport(SourcePlace("", one.no, "question"), replace(one, media="")) for one in others]
    return check_set([*rows, own], media)[-1]


def brought_medium(name: str, data: bytes) -> tuple[MediaItem | None, tuple[Problem, ...]]:
    """A file that was brought for a question: the medium, None where it is none that can be used, and its problems."""
    found = read_media(name.replace("\\", "/").rsplit("/", 1)[-1], data)
    return (None, (found,)) if isinstance(found, Problem) else (found, tuple(doubts_about(found)))


def _draft(typed: TypedQuestion, no: int, medium: MediaItem | None) -> Draft:
    return Draft(
        place=SourcePlace("", no, "question"),
        no=str(no),
        type=typed.type,
        stem=typed.stem,
        options=typed.options[:MAX_OPTIONS],
        key=typed.key,
        explanation=typed.explanation,
        citation=typed.citation,
        difficulty=typed.difficulty,
        chapter=typed.chapter,
        tags=typed.tags,
        points=typed.points,
        stake=typed.stake,
        clues=tuple(typed.clues.splitlines()),
        conflicts=typed.conflicts,
        checked_on=typed.checked_on,
        valid_until=typed.valid_until,
        media=(medium.name,) if medium else (),
    )


def _too_long(typed: TypedQuestion) -> list[Problem]:
    texts: Mapping[str, Sequence[str]] = {name: (getattr(typed, name),) for name in TEXTS} | {"options": typed.options}
    return [
        error("cell-too-long", name, limit=MAX_CELL, length=len(text))
        for name, many in texts.items()
        for text in many
        if len(text) > MAX_CELL
    ]
