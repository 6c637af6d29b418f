"""A picture for the big screens as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Use = Literal["logo", "backdrop", "team"]


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """Its bytes and their type.  ``bright`` and ``dark``: ``#rrggbb``, the most and the least of each colour in it."""

    mime: str
    data: bytes
    bright: str
    dark: str
