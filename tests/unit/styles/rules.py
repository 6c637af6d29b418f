"""The rules of a style sheet: enough of CSS for the sheets of this project, which Biome formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STYLES = Path(__file__).parents[3] / "static" / "css"
FALLBACK = STYLES / "flex_gap.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the conditions around it (``@media …``, ``@supports …``), its selectors, its declarations in order."""

    around: tuple[str, ...]
    selectors: tuple[str, ...]
    declared: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """The last value of a property, "" where the rule has none."""
        return dict(self.declared).get(name, "")


def rules_of(text: str, around: tuple[str, ...] = ()) -> Iterator[Rule]:
    """Every rule of a sheet, those within conditions too."""
    text, at = _COMMENT.sub("", text), 0
    while (opened := text.find("{", at)) >= 0:
        head = text[at:opened].split(";")[-1].strip()
        end = _closing(text, opened)
        body = text[opened + 1 : end]
        if head.startswith(("@media", "@supports")):
            yield from rules_of(body, (*around, " ".join(head.split())))
        elif not head.startswith("@"):
            yield Rule(around, tuple(_parts(head, ",")), tuple(_declared(body)))
        at = end + 1


def sheets() -> Iterator[tuple[str, str]]:
    """Name and text of every sheet that people write."""
    for path in sorted(STYLES.glob("*.css")):
        if path != FALLBACK:
            yield path.name, path.read_text()


def _closing(text: str, opened: int) -> int:
    depth = 0
    for at in range(opened, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if not depth:
            return at
    raise ValueError(text[opened : opened + 80])


def _declared(body: str) -> Iterator[tuple[str, str]]:
    for one in _parts(body, ";"):
        name, _, value = one.partition(":")
        yield name.strip(), " ".join(value.split())


def _parts(text: str, at: str) -> Iterator[str]:
    """The parts between a sign that stands outside brackets."""
    depth, part = 0, ""
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == at and not depth:
            yield " ".join(part.split())
            part = ""
        else:
            part += sign
    if part.strip():
        yield " ".join(part.split())
