"""From what a reader understood to what the store keeps, and back: questions and media of a set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from question_sets import ImportReport
from question_sets.model import ReadQuestion
from scoring.usecases.media import new_media
from scoring.usecases.records import MediaFile, Question


def to_records(report: ImportReport) -> tuple[Sequence[Question], Sequence[MediaFile]]:
    """The good questions of a dry run as records, and the media files they use."""
    files = {name: new_media(name=item.name, mime=item.mime, data=item.data) for name, item in report.media.items()}
    questions = [to_record(read, files) for read in report.questions]
    used = {question.media for question in questions}
    return questions, [file for file in {f.id: f for f in files.values()}.values() if file.id in used]


def to_record(read: ReadQuestion, files: Mapping[str, MediaFile]) -> Question:
    """A question as a record; ``files``: the media that it may name.  ``id``, ``question_set`` and ``digest`` are
    filled in where it is stored."""
    return Question(
        id="",
        question_set="",
        no=read.no,
        type=read.type,
        stem=read.stem,
        digest="",
        options=read.options,
        key=read.key,
        explanation=read.explanation,
        citation=read.citation,
        difficulty=read.difficulty,
        chapter=read.chapter,
        tags=read.tags,
        points=read.points,
        stake=read.stake,
        clues=read.clues,
        media=files[read.media.lower()].id if read.media else "",
        media_kind=read.media_kind,
        conflicts_with=read.conflicts_with,
        checked_on=read.checked_on,
        valid_until=read.valid_until,
    )


def to_read(question: Question, media: str) -> ReadQuestion:
    """A stored question as checks and writers take it; ``media``: the name of its medium's file."""
    return ReadQuestion(
        no=question.no,
        type=question.type,
        stem=question.stem,
        options=question.options,
        key=question.key,
        explanation=question.explanation,
        citation=question.citation,
        difficulty=question.difficulty,
        chapter=question.chapter,
        tags=question.tags,
        points=question.points,
        stake=question.stake,
        clues=question.clues,
        media=media,
        media_kind=question.media_kind,
        media_sha256=question.media,
        conflicts_with=question.conflicts_with,
        checked_on=question.checked_on,
        valid_until=question.valid_until,
    )
