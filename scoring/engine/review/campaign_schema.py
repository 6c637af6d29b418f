"""What a campaign's TOML may hold: the names in the file, and the range of every value.

The keys, their types and their defaults are those of the dataclasses in ``campaign`` and ``form``, and of the panel's
rule; this table adds only what a type cannot say.  Checks between values are in ``campaign_checks``.
"""

from __future__ import annotations

from decimal import Decimal

from scoring.engine.review.campaign import (
    Award,
    Bar,
    Campaign,
    Decision,
    Entry,
    Level,
    Notice,
    Objections,
    Phase,
    Quota,
    SignOff,
    Stage,
)
from scoring.engine.review.form import Box, FormField
from scoring.engine.rulefile.schema import FieldPlace, Schema
from scoring.engine.tally.panel_schema import SCHEMA as PANEL
from scoring.engine.tally.rule import TieRule
from scoring.engine.tally.rule_file import CriterionTable

FILE_NAMES: dict[FieldPlace, str] = {
    (Campaign, "awards"): "award",
    (Campaign, "levels"): "level",
    (Campaign, "stages"): "stage",
    (Campaign, "notices"): "notice",
    (Campaign, "fields"): "field",
    (Campaign, "boxes"): "box",
    (Campaign, "sign_offs"): "sign_off",
    (Campaign, "ties"): "tie",
    (Campaign, "phases"): "phase",
    (Entry, "bars"): "bar",
    (Award, "quotas"): "quota_of",
    (Award, "fields"): "field",
    (Award, "criteria"): "criterion",
    (Award, "ties"): "tie",
}
"""The key in the file if it is not the field's name: a table that is repeated is named in the singular."""

_LIMITS: dict[FieldPlace, tuple[int | Decimal, int | Decimal]] = {
    (Campaign, "edition"): (1, 9999),
    (Award, "places"): (1, 5000),
    (Award, "put_forward"): (0, 5000),
    (Award, "shortlist"): (1, 5000),
    (Award, "quota"): (0, 5000),
    (Quota, "most"): (0, 5000),
    (Bar, "years"): (0, 99),
    (FormField, "characters"): (1, 20000),
    (FormField, "most"): (1, 50),
    (FormField, "megabytes"): (1, 500),
    (Stage, "weight"): (Decimal("0.0001"), 1),
    (Stage, "through"): (0, 5000),
    (Notice, "days"): (1, 365),
    (Objections, "answer_days"): (1, 365),
}

SCHEMA = Schema(
    limits={
        **PANEL.limits,
        **{place: (Decimal(low), Decimal(high)) for place, (low, high) in _LIMITS.items()},
    },
    file_names=FILE_NAMES,
    ratios=PANEL.ratios | {(Stage, "weight")},
    not_empty=frozenset({
        (Campaign, "awards"), (Campaign, "levels"), (Campaign, "stages"), (Campaign, "notices"), (Award, "criteria"),
        (Decision, "by"), (Objections, "grounds"), (Notice, "where"),
    }),
    ids=frozenset({
        (Campaign, "id"), (Award, "id"), (FormField, "id"), (Level, "id"), (Stage, "id"), (CriterionTable, "id"),
    }),
    most_in_list=500,
    longest={
        (Campaign, "name"): 80, (Award, "name"): 60, (FormField, "name"): 40, (Level, "name"): 60, (Stage, "name"): 40,
        (Box, "name"): 40, (Phase, "name"): 40, (SignOff, "department"): 60, (CriterionTable, "name"): 40,
        (Quota, "unit"): 100, (TieRule, "of"): 64, (TieRule, "at"): 64,
        (Campaign, "chair"): 20,
    },
    titles=frozenset({(Campaign, "chair")}),
)  # fmt: skip
