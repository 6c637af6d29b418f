"""Words in the language of one audience."""

from __future__ import annotations

from typing import Protocol


class Say(Protocol):
    """Gives the words of a key, with its fields filled in."""

    def __call__(self, key: str, /, **fields: object) -> str: ...
