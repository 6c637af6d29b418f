"""Files that are attached to a draft or a document: kept, listed, removed.

Who may do so is asked before: the owner is the id of something that these verbs do not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scoring.attachments.kinds import Recognised, kept_name
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.engine.review.form import FormField
from scoring.usecases.attachment_records import Attachment, PageImage
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork

MEGABYTE = 1024 * 1024

OTHER_MOST = 20
"""Megabytes of a file whose field says none."""

Guard = Callable[[UnitOfWork, str], None]
"""Asked with the owner's id in the transaction that changes its files; raises what forbids the change."""


def unguarded(uow: UnitOfWork, owner: str) -> None:
    """The guard of an owner whose files may always change."""


def largest(field: FormField) -> int:
    """The bytes that a file of this field may have."""
    return (field.megabytes or OTHER_MOST) * MEGABYTE


def check_file_size(field: FormField, name: str, size: int) -> None:
    """Raises ``Invalid("attachment-too-large" | "attachment-empty")``."""
    if size > largest(field):
        raise Invalid("attachment-too-large", name=name, megabytes=largest(field) // MEGABYTE)
    if size <= 0:
        raise Invalid("attachment-empty", name=name)


def check_room(ctx: Context, *, owner: str, field: FormField) -> None:
    """Raises ``Refused("attachment-full")`` where the field has as many files as it takes."""
    with ctx.store.read() as uow:
        _check_room(uow, owner, field)


def keep_attachment(
    ctx: Context,
    *,
    attachment_id: str,
    owner: str,
    field: FormField,
    name: str,
    found: Recognised,
    sha256: str,
    size: int,
    by: str,
    guard: Guard = unguarded,
    replaces: str = "",
) -> Attachment:
    """Record a file whose bytes are kept under ``sha256`` already; the same id again gives the first record.
    ``replaces``: the id of one that goes with it.

    Raises ``Invalid("attachment-kind")`` for a kind that the field does not take, and as ``guard``, ``check_file_size``
    and ``check_room`` do.
    """
    check_file_size(field, name, size)
    check_kind(field, name, found)
    with ctx.store.write() as uow:
        known = uow.of(Attachment).get(attachment_id)
        if known is not None:
            return known
        guard(uow, owner)
        old = uow.of(Attachment).get(replaces) if replaces else None
        if old is not None and (old.owner, old.field) == (owner, field.id):
            forget(uow, old)
        _check_room(uow, owner, field)
        kept = Attachment(
            id=attachment_id,
            owner=owner,
            field=field.id,
            name=kept_name(name, found.kind),
            kind=found.kind,
            mime=found.mime,
            sha256=sha256,
            size=size,
            pages=found.pages,
            by=by,
            at=ctx.clock.now(),
        )
        uow.of(Attachment).put(kept)
        uow.commit()
    return kept


def check_kind(field: FormField, name: str, found: Recognised) -> None:
    """Raises ``Invalid("attachment-kind")`` for a kind that the field does not take."""
    if found.kind not in field.files:
        raise Invalid("attachment-kind", name=name, kind=found.kind, allowed=list(field.files))


def remove_attachment(ctx: Context, *, attachment_id: str, guard: Guard = unguarded) -> Attachment:
    """Remove a record, and with the last one of its bytes the pictures of their pages; gives what was removed.

    The bytes are files that no record names then: ``leitai db sweep`` removes them.  Raises
    ``NotFound("attachment-unknown")``, and as ``guard`` does.
    """
    with ctx.store.write() as uow:
        gone = _get(uow, attachment_id)
        guard(uow, gone.owner)
        forget(uow, gone)
        uow.commit()
    return gone


def forget(uow: UnitOfWork, gone: Attachment) -> None:
    """Remove a record, and with the last one of its bytes the pictures of their pages."""
    uow.of(Attachment).remove(gone.id)
    if not uow.of(Attachment).all(sha256=gone.sha256):
        for image in uow.of(PageImage).all(source=gone.sha256):
            uow.of(PageImage).remove(image.id)


def attachment_of(ctx: Context, attachment_id: str) -> Attachment:
    """One record; raises ``NotFound("attachment-unknown")``."""
    with ctx.store.read() as uow:
        return _get(uow, attachment_id)


def attachments_of(ctx: Context, owner: str) -> Sequence[Attachment]:
    """The files of a draft or document, in the order in which they came."""
    with ctx.store.read() as uow:
        return uow.of(Attachment).all(owner=owner)


def _get(uow: UnitOfWork, attachment_id: str) -> Attachment:
    found = uow.of(Attachment).get(attachment_id)
    if found is None:
        raise NotFound("attachment-unknown", attachment=attachment_id)
    return found


def _check_room(uow: UnitOfWork, owner: str, field: FormField) -> None:
    if len(uow.of(Attachment).all(owner=owner, field=field.id)) >= field.most:
        raise Refused("attachment-full", limit=field.most)
