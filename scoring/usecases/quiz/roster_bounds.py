"""How much a roster may hold, whoever brings it: typed, from a table, in a match book.  Far above any hall, and far
below what would hold up a server with a running match."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.engine.errors import Invalid
from scoring.engine.quiz.rule_sheet_checks import MOST_TEAMS

MOST_SEATS = 20
MOST_MEMBERS = 40
"""Contestants of a team, reserves among them."""

MOST_STATIONS = 500

MOST_CARRIED = Decimal(100_000)
"""The largest carried score, positive or negative: a larger number is a typing error, and ``1e999999999`` written in
full fills the memory."""

LONGEST: Mapping[str, int] = {"team": 60, "organisation": 120, "leader": 60, "piece": 60, "name": 60}
"""Characters of a text, by the field of a row."""


def check_teams(count: int) -> None:
    """Raises ``Invalid("teams-too-many")`` for more teams than a match may have."""
    if count > MOST_TEAMS:
        raise Invalid("teams-too-many", most=MOST_TEAMS, count=count)


def check_members(count: int) -> None:
    """Raises ``Invalid("members-too-many")`` for more contestants than a team may have."""
    if count > MOST_MEMBERS:
        raise Invalid("members-too-many", most=MOST_MEMBERS, count=count)


def check_rows(count: int) -> None:
    """Raises ``Invalid("roster-too-long")`` for more rows of contestants than the teams of a match can have."""
    if count > MOST_TEAMS * MOST_MEMBERS:
        raise Invalid("roster-too-long", most=MOST_TEAMS * MOST_MEMBERS, count=count)


def check_text(text: str, field: str) -> None:
    """Raises ``Invalid("text-too-long")`` for a text that is longer than its field may be."""
    if len(text) > LONGEST[field]:
        raise Invalid("text-too-long", field=field, limit=LONGEST[field])
