"""One cell of marks: a number (0 is a mark of zero), empty or 缺 / missing, 回避 / recused, 弃权 / abstained, or late:
迟 / late, with its number where it is known (``迟 85``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from scoring.engine.errors import Invalid
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import Criterion, check_mark

STATES: Mapping[str, MarkState] = {
    "": "missing", "缺": "missing", "缺分": "missing", "未评": "missing", "missing": "missing",
    "回避": "recused", "recused": "recused", "弃权": "abstained", "abstained": "abstained",
    "迟": "late", "迟交": "late", "late": "late",
}  # fmt: skip
"""The words that a cell may have instead of a number."""

_NUMBER = re.compile(r"([+-]?(?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,12})?)分?")
_LATE = re.compile(r"(?:迟交|迟|late)[ :：]*(\S+)|(\S+?) *(?:迟交|迟|late)")


@lru_cache(maxsize=65536)
def is_mark(cell: str) -> bool:
    """Whether a cell is a number, or one of the words that stand for a mark without one."""
    text = _plain(cell)
    return text in STATES or bool(_NUMBER.fullmatch(text) or _LATE.fullmatch(text))


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().lower().replace("\u2212", "-")


@lru_cache(maxsize=65536)
def value_of(cell: str) -> tuple[Decimal | None, MarkState]:
    """What a cell says, before any criterion is asked; raises ``Invalid("mark-not-number")``."""
    text = _plain(cell)
    if text in STATES:
        return None, STATES[text]
    late = _LATE.fullmatch(text)
    if late:
        text = late[1] or late[2]
    number = _NUMBER.fullmatch(text)
    if not number:
        raise Invalid("mark-not-number", found=cell[:40])
    return Decimal(number[1].replace(",", "")), "late" if late else "given"


def parse_mark(judge: str, cell: str, criterion: Criterion) -> Mark:
    """One cell as a mark; raises ``Invalid``: ``mark-not-number``, ``mark-out-of-range``, ``mark-off-step``."""
    value, state = value_of(cell)
    if value is not None:
        check_mark(criterion, value)
    return Mark(judge, value, state)
