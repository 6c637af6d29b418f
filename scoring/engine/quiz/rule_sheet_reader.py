"""Rule sheets as files: TOML text → ``RuleSheet``, and the one JSON form of a rule sheet that is frozen and hashed.

``read_rule_sheet`` lists every fault at once, each with its place in readable form (``round[3] 抢答 › press ›
window_ms``; tables that repeat are counted from 1) and its line.  Points may be whole numbers, decimals or texts
("2.5"); they are never converted to binary floating point.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.engine.codec import digest, from_json, to_json
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.quiz.round_rules import NO_OWN_POINTS, PARTS
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_checks import check_rule_sheet
from scoring.engine.quiz.rule_sheet_leans import LEANS
from scoring.engine.quiz.rule_sheet_schema import FILE_NAMES, SCHEMA
from scoring.engine.rulefile.leans import rests_on_bad
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import faults, parse
from scoring.engine.rulefile.values import Reading


def read_rule_sheet(text: str, *, archived: bool = False) -> RuleSheet:
    """The rule sheet written in ``text`` (TOML); raises ``FaultyRuleSheet`` with every fault in order of line.

    ``archived``: a match was played by this rule sheet, so faults that newer checks would find are not reported.
    """
    return read_data(*parse(text), archived=archived)


def read_data(data: dict[str, Any], lines: Mapping[Path, int] | None = None, *, archived: bool = False) -> RuleSheet:
    """The rule sheet from TOML data already parsed; ``lines`` gives the line of each path in its file."""
    reading = Reading(SCHEMA)
    sheet: RuleSheet = reading.table(RuleSheet, _with_conventions(data), ())
    sense = () if archived else check_rule_sheet(sheet)
    findings = reading.findings + [f for f in sense if not rests_on_bad(f, reading.bad, LEANS)]
    if findings:
        raise FaultyRuleSheet(faults(findings, reading.names, lines or {}))
    return sheet


def rule_sheet_json(sheet: RuleSheet) -> dict[str, Any]:
    """The normal form of ``sheet`` as plain JSON data: every value said, points as texts."""
    data: dict[str, Any] = to_json(sheet)
    return data


def rule_sheet_digest(sheet: RuleSheet) -> str:
    """The digest that freezes the rule sheet of a match: SHA-256 of the normal form, in hex.  Comments and order in the
    file do not matter."""
    return digest(sheet)


def rule_sheet_from_json(data: Mapping[str, Any]) -> RuleSheet:
    """The rule sheet of a normal form; raises ``Invalid`` for its shape, ``FaultyRuleSheet`` for impossible values."""
    return read_data(_as_in_a_file(RuleSheet, rule_sheet_json(from_json(RuleSheet, data))))


def _as_in_a_file(kind: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """A normal form as TOML would give it: what a file cannot say (None, an empty text) is left out, repeated tables
    are named in the singular."""
    return {FILE_NAMES.get((kind, key), key): value for key, value in _bare(data).items()}


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _bare(inner) for key, inner in value.items() if inner is not None and inner != ""}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _with_conventions(data: dict[str, Any]) -> dict[str, Any]:
    """Adds values that an organiser need not write: a right answer in a ladder or clue round is worth its step, and a
    stake or a mark is worth itself."""
    rounds = data.get("round")
    if not isinstance(rounds, list):
        return data
    return {**data, "round": [_with_points(r) if isinstance(r, dict) else r for r in rounds]}


def _with_points(rule: dict[str, Any]) -> dict[str, Any]:
    kind, points = rule.get("kind"), rule.get("points", {})
    if not isinstance(kind, str) or not isinstance(points, dict) or "right" in points:
        return rule
    if kind in NO_OWN_POINTS and "points" not in rule:
        return {**rule, "points": {"right": 0}}
    if kind in PARTS["steps"]:
        steps = rule.get("steps")
        return {**rule, "points": {"right": steps[0] if isinstance(steps, list) and steps else 0, **points}}
    return rule
