"""Panel rules as files: TOML text → ``TallyRule``, every fault at once with its place and line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.rulefile.leans import rests_on_bad
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import faults, parse
from scoring.engine.rulefile.values import Reading
from scoring.engine.tally.panel_checks import check_panel_rule
from scoring.engine.tally.panel_leans import LEANS
from scoring.engine.tally.panel_schema import SCHEMA
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.rule_file import RuleFile, file_of, rule_of


def read_panel_rule(text: str) -> TallyRule:
    """The panel rule written in ``text`` (TOML); raises ``FaultyRuleSheet`` with every fault in order of line."""
    return read_panel_data(*parse(text))


def read_panel_data(data: dict[str, Any], lines: Mapping[Path, int] | None = None) -> TallyRule:
    """The panel rule from TOML data already parsed; ``lines`` gives the line of each path in its file."""
    reading = Reading(SCHEMA)
    rule = rule_of(reading.table(RuleFile, data, ()))
    findings = reading.findings + [f for f in check_panel_rule(rule) if not rests_on_bad(f, reading.bad, LEANS)]
    if findings:
        raise FaultyRuleSheet(faults(findings, reading.names, lines or {}))
    return rule


def panel_json(rule: TallyRule) -> dict[str, Any]:
    """The normal form of ``rule`` as plain JSON data: every value said, points as texts."""
    data: dict[str, Any] = to_json(file_of(rule))
    return data


def panel_digest(rule: TallyRule) -> str:
    """SHA-256 of the rule's normal form, in hex: comments and order in the file do not matter."""
    return digest(file_of(rule))
