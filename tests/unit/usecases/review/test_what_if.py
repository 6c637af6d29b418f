"""Who would move by a correction, before anybody decides on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from scoring.engine.panel.commands import AskCorrection
from scoring.usecases.review.what_if import Move, moves_if_accepted
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, Campaign, noon, set_up_review


def corrected(stage: str, points: int) -> tuple[Campaign, int]:
    """A review in which one judge asks for other marks of the last nomination; the number of the waiting sheet."""
    campaign = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), stage)
    judge = campaign.seats["judge 评委甲"].ticket.id
    marks = {one.id: Decimal(points) for one in campaign.state.award(AWARD).criteria}
    campaign.give("judge 评委甲", AskCorrection(4, judge, marks), reason="看错了对象")
    return campaign, max(campaign.state.subjects[4].sitting.waiting)


def test_a_correction_that_changes_a_score_and_no_rank_moves_one() -> None:
    campaign, sheet = corrected("shortlist", 17)
    assert moves_if_accepted(campaign.state, 4, sheet) == (Move(4, (Decimal(80), Decimal("81.67")), (4, 4)),)


def test_a_correction_that_changes_a_rank_names_both() -> None:
    campaign, sheet = corrected("shortlist", 20)
    moved = moves_if_accepted(campaign.state, 4, sheet)
    assert [(one.nomination, one.rank) for one in moved] == [(4, (4, 3)), (3, (3, 4))]


def test_trying_writes_nothing() -> None:
    campaign, sheet = corrected("shortlist", 20)
    before = campaign.state
    moves_if_accepted(before, 4, sheet)
    assert campaign.state == before
