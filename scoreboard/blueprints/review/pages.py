"""Pictures of the pages of attached files: drawn in a process of its own when somebody looks, some pages at a time."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from structlog import get_logger

from scoreboard.server import child, runtime
from scoreboard.services import Services
from scoreboard.web.errors import TooMany
from scoreboard.web.security import give_turn_back
from scoring.attachments.drawn_page import DrawnPage
from scoring.engine.errors import Invalid
from scoring.usecases.attachment_records import Attachment, PageImage, page_image_id
from scoring.usecases.context import Context
from scoring.usecases.media import check_file
from scoring.usecases.page_images import check_page, keep_page_images, page_image_of
from scoring.usecases.ports import Files

log = get_logger()

TOGETHER = 8
"""Pages that are drawn at a time: whoever looks at one reads on."""

MOST_WAITING = 24
"""Requests that may wait for pages to be drawn."""

NOT_AGAIN_MS = 600_000
"""For so long a page that could not be drawn is not tried again: each attempt may take a minute."""

PIECE = 1024 * 1024


class Pages:
    """The pages of one application's attachments."""

    def __init__(self, services: Services) -> None:
        self._ctx = services.ctx
        self._failed = services.shared.table("pages that were not drawn", str)
        self._waiting = 0

    def get(self, attachment: Attachment, page: int) -> PageImage:
        """The picture of a page, which is drawn if it has not been.

        Raises ``NotFound("page-unknown")``, ``Invalid("page-not-drawn")``, and ``TooMany("pages-busy")`` where too many
        wait already.
        """
        check_page(attachment, page)
        found = page_image_of(self._ctx, attachment, page)
        if found is not None:
            return found
        if self._failed.get(page_image_id(attachment.sha256, page)):
            raise Invalid("page-not-drawn", name=attachment.name, page=page)
        give_turn_back()
        with self._in_line(), self._failed.turn(attachment.sha256):
            found = page_image_of(self._ctx, attachment, page)  # somebody else may have been faster
            return found or self._drawn(attachment, page)

    @contextmanager
    def _in_line(self) -> Iterator[None]:
        if self._waiting >= MOST_WAITING:
            raise TooMany("pages-busy", seconds=3)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def _drawn(self, attachment: Attachment, page: int) -> PageImage:
        check_file(self._ctx.files, attachment)
        try:
            images = self._draw(attachment, page, self._missing_from(attachment, page))
        except Invalid as error:
            log.warning("page-not-drawn", attachment=attachment.id, page=page, code=error.code)
            self._failed.put(page_image_id(attachment.sha256, page), error.code, lives=NOT_AGAIN_MS)
            raise Invalid("page-not-drawn", name=attachment.name, page=page) from error
        keep_page_images(self._ctx, attachment=attachment, images=images)
        return images[0]

    def _missing_from(self, attachment: Attachment, page: int) -> int:
        """How many pages from this one on are to be drawn together."""
        following = range(page + 1, min(page + TOGETHER, attachment.pages + 1))
        there = (one for one in following if page_image_of(self._ctx, attachment, one) is not None)
        return next(there, following.stop) - page

    def _draw(self, attachment: Attachment, page: int, count: int) -> Sequence[PageImage]:
        """A page over which the process ends must not take the pages before it with it: the first is tried alone."""
        try:
            return self._read(attachment, page, count)
        except Invalid:
            if count == 1:
                raise
            return self._read(attachment, page, 1)

    def _read(self, attachment: Attachment, page: int, count: int) -> Sequence[PageImage]:
        said = {"kind": attachment.kind, "first": str(page), "count": str(count)}
        drawn = child.read("pages", attachment.name, pieces_of(self._ctx.files, attachment), _pages, said=said)
        return [_kept(self._ctx, attachment, one) for one in drawn]


def pieces_of(files: Files, attachment: Attachment) -> Iterator[bytes]:
    """The bytes of a file, each piece read beside the hub."""
    for start in range(0, attachment.size, PIECE):
        yield runtime.offload(files.part, attachment.sha256, start, PIECE)


def _pages(said: Sequence[Mapping[str, Any]]) -> list[DrawnPage]:
    return [DrawnPage(**{**one, "data": base64.b64decode(one["data"])}) for one in said]


def _kept(ctx: Context, attachment: Attachment, drawn: DrawnPage) -> PageImage:
    return PageImage(
        id=page_image_id(attachment.sha256, drawn.page),
        source=attachment.sha256,
        page=drawn.page,
        sha256=runtime.offload(ctx.files.keep, (drawn.data,)),
        size=len(drawn.data),
        width=drawn.width,
        height=drawn.height,
    )
