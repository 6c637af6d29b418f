"""Records of the files that are attached to papers: drafts and documents of an award review, known here by their id
only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from scoring.engine.review.form import FileKind


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody has attached.  Its ``size`` bytes are the file of its ``sha256``, see ``ports.Files``.

    ``owner``: the id of the draft or document that it belongs to; ``field``: the field of its form.  ``kind`` and
    ``mime`` follow from its content.  ``pages``: how many can be drawn, 0 for a kind without.  ``by``: the id of the
    actor who brought it; ``at``: when, ms since the epoch.
    """

    id: str
    owner: str
    field: str
    name: str
    kind: FileKind
    mime: str
    sha256: str
    size: int
    pages: int
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of one page of a file, made once: ``source`` the file's hash, ``page`` from 1, ``sha256`` and
    ``size`` those of the picture, a JPEG of ``width`` × ``height`` pixels."""

    id: str
    source: str
    page: int
    sha256: str
    size: int
    width: int
    height: int


def page_image_id(source: str, page: int) -> str:
    """The id of the picture of a page: whoever draws the page again replaces it."""
    return hashlib.sha256(f"{source} {page}".encode()).hexdigest()
