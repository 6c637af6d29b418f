"""A panel rule's file as a value: its keys, their types and defaults, and its value as a ``TallyRule``.

The digest of a rule is computed from this shape, so no field of it may change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoring.engine.codec import later
from scoring.engine.panel.rule import Criterion, PanelMethod, PanelRule, Roundings
from scoring.engine.tally.rule import PanelStage, PointsRule, RankRule, TallyRule, TotalRule


@dataclass(frozen=True, slots=True)
class CriterionTable:
    """A [[criterion]] table."""

    id: str
    high: Decimal
    name: str = ""
    low: Decimal = Decimal(0)
    step: Decimal = Decimal("0.01")
    weight: Decimal | Fraction = Decimal(1)
    stage: str | None = None
    section: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The whole file; the tables that the arithmetic takes unchanged are in ``panel.rule`` and ``rule``."""

    name: str
    criteria: tuple[CriterionTable, ...]
    edition: int = 1
    panel: PanelMethod = field(default_factory=PanelMethod)
    points: tuple[PointsRule, ...] = ()
    stages: tuple[PanelStage, ...] = ()
    rounding: Roundings = field(default_factory=Roundings)
    rank: RankRule = field(default_factory=RankRule)
    total: TotalRule = later(TotalRule())


def rule_of(file: RuleFile) -> TallyRule:
    """The file's content as a rule."""
    criteria = tuple(map(_criterion, file.criteria))
    panel = PanelRule(criteria, file.panel, file.rounding)
    return TallyRule(file.name, panel, file.edition, file.points, file.stages, file.rank, file.total)


def file_of(rule: TallyRule) -> RuleFile:
    """The file of this rule."""
    criteria = tuple(
        CriterionTable(one.id, one.high, one.name, one.low, one.step, one.factor, one.stage, one.section, one.optional)
        for one in rule.panel.criteria
    )
    panel, rounding = rule.panel.combining, rule.panel.rounding
    return RuleFile(rule.name, criteria, rule.edition, panel, rule.points, rule.stages, rounding, rule.rank, rule.total)


def _criterion(one: CriterionTable) -> Criterion:
    weight, share = (one.weight, 1) if isinstance(one.weight, Decimal) else one.weight.as_integer_ratio()
    return Criterion(
        one.id,
        one.high,
        one.name,
        one.low,
        one.step,
        Decimal(weight),
        stage=one.stage,
        section=one.section,
        optional=one.optional,
        share=share,
    )
