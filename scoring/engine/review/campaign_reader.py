"""Campaigns as files: TOML text → ``Campaign``, every fault at once with its place; and their one JSON form."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_checks import check_campaign
from scoring.engine.review.campaign_schema import SCHEMA
from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.reader import faults, parse
from scoring.engine.rulefile.values import Finding, Reading, finding


def read_campaign(text: str, *, zones: Collection[str] = ()) -> Campaign:
    """The campaign written in ``text`` (TOML); raises ``FaultyRuleSheet`` with every fault in order of line.

    ``zones``: the names of all time zones; where none are given, a zone's name is checked by its form alone.
    """
    data, lines = parse(text)
    reading = Reading(SCHEMA)
    campaign: Campaign = reading.table(Campaign, data, ())
    found = [one for one in check_campaign(campaign) if not _rests_on_bad(one, reading.bad)]
    if zones and campaign.zone not in zones and not any(one.code == "not-zone" for one in found):
        found.append(finding(("zone",), "not-zone", found=campaign.zone))
    if findings := reading.findings + found:
        raise FaultyRuleSheet(faults(findings, reading.names, lines))
    return campaign


def campaign_json(campaign: Campaign) -> dict[str, Any]:
    """The normal form of ``campaign`` as plain JSON data: every value said, numbers and days as texts."""
    data: dict[str, Any] = to_json(campaign)
    return data


def campaign_digest(campaign: Campaign) -> str:
    """SHA-256 of the normal form, in hex: comments and order of keys in the file do not matter."""
    return digest(campaign)


def _rests_on_bad(found: Finding, bad: set[Path]) -> bool:
    """Whether a finding depends on a value that is already faulty and was replaced: this value, one around it or in it,
    or one beside it in the same table.  A finding that names something (``no-such-…``) depends on the names, too, and
    on what kind of field or stage bears one; on the kind of an award nothing depends."""
    path = found.path
    if any(other[: len(path)] == path for other in bad):
        return True
    if any(path[:n] in bad for n in range(1, len(path) + 1)):
        return True
    if any(len(other) > 1 and other[:-1] == path[:-1] for other in bad):
        return True
    names = [other for other in bad if other[-1] in ("id", "kind") and (other[0], other[2:]) != ("award", ("kind",))]
    return found.code.startswith("no-such-") and bool(names)
