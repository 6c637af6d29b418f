"""The picture of a page as it travels from the process that draws it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """The picture of a page, which is counted from 1: a JPEG, and its size in pixels."""

    page: int
    width: int
    height: int
    data: bytes
