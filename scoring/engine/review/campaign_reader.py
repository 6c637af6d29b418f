"""Campaigns as files: TOML text → ``Campaign``, every fault at once with its place; and their one JSON form."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_checks import check_campaign
from scoring.engine.review.campaign_leans import LEANS
from scoring.engine.review.campaign_schema import SCHEMA
from scoring.engine.rulefile.leans import rests_on_bad
from scoring.engine.rulefile.reader import faults, parse
from scoring.engine.rulefile.values import Reading, finding


def read_campaign(text: str, *, zones: Collection[str] = ()) -> Campaign:
    """The campaign written in ``text`` (TOML); raises ``FaultyRuleSheet`` with every fault in order of line.

    ``zones``: the names of all time zones; where none are given, a zone's name is checked by its form alone.
    """
    data, lines = parse(text)
    reading = Reading(SCHEMA)
    campaign: Campaign = reading.table(Campaign, data, ())
    found = [one for one in check_campaign(campaign) if not rests_on_bad(one, reading.bad, LEANS)]
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
