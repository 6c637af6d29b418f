"""What a rule sheet's TOML may hold: the names in the file, and the range of every value.

The keys, their types and their defaults are those of the dataclasses in ``rule_sheet``; this table adds only what a
type cannot say.  Checks between several values are in ``round_rules`` and ``rule_sheet_checks``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from scoring.engine.panel.audience import AudienceRule
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable
from scoring.engine.quiz.rule_sheet import (
    TIE_OFF,
    BestPlayer,
    Clocks,
    ContestRule,
    FoulStep,
    FreezeRule,
    Points,
    PressRule,
    QuestionType,
    RiskRule,
    Round,
    RuleSheet,
    Stake,
    Supporters,
    TieOff,
    Token,
)
from scoring.engine.quiz.rule_sheet_document import DocumentText
from scoring.engine.rulefile.schema import Schema
from scoring.engine.stages import Award, PaperPart, Stage

QUESTION_TYPES: tuple[str, ...] = get_args(QuestionType)

FILE_NAMES: dict[tuple[type, str], str] = {
    (RuleSheet, "rounds"): "round",
    (RuleSheet, "tokens"): "token",
    (RuleSheet, "stages"): "stage",
    (RuleSheet, "awards"): "award",
}
"""The key in the file if it is not the field's name: a table that is repeated is named in the singular."""

SPAN = Decimal(10000)
"""The largest size of an item's, stake's or base's points, positive or negative: a larger number is a typing error."""

_LIMITS: dict[tuple[type, str], tuple[int | Decimal, int | Decimal]] = {
    (RuleSheet, "base"): (-SPAN, SPAN),
    (RuleSheet, "floor"): (-SPAN, SPAN),
    (RuleSheet, "edition"): (1, 9999),
    (RuleSheet, "members"): (1, 20),
    (RuleSheet, "reserves"): (0, 20),
    (RuleSheet, "substitutions"): (0, 20),
    (RuleSheet, "spares"): (0, 500),
    (RuleSheet, "tie_matters"): (1, 500),
    (Round, "items"): (1, 500),
    (Round, "prompting"): (-SPAN, 0),
    (Round, "passes"): (1, 500),
    (Round, "phones"): (5, 600),
    (Round, "total"): (10, 7200),
    (Round, "until"): (Decimal("0.01"), SPAN),
    (Round, "steps"): (Decimal("0.01"), SPAN),
    (Points, "right"): (0, SPAN),
    (Points, "wrong"): (-SPAN, 0),
    (Points, "timeout"): (-SPAN, 0),
    (Points, "give_up"): (-SPAN, 0),
    (Points, "blank"): (-SPAN, 0),
    (Supporters, "right"): (0, SPAN),
    (Supporters, "wrong"): (-SPAN, 0),
    (Clocks, "answer"): (1, 3600),
    (Clocks, "begin"): (1, 600),
    (Clocks, "press"): (1, 600),
    (Clocks, "countdown"): (0, 30),
    (Clocks, "media"): (1, 3600),
    (Clocks, "late"): (-SPAN, 0),
    (FoulStep, "points"): (-SPAN, 0),
    (PressRule, "window_ms"): (0, 500),
    (PressRule, "attempts"): (1, 50),
    (Stake, "points"): (Decimal("0.01"), SPAN),
    (Stake, "clock"): (1, 3600),
    (PanelTable, "judges"): (1, 99),
    (PanelTable, "low"): (-SPAN, SPAN),
    (PanelTable, "high"): (-SPAN, SPAN),
    (PanelTable, "step"): (Decimal("0.001"), SPAN),
    (CriterionTable, "low"): (-SPAN, SPAN),
    (CriterionTable, "high"): (-SPAN, SPAN),
    (CriterionTable, "step"): (Decimal("0.001"), SPAN),
    (CriterionTable, "weight"): (Decimal("0.0001"), Decimal(100)),
    (PanelTable, "drop_high"): (0, 49),
    (PanelTable, "drop_low"): (0, 49),
    (PanelTable, "least"): (1, 99),
    (PanelTable, "digits"): (0, 4),
    (AudienceRule, "weight"): (1, 99),
    (AudienceRule, "low"): (-SPAN, SPAN),
    (AudienceRule, "high"): (-SPAN, SPAN),
    (AudienceRule, "digits"): (0, 4),
    (AudienceRule, "size"): (0, 100_000),
    (Token, "count"): (1, 99),
    (TieOff, "answer"): (1, 3600),
    (TieOff, "press"): (1, 600),
    (Stage, "groups"): (1, 200),
    (Stage, "advance"): (0, 500),
    (Stage, "runners_up"): (0, 500),
    (Stage, "papers"): (1, 20),
    (Stage, "highest"): (Decimal("0.5"), SPAN),
    (PaperPart, "highest"): (Decimal("0.5"), SPAN),
    (Award, "count"): (0, 500),
    (Award, "ranks"): (1, 500),
    (BestPlayer, "count"): (1, 50),
    (FreezeRule, "after"): (0, 500),
}
LIMITS = {key: (Decimal(low), Decimal(high)) for key, (low, high) in _LIMITS.items()}
"""The least and the greatest value of every number; for a list, of each of its values."""

LONGEST = {
    (RuleSheet, "name"): 80,
    (RuleSheet, "chief"): 20,
    (ContestRule, "entry"): 12,
    (DocumentText, "title"): 80,
    (Round, "name"): 40,
    (Token, "name"): 40,
    (TieOff, "name"): 40,
    (Stage, "name"): 40,
    (PaperPart, "name"): 40,
    (Award, "name"): 40,
    (Award, "rule"): 200,
    (BestPlayer, "name"): 40,
    (CriterionTable, "name"): 40,
    (AudienceRule, "name"): 12,
}

NOT_EMPTY: frozenset[tuple[type, str]] = frozenset({
    (RuleSheet, "rounds"), (Round, "types"), (RiskRule, "stakes"), (PressRule, "fouls"), (RuleSheet, "ranking"),
})  # fmt: skip
"""Lists that must hold something."""

IDS: frozenset[tuple[type, str]] = frozenset({(RuleSheet, "id"), (Round, "id"), (Token, "id"), (CriterionTable, "id")})

RESERVED_ROUND_IDS = frozenset({TIE_OFF})
"""Round names that the ledger itself uses."""

KEYS_OF: dict[tuple[type, str], tuple[str, ...]] = {(Round, "by_type"): QUESTION_TYPES}
"""The keys of tables that are not dataclasses."""

TITLES: frozenset[tuple[type, str]] = frozenset({(RuleSheet, "chief"), (ContestRule, "entry"), (AudienceRule, "name")})
"""Texts that stand within sentences."""

SCHEMA = Schema(
    limits=LIMITS, file_names=FILE_NAMES, keys_of=KEYS_OF, not_empty=NOT_EMPTY, ids=IDS, longest=LONGEST, titles=TITLES
)
