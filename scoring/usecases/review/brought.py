"""Files that come with one step of a review: a document of the study office, the evidence of an objection.

They are attached to an owner that is named before the step is done, ``document.<review>.<key>`` or
``evidence.<review>.<record>``, and stay as they are once it is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from scoring.engine.codec import digest
from scoring.engine.errors import Forbidden, Refused
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import forget
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.review.records import Objector

Document = Literal["sign_off", "finding", "decision"]

DOCUMENT, EVIDENCE = "document", "evidence"
"""How the ids of the two owners begin."""

DOCUMENTS: Mapping[str, FormField] = {
    what: FormField(what, "", "attachment", required=False, most=1, files=("pdf", "jpg", "png", "docx"), megabytes=20)
    for what in ("sign_off", "finding", "decision")
}
"""The document of a department's answer, of an inspection or hearing, of a decision: one each."""

PROOF = FormField(
    "objection-proof", "", "attachment", required=False, most=3, files=("pdf", "jpg", "png", "docx"), megabytes=10
)
SEAL = FormField("objection-seal", "", "attachment", required=False, most=2, files=("pdf", "jpg", "png"), megabytes=10)
OF_OBJECTION: Mapping[str, FormField] = {one.id: one for one in (SEAL, PROOF)}
"""What somebody who objects may send: the scan of a unit's sealed letter, and what proves it."""

CERTIFICATE = FormField("certificate", "", "attachment", required=False, most=1, files=("docx",), megabytes=20)
"""The organiser's own template of the certificates."""

TEMPLATE_KEY = "certificate-template"
"""In place of the key of a step: a template may be exchanged at any time."""

MOST_EVIDENCE = 1024**3
"""Bytes of all files that came with the objections of one review."""

UNUSED_MS = 24 * 3_600_000
"""For so long a file waits for the step that it was brought for."""


def owner_of_document(review_id: str, key: str) -> str:
    """The owner of the document that is brought with the form of this key."""
    return f"{DOCUMENT}.{review_id}.{key}"


def owner_of_evidence(review_id: str, record_id: str) -> str:
    """The owner of the files of an objection, by the id of its ``Objector``."""
    return f"{EVIDENCE}.{review_id}.{record_id}"


def owner_of_template(review_id: str) -> str:
    """The owner of the template of the certificates."""
    return owner_of_document(review_id, TEMPLATE_KEY)


def template_of(ctx: Context, review_id: str) -> Attachment | None:
    """The organiser's own template of the certificates, None for that of the program."""
    with ctx.store.read() as uow:
        return next(iter(uow.of(Attachment).all(owner=owner_of_template(review_id), field=CERTIFICATE.id)), None)


def parts_of(owner: str) -> tuple[str, str, str]:
    """Which of the two an owner is, its review, and the key or record; three times "" for any other owner."""
    parts = owner.split(".")
    if len(parts) != 3 or parts[0] not in (DOCUMENT, EVIDENCE):
        return "", "", ""
    return parts[0], parts[1], parts[2]


def check_open(uow: UnitOfWork, stream: str, owner: str) -> None:
    """Raises ``Forbidden("attachment-closed")`` where the step was done, so that its files stay as they are."""
    if _is_done(uow, stream, owner):
        raise Forbidden("attachment-closed")


def _is_done(uow: UnitOfWork, stream: str, owner: str) -> bool:
    what, _, name = parts_of(owner)
    if what == EVIDENCE:
        return uow.of(Objector).get(name) is not None
    return uow.ledger.find(stream, name) is not None


def document_in(uow: UnitOfWork, review_id: str, sha256: str, what: str) -> Attachment | None:
    """The document of these bytes that this review has."""
    begins = owner_of_document(review_id, "")
    found = uow.of(Attachment).all(sha256=sha256, field=what)
    return next((one for one in found if one.owner.startswith(begins)), None)


def evidence_in(uow: UnitOfWork, review_id: str, record_id: str) -> Sequence[Attachment]:
    """The files of one objection, in the order in which they came."""
    return uow.of(Attachment).all(owner=owner_of_evidence(review_id, record_id))


def evidence_digest(salt: str, sha256: str) -> str:
    """What the ledger has of a file of an objection: with the salt of its record, so that nobody who has the same file
    can find out that it was handed in."""
    return digest([salt, sha256])


def check_evidence_room(ctx: Context, *, review_id: str, size: int) -> None:
    """Raises ``Refused("evidence-full")`` where the files of all objections of a review would be too large together."""
    with ctx.store.read() as uow:
        held = sum(one.size for one in _with_fields(uow, review_id, EVIDENCE, OF_OBJECTION))
    if held + size > MOST_EVIDENCE:
        raise Refused("evidence-full")


def forget_unused(ctx: Context, *, review_id: str, stream: str) -> None:
    """Forget the files whose step was never done; their bytes go with the next sweep."""
    before = ctx.clock.now() - UNUSED_MS

    def unused(uow: UnitOfWork) -> list[Attachment]:
        held = [
            *_with_fields(uow, review_id, EVIDENCE, OF_OBJECTION),
            *_with_fields(uow, review_id, DOCUMENT, DOCUMENTS),
        ]
        return [one for one in held if one.at < before and not _is_done(uow, stream, one.owner)]

    with ctx.store.read() as uow:
        if not unused(uow):
            return
    with ctx.store.write() as uow:
        for one in unused(uow):
            forget(uow, one)
        uow.commit()


def forget_evidence(uow: UnitOfWork, review_id: str) -> None:
    """Forget every file of an objection of this review."""
    for one in _with_fields(uow, review_id, EVIDENCE, OF_OBJECTION):
        forget(uow, one)


def _with_fields(uow: UnitOfWork, review_id: str, what: str, fields: Mapping[str, FormField]) -> list[Attachment]:
    begins = f"{what}.{review_id}."
    return [one for one in uow.of(Attachment).all(field=frozenset(fields)) if one.owner.startswith(begins)]
