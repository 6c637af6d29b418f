"""Questions that may be out of date: laws are amended, charters revised, records beaten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class Dated(Protocol):
    """A question that may say until which day it holds."""

    @property
    def id(self) -> str: ...
    @property
    def valid_until(self) -> str: ...


def outdated(questions: Iterable[Dated], today: date) -> frozenset[str]:
    """The ids of the questions whose last day is past; they are given to no match before somebody has looked."""
    return frozenset(one.id for one in questions if one.valid_until and one.valid_until < today.isoformat())
