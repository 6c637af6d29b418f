"""Pictures of the pages of attached files: drawn once, found again by the hash of the file.

They are drawn in a process of their own and written outside of every transaction; these verbs only record them.
"""

from __future__ import annotations

from collections.abc import Iterable

from scoring.engine.errors import NotFound
from scoring.usecases.attachment_records import Attachment, PageImage, page_image_id
from scoring.usecases.context import Context


def check_page(attachment: Attachment, page: int) -> None:
    """Raises ``NotFound("page-unknown")`` for a page that the file does not have."""
    if not 1 <= page <= attachment.pages:
        raise NotFound("page-unknown", page=page, pages=attachment.pages)


def page_image_of(ctx: Context, attachment: Attachment, page: int) -> PageImage | None:
    """The picture of a page; None while it has not been drawn, and where its file is gone."""
    with ctx.store.read() as uow:
        found = uow.of(PageImage).get(page_image_id(attachment.sha256, page))
    return found if found is not None and ctx.files.size(found.sha256) == found.size else None


def keep_page_images(ctx: Context, *, attachment: Attachment, images: Iterable[PageImage]) -> None:
    """Record pictures whose bytes are kept already; nothing if the file was removed meanwhile."""
    with ctx.store.write() as uow:
        if uow.of(Attachment).all(sha256=attachment.sha256):
            for image in images:
                uow.of(PageImage).put(image)
            uow.commit()
