"""A search in the rows of a desk: by the text as it is typed, else however it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from scoring.engine.names import same_form

T = TypeVar("T")


def searched(rows: Iterable[T], text: str, words: Callable[[T], str]) -> list[T]:
    """The rows whose words have this text; where none has it so, those that have it but for blanks, width, case and the
    kind of brackets."""
    there, plain = list(rows), text.strip().casefold()
    if not plain:
        return there
    if found := [one for one in there if plain in words(one).casefold()]:
        return found
    form = same_form(plain)
    return [one for one in there if form in same_form(words(one))] if form else []
