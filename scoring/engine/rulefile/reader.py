"""TOML text to data with the line of every path, and findings to faults with their places in readable form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scoring.engine.errors import Fault, FaultyRuleSheet
from scoring.engine.rulefile.lines import Path, line_of, lines_of
from scoring.engine.rulefile.toml import loads
from scoring.engine.rulefile.values import Finding

MOST_TEXT = 200_000
"""Characters; the largest template has 10,000."""

CAUSES = (
    ("value", r"Invalid value"),
    ("text", r"Illegal character|Unterminated string|Unescaped|Invalid hex|Escaped character|Expected (\"'\"|'\"')"),
    ("bracket", r"Expected '\]|Unclosed"),
    ("twice", r"Cannot (overwrite|declare|mutate)|Duplicate"),
    ("key", r"Invalid statement|Expected '='|Invalid initial character"),
    ("rest", r"Expected newline"),
)
"""Usual causes of a syntax error, each with what the parser of the standard library says of it, in English; another one
is ``other``."""

WIDE_SIGNS = "“”‘’＂＇＝＃［］｛｝，：．　"
"""Signs of a Chinese keyboard that stand for no sign of TOML: their cause is ``wide``."""

_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")


def parse(text: str) -> tuple[dict[str, Any], dict[Path, int]]:
    """The data of ``text`` with exact decimals, and the lines of its paths; raises ``FaultyRuleSheet``
    (toml-syntax, toml-long)."""
    if len(text) > MOST_TEXT:
        raise FaultyRuleSheet((Fault("", "toml-long", (("limit", str(MOST_TEXT)),)),))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        data = loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, very deep brackets
        raise FaultyRuleSheet((syntax_fault(str(error), text),)) from None
    return data, lines_of(text)


def faults(findings: Iterable[Finding], names: Mapping[Path, str], lines: Mapping[Path, int]) -> tuple[Fault, ...]:
    """The findings as faults in order of line; ``names`` are those of repeated tables."""
    found = []
    for finding in findings:
        line = line_of(finding.path, lines)
        fields = finding.fields + ((("line", str(line)),) if line else ())
        found.append((line or 0, Fault(place_of(finding.path, names), finding.code, fields)))
    return tuple(fault for _, fault in sorted(found, key=lambda pair: (pair[0], pair[1].place)))


def place_of(path: Path, names: Mapping[Path, str]) -> str:
    """A path in readable form: ``round[3] 抢答 › press › window_ms``; "" for the whole file."""
    words: list[str] = []
    for end, part in enumerate(path, start=1):
        if isinstance(part, str):
            words.append(part)
            continue
        name = names.get(path[:end])
        words[-1] += f"[{part}]" + (f" {name}" if name else "")
    return " › ".join(words)


def syntax_fault(message: str, text: str) -> Fault:
    """``toml-syntax`` with line, column, the usual cause (``CAUSES``, ``wide`` or ``other``) and, as ``detail``, the
    parser's own words, of a message of ``rulefile.toml.loads`` about ``text``."""
    at = _AT.search(message)
    line, column = (at[1], at[2]) if at else (str(len(text.splitlines()) or 1), "1")
    detail = _AT.sub("", message).removesuffix(" (at end of document)")
    wide = at is not None and text.splitlines()[int(line) - 1][int(column) - 1 :][:1] in tuple(WIDE_SIGNS)
    cause = "wide" if wide else next((name for name, said in CAUSES if re.match(said, detail)), "other")
    fields = (("cause", cause), ("detail", detail), ("line", line), ("column", column))
    return Fault("", "toml-syntax", fields)
