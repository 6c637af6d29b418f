"""The rule by which a panel's marks become a ranking: criteria, dropping, stages, rounding at each step, ties.

These are plain values; ``panel_reader`` makes them from TOML and lists every fault of a file.  Numbers are exact
decimals, a ``weight`` is a factor (``0.6`` for 60 %).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.engine.panel.combine import Absent, Method
from scoring.engine.rounding import Rounding

RankBy = Literal["score", "borda", "majority"]
TieBy = Literal[
    "criterion", "section", "stage", "points", "first_places", "borda", "majority", "all_marks", "highest", "lowest"
]
NAMED: frozenset[str] = frozenset({"criterion", "section", "stage", "points"})
"""Links of a tie chain that need the name of what is compared (``of``)."""


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """A criterion (评分项): range, step and weight of its marks.

    ``stage``: the one stage in which it is marked, else all of them.  ``section``: a group of criteria with a subtotal
    of its own.  ``optional``: an entry without any mark on it is not judged on it, instead of missing every judge.
    """

    id: str
    high: Decimal
    name: str = ""
    low: Decimal = Decimal(0)
    step: Decimal = Decimal("0.01")
    weight: Decimal = Decimal(1)
    stage: str | None = None
    section: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PointsRule:
    """Points that no panel gives: a bonus, a base value, a deduction (扣分), or the number of a lot drawn.

    In the table of marks they are a row with this id as criterion and no judge; without a row they are 0.  With a
    ``stage`` they are part of its score, else of the final one.
    ``order`` adds nothing: it is there for the tie chain, 1 before 2 (a vote or a lot, recorded once).
    """

    id: str
    kind: Literal["add", "deduct", "order"]
    name: str = ""
    high: Decimal = Decimal(10000)
    stage: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class PanelStage:
    """A stage (初评, 终评) and what its score weighs in the final one."""

    id: str
    weight: Decimal
    name: str = ""


@dataclass(frozen=True, slots=True)
class PanelMethod:
    """How the marks of a panel become one score.

    ``over`` totals: each judge's marks by their weights are added first, and dropping looks at these totals ·
    criteria: every criterion has its own panel score, which is then weighted and added.
    ``judges``: who sits on the panel; empty: whoever has a row in the stage and group.  The rest is as in
    ``panel.CombineRule``.
    """

    over: Literal["totals", "criteria"] = "totals"
    method: Method = "mean"
    drop_high: int = 0
    drop_low: int = 0
    least: int = 1
    fewest: int = 1
    missing: Absent = "wait"
    late: Literal["wait", "leave_out", "zero", "count"] = "wait"
    abstained: Literal["leave_out", "zero"] = "leave_out"
    judges: tuple[str, ...] = ()


TWO_PLACES = Rounding(2)


@dataclass(frozen=True, slots=True)
class Roundings:
    """Where rounding happens, in the order of the arithmetic; a step that is not said is exact.

    ``judge``: a judge's total · ``criterion``: the panel's score on a criterion · ``weighted``: a criterion by its
    weight (of the panel, or within a judge's total) · ``entry``: what the panel gives an entry in a stage, points
    included · ``stage``: that by the stage's weight · ``final``.
    """

    judge: Rounding | None = None
    criterion: Rounding | None = None
    weighted: Rounding | None = None
    entry: Rounding | None = None
    stage: Rounding | None = None
    final: Rounding = TWO_PLACES


@dataclass(frozen=True, slots=True)
class TieRule:
    """One link of the tie chain.

    ``criterion``, ``section``, ``stage``: the higher score there, of the stage ``at`` where criteria stand in several ·
    ``points``: more of what is added, less of what is deducted or numbered · ``first_places``: more judges who put it
    first · ``borda``, ``majority``: the places the judges give · ``all_marks``: the mean with nothing dropped ·
    ``highest``, ``lowest``: the highest or lowest judge's total.
    """

    by: TieBy
    of: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class RankRule:
    """``by``: scores, or the judges' places (Borda, majority of places); ``ties`` in order, after which a rank is
    shared; ``places``: where the cut line lies, 0 for none."""

    by: RankBy = "score"
    ties: tuple[TieRule, ...] = ()
    places: int = 0


@dataclass(frozen=True, slots=True)
class PanelRule:
    """A whole panel rule.  Without stages there is one, ``""``, of weight 1."""

    name: str
    criteria: tuple[CriterionRule, ...]
    edition: int = 1
    panel: PanelMethod = PanelMethod()
    points: tuple[PointsRule, ...] = ()
    stages: tuple[PanelStage, ...] = ()
    rounding: Roundings = Roundings()
    rank: RankRule = RankRule()

    def steps(self) -> tuple[PanelStage, ...]:
        """The stages, in order; the only one where the rule names none."""
        return self.stages or (PanelStage("", Decimal(1)),)

    def criteria_at(self, stage: str) -> tuple[CriterionRule, ...]:
        """The criteria marked in a stage."""
        return tuple(one for one in self.criteria if one.stage in (None, stage))
