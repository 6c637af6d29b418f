"""Which files the records name: all others in the folder are garbage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection

from scoring.store import models
from scoring.store.repositories import TableRepository
from scoring.usecases.attachment_records import Attachment, PageImage
from scoring.usecases.records import Medium

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a record names, with its ``size`` in bytes.  ``right``: whether its hash is the one that the record
    had from the beginning; ``name`` as people know it."""

    name: str
    sha256: str
    size: int
    right: bool = True


def named_files(connection: Connection) -> Sequence[NamedFile]:
    """Every file that a record names: media of questions and of events, attachments, and pictures of their pages."""

    def all_of(kind: type[T]) -> Sequence[T]:
        return TableRepository(connection, models.TABLES[kind], kind).all()

    return [
        # The id is the hash of the bytes that were brought: a move of damaged bytes cannot change it.
        *(NamedFile(one.name, one.sha256, one.size, one.id == one.sha256) for one in all_of(Medium)),
        *(NamedFile(one.name, one.sha256, one.size) for one in all_of(Attachment)),
        *(NamedFile(f"{one.source[:8]} {one.page}", one.sha256, one.size) for one in all_of(PageImage)),
    ]
