"""What a panel's marks show about its judges: severity, spread, agreement, far-off marks, mark sheets without
differences, identical mark sheets.

The report is for the chief judge, beside the result: nothing here changes a score.  Every figure needs a least sample
(``LEAST_…``) and is left out below it.  If values do not vary the figure is None, so nothing is divided by 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import Criterion
from scoring.engine.tally.mark_table import EntryMarks, MarkTable
from scoring.engine.tally.odd_marks import (
    LEAST_ENTRIES,
    FarMark,
    Flat,
    PanelTotals,
    Same,
    far_marks,
    flat_sheets,
    marks_given,
    near_sheets,
    same_sheets,
    total_of,
    without_difference,
)
from scoring.engine.tally.statistics import (
    cronbach_alpha,
    icc_agreement,
    kendall_w,
    spearman,
    spread,
)
from scoring.engine.tally.tally import Tally

LEAST_JUDGES = 3
"""The least number of judges for a figure of a panel's agreement."""
Missing = Literal["few_judges", "few_entries", "no_spread"]


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """One judge on one panel.

    ``severity``: how much milder (+) or more severe (−) than the other judges on the same entries, on average;
    ``spread``: standard deviation of the totals given; ``likeness``: rank correlation with the mean of the others.
    """

    judge: str
    entries: int
    states: Mapping[str, int]
    mean: Fraction | None
    least: Decimal | None
    most: Decimal | None
    severity: Fraction | None
    spread: Decimal | None
    likeness: Decimal | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the panel agrees on ``entries`` that all of ``judges`` have marked; ``why``: the reason if there is no
    figure."""

    entries: int
    judges: int
    w: Fraction | None = None
    icc_single: Fraction | None = None
    icc_panel: Fraction | None = None
    alpha: Fraction | None = None
    why: Missing | None = None


@dataclass(frozen=True, slots=True)
class PanelReport:
    """One panel: the judges of a stage and group."""

    stage: str
    group: str
    entries: int
    judges: tuple[JudgeLine, ...]
    agreement: Agreement
    far: tuple[FarMark, ...]
    flat: tuple[Flat, ...]
    same: tuple[Same, ...]


def panel_reports(table: MarkTable, result: Tally) -> tuple[PanelReport, ...]:
    """A report for every panel of the table, stage by stage, group by group."""
    found = []
    for number, stage in enumerate(result.rule.steps()):
        for group in table.groups():
            judges = table.panels.get((stage.id, group))
            entries = [one for one in table.entries.values() if one.group == group and stage.id in one.marks]
            if judges and entries:
                scores = {one.entry: one.score for one in result.results if one.group == group}
                totals = {one.id: scores[one.id].stages[number].judges for one in entries}
                criteria = result.rule.panel.criteria_at(stage.id)
                found.append(panel_report(stage.id, group, judges, criteria, entries, totals))
    return tuple(found)


def panel_report(
    stage: str,
    group: str,
    judges: Sequence[str],
    criteria: Sequence[Criterion],
    entries: Sequence[EntryMarks],
    totals: PanelTotals,
) -> PanelReport:
    """The report of one panel: its judges, their marks of these entries by criteria, and their totals."""
    sheets = {judge: marks_given(judge, stage, entries) for judge in judges}
    return PanelReport(
        stage,
        group,
        len(entries),
        tuple(_judge(judge, totals) for judge in judges),
        agreement(judges, totals),
        far_marks(stage, criteria, entries),
        flat_sheets(judges, criteria, totals, sheets),
        same_sheets(sheets, without_difference(judges, totals)) + near_sheets(sheets),
    )


def _judge(judge: str, totals: PanelTotals) -> JudgeLine:
    own: list[Decimal] = []
    others: list[Fraction] = []
    shared: list[Decimal] = []
    states: dict[str, int] = {}
    for given in totals.values():
        mark = given.get(judge, Mark(judge, None, "missing"))
        if mark.value is None:
            states[mark.state] = states.get(mark.state, 0) + 1
            continue
        own.append(mark.value)
        rest = [other.value for name, other in given.items() if name != judge and other.value is not None]
        if rest:
            shared.append(mark.value)
            others.append(Fraction(sum(rest, Decimal(0))) / len(rest))
    gaps = [Fraction(value) - other for value, other in zip(shared, others, strict=True)]
    likely = len(shared) >= LEAST_ENTRIES
    return JudgeLine(
        judge,
        len(own),
        states,
        Fraction(sum(own, Decimal(0))) / len(own) if own else None,
        min(own, default=None),
        max(own, default=None),
        sum(gaps, Fraction(0)) / len(gaps) if likely else None,
        spread(own) if len(own) >= LEAST_ENTRIES else None,
        spearman(shared, [_comparable(one) for one in others]) if likely else None,
    )


def _comparable(value: Fraction) -> Decimal:
    """Twenty places are enough to tell two means of marks apart; only their order counts."""
    return Decimal(value.numerator * 10**20 // value.denominator)


def agreement(judges: Sequence[str], totals: PanelTotals) -> Agreement:
    """The figures of agreement on the entries that every judge with marks has marked."""
    active = [j for j in judges if any(total_of(one, j) is not None for one in totals.values())]
    rows: list[list[Decimal]] = []
    for one in totals.values():
        row = [total_of(one, judge) for judge in active]
        rows += [[value for value in row if value is not None]] if None not in row else []
    if len(active) < LEAST_JUDGES:
        return Agreement(len(rows), len(active), why="few_judges")
    if len(rows) < LEAST_ENTRIES:
        return Agreement(len(rows), len(active), why="few_entries")
    w, icc, alpha = kendall_w(rows), icc_agreement(rows), cronbach_alpha(rows)
    single, whole = icc or (None, None)
    lacks = w is None or icc is None or alpha is None
    return Agreement(len(rows), len(active), w, single, whole, alpha, "no_spread" if lacks else None)
