"""The strokes of characters, as the build fetches them (docs/adr/0010-order-of-strokes.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from scoreboard import paths, vendor


@cache
def known_strokes() -> Mapping[str, str]:
    """A character → its strokes, for ``engine.review.strokes``; empty where the front-end packages are not fetched."""
    file = paths.static() / "vendor" / vendor.STROKES[0]
    found: dict[str, str] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return found
