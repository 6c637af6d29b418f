"""The [round.panel] table of a rule sheet: its keys, their types and defaults, and its value as a ``PanelRule``.

The digest of a rule sheet covers these fields, so none of them may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.panel.audience import AudienceRule
from scoring.engine.panel.rule import Criterion, PanelMethod, PanelRule, Roundings
from scoring.engine.rounding import Mode, Rounding

WHOLE = "score"
"""The id of the one criterion of a panel that gives a single mark."""


@dataclass(frozen=True, slots=True)
class CriterionTable:
    """A criterion (评分项) of a panel; ``levels`` are texts from the best to the poorest."""

    id: str
    name: str
    high: Decimal
    low: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    weight: Decimal = Decimal(1)
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelTable:
    """Marks of a panel for one item: size, range, what is dropped, rounding (digits and mode).

    Without ``criteria`` a judge gives one mark from ``low`` to ``high``.  ``show_count``: while the judges mark, the
    hall sees how many mark sheets are in, and never whose.  ``audience``: an audience panel beside the judges.
    """

    judges: int = 5
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(20)
    step: Decimal = Decimal(1)
    drop_high: int = 1
    drop_low: int = 1
    least: int = 5
    missing: Literal["wait", "leave_out"] = "wait"
    digits: int = 0
    rounding: Mode = "half_up"
    same_unit_recused: bool = True
    criteria: tuple[CriterionTable, ...] = ()
    levels: tuple[str, ...] = ()
    show_count: bool = later(False)
    audience: AudienceRule | None = later(None)


def panel_rule(table: PanelTable | None) -> PanelRule:
    """The table as a ``PanelRule``; None, for a judged round without a table, gives the defaults.

    A late mark is treated as a missing one until it is accepted.
    """
    table = table or PanelTable()
    criteria = tuple(
        Criterion(one.id, one.high, one.name, one.low, one.step, one.weight, one.levels) for one in table.criteria
    )
    whole = Criterion(WHOLE, table.high, "", table.low, table.step, levels=table.levels)
    combining = PanelMethod(
        drop_high=table.drop_high,
        drop_low=table.drop_low,
        least=table.least,
        missing=table.missing,
        late=table.missing,
    )
    rounding = Roundings(final=Rounding(table.digits, table.rounding))
    return PanelRule(criteria or (whole,), combining, rounding, table.same_unit_recused, table.audience)
