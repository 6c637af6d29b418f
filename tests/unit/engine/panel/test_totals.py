"""One judge's total: marks by weight, what each state is worth, roundings, and the steps to compute it again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import Criterion, Late, PanelMethod, PanelRule, Roundings
from scoring.engine.panel.steps import Step
from scoring.engine.panel.totals import judge_total, total_steps
from scoring.engine.rounding import Rounding


def d(value: str | int) -> Decimal:
    return Decimal(value)


CRITERIA = (Criterion("content", d(60), "内容", step=d(1)), Criterion("voice", d(10), "表达", weight=d(4)))
RULE = PanelRule(CRITERIA)
BOTH = {"content": Mark("A", d(52)), "voice": Mark("A", d("8.5"))}
LATE = BOTH | {"voice": Mark("A", d("8.5"), "late")}


def test_a_judges_total_weighs_each_criterion() -> None:
    assert judge_total(RULE, "A", BOTH) == Mark("A", d(86))
    assert judge_total(RULE, "A", BOTH, CRITERIA[:1]) == Mark("A", d(52))
    assert RULE.span == (d(0), d(100))


def test_without_all_its_marks_there_is_no_total_and_the_gravest_state_stands_for_it() -> None:
    assert judge_total(RULE, "A", {"content": Mark("A", d(52))}) == Mark("A", None, "missing")
    assert judge_total(RULE, "A", LATE) == Mark("A", None, "late")
    recused = LATE | {"content": Mark("A", None, "recused")}
    assert judge_total(RULE, "A", recused) == Mark("A", None, "recused")


@pytest.mark.parametrize(
    ("late", "total"),
    [
        ("wait", Mark("A", None, "late")),
        ("leave_out", Mark("A", None, "late")),
        ("zero", Mark("A", d(52))),
        ("count", Mark("A", d(86))),
    ],
)
def test_a_late_mark_is_worth_what_the_rule_says(late: Late, total: Mark) -> None:
    assert judge_total(PanelRule(CRITERIA, PanelMethod(late=late)), "A", LATE) == total


@pytest.mark.parametrize("state", ["missing", "abstained"])
def test_missing_and_abstained_count_nothing_where_the_rule_says_so(state: MarkState) -> None:
    rule = PanelRule(CRITERIA, PanelMethod(missing="zero", abstained="zero"))
    assert judge_total(rule, "A", BOTH | {"voice": Mark("A", None, state)}) == Mark("A", d(52))


def test_a_late_mark_without_its_number_is_not_counted() -> None:
    unknown = BOTH | {"voice": Mark("A", None, "late")}
    rule = PanelRule(CRITERIA, PanelMethod(late="count"))
    assert judge_total(rule, "A", unknown) == Mark("A", None, "late")


def test_every_product_and_the_total_are_rounded_where_the_rule_says_so() -> None:
    weights = (Criterion("content", d(10), weight=d("0.33")), Criterion("voice", d(10), weight=d("0.33")))
    marks = {"content": Mark("A", d("8.5")), "voice": Mark("A", d("8.6"))}
    rounding = Roundings(weighted=Rounding(1), judge=Rounding(0))
    assert judge_total(PanelRule(weights), "A", marks) == Mark("A", d("5.643"))
    assert judge_total(PanelRule(weights, rounding=rounding), "A", marks) == Mark("A", d(6))
    assert total_steps(PanelRule(weights, rounding=rounding), "A", marks, weights) == (
        Step(
            "judge_rounded_terms",
            {"total": "5.6", "digits": "1", "mode": "half_up", "terms": "[8.5 × 0.33 → 2.8] + [8.6 × 0.33 → 2.8]"},
            "A",
        ),
        Step("round", {"before": "5.6", "after": "6", "digits": "0", "mode": "half_up"}, "A"),
    )


def test_what_is_counted_though_it_was_not_given_is_said_before_the_sum() -> None:
    rule = PanelRule(CRITERIA, PanelMethod(late="zero"))
    assert total_steps(rule, "A", LATE, CRITERIA) == (
        Step("zero_late", {"criterion": "voice", "value": "0"}, "A"),
        Step("judge", {"total": "52", "terms": "52 × 1 + 0 × 4"}, "A"),
    )
    assert total_steps(RULE, "A", LATE, CRITERIA) == ()


def test_locked_marks_are_waited_for_no_more() -> None:
    rule = RULE.not_waiting()
    assert (rule.combining.missing, rule.combining.late) == ("leave_out", "leave_out")
    kept = PanelRule(CRITERIA, PanelMethod(missing="zero", late="count"))
    assert kept.not_waiting() == kept
