"""A panel's marks for one item of a match: who judges, what each has given, what the lock made of it.

The arithmetic is ``engine.panel``; here are only the people and their sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scoring.engine.panel.combine import PanelScore, combine
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.totals import judge_total


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


def totals(run: PanelRun, rule: PanelRule) -> tuple[Mark, ...]:
    """Every judge's total as a mark, in the order of the panel; without a sheet it is missing, or late if one waits."""
    return tuple(_total(run, rule, judge.id) for judge in run.judges)


def sheet_total(rule: PanelRule, judge: str, marks: Mapping[str, Decimal]) -> Decimal | None:
    """What one sheet comes to by the criteria's weights; None where a mark is wanting."""
    return judge_total(rule, judge, {c: Mark(judge, value) for c, value in marks.items()}).value


def score(run: PanelRun, rule: PanelRule) -> PanelScore:
    """What the rule makes of the sheets as they stand.  A lock that did not wait leaves missing marks out."""
    method = (rule.not_waiting() if run.forced else rule).combining
    return combine(totals(run, rule), method, rule.rounding.final)


def marks_by_criterion(run: PanelRun, rule: PanelRule) -> dict[str, dict[str, Mark]]:
    """Criterion → judge → mark, as a table of marks has them; a judge without a sheet is so on every criterion.

    A late sheet that nobody has accepted is late there, without its numbers.
    """
    found: dict[str, dict[str, Mark]] = {one.id: {} for one in rule.criteria}
    for judge in run.judges:
        own = _marks_of(run, rule, judge.id)
        for criterion, given in found.items():
            mark = own.get(criterion, Mark(judge.id, None, "missing"))
            given[judge.id] = mark if mark.state == "given" else Mark(judge.id, None, mark.state)
    return found


def _total(run: PanelRun, rule: PanelRule, judge: str) -> Mark:
    return judge_total(rule, judge, _marks_of(run, rule, judge))


def _marks_of(run: PanelRun, rule: PanelRule, judge: str) -> dict[str, Mark]:
    """A judge's marks by criterion; without a sheet none, or late ones if a sheet waits."""
    sheet = run.sheets.get(judge)
    if sheet is None:
        late = next((w for w in run.waiting.values() if w.judge == judge and w.kind == "late"), None)
        return {criterion: Mark(judge, value, "late") for criterion, value in late.marks.items()} if late else {}
    if sheet.state != "given":
        state: MarkState = sheet.state
        return {one.id: Mark(judge, None, state) for one in rule.criteria}
    return {criterion: Mark(judge, value) for criterion, value in sheet.marks.items()}
