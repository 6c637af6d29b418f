"""PDF files put together; called in a process of its own alone."""

from __future__ import annotations

import io
from collections.abc import Sequence

A4 = (595, 842)
"""Points of a blank page."""


def merged(files: Sequence[bytes]) -> bytes:
    """The files one after the other; each begins on a sheet of its own where both sides are printed."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for data in files:
        part = pypdfium2.PdfDocument(data)
        if len(whole) % 2:
            whole.new_page(*A4)
        whole.import_pages(part)
        part.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()
