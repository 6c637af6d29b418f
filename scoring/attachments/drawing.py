"""Pictures of pages: JPEG without any data of the camera, one for each page."""

from __future__ import annotations

import io
import time

from PIL import Image

from scoring.attachments import pdf, pictures
from scoring.attachments.drawn_page import DrawnPage
from scoring.engine.errors import Invalid
from scoring.engine.review.form import FileKind

QUALITY = 82

LONG_ENOUGH = 6.0
"""Seconds after which no further page is begun: whoever waits for the first one sees it."""


def draw(name: str, kind: FileKind, data: bytes, first: int, count: int) -> list[DrawnPage]:
    """At most ``count`` pages from ``first`` on, at least one.

    Raises ``Invalid("attachment-page")`` where there is no such page, and as opening the file does.
    """
    if kind == "pdf":
        return _of_pdf(name, data, first, count)
    if first != 1 or kind not in ("jpg", "png"):
        raise Invalid("attachment-page", name=name, page=first)
    with pictures.opened(name, data) as picture:
        return [_as_jpeg(1, pictures.draw(picture))]


def _of_pdf(name: str, data: bytes, first: int, count: int) -> list[DrawnPage]:
    begun = time.monotonic()
    found: list[DrawnPage] = []
    with pdf.opened(name, data) as document:
        for page in range(max(1, first), min(first + count, len(document) + 1)):
            if found and time.monotonic() - begun > LONG_ENOUGH:
                break
            found.append(_as_jpeg(page, pdf.draw(document, page)))
    if not found:
        raise Invalid("attachment-page", name=name, page=first)
    return found


def _as_jpeg(page: int, picture: Image.Image) -> DrawnPage:
    out = io.BytesIO()
    Image.frombytes("RGB", picture.size, picture.tobytes()).save(out, "JPEG", quality=QUALITY, optimize=True)
    return DrawnPage(page, *picture.size, out.getvalue())
