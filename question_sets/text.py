"""The blanks that a question's stem leaves open."""

from __future__ import annotations

import re

BLANK = "（  ）"
"""The empty bracket of a Chinese choice question."""

_GAP = re.compile(r"_{2,}|＿{2,}|[（(]\s*[)）]|﹍{2,}|…{3,}|\[\s*]|【\s*】")


def gaps(stem: str) -> int:
    """How many blanks to fill in a stem: runs of underscores and empty brackets."""
    return len(_GAP.findall(stem))


def after_gaps(stem: str) -> list[str]:
    """For each blank the text from it to the next one, or to the end."""
    return _GAP.split(stem)[1:]
