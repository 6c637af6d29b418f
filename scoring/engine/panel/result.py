"""What the rule makes of the mark sheets of a sitting: each judge's total, the score, and the marks for a table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.engine.panel.combine import PanelScore, combine
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import Sitting
from scoring.engine.panel.totals import judge_total


def totals(sitting: Sitting, rule: PanelRule) -> tuple[Mark, ...]:
    """Every judge's total as a mark, in the order of the panel; without a mark sheet it is missing, or late if one
    waits."""
    return tuple(judge_total(rule, judge.id, _marks_of(sitting, rule, judge.id)) for judge in sitting.judges)


def sheet_total(rule: PanelRule, judge: str, marks: Mapping[str, Decimal]) -> Decimal | None:
    """The total of one mark sheet by the criteria's weights; None if a mark is missing."""
    return judge_total(rule, judge, {c: Mark(judge, value) for c, value in marks.items()}).value


def score(sitting: Sitting, rule: PanelRule) -> PanelScore:
    """The score of the judges' current totals, rounded as the final score is.  A lock that did not wait leaves missing
    marks out.  A rule that combines ``over`` criteria, or has points and stages, is scored by ``tally``, from
    ``marks_by_criterion``."""
    now = rule.not_waiting() if sitting.forced else rule
    return combine(totals(sitting, now), now.combining, now.rounding.final)


def marks_by_criterion(sitting: Sitting, rule: PanelRule) -> dict[str, dict[str, Mark]]:
    """Criterion → judge → mark, as a table of marks has them; a judge without a mark sheet has that state on every
    criterion.

    A late mark sheet that nobody has accepted is late in this table, without its numbers.
    """
    found: dict[str, dict[str, Mark]] = {one.id: {} for one in rule.criteria}
    for judge in sitting.judges:
        own = _marks_of(sitting, rule, judge.id)
        for criterion, given in found.items():
            mark = own.get(criterion, Mark(judge.id, None, "missing"))
            given[judge.id] = mark if mark.state == "given" else Mark(judge.id, None, mark.state)
    return found


def _marks_of(sitting: Sitting, rule: PanelRule, judge: str) -> dict[str, Mark]:
    """A judge's marks by criterion; without a mark sheet none, or late ones if one waits."""
    sheet = sitting.mark_sheets.get(judge)
    if sheet is None:
        late = next((one for one in sitting.waiting.values() if one.judge == judge and one.kind == "late"), None)
        return {criterion: Mark(judge, value, "late") for criterion, value in late.marks.items()} if late else {}
    if sheet.state != "given":
        state: MarkState = sheet.state
        return {one.id: Mark(judge, None, state) for one in rule.criteria}
    return {criterion: Mark(judge, value) for criterion, value in sheet.marks.items()}
