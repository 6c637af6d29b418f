"""What the chair of a review is called."""

from __future__ import annotations

from scoreboard.web.auth import services
from scoring.engine.errors import FaultyRuleSheet, NotFound
from scoring.engine.review.campaign_reader import read_campaign
from scoring.usecases.perform import state_of
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.reviews import review_of


def chair_title(review: str) -> str:
    """What the campaign in force calls the chair, before entries are open the one that is written; "" as usual, and
    where none can be read."""
    ctx = services().ctx
    try:
        campaign = state_of(ctx, REVIEW, stream_of(review)).campaign
        return (campaign or read_campaign(review_of(ctx, review).campaign)).chair
    except (NotFound, FaultyRuleSheet):
        return ""
