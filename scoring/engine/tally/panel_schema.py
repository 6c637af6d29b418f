"""What a panel rule's TOML may hold: the names in the file, and the range of every value."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.engine.panel.rule import Bound, Drop, PanelMethod
from scoring.engine.rounding import Rounding
from scoring.engine.rulefile.schema import Schema
from scoring.engine.tally.rule import PanelStage, PointsRule, RankRule, TieRule, TotalRule
from scoring.engine.tally.rule_file import CriterionTable, RuleFile

SPAN = Decimal(10000)

_LIMITS: dict[tuple[type, str], tuple[int | Decimal, int | Decimal]] = {
    (RuleFile, "edition"): (1, 9999),
    (CriterionTable, "high"): (-SPAN, SPAN),
    (CriterionTable, "low"): (-SPAN, SPAN),
    (CriterionTable, "step"): (Decimal("0.0001"), SPAN),
    (CriterionTable, "weight"): (Decimal("0.0001"), SPAN),
    (PointsRule, "high"): (0, SPAN),
    (PanelStage, "weight"): (Decimal("0.0001"), 1),
    (PanelMethod, "drop_high"): (0, 49),
    (PanelMethod, "drop_low"): (0, 49),
    (PanelMethod, "least"): (1, 999),
    (PanelMethod, "fewest"): (1, 999),
    (Drop, "judges"): (2, 999),
    (Drop, "high"): (0, 49),
    (Drop, "low"): (0, 49),
    (Bound, "points"): (0, SPAN),
    (Bound, "percent"): (0, 100),
    (Rounding, "digits"): (0, 8),
    (RankRule, "places"): (0, 9999),
    (RankRule, "margin"): (0, SPAN),
    (TotalRule, "best"): (0, 99),
    (TotalRule, "floor"): (-SPAN, SPAN),
    (TotalRule, "cap"): (-SPAN, SPAN),
}

_TEXT_IDS = frozenset({
    (CriterionTable, "id"), (CriterionTable, "stage"), (CriterionTable, "section"), (PointsRule, "id"),
    (PointsRule, "stage"), (PointsRule, "section"), (PanelStage, "id"), (TieRule, "of"), (TieRule, "at"),
})  # fmt: skip

SCHEMA = Schema(
    limits={key: (Decimal(low), Decimal(high)) for key, (low, high) in _LIMITS.items()},
    file_names={
        (RuleFile, "criteria"): "criterion",
        (RuleFile, "stages"): "stage",
        (RankRule, "ties"): "tie",
    },
    ratios=frozenset({(CriterionTable, "weight"), (PanelStage, "weight")}),
    not_empty=frozenset({(RuleFile, "criteria")}),
    ids=_TEXT_IDS,
    # Offices name their criteria in Chinese, and the table of marks has that name.
    id_form=re.compile(r"[^\W_](?:[\w-]{0,38}[\w-])?"),
    longest={(RuleFile, "name"): 80, (CriterionTable, "name"): 40, (PointsRule, "name"): 40, (PanelStage, "name"): 40},
    most_in_list=500,
)
