"""The form of one question: what was typed, what an import would say of it, and where on the page it says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import request

from question_sets import RowReport
from question_sets.editing import TEXTS, TypedQuestion, brought_medium, checked
from question_sets.keys import LETTERS
from question_sets.model import MediaItem, ReadQuestion
from scoreboard.blueprints.organiser.desk import LONGEST_TYPED, ctx, lang
from scoreboard.blueprints.quiz.question_import import to_read, to_record
from scoreboard.presenters.quiz.questions import problem_text
from scoreboard.server import runtime
from scoreboard.web.security import give_turn_back
from scoring.engine.errors import Invalid
from scoring.tables.problems import Problem
from scoring.usecases.media import medium_of, new_media
from scoring.usecases.records import MediaFile, Question

CHOICES = ("single", "multiple")
"""The types that have options."""

WORST_FIRST = {"error": 0, "warning": 1, "note": 2}

Told = Mapping[str, Sequence[tuple[str, str]]]
"""(severity, sentence) of every problem by the field of the form beside which it stands, the worst first."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form brought: ``question`` as a record, None where it is faulty; its medium if that is new."""

    typed: TypedQuestion
    report: RowReport
    question: Question | None
    medium: MediaFile | None


def sent(no: int, others: Sequence[Question], kept: Question | None) -> Sent:
    """The form, checked as an import checks it; ``kept``: the question whose medium stays unless the form says else."""
    typed = typed_now()
    item, brought, problems = _medium(kept)
    given = [_read(one) for one in others]
    report = runtime.offload(partial(checked, medium=item, problems=problems), typed, no, given)
    if report.faulty or report.understood is None:
        return Sent(typed, report, None, None)
    files = {item.name.lower(): brought or _unread(item)} if item else {}
    return Sent(typed, report, to_record(report.understood, files), brought)


def typed_now() -> TypedQuestion:
    """The texts of the form; options only of a type that has them, for the page hides them elsewhere."""
    texts = {name: _typed(name) for name in TEXTS}
    options = [_typed(f"option{letter}") for letter in LETTERS]
    while options and not options[-1].strip():
        options.pop()
    return TypedQuestion(**texts, options=tuple(options) if texts["type"] in CHOICES else ())


def _typed(name: str) -> str:
    return request.form.get(name, "")[:LONGEST_TYPED].replace("\r\n", "\n")


def told(problems: Sequence[Problem]) -> Told:
    """The problems in words, beside the fields that they are about; "" for those about none."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(problems, key=lambda one: WORST_FIRST[one.severity]):
        field = one.field if one.field in (*TEXTS, "options", "media") else "key" if one.field == "also" else ""
        found.setdefault(field, []).append((one.severity, problem_text(lang(), one)))
    return found


def _medium(kept: Question | None) -> tuple[MediaItem | None, MediaFile | None, Sequence[Problem]]:
    """The medium that the question will have, the same with its bytes where it was brought now, and its problems."""
    file = request.files.get("medium")
    if file is not None and file.filename:
        give_turn_back()
        item, problems = runtime.offload(brought_medium, file.filename, file.read())
        return item, new_media(name=item.name, mime=item.mime, data=item.data) if item else None, problems
    if kept is None or not kept.media or "no-medium" in request.form:
        return None, None, ()
    medium = medium_of(ctx(), kept.media)
    return MediaItem(medium.name, medium.mime, kept.media_kind, medium.sha256, b""), None, ()


def _unread(item: MediaItem) -> MediaFile:
    return MediaFile(item.sha256, item.name, item.mime, item.sha256, b"")


def _read(question: Question) -> ReadQuestion:
    """A stored question as it is compared with others: its medium by its content alone."""
    return to_read(question, question.media)


def refused(report: RowReport) -> Invalid:
    """The error of a form that cannot be kept."""
    return Invalid("question-faulty", count=sum(one.severity == "error" for one in report.problems) or 1)
