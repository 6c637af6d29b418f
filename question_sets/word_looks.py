"""Looks by which words of a Word document stand out: offices mark the right option of a question so."""

from __future__ import annotations

import re
from typing import Any

from question_sets.word_numbers import W
from scoring.tables.xlsx_parts import OFF

LOOKS = ("highlight", "shade", "colour", "underline", "bold")
"""The looks, the surest first."""

_PLAIN = frozenset({"auto", "none", "white", "ffffff", "000000", "nil", "clear", ""})
_RGB = re.compile(r"^[0-9a-f]{6}$")
_COLOURFUL = 60
"""Least difference between red, green and blue, of 255: black and grey are no colour."""


def shown_as(properties: Any) -> frozenset[str]:
    """The looks that the properties of a run give it."""
    if properties is None:
        return frozenset()
    found = {
        "highlight": _value(properties, "highlight") not in _PLAIN,
        "shade": _value(properties, "shd", "fill") not in _PLAIN,
        "colour": _colourful(_value(properties, "color")),
        "underline": _value(properties, "u") not in _PLAIN,
        "bold": _on(properties, "b"),
    }
    return frozenset(name for name, shown in found.items() if shown)


def _value(properties: Any, name: str, attribute: str = "val") -> str:
    child = properties.find(f"{W}{name}")
    return str(child.get(f"{W}{attribute}", "")).lower() if child is not None else ""


def _on(properties: Any, name: str) -> bool:
    child = properties.find(f"{W}{name}")
    return child is not None and str(child.get(f"{W}val", "1")).lower() not in OFF


def _colourful(value: str) -> bool:
    if not _RGB.match(value):
        return False
    parts = [int(value[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) >= _COLOURFUL
