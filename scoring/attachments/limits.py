"""The limits of a file that is attached: above any real paper, below what would fill a computer."""

from __future__ import annotations

import math

MOST_PAGES = 500
"""Pages of a PDF."""

MOST_PIXELS = 120_000_000
"""Pixels of a picture: a scan of A3 at 600 dpi has 70 million."""

MOST_UNPACKED = 300 * 1024 * 1024
"""Bytes of all parts of a document (docx, xlsx) together."""

MOST_PARTS = 5000
"""Parts of a document."""

MOST_RATIO = 200
"""How many times larger a part may be than it is packed, if it is larger than ``SMALL_PART``."""

SMALL_PART = 10 * 1024 * 1024

PAGE_WIDTH = 1240
"""Pixels across a page's picture: A4 at 150 dpi."""

PAGE_PIXELS = 8_000_000
PAGE_HEIGHT = 12_000
"""Pixels of a page's picture, in all and from top to bottom: a very long page is drawn smaller."""


def page_scale(width: float, height: float) -> float:
    """By how much a page of this size is drawn larger, so that it has the width of a page and keeps the limits."""
    return min(PAGE_WIDTH / width, PAGE_HEIGHT / height, math.sqrt(PAGE_PIXELS / (width * height)))
