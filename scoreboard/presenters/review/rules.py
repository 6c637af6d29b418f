"""The rule by which the subjects of one stage of an award are marked, as the views need it."""

from __future__ import annotations

from scoring.engine.panel.rule import PanelRule
from scoring.engine.review.ranking import panel_rule
from scoring.engine.review.state import ReviewState


def stage_rule(state: ReviewState, award_id: str, stage_id: str) -> PanelRule:
    """The rule with the criteria of this stage only."""
    award = state.award(award_id)
    assert award is not None
    return panel_rule(state.rules, award, stage_id)
