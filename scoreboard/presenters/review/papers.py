"""A nomination's form as a judge reads it: the texts and files of its public fields."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState, Subject
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.review.draft_files import SEALED
from scoring.usecases.review.records import Values


@closed
class PaperFieldPart(TypedDict):
    """A field with its texts: one, or one for each person of a list."""

    id: str
    name: str
    long: bool
    texts: list[str]


@closed
class PaperFilePart(TypedDict):
    """An attached file.  ``field``: the name of its field · ``pages``: how many can be drawn, 0 for a kind without."""

    id: str
    field: str
    name: str
    pages: int


@closed
class PaperPart(TypedDict):
    """The form of a subject.  ``asked``: what the award asks of an entry."""

    item: int
    version: int
    name: str
    unit: str
    asked: list[str]
    fields: list[PaperFieldPart]
    attachments: list[PaperFilePart]


def public_files(state: ReviewState, nomination: Nomination, files: Sequence[Attachment]) -> list[Attachment]:
    """Those of ``files`` that belong to public fields of the nomination's present form.

    The scan of the signed form is not among them: it shows signatures and telephone numbers.
    """
    award = state.award(nomination.award)
    assert award is not None
    form = state.rules.form_of(award)
    public = {one.id for one in form if one.kind == "attachment" and not one.personal} - {SEALED.id}
    return [one for one in files if one.owner == nomination.form.draft and one.field in public]


def paper_part(state: ReviewState, subject: Subject, values: Values, files: Sequence[Attachment] = ()) -> PaperPart:
    """The form whose public texts are ``values``, with its public files; no personal field is in it."""
    nomination, award = state.nominations[subject.nomination], state.award(subject.award)
    assert award is not None
    form = state.rules.form_of(award)
    fields = [one for one in form if not one.personal and one.kind != "attachment"]
    named = {one.id: one.name for one in form}
    return {
        "item": subject.no,
        "version": nomination.form.version,
        "name": nomination.nominee,
        "unit": nomination.unit_name,
        "asked": list(award.asked),
        "fields": [
            {"id": one.id, "name": one.name, "long": one.kind == "long_text", "texts": list(values[one.id])}
            for one in fields
            if values.get(one.id)
        ],
        "attachments": [
            {"id": one.id, "field": named[one.field], "name": one.name, "pages": one.pages}
            for one in public_files(state, nomination, files)
        ],
    }
