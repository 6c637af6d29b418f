"""Automatic numbers of a Word document: they are in no text, yet a person reads ``3.`` and ``B.`` there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_MOST_STYLES = 10


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbers:
    """The lists of a document: ``of`` gives the number in front of a paragraph, and counts on."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def of(self, paragraph: Any) -> str:
        """``3.`` or ``B．`` with the blank behind it, "" where the paragraph has no number or a bullet."""
        found = numbered = _own(paragraph.find(f"{W}pPr"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and (numbered is None or not numbered[0]):
            inherited = self.styles.get(style.get(f"{W}val", ""))
            found = (inherited[0], numbered[1] if numbered else inherited[1]) if inherited else None
        if found is None or found[0] not in self.lists:
            return ""
        number, depth = found
        abstract = self.lists[number]
        levels = self.levels.get(abstract, {})
        level = levels.get(depth, _Level())
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= depth:
            counts.append(levels.get(len(counts), _Level()).start - 1)
        if (number, depth) in self.starts and (number, depth) not in self._begun:
            counts[depth] = self.starts[number, depth] - 1
        self._begun.add((number, depth))
        counts[depth] += 1
        del counts[depth + 1 :]

        def shown(mark: re.Match[str]) -> str:
            place = int(mark[1]) - 1
            return _written(counts[place], levels.get(place, _Level()).form) if place < len(counts) else ""

        text = "" if level.form in ("bullet", "none") else re.sub(r"%([1-9])", shown, level.text)
        return f"{text} " if text else ""


def read_numbers(numbering: Any, styles: Any) -> Numbers:
    """The lists of the numbering part and those of paragraph styles; either part may be None."""
    numbers = Numbers()
    for abstract in numbering.iterchildren(f"{W}abstractNum") if numbering is not None else ():
        numbers.levels[abstract.get(f"{W}abstractNumId", "")] = dict(_levels(abstract))
    for one in numbering.iterchildren(f"{W}num") if numbering is not None else ():
        name = one.get(f"{W}numId", "")
        numbers.lists[name] = _value(one.find(f"{W}abstractNumId"))
        for override in one.iterchildren(f"{W}lvlOverride"):
            start = _value(override.find(f"{W}startOverride"))
            if start.isdigit():
                numbers.starts[name, _whole(override.get(f"{W}ilvl", ""))] = int(start)
    based: dict[str, str] = {}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        name = style.get(f"{W}styleId", "")
        based[name] = _value(style.find(f"{W}basedOn"))
        if (own := _own(style.find(f"{W}pPr"))) is not None and own[0]:
            numbers.styles[name] = own
    for name in based:
        above = name
        for _ in range(_MOST_STYLES):
            if above in numbers.styles or not above:
                break
            above = based.get(above, "")
        if above in numbers.styles:
            numbers.styles[name] = numbers.styles[above]
    return numbers


def _levels(abstract: Any) -> Iterator[tuple[int, _Level]]:
    for level in abstract.iterchildren(f"{W}lvl"):
        start = _value(level.find(f"{W}start"))
        form = _value(level.find(f"{W}numFmt")) or "decimal"
        text = _value(level.find(f"{W}lvlText"))
        yield _whole(level.get(f"{W}ilvl", "")), _Level(int(start) if start.isdigit() else 1, form, text)


def _own(properties: Any) -> tuple[str, int] | None:
    """List and level that a paragraph or style names itself."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    return _value(found.find(f"{W}numId")), min(_whole(_value(found.find(f"{W}ilvl"))), _LEVELS - 1)


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{W}val") or "")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def _written(number: int, form: str) -> str:
    """A number as its list writes it."""
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form.lower().startswith(("chinese", "japanesecounting", "ideographdigital", "taiwanesecounting")):
        return _chinese(number)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
