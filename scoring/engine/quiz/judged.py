"""A judged item (情景/视频题) under its rule sheet: what a judge may give, and the panel's score."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.engine.marks import Criterion, Mark, check_mark
from scoring.engine.panel import CombineRule, PanelScore, combine
from scoring.engine.quiz.sheet import PanelRule


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


def judged_score(panel: PanelRule, marks: Sequence[Mark]) -> PanelScore:
    """The score of one item from its judges' marks, checked against the sheet's range and step."""
    criterion = Criterion("score", "", panel.low, panel.high, panel.step)
    for mark in marks:
        if mark.value is not None:
            check_mark(criterion, mark.value)
    return combine(marks, combine_rule(panel))
