"""Pictures, sounds and films that belong to questions."""

from __future__ import annotations

import hashlib

from scoring.engine.errors import Invalid, NotFound
from scoring.usecases.context import Context
from scoring.usecases.records import MediaFile, Medium

KINDS = frozenset({"image", "audio", "video"})


def new_media(*, name: str, mime: str, data: bytes) -> MediaFile:
    """A file under the id that its content gives it (SHA-256): the same bytes are kept once, and never change.

    Raises ``Invalid("media-type")`` for anything but a picture, a sound or a film: what is served to screens must not
    be a page with scripts.
    """
    if mime.partition("/")[0] not in KINDS:
        raise Invalid("media-type", mime=mime)
    sha256 = hashlib.sha256(data).hexdigest()
    return MediaFile(id=sha256, name=name, mime=mime, sha256=sha256, data=data)


def medium_of(ctx: Context, media_id: str) -> Medium:
    """All of a file but its bytes; raises ``NotFound("media-unknown")``."""
    with ctx.store.read() as uow:
        found = uow.media.head(media_id)
    if found is None:
        raise NotFound("media-unknown", media=media_id)
    return found


def media_part(ctx: Context, media_id: str, start: int, length: int) -> bytes:
    """At most ``length`` bytes of a file from ``start`` on; nothing beyond its end, or of a file that is gone."""
    with ctx.store.read() as uow:
        return uow.media.part(media_id, start, length)


def media_of(ctx: Context, media_id: str) -> MediaFile:
    """The whole file; raises ``NotFound("media-unknown")``.  Who may see it now is the presenter's question."""
    with ctx.store.read() as uow:
        media = uow.media.get(media_id)
    if media is None:
        raise NotFound("media-unknown", media=media_id)
    return media
