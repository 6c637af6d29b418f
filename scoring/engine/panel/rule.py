"""The rule by which the judges of a panel mark, and by which their marks become a score.

One value for every job: the [round.panel] table of a rule sheet (``quiz.panel_table``) and the file of a panel rule
(``tally.rule_file``) are read into it, each with its own names and defaults.  Numbers are exact decimals, a ``weight``
is a factor (``0.6`` for 60 %).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.errors import Invalid
from scoring.engine.panel.audience import AudienceRule
from scoring.engine.panel.marks import MarkState
from scoring.engine.rounding import Number, Rounding

Method = Literal["mean", "median", "sum"]
Absent = Literal["wait", "leave_out", "zero"]
Late = Literal["wait", "leave_out", "zero", "count"]
Treatment = Literal["count", "zero", "leave_out", "wait"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion (评分项): range, step and weight of its marks.

    ``levels`` are texts from the best to the poorest, such as “18–20 分：观点鲜明，论述透彻”.  ``stage``: the one
    stage in which it is marked, else all of them.  ``section``: a group of criteria with a subtotal of its own.
    ``optional``: if an entry has no mark at all on it, the entry is not judged on it, and no mark counts as missing.
    ``share``: the weight is divided by it; a weight of ⅓ is 1 by 3.
    """

    id: str
    high: Decimal
    name: str = ""
    low: Decimal = Decimal(0)
    step: Decimal = Decimal("0.01")
    weight: Decimal = Decimal(1)
    levels: tuple[str, ...] = ()
    stage: str | None = None
    section: str | None = None
    optional: bool = False
    share: int = 1

    @property
    def factor(self) -> Number:
        """The weight, exactly."""
        return self.weight if self.share == 1 else Fraction(self.weight) / self.share


@dataclass(frozen=True, slots=True)
class Drop:
    """How many of the highest and lowest marks are dropped from ``judges`` marks on."""

    judges: int
    high: int = 0
    low: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """How far a mark may be from the mean: in points, or in percent of the mean.  One of the two is set."""

    points: Decimal | None = None
    percent: Decimal | None = None

    def limit(self, mean: Fraction) -> Fraction:
        """The greatest distance from this mean."""
        return Fraction(self.points) if self.points is not None else abs(mean) * Fraction(self.percent or 0) / 100


@dataclass(frozen=True, slots=True)
class PanelMethod:
    """How the marks of a panel become one score.

    ``over`` totals: each judge's marks by their weights are added first, and dropping looks at these totals ·
    criteria: every criterion has its own panel score, which is then weighted and added.
    ``drop_high`` and ``drop_low``: how many of the highest and lowest marks are dropped, if at least ``least`` marks
    count.  ``fewest``: with fewer marks there is no score.  A mark that has not come (``missing``): the score waits for
    it · it is left out · it counts 0.  A mark that came after the lock (``late``): the same, or it counts.
    ``abstained`` is left out or counts 0.  A recused judge is always left out: a recusal must not lower the score of
    the entry.  ``judges``: who is on the panel; if empty, every judge who has a mark or a seat there.
    ``drops``: in place of ``drop_high``, ``drop_low`` and ``least``, by the number of marks that count; the last one
    that they reach.  ``bound``: marks further from the mean of those that are left are moved to that bound, once, and
    the moved marks are averaged or added.
    """

    over: Literal["totals", "criteria"] = "totals"
    method: Method = "mean"
    drop_high: int = 0
    drop_low: int = 0
    least: int = 1
    fewest: int = 1
    missing: Absent = "wait"
    late: Late = "wait"
    abstained: Literal["leave_out", "zero"] = "leave_out"
    judges: tuple[str, ...] = ()
    drops: tuple[Drop, ...] = later(())
    bound: Bound | None = later(None)

    def dropping(self, count: int) -> tuple[int, int]:
        """How many of ``count`` marks are dropped, high and low."""
        if self.drops:
            return next(((one.high, one.low) for one in reversed(self.drops) if one.judges <= count), (0, 0))
        return (self.drop_high, self.drop_low) if count >= self.least else (0, 0)

    @property
    def drops_from(self) -> int | None:
        """From how many marks on any is dropped; None if none ever is."""
        if self.drops:
            return self.drops[0].judges
        return self.least if self.drop_high or self.drop_low else None

    def treatment(self, state: MarkState) -> Treatment:
        """What is done with a mark in this state."""
        if state == "given":
            return "count"
        if state == "missing":
            return self.missing
        if state == "late":
            return self.late
        return self.abstained if state == "abstained" else "leave_out"


TWO_PLACES = Rounding(2)


@dataclass(frozen=True, slots=True)
class Roundings:
    """Where rounding happens, in the order of the arithmetic; a step without a rounding is exact.

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
class PanelRule:
    """A panel's rule.  ``same_organisation_recused``: a judge may not mark a subject from the judge's own
    organisation.  ``audience``: the audience panel beside the judges; None where there is none."""

    criteria: tuple[Criterion, ...]
    combining: PanelMethod = PanelMethod()
    rounding: Roundings = Roundings()
    same_organisation_recused: bool = True
    audience: AudienceRule | None = later(None)

    def criteria_at(self, stage: str) -> tuple[Criterion, ...]:
        """The criteria marked in a stage."""
        return tuple(one for one in self.criteria if one.stage in (None, stage))

    @property
    def span(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest total that one judge can give."""
        low = sum((one.weight * one.low for one in self.criteria), Decimal(0))
        return low, sum((one.weight * one.high for one in self.criteria), Decimal(0))

    def not_waiting(self) -> PanelRule:
        """The same rule for marks that are locked: what the score would wait for is left out."""
        now = self.combining
        missing: Absent = "leave_out" if now.missing == "wait" else now.missing
        late: Late = "leave_out" if now.late == "wait" else now.late
        return replace(self, combining=replace(now, missing=missing, late=late))


def check_mark(criterion: Criterion, value: Decimal) -> None:
    """Raises ``Invalid``: ``mark-out-of-range`` or ``mark-off-step`` (steps are counted from the lowest mark)."""
    if not criterion.low <= value <= criterion.high:
        raise Invalid("mark-out-of-range", criterion=criterion.id, value=value, low=criterion.low, high=criterion.high)
    if (value - criterion.low) % criterion.step:
        raise Invalid("mark-off-step", criterion=criterion.id, value=value, step=criterion.step)
