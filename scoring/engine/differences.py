"""What differs between the parts of an archived record and what its ledger gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.engine.errors import LeitaiError

UNREADABLE = (
    LeitaiError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
)
"""What a fold can raise if the data are not what they claim to be: a text in the place of a number, a loop, an unknown
id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference in an archived record: where it is, its kind, what was expected and what was found."""

    place: str
    code: str
    expected: str = ""
    found: str = ""


def same(expected: Any, found: Any, place: str) -> Iterator[Difference]:
    """The first place inside ``place`` at which two plain values differ."""
    if type(expected) is not type(found):
        yield Difference(place, "differs", _short(expected), _short(found))
    elif isinstance(expected, dict):
        for name in sorted(set(expected) | set(found)):
            if name not in expected or name not in found:
                yield Difference(f"{place}.{name}", "missing" if name in expected else "too-many")
                return
            inner = list(same(expected[name], found[name], f"{place}.{name}"))
            if inner:
                yield inner[0]
                return
    elif isinstance(expected, list):
        for no, (left, right) in enumerate(zip(expected, found, strict=False)):
            inner = list(same(left, right, f"{place}[{no}]"))
            if inner:
                yield inner[0]
                return
        if len(expected) != len(found):
            yield Difference(place, "length", str(len(expected)), str(len(found)))
    elif expected != found:
        yield Difference(place, "differs", _short(expected), _short(found))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
