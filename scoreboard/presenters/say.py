"""Words in the language of one audience."""

from __future__ import annotations

from typing import Protocol


class Say(Protocol):
    """Gives the words of a key, with its fields filled in."""

    def __call__(self, key: str, /, **fields: object) -> str: ...


def with_minus(number: str) -> str:
    """A number as sentences write it, with a minus and not a hyphen: ``−2.5``."""
    return number.replace("-", "−")
