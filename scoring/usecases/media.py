"""Pictures, sounds and films of questions, and pictures of events and teams."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from scoring.engine.errors import Broken, Invalid, NotFound
from scoring.usecases.context import Context
from scoring.usecases.ports import Files
from scoring.usecases.records import MediaFile, Medium

KINDS = frozenset({"image", "audio", "video"})


def new_media(*, name: str, mime: str, data: bytes) -> MediaFile:
    """A file under the id that its content gives it (SHA-256): the same bytes are kept once, and never change.

    Raises ``Invalid("media-type")`` if it is not a picture, a sound or a film: the product serves it to browsers, so it
    must not be a page with scripts.
    """
    if mime.partition("/")[0] not in KINDS:
        raise Invalid("media-type", mime=mime)
    sha256 = hashlib.sha256(data).hexdigest()
    return MediaFile(id=sha256, name=name, mime=mime, sha256=sha256, data=data)


def keep_media(ctx: Context, media: Sequence[MediaFile]) -> Sequence[Medium]:
    """Write the bytes into files, before the transaction that stores the returned records."""
    return [
        Medium(
            id=file.id,
            name=file.name,
            mime=file.mime,
            sha256=ctx.apart(ctx.files.keep, (file.data,)),
            size=len(file.data),
        )
        for file in media
    ]


def medium_of(ctx: Context, media_id: str) -> Medium:
    """The record of a medium, without its bytes; raises ``NotFound("media-unknown")``."""
    with ctx.store.read() as uow:
        found = uow.of(Medium).get(media_id)
    if found is None:
        raise NotFound("media-unknown", media=media_id)
    return found


class Stored(Protocol):
    """A record that names a file: a medium, an attachment, the picture of a page."""

    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


def check_file(files: Files, stored: Stored) -> None:
    """Raises ``Broken("file-missing" | "file-damaged")`` if the record's file does not exist or has another size."""
    size = files.size(stored.sha256)
    if size != stored.size:
        raise Broken("file-missing" if size is None else "file-damaged", file=files.name(stored.sha256))


def bytes_of(files: Files, medium: Medium) -> bytes:
    """All bytes of a medium.  Raises as ``check_file`` does, and if the bytes do not have its hash."""
    check_file(files, medium)
    data = files.part(medium.sha256, 0, medium.size)
    if hashlib.sha256(data).hexdigest() != medium.sha256:
        raise Broken("file-damaged", file=files.name(medium.sha256))
    return data
