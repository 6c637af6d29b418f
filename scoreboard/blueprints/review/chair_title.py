"""What the chair of a review is called."""

from __future__ import annotations

from scoreboard.web.auth import services
from scoring.usecases.perform import state_of
from scoring.usecases.review.job import REVIEW, stream_of


def chair_title(review: str) -> str:
    """What the campaign in force calls the chair; "" as usual, and before entries are open."""
    state = state_of(services().ctx, REVIEW, stream_of(review))
    return state.campaign.chair if state.campaign is not None else ""
