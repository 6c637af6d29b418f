"""Files that come with a plain form of other fields: attached before its step is done, removed by a button of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import IO, Any

from flask import request

from scoreboard.blueprints.review.access import access, check_write, known
from scoreboard.blueprints.review.desk import ctx
from scoreboard.blueprints.review.sending import sending
from scoreboard.web import auth
from scoring.engine.errors import NotFound
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import attachment_of, attachments_of, largest, remove_attachment
from scoring.usecases.review.brought import DOCUMENTS, Document, owner_of_document

BESIDE = 64 * 1024
"""Bytes of the other fields of a form."""


def most_bytes(fields: Mapping[str, FormField]) -> int:
    """The bytes of a form that brings as many files as these fields take."""
    return sum(largest(one) * one.most for one in fields.values()) + BESIDE


def body_limit(fields: Mapping[str, FormField], *roles: str) -> Callable[[Mapping[str, str]], int]:
    """How many bytes a form with these files may have: for a desk of these roles, and nobody else."""

    def limit(values: Mapping[str, str]) -> int:
        may = any(seat.review == values["review"] and seat.role in roles for seat in auth.seats())
        return most_bytes(fields) if may else 0

    return limit


def attach_brought(owner: str, fields: Mapping[str, FormField]) -> Sequence[Attachment]:
    """Attach the files that this form brings; all that its owner has then.  A second file where one is taken replaces
    it.

    Raises what ``Sending.whole`` raises, and ``Forbidden("attachment-closed")``.
    """
    for field in fields.values():
        for given in request.files.getlist(field.id):
            with closing(given.stream) as file:
                if given.filename:
                    attach_one(owner, field, given.filename, file)
    return attachments_of(ctx(), owner)


def attach_one(owner: str, field: FormField, name: str, file: IO[bytes]) -> Attachment:
    """Attach a file, in place of the one before where the field takes one; raises as ``attach_brought`` does."""
    check_write(owner)
    old = _replaced(owner, field)
    return sending().whole(owner=owner, field=field, name=name, file=file, by=known(), replaces=old)


def _replaced(owner: str, field: FormField) -> str:
    """The id of the file in whose place another one comes; "" where there is room beside it."""
    held = [one.id for one in attachments_of(ctx(), owner) if one.field == field.id]
    return held[0] if field.most == 1 and held else ""


def remove_brought(owner: str) -> bool:
    """Whether this form was sent by a button that removes a file; then it is removed."""
    wanted = request.form.get("remove", "")
    if not wanted:
        return False
    check_write(owner)
    try:
        if attachment_of(ctx(), wanted).owner == owner:
            remove_attachment(ctx(), attachment_id=wanted, guard=access().guard)
    except NotFound:
        pass  # it was removed already
    return True


def document_of(review: str, what: Document) -> dict[str, Any]:
    """The document that this form brings, or has brought before, as a command says it; nothing where there is none."""
    owner = owner_of_document(review, request.form.get("key", ""))
    found = [one for one in attach_brought(owner, {what: DOCUMENTS[what]}) if one.field == what]
    return {"document": found[-1].sha256, "document_name": found[-1].name} if found else {}
