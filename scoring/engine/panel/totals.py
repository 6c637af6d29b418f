"""What a mark is worth, and one judge's total over all criteria.  The lock of a panel and a tally both use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import attrgetter

from scoring.engine.codec import decimal_text
from scoring.engine.panel.marks import Mark, whole_state
from scoring.engine.panel.rule import Criterion, PanelMethod, PanelRule
from scoring.engine.panel.steps import Step
from scoring.engine.rounding import Number, Rounding, added, exact_text, rounded, times

_STATE, _GIVEN = attrgetter("state"), {"given"}
ENDLESS_PLACES = 20
"""Decimal places of a judge's total whose decimals never end.  A score is never made of it (``panel_checks``), it is
for the report on the judges and for comparing them: equal totals stay equal, and others keep their order."""


def worth(mark: Mark, method: PanelMethod) -> Mark:
    """The mark as a number if the rule counts it so; else the mark itself."""
    if mark.state == "given":
        return mark
    treatment = method.treatment(mark.state)
    if treatment == "zero":
        return Mark(mark.judge, Decimal(0))
    if treatment == "count" and mark.value is not None:
        return Mark(mark.judge, mark.value)
    return mark


def weighted_marks(rule: PanelRule, criteria: Sequence[Criterion], marks: Sequence[Mark]) -> list[Number]:
    """Each mark by its criterion's weight, rounded as the rule rounds that; one without a number adds nothing."""
    products: list[Number] = [
        one.weight * (mark.value or Decimal(0)) if one.share == 1 else times(mark.value or Decimal(0), one.factor)
        for one, mark in zip(criteria, marks, strict=True)
    ]
    rounding = rule.rounding.weighted
    return [rounded(one, rounding.digits, rounding.mode) for one in products] if rounding else products


def judge_total(
    rule: PanelRule, judge: str, marks: Mapping[str, Mark], criteria: Sequence[Criterion] | None = None
) -> Mark:
    """One judge's total as a mark itself: each mark by its weight, added; ``marks`` by criterion.

    ``criteria``: those that are judged, else all of the rule.  A mark without a number is treated as the rule says.  If
    one of the marks then has no number there is no total: the total gets the first state in the order of ``NO_NUMBER``.
    """
    judged = rule.criteria if criteria is None else criteria
    return _total_of(rule, judge, [marks.get(one.id) for one in judged], judged)


def totals_of(
    rule: PanelRule, judges: Sequence[str], marks: Mapping[str, Mapping[str, Mark]], criteria: Sequence[Criterion]
) -> dict[str, Mark]:
    """``judge_total`` of every judge, ``marks`` by criterion and judge."""
    on = [marks.get(one.id, {}) for one in criteria]
    if not _as_given(rule, criteria):
        return {judge: _total_of(rule, judge, [given.get(judge) for given in on], criteria) for judge in judges}
    (given,) = on
    if tuple(given) == tuple(judges) and set(map(_STATE, given.values())) == _GIVEN:
        return dict(given)  # most entries of a long table: a number of every judge
    return {
        judge: mark
        if (mark := given.get(judge)) and mark.state == "given"
        else _total_of(rule, judge, [mark], criteria)
        for judge in judges
    }


def _as_given(rule: PanelRule, criteria: Sequence[Criterion]) -> bool:
    """Whether a judge's total is the judge's only mark as it stands."""
    return len(criteria) == 1 and criteria[0].factor == 1 and not rule.rounding.weighted and not rule.rounding.judge


def _total_of(rule: PanelRule, judge: str, marks: Sequence[Mark | None], criteria: Sequence[Criterion]) -> Mark:
    """``judge_total`` with the marks in the order of the criteria, None for one that has not come."""
    found = [mark or Mark(judge, None, "missing") for mark in marks]
    if any(mark.state != "given" for mark in found):
        found = [worth(mark, rule.combining) for mark in found]
        state = whole_state(found)
        if state != "given":
            return Mark(judge, None, state)
    if _as_given(rule, criteria):
        return found[0]
    total = added(weighted_marks(rule, criteria, found))
    rounding = rule.rounding.judge
    if rounding:
        return Mark(judge, rounded(total, rounding.digits, rounding.mode))
    return Mark(judge, total if isinstance(total, Decimal) else rounded(total, ENDLESS_PLACES))


def total_steps(
    rule: PanelRule, judge: str, marks: Mapping[str, Mark], criteria: Sequence[Criterion]
) -> tuple[Step, ...]:
    """The steps of ``judge_total``, with the same arguments: marks counted otherwise, then the sum if it is a
    number."""
    given = _of_all(judge, marks, criteria)
    found = [worth(mark, rule.combining) for mark in given]
    steps = [
        _counted(one, was, now, rule.combining)
        for one, was, now in zip(criteria, given, found, strict=True)
        if now.state != was.state
    ]
    if whole_state(found) == "given":
        steps += _sum_steps(rule, judge, criteria, found)
    return tuple(steps)


def round_step(before: Number, rounding: Rounding, of: str) -> Step:
    """The step that rounds ``before``."""
    after = rounded(before, rounding.digits, rounding.mode)
    return Step("round", {"before": exact_text(before), "after": format(after, "f"), **rounding_fields(rounding)}, of)


def rounding_fields(rounding: Rounding) -> dict[str, str]:
    """A rounding as the fields of a step."""
    return {"digits": str(rounding.digits), "mode": rounding.mode}


def _of_all(judge: str, marks: Mapping[str, Mark], criteria: Sequence[Criterion]) -> list[Mark]:
    return [marks.get(one.id) or Mark(judge, None, "missing") for one in criteria]


def _counted(criterion: Criterion, was: Mark, now: Mark, method: PanelMethod) -> Step:
    """The step for a mark that counts although it was not given."""
    code = f"zero_{was.state}" if method.treatment(was.state) == "zero" else "late_mark_counted"
    return Step(code, {"criterion": criterion.id, "value": decimal_text(now.value or Decimal(0))}, was.judge)


def _sum_steps(rule: PanelRule, judge: str, criteria: Sequence[Criterion], marks: Sequence[Mark]) -> list[Step]:
    """The sum; no step for one mark of weight 1 that is not rounded."""
    if _as_given(rule, criteria):
        return []
    weighted, rounding = rule.rounding.weighted, rule.rounding.judge
    products = weighted_marks(rule, criteria, marks)
    total = added(products)
    factors = [
        f"{decimal_text(mark.value or Decimal(0))} × {exact_text(one.factor)}"
        for one, mark in zip(criteria, marks, strict=True)
    ]
    fields = {"total": exact_text(total)}
    if weighted:
        terms = [f"[{both} → {exact_text(one)}]" for both, one in zip(factors, products, strict=True)]
        fields |= rounding_fields(weighted) | {"terms": " + ".join(terms)}
        steps = [Step("judge_rounded_terms", fields, judge)]
    else:
        steps = [Step("judge", fields | {"terms": " + ".join(factors)}, judge)]
    return [*steps, round_step(total, rounding, judge)] if rounding else steps
