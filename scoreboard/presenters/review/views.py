"""The views of a review: one whole picture for one audience."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.review.parts import (
    CuePart,
    LeftPart,
    OnStagePart,
    RevealablePart,
    RevealPart,
    ReviewJudgeMe,
    ReviewPart,
    ToOpenPart,
    WallPart,
)
from scoreboard.presenters.shape import closed
from scoreboard.presenters.warnings import WarningPart
from scoring.usecases.records import TicketRole


@closed
class ReviewView(TypedDict):
    """What the hall may know; the display has no more.  ``(epoch, seq)`` orders views of one server."""

    epoch: str
    seq: int
    now: int
    audience: TicketRole
    review: ReviewPart
    reveal: RevealPart | None
    on_stage: OnStagePart | None


@closed
class ReviewJudgeView(ReviewView):
    """The view of a judge's seat."""

    me: ReviewJudgeMe


@closed
class ReviewChairView(ReviewView):
    """The view of the chair: who has marked what, and which stages may be opened; of the awards in ``left`` nothing
    else."""

    walls: list[WallPart]
    to_open: list[ToOpenPart]
    left: list[LeftPart]
    presence: list[PresencePart]


@closed
class ReviewHostView(ReviewView):
    """The view of the host: which awards may be revealed, which subjects may be shown.  Which winner comes next the
    server alone knows.  ``screens``: how many big screens are there · ``warnings``: what they do not show as they
    should."""

    revealable: list[RevealablePart]
    cues: list[CuePart]
    screens: int
    warnings: list[WarningPart]


AnyReviewView = ReviewView | ReviewJudgeView | ReviewChairView | ReviewHostView
