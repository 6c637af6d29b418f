"""A panel's marks for one item of a match: who judges, what each has given, what the lock made of it.

The arithmetic is ``engine.panel``; here are only the people and their sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from scoring.engine.panel.combine import CombineRule, PanelScore, combine
from scoring.engine.panel.marks import Criterion, Mark, MarkState, judge_total
from scoring.engine.quiz.sheet import PanelRule

WHOLE = "score"
"""The id of the one criterion of a panel that marks as a whole."""


@dataclass(frozen=True, slots=True)
class PanelJudge:
    """A member of the panel: the ticket's id, what the card says, the unit it comes from."""

    id: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MarkSheet:
    """One judge's sheet (评分表) as it stands.  ``marks`` by criterion, empty for abstained and recused.

    ``version`` counts from 1; ``seq`` is the entry that gave it.  ``source``: typed by the judge, or from paper.
    """

    judge: str
    state: Literal["given", "abstained", "recused"]
    marks: Mapping[str, Decimal]
    version: int
    seq: int
    at: int
    source: Literal["tablet", "paper"] = "tablet"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sheet that waits for a second person: late, from paper, or a correction after the lock.  ``by`` who gave it."""

    judge: str
    kind: Literal["late", "paper", "correction"]
    marks: Mapping[str, Decimal]
    by: str
    reason: str
    seq: int
    at: int


@dataclass(frozen=True, slots=True)
class PanelRun:
    """The panel of one item.  ``opened`` and ``locked`` are seqs; ``history`` holds every version that was replaced.

    ``waiting`` holds sheets that need a second person, by seq.  ``whole``: marked and locked with its whole round.
    """

    judges: tuple[PanelJudge, ...]
    opened: int
    locked: int | None = None
    forced: bool = False
    sheets: Mapping[str, MarkSheet] = field(default_factory=dict)
    history: tuple[MarkSheet, ...] = ()
    waiting: Mapping[int, Waiting] = field(default_factory=dict)
    whole: bool = False

    def judge(self, judge_id: str) -> PanelJudge | None:
        """The member with this id."""
        return next((judge for judge in self.judges if judge.id == judge_id), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Judges who have neither marked, nor abstained, nor been recused."""
        return tuple(judge.id for judge in self.judges if judge.id not in self.sheets)


def criteria_of(rule: PanelRule) -> tuple[Criterion, ...]:
    """The criteria of a panel; one for the whole where the sheet names none."""
    if not rule.criteria:
        return (Criterion(WHOLE, "", rule.low, rule.high, rule.step),)
    return tuple(Criterion(c.id, c.name, c.low, c.high, c.step, c.weight) for c in rule.criteria)


def totals(run: PanelRun, rule: PanelRule) -> tuple[Mark, ...]:
    """Every judge's total as a mark, in the order of the panel; without a sheet it is missing, or late if one waits."""
    return tuple(_total(run, rule, judge.id) for judge in run.judges)


def sheet_total(rule: PanelRule, judge: str, marks: Mapping[str, Decimal]) -> Decimal | None:
    """What one sheet comes to by the criteria's weights; None where a mark is wanting."""
    return judge_total(judge, criteria_of(rule), {c: Mark(judge, value) for c, value in marks.items()}).value


def combine_rule(panel: PanelRule) -> CombineRule:
    """The sheet's panel as a rule of the panel engine."""
    return CombineRule(
        drop_high=panel.drop_high,
        drop_low=panel.drop_low,
        least=panel.least,
        missing=panel.missing,
        digits=panel.digits,
        rounding=panel.rounding,
    )


def score(run: PanelRun, rule: PanelRule) -> PanelScore:
    """What the rule makes of the sheets as they stand.  A lock that did not wait leaves missing marks out."""
    how = combine_rule(rule)
    return combine(totals(run, rule), replace(how, missing="leave_out") if run.forced else how)


def _total(run: PanelRun, rule: PanelRule, judge: str) -> Mark:
    sheet = run.sheets.get(judge)
    if sheet is None:
        late = next((w for w in run.waiting.values() if w.judge == judge and w.kind == "late"), None)
        value = sheet_total(rule, judge, late.marks) if late else None
        return Mark(judge, None, "missing") if value is None else Mark(judge, value, "late")
    if sheet.state != "given":
        state: MarkState = sheet.state
        return Mark(judge, None, state)
    given = {criterion: Mark(judge, value) for criterion, value in sheet.marks.items()}
    return judge_total(judge, criteria_of(rule), given)
