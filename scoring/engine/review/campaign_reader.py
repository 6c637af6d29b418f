"""Campaigns as files: TOML text → ``Campaign``, every fault at once with its place; and their one JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_checks import check_campaign
from scoring.engine.review.campaign_schema import SCHEMA
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import faults, parse
from scoring.engine.rulefile.values import Finding, Reading


def read_campaign(text: str) -> Campaign:
    """The campaign written in ``text`` (TOML); raises ``FaultyRuleSheet`` with every fault in order of line."""
    data, lines = parse(text)
    return _read(data, lines)


def campaign_json(campaign: Campaign) -> dict[str, Any]:
    """The normal form of ``campaign`` as plain JSON data: every value said, numbers and days as texts."""
    data: dict[str, Any] = to_json(campaign)
    return data


def campaign_digest(campaign: Campaign) -> str:
    """SHA-256 of the normal form, in hex: comments and order of keys in the file do not matter."""
    return digest(campaign)


def _read(data: dict[str, Any], lines: Mapping[Path, int]) -> Campaign:
    reading = Reading(SCHEMA)
    campaign: Campaign = reading.table(Campaign, data, ())
    findings = reading.findings + [f for f in check_campaign(campaign) if not _rests_on_bad(f, reading.bad)]
    if findings:
        raise FaultyRuleSheet(faults(findings, reading.names, lines))
    return campaign


def _rests_on_bad(finding: Finding, bad: set[Path]) -> bool:
    """Whether a finding depends on a value that is already faulty and was replaced: this value, one around it or in it,
    or one beside it in the same table.  A finding that names something (``no-such-…``) depends on the names, too."""
    path = finding.path
    if any(other[: len(path)] == path for other in bad):
        return True
    if any(path[:n] in bad for n in range(1, len(path) + 1)):
        return True
    if any(len(other) > 1 and other[:-1] == path[:-1] for other in bad):
        return True
    return finding.code.startswith("no-such-") and any(other[-1] in ("id", "kind") for other in bad)
