"""The rule by which the marks of panels become a ranking: the panel's rule, points, stages and the tie chain.

These are plain values; ``panel_reader`` makes them from TOML and lists every fault of a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.panel.rule import Criterion, PanelRule

RankBy = Literal["score", "borda", "majority"]
TieBy = Literal[
    "criterion", "section", "stage", "points", "first_places", "borda", "majority", "all_marks", "highest", "lowest"
]
NAMED: frozenset[str] = frozenset({"criterion", "section", "stage", "points"})
"""Links of a tie chain that need the name of what is compared (``of``)."""


@dataclass(frozen=True, slots=True)
class PointsRule:
    """Points that do not come from a panel: a bonus, a base value, a deduction (扣分), a factor (难度系数), or a lot's
    number.

    In the table of marks they are a row with this id as criterion and no judge; without a row they are 0.  With a
    ``stage`` they are part of its score, else of the final one, one after the other as the rule names them.
    ``times`` multiplies what stands before it; an entry without the factor waits for it.
    ``order`` adds nothing to a score: it is for the tie chain, 1 before 2 (a vote or a lot, recorded once).
    """

    id: str
    kind: Literal["add", "deduct", "order", "times"]
    name: str = ""
    high: Decimal = Decimal(10000)
    stage: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class PanelStage:
    """A stage (初评, 终评) and the weight of its score in the final one."""

    id: str
    weight: Decimal | Fraction
    name: str = ""


@dataclass(frozen=True, slots=True)
class TieRule:
    """One link of the tie chain.

    ``criterion``, ``section``, ``stage``: the higher score there, of the stage ``at`` if several stages have criteria ·
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
    shared; ``places``: the cut line is after this place, 0 for no line.  ``before_rounding``: scores are compared as
    they are before the final rounding.  ``margin``: a score that is at most this much below the best of a place is
    level with it."""

    by: RankBy = "score"
    ties: tuple[TieRule, ...] = ()
    places: int = 0
    before_rounding: bool = later(False)
    margin: Decimal | None = later(None)


@dataclass(frozen=True, slots=True)
class TotalRule:
    """What is done with the final score: of the stages (runs) the ``best`` count, 0 for all; and it is never below
    ``floor`` nor above ``cap``, its points included."""

    best: int = 0
    floor: Decimal | None = None
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TallyRule:
    """A whole rule of a tally.  Without stages there is one, ``""``, of weight 1."""

    name: str
    panel: PanelRule
    edition: int = 1
    points: tuple[PointsRule, ...] = ()
    stages: tuple[PanelStage, ...] = ()
    rank: RankRule = RankRule()
    total: TotalRule = TotalRule()

    def steps(self) -> tuple[PanelStage, ...]:
        """The stages, in order; one stage ``""`` if the rule names none."""
        return self.stages or (PanelStage("", Decimal(1)),)

    def names(self) -> dict[str, str]:
        """The name of every criterion, of all points and of every stage, by id."""
        named: tuple[Criterion | PointsRule | PanelStage, ...] = (*self.panel.criteria, *self.points, *self.stages)
        return {one.id: one.name for one in named}
