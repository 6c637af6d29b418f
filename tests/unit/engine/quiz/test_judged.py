"""Judged items under the shipped rule sheets."""

from __future__ import annotations

from decimal import Decimal

from scoring.engine.panel.combine import PanelScore, combine_exact, rounded_score
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import PanelRule
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import template_text


def marks(*values: str) -> list[Mark]:
    return [Mark(f"评委{i}", Decimal(value)) for i, value in enumerate(values, start=1)]


def panel(template: str, round_id: str) -> PanelRule:
    rule = read_rule_sheet(template_text(template)).round(round_id).panel
    assert rule is not None
    return panel_rule(rule)


def judged(rule: PanelRule, given: list[Mark]) -> PanelScore:
    """What the panel's rule makes of these marks."""
    return rounded_score(combine_exact(given, rule.combining), rule.rounding)


def test_the_usual_panel_drops_one_high_and_one_low_and_rounds_to_a_whole_number() -> None:
    assert judged(panel("standard-party", "video"), marks("18", "15", "20", "17", "17")).score == Decimal(17)
    assert judged(panel("standard-party", "video"), marks("18", "15", "20", "17", "19")).score == Decimal(18)


def test_each_panel_of_the_marked_sheet_has_its_own_arithmetic() -> None:
    scene = marks("95.5", "96", "92.3", "99", "88.8", "94.1", "95.5")
    assert judged(panel("panel-marks", "scene"), scene).score == Decimal("94.68")
    speech = marks("8", "8.5", "9", "9.5", "7", "7.5", "8", "10", "6")
    assert judged(panel("panel-marks", "speech"), speech).score == Decimal("8.200")
    assert judged(panel("panel-marks", "talent"), marks("17", "18", "18")).score == Decimal("17.7")


def test_a_missing_judge_is_waited_for_or_left_out_as_the_sheet_says() -> None:
    four = [*marks("18", "15", "20", "17"), Mark("评委5", None, "missing")]
    assert judged(panel("standard-party", "video"), four).score is None
    five = [*marks("90", "92", "94", "96", "98"), Mark("评委6", None, "missing"), Mark("评委7", None, "recused")]
    result = judged(panel("panel-marks", "scene"), five)
    assert (result.score, result.dropped_high, result.dropped_low) == (Decimal("94.00"), (), ())
