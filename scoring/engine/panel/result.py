"""What the rule makes of the mark sheets of a sitting: each judge's total, the score, and the marks for a table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.engine.codec import decimal_text
from scoring.engine.panel.audience import audience_mark
from scoring.engine.panel.combine import PanelScore, fraction_text, rounded_score
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import Sitting
from scoring.engine.panel.steps import Step
from scoring.engine.panel.subject_score import SubjectScore, subject_score
from scoring.engine.panel.totals import judge_total, rounding_fields
from scoring.engine.rounding import Rounding


def totals(sitting: Sitting, rule: PanelRule) -> tuple[Mark, ...]:
    """Every judge's total as a mark, in the order of the panel; without a mark sheet it is missing, or late if one
    waits."""
    return tuple(judge_total(rule, judge.id, _marks_of(sitting, rule, judge.id)) for judge in sitting.judges)


def sheet_total(rule: PanelRule, judge: str, marks: Mapping[str, Decimal]) -> Decimal | None:
    """The total of one mark sheet by the criteria's weights; None if a mark is missing."""
    return judge_total(rule, judge, {c: Mark(judge, value) for c, value in marks.items()}).value


def score(sitting: Sitting, rule: PanelRule) -> PanelScore:
    """The score of the judges' current mark sheets, with every rounding of the rule.  A lock that did not wait leaves
    missing marks out.

    If the rule combines over criteria, no judge is dropped as a whole: ``used`` are the judges' totals, and the steps
    say what is dropped on each criterion.  The audience panel's mark joins once its count is confirmed.
    """
    now = rule.not_waiting() if sitting.forced else rule
    own = {judge.id: _marks_of(sitting, now, judge.id) for judge in sitting.judges}
    marks = {c.id: {judge: given[c.id] for judge, given in own.items() if c.id in given} for c in now.criteria}
    found = subject_score(now, marks, list(own))
    panel = _whole(found) if now.combining.over == "criteria" else found.panels[0]
    return rounded_score(_with_audience(panel, sitting, now), now.rounding)


def audience_total(sitting: Sitting, rule: PanelRule) -> Decimal | None:
    """The audience panel's mark on the judges' range; None without a confirmed count, or where nobody voted."""
    if rule.audience is None or sitting.audience is None:
        return None
    return audience_mark(rule.audience, rule.span, sitting.audience.count)


def _with_audience(panel: PanelScore, sitting: Sitting, rule: PanelRule) -> PanelScore:
    """The score with the audience panel's share.  Without a score of the judges there is none."""
    mark, own = audience_total(sitting, rule), rule.audience
    if panel.exact is None or mark is None or own is None or sitting.audience is None:
        return panel
    share = Fraction(own.weight) / 100
    exact = panel.exact * (1 - share) + Fraction(mark) * share
    count, weight = sitting.audience.count, decimal_text(own.weight)
    steps = (
        *panel.steps,
        Step(f"audience_{own.count}", {"count": count.text, "mark": decimal_text(mark)}
             | rounding_fields(Rounding(own.digits, own.rounding))),
        Step("audience_share", {"judges": fraction_text(panel.exact), "rest": decimal_text(100 - own.weight),
                                "mark": decimal_text(mark), "weight": weight, "total": fraction_text(exact)}),
    )  # fmt: skip
    return panel._replace(exact=exact, steps=steps)


def _whole(found: SubjectScore) -> PanelScore:
    """The panel's score over criteria, with what each judge's whole mark sheet was for it."""
    used = tuple(mark for mark in found.judges.values() if mark.value is not None)
    left_out = tuple(m for m in found.judges.values() if m.value is None and m.judge not in found.waiting)
    exact = None if found.value is None else Fraction(found.value)
    return PanelScore(None, used, (), (), left_out, tuple(found.waiting.values()), found.steps, exact)


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
