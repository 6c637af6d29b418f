"""Objections: who objects is a record for one desk; the ledger has the digest of what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.codec import digest
from scoring.engine.errors import Forbidden, Invalid, LeitaiError
from scoring.engine.review.commands_decision import TakeObjection
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.context import Context
from scoring.usecases.guards import clean
from scoring.usecases.perform import Done, perform
from scoring.usecases.review.brought import SEAL, evidence_digest, evidence_in
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import Objector

LONGEST_TEXT = 5_000
"""Most signs of an objection."""

LONGEST_NAME, LONGEST_CONTACT = 60, 120
"""Most signs of who objects, and of how to reach them."""

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The signs of a receipt: none that looks like another one."""


def receipt_of(review_id: str, key: str) -> str:
    """The code under which somebody who objected may ask: ``7K2M-9QXD-4T``.

    It follows from the key of the form alone, so it tells nothing about how many objections there are.
    """
    return receipt_of_record(record_of(review_id, key))


def record_of(review_id: str, key: str) -> str:
    """The id of the record of an objection that came under this key."""
    return digest([review_id, key])[:24]


def receipt_of_record(record_id: str) -> str:
    """The same from the id of the ``Objector``, for the desk that is asked."""
    number = int(digest(["receipt", record_id]), 16)
    signs = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(10))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def take_objection(
    ctx: Context,
    *,
    actor: Actor,
    review_id: str,
    key: str,
    notice: int,
    by: Literal["person", "unit"],
    name: str,
    contact: str,
    text: str,
    nomination: int | None = None,
    arrived: date | None = None,
    device: str = "",
) -> Done:
    """Enter an objection in the docket.  A refused one leaves nothing behind; until its entry is there, the record says
    what was sent last.

    Its files are those that were attached to it before (``brought.owner_of_evidence``).  Raises
    ``Invalid("text-needed" | "text-too-long" | "seal-needed")`` and what ``objection.take`` refuses.
    """
    said = _paragraphs(text)
    record_id = record_of(review_id, key)
    with ctx.store.write() as uow:
        entered = uow.ledger.find(stream_of(review_id), key) is not None
        old = uow.of(Objector).get(record_id)
        brought = evidence_in(uow, review_id, record_id)
        _check_seal(actor, by, brought)
        salt = ctx.ids.new() + ctx.ids.new() if old is None else old.salt
        objector = Objector(
            id=record_id,
            review=review_id,
            digest=digest([salt, said]),
            salt=salt,
            by=by,
            name=clean(name, "name", limit=LONGEST_NAME),
            contact=clean(contact, "contact", limit=LONGEST_CONTACT),
            text=said,
            created_at=ctx.clock.now(),
        )
        if not entered:
            uow.of(Objector).put(objector)
            uow.commit()
    files = tuple(evidence_digest(objector.salt, one.sha256) for one in brought)
    command = TakeObjection(notice, by, objector.digest, nomination, files, arrived)
    try:
        return perform(ctx, REVIEW, stream_of(review_id), command=command, key=key, actor=actor, device=device)
    except LeitaiError:
        _forget(ctx, record_id, review_id, key)
        raise


def _check_seal(actor: Actor, by: str, brought: Sequence[Attachment]) -> None:
    """A unit puts its seal to what it says; where the letter came on paper, the desk has it in hand."""
    if actor.role == "public" and by == "unit" and all(one.field != SEAL.id for one in brought):
        raise Invalid("seal-needed")


def _paragraphs(text: str) -> str:
    """The text with its paragraphs, each as ``clean`` keeps a line; raises as ``clean`` does."""
    lines = (clean(line, "text", limit=LONGEST_TEXT, needed=False) for line in text.splitlines())
    said = "\n".join(line for line in lines if line)
    if not said:
        raise Invalid("text-needed", field="text")
    if len(said) > LONGEST_TEXT:
        raise Invalid("text-too-long", field="text", limit=LONGEST_TEXT)
    return said


def _forget(ctx: Context, record_id: str, review_id: str, key: str) -> None:
    """Remove the record of an objection that did not come into the docket; another sending of it may have."""
    with ctx.store.write() as uow:
        if uow.ledger.find(stream_of(review_id), key) is not None:
            return
        uow.of(Objector).remove(record_id)
        uow.commit()


def evidence_of(ctx: Context, *, actor: Actor, review_id: str, record_id: str) -> Sequence[Attachment]:
    """The files of an objection, for the desk for objections alone; raises ``Forbidden("role-not-allowed")``."""
    if actor.role != "office":
        raise Forbidden("role-not-allowed", role=actor.role)
    with ctx.store.read() as uow:
        return evidence_in(uow, review_id, record_id)


def objectors_of(ctx: Context, *, actor: Actor, review_id: str) -> Sequence[Objector]:
    """Who objects, for the desk for objections alone; raises ``Forbidden("role-not-allowed")``."""
    if actor.role != "office":
        raise Forbidden("role-not-allowed", role=actor.role)
    with ctx.store.read() as uow:
        return tuple(uow.of(Objector).all(review=review_id))
