"""The shapes in which attached files, and files that are arriving, travel to programs and to the pages' scripts."""

from __future__ import annotations

from pydantic import BaseModel, Field

from scoreboard.server.open_uploads import OpenUpload
from scoring.attachments.kinds import LONGEST_NAME
from scoring.usecases.attachment_records import Attachment

GOOD_PART = 256 * 1024
"""Bytes of a part that a page should send: read before the request takes a place of its sender's."""


class UploadBody(BaseModel):
    """A file that is to be sent: its name, its size in bytes, and a text by which the device knows it again."""

    name: str = Field(min_length=1, max_length=4 * LONGEST_NAME)
    size: int = Field(ge=0)
    mark: str = Field(default="", max_length=64)


class UploadOut(BaseModel):
    """A file that is arriving: ``arrived`` of ``size`` bytes are kept; ``part`` bytes should be sent at a time."""

    id: str
    field: str
    name: str
    size: int
    arrived: int
    part: int


class AttachmentOut(BaseModel):
    """An attached file.  ``pages``: how many can be looked at, 0 for none; ``at``: when it came, ms since the epoch."""

    id: str
    field: str
    name: str
    kind: str
    size: int
    pages: int
    at: int


class AttachmentsOut(BaseModel):
    """Attached files in the order in which they came, and the files that are arriving."""

    attachments: list[AttachmentOut]
    uploads: list[UploadOut]


def upload_out(one: OpenUpload) -> UploadOut:
    """The upload as an answer says it."""
    return UploadOut(id=one.id, field=one.field, name=one.name, size=one.size, arrived=one.arrived, part=GOOD_PART)


def attachment_out(one: Attachment) -> AttachmentOut:
    """The attachment as an answer says it."""
    return AttachmentOut(
        id=one.id, field=one.field, name=one.name, kind=one.kind, size=one.size, pages=one.pages, at=one.at
    )
