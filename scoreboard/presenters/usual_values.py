"""The usual values of a rule file as a form: what stands in each field, and what its text means for the TOML file.

The form has what people usually change; all else is edited in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scoreboard.presenters.faults import fault_place, fault_text
from scoreboard.presenters.say import Say
from scoring.engine.errors import Fault, Invalid
from scoring.engine.rulefile.edit import Value
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import place_of

Input = Literal[
    "text", "name", "day", "hour", "number", "points", "steps", "stakes", "choice", "lines", "deadline",
    "quotas", "titles", "pairs",
]  # fmt: skip
"""``name``: a short text · ``points``: a decimal number, also below zero · ``steps``: such numbers in a line ·
``stakes``: points and seconds, a line each · ``lines``: texts, a line each · ``deadline``: the day of a table that is
not there yet · ``quotas``: units with a number, a line each · ``titles``: titles with their years, a line each ·
``pairs``: departments with what they are asked about, a line each."""

ROWS: frozenset[Input] = frozenset({"lines", "stakes", "quotas", "titles", "pairs"})
"""Those that have a line for each of several things."""

_HOUR = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_POINTS = re.compile(r"-?\d{1,5}(?:\.\d{1,4})?", re.ASCII)
_BETWEEN = re.compile(r"[\s,，、;；/:：]+")
LONGEST = 2000
"""Most signs of a field of the form."""


@dataclass(frozen=True, slots=True)
class UsualValue:
    """One field.  ``path``: where it stands in the file · ``label``: the key of its words · ``text``: what it is now ·
    ``choices``: the values of a choice, ``true`` and ``false`` for a yes or no, "" for none of them · ``names``: what
    each is called, where the file names them · ``needed``: it cannot be empty · ``of``: the name of the part of its
    group that it belongs to."""

    path: Path
    label: str
    input: Input
    text: str
    needed: bool = True
    choices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    of: str = ""

    @property
    def name(self) -> str:
        """Its name in the form."""
        return "-".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together; ``of``: the name of what they belong to, "" where the heading says all · ``table``:
    the repeated table that they are of, with its number from 1; () for none."""

    heading: str
    of: str
    values: tuple[UsualValue, ...]
    table: tuple[str, int] | tuple[()] = ()


def called(group: Group, one: UsualValue, words: str, say: Say) -> str:
    """What the form calls a field, with what it belongs to; ``words``: where the form has its words."""
    heading = group.of or say(f"{words}.group.{group.heading}")
    return " · ".join(filter(None, (heading, one.of, say(f"{words}.values.{one.label}"))))


def read_values(groups: Sequence[Group], form: Mapping[str, str], words: str, say: Say) -> Mapping[Path, Value]:
    """What the form says, by its place in the file; a field that the form does not have stays as it is.

    Raises ``Invalid("value-unreadable")`` with what the form calls the field, and what was typed.
    """
    found: dict[Path, Value] = {}
    for group in groups:
        for one in group.values:
            typed = form.get(one.name)
            if typed is not None and _same(one, typed) != _same(one, one.text):
                try:
                    found[one.path] = _value(one, typed.strip())
                except ValueError:
                    where = called(group, one, words, say)
                    raise Invalid("value-unreadable", field=where, found=typed.strip()[:40]) from None
    return found


def form_faults(
    faults: Iterable[Fault], groups: Sequence[Group], words: str, lang: str, say: Say
) -> list[dict[str, str]]:
    """Every fault as ``{"place", "text"}``, the place as the form calls it where the form has it."""
    names = {place_of(one.path, {}): called(group, one, words, say) for group in groups for one in group.values}
    return [
        {"place": _named(_unnamed(fault.place), names) or fault_place(lang, fault), "text": fault_text(lang, fault)}
        for fault in faults
    ]


def _named(place: str, names: Mapping[str, str]) -> str:
    """What the form calls a place, or the rows that it is one of; "" where the form does not have it."""
    while place and place not in names:
        place = re.sub(r"(?:\[\d+\]| › [^›\[]*|^[^›\[]*)$", "", place)
    return names.get(place, "")


def _unnamed(place: str) -> str:
    """A place without the names of repeated tables: ``round[4] › press › window_ms``."""
    return " › ".join(part.split(" ", 1)[0] for part in place.split(" › "))


def _same(one: UsualValue, text: str) -> str:
    """What a text is compared by; a field of one line comes back without the ends of lines that the file has in it."""
    text = text.replace("\r\n", "\n").strip()
    return text if one.input in ROWS else text.replace("\n", "")


def _value(one: UsualValue, typed: str) -> Value:
    """The value that was typed; raises ``ValueError``."""
    if len(typed) > LONGEST or (one.needed and not typed) or (one.choices and typed not in one.choices):
        raise ValueError
    return _READERS[one.input](typed) if typed else None


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise ValueError
    return int(typed)


def _points(typed: str) -> Decimal:
    found = typed.replace("−", "-").replace("－", "-").replace("＋", "").removeprefix("+")
    if not _POINTS.fullmatch(found):
        raise ValueError
    return Decimal(found)


def _steps(typed: str) -> list[Decimal]:
    return [_points(one) for one in _BETWEEN.split(typed) if one]


def _stakes(typed: str) -> list[dict[str, Decimal | int]]:
    stakes: list[dict[str, Decimal | int]] = []
    for line in typed.splitlines():
        if not line.strip():
            continue
        points, clock = _BETWEEN.split(line.strip())  # ValueError for more or fewer than two
        stakes.append({"points": _points(points), "clock": _number(clock)})
    return stakes


_NUMBERED = re.compile(r"(.*?\S)\s*(?:至多|at most|[,，、:：;；])?\s*(?<!\d)(\d{1,4})\s*[个名件项年]?")


def _numbered(typed: str, name: str, number: str, *, needed: bool = True) -> list[dict[str, str | int]]:
    """``甲镇 3`` or ``甲镇：3个``, a line each."""
    found: list[dict[str, str | int]] = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        said = _NUMBERED.fullmatch(line)
        if said is None and needed:
            raise ValueError
        found.append({name: line} if said is None else {name: said[1].strip(), number: int(said[2])})
    return found


def _pairs(typed: str) -> list[dict[str, str]]:
    """``市纪委：廉洁自律``, a line each."""
    found: list[dict[str, str]] = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        department, sign, about = line.replace("：", ":").partition(":")
        if not (sign and department.strip() and about.strip()):
            raise ValueError
        found.append({"department": department.strip(), "about": about.strip()})
    return found


def _hour(typed: str) -> str:
    found = typed.replace("：", ":")
    if not _HOUR.fullmatch(found):
        raise ValueError
    return found.zfill(5)


_READERS: Mapping[Input, Callable[[str], Value]] = {
    "text": lambda typed: " ".join(typed.split()),
    "name": lambda typed: " ".join(typed.split()),
    "day": date.fromisoformat,
    "deadline": lambda typed: {"day": date.fromisoformat(typed)},
    "hour": _hour,
    "number": _number,
    "points": _points,
    "steps": _steps,
    "stakes": _stakes,
    "choice": lambda typed: typed == "true" if typed in ("true", "false") else typed,
    "quotas": lambda typed: _numbered(typed, "unit", "most"),
    "titles": lambda typed: _numbered(typed, "title", "years", needed=False),
    "pairs": _pairs,
    "lines": lambda typed: [line.strip() for line in typed.splitlines() if line.strip()],
}
