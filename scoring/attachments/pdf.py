"""PDF files: whether one can be opened, how many pages it has, and their pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from scoring.attachments.limits import MOST_PAGES, page_scale
from scoring.engine.errors import Invalid

LOCKED = frozenset({raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY})
"""PDFium's errors for a file that only opens with a password."""


@contextmanager
def opened(name: str, data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document.  Raises ``Invalid("attachment-encrypted" | "attachment-broken")``, also for what fails within."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            document.init_forms()  # what was filled in is drawn too
            yield document
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        code = "attachment-encrypted" if error.err_code in LOCKED else "attachment-broken"
        raise Invalid(code, name=name) from error


def check(name: str, data: bytes) -> int:
    """The number of pages.  Raises also ``Invalid("attachment-pages")``."""
    with opened(name, data) as document:
        pages = len(document)
        if pages > MOST_PAGES:
            raise Invalid("attachment-pages", name=name, pages=pages, limit=MOST_PAGES)
        if pages == 0:
            raise Invalid("attachment-broken", name=name)
        document[0].close()
        return pages


def draw(document: pypdfium2.PdfDocument, page: int) -> Image.Image:
    """The picture of a page, counted from 1."""
    opened_page = document[page - 1]
    try:
        width, height = (max(1.0, side) for side in opened_page.get_size())
        drawn = opened_page.render(scale=page_scale(width, height), rev_byteorder=True)
        picture: Image.Image = drawn.to_pil().convert("RGB")
    finally:
        opened_page.close()
    return picture
