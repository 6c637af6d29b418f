"""Margins for browsers that know no gap in a flex box: ``python -m tests.unit.styles.flex_gap`` writes the sheet anew.

A gap in a flex box exists since Chrome 84 and Safari 14.1, ``appearance`` since Chrome 84 and Safari 15.4, ``inset``
since Chrome 87 and Safari 14.1: who knows neither of these is asked for, since no condition can ask for the gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.unit.styles.rules import FALLBACK, Rule, rules_of, sheets

HEAD = """/*
 * Written by tests/unit/styles/flex_gap.py: margins where a browser knows no gap in a flex box (before Chrome 84 and
 * Safari 14.1).  It comes before all other sheets, so that a margin that they set themselves stays.
 */

@supports not ((inset: 0) or (appearance: none)) {
"""


def fallback() -> str:
    """The whole sheet."""
    made = [text for _, sheet in sheets() for rule in rules_of(sheet) for text in _margins(rule)]
    return HEAD + "\n\n".join(made) + "\n}\n"


def _margins(rule: Rule) -> Iterator[str]:
    if rule.value("display") not in ("flex", "inline-flex") or not rule.value("gap"):
        return
    row, column = (re.findall(r"[^ (]+(?:\([^)]*\))?", rule.value("gap")) * 2)[:2]
    if rule.value("flex-wrap") == "wrap":
        yield _rule(rule, "", f"margin-right: {column}", *([] if row == "0" else [f"margin-bottom: {row}"]))
    elif rule.value("flex-direction") == "column":
        yield _rule(rule, " + *", f"margin-top: {row}")
    else:
        yield _rule(rule, " + *", f"margin-left: {column}")


def _rule(rule: Rule, after: str, *declared: str) -> str:
    deep = "  " * (1 + len(rule.around))
    selectors = f",\n{deep}".join(f"{one} > *{after}" for one in rule.selectors)
    body = "".join(f"\n{deep}  {one};" for one in declared)
    around = "".join(f"{'  ' * (at + 1)}{one} {{\n" for at, one in enumerate(rule.around))
    closed = "".join(f"\n{'  ' * (at + 1)}}}" for at in reversed(range(len(rule.around))))
    return f"{around}{deep}{selectors} {{{body}\n{deep}}}{closed}"


if __name__ == "__main__":
    FALLBACK.write_text(fallback())
