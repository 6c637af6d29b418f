"""From what a reader understood to what the store keeps: questions and media of a set, ready to be imported."""

from __future__ import annotations

from collections.abc import Sequence

from question_sets import ImportReport
from question_sets.model import ReadQuestion
from scoring.usecases.media import new_media
from scoring.usecases.records import MediaFile, Question


def to_records(report: ImportReport) -> tuple[Sequence[Question], Sequence[MediaFile]]:
    """The good questions of a dry run as records, and the media files they use."""
    files = {name: new_media(name=item.name, mime=item.mime, data=item.data) for name, item in report.media.items()}
    questions = [_question(read, files) for read in report.questions]
    used = {question.media for question in questions}
    return questions, [file for file in {f.id: f for f in files.values()}.values() if file.id in used]


def _question(read: ReadQuestion, files: dict[str, MediaFile]) -> Question:
    """``id``, ``question_set`` and ``digest`` are filled in by the import."""
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
