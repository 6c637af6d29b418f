"""The files of a draft: those of its form's fields, and the scan of the form that was signed and sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.engine.codec import digest
from scoring.engine.errors import Forbidden
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.form import FormField
from scoring.engine.review.nomination import Attached
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.attachments import forget
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.review.records import NominationText

SEALED = FormField("sealed", "", kind="attachment", required=False, most=5, files=("pdf", "jpg", "png"), megabytes=20)
"""The scan of the printed form with signature and seal, where the campaign asks for it (``sealed_form``)."""


def fields_for_files(campaign: Campaign, text: NominationText) -> tuple[FormField, ...]:
    """The fields of a draft that take files."""
    award = next((one for one in campaign.awards if one.id == text.award), None)
    fields = campaign.form_of(award) if award is not None else ()
    found = tuple(one for one in fields if one.kind == "attachment")
    return (*found, SEALED) if campaign.sealed_form and all(one.id != SEALED.id for one in found) else found


def check_draft(uow: UnitOfWork, owner: str) -> NominationText:
    """The draft; raises ``Forbidden("attachment-closed")`` where the owner is no draft any more: gone, or submitted."""
    text = uow.of(NominationText).get(owner)
    if text is None or text.submitted:
        raise Forbidden("attachment-closed")
    return text


def is_personal_file(campaign: Campaign, award: str, field: str) -> bool:
    """Whether a file holds personal data: it belongs to a personal field, or is the scan of the form, which prints
    every field."""
    found = next((one for one in campaign.awards if one.id == award), None)
    fields = campaign.form_of(found) if found is not None else ()
    return field == SEALED.id or any(one.id == field and one.personal for one in fields)


def forget_personal_files(uow: UnitOfWork, campaign: Campaign, text: NominationText) -> None:
    """Remove the personal files of a text; their bytes go with the next sweep."""
    for one in uow.of(Attachment).all(owner=text.id):
        if is_personal_file(campaign, text.award, one.field):
            forget(uow, one)


def files_in(uow: UnitOfWork, owner: str) -> tuple[Attached, ...]:
    """The files of a draft as its submission holds them, in the order in which they came."""
    return tuple(Attached(one.field, one.name, one.sha256, one.size) for one in uow.of(Attachment).all(owner=owner))


ID_LENGTH = 24
"""Signs of the id of a copied file's record."""


def of_the_form(files: Sequence[Attached]) -> tuple[Attached, ...]:
    """Without the scan of the form itself, which is no field of it."""
    return tuple(one for one in files if one.field != SEALED.id)


def copy_files(uow: UnitOfWork, owner: str, to: str) -> None:
    """The files of one draft are also those of another, such as that of a correction; the scan of a form that will be
    another one is left out."""
    for one in uow.of(Attachment).all(owner=owner):
        if one.field != SEALED.id:
            uow.of(Attachment).put(replace(one, id=digest([one.id, to])[:ID_LENGTH], owner=to))
