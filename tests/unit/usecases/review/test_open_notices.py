"""The notices of all reviews that a change of the calendar may move."""

from __future__ import annotations

from datetime import date

from scoring.usecases.review.open_notices import open_notices
from tests.fakes import FakeClock, fake_context
from tests.reviews import noon, set_up_review


def test_a_notice_is_open_to_the_end_of_its_last_day() -> None:
    campaign = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), "decide")
    (notice,) = campaign.state.notices
    campaign.ctx.clock.reach(noon(notice.last))
    (found,) = open_notices(campaign.ctx)
    assert found.name.startswith(f"{campaign.state.rules.name} · ")
    assert (found.notice, found.first) == (campaign.state.rules.notices[0], date(2012, 7, 2))
    campaign.ctx.clock.reach(noon(date(2012, 7, 10)))
    assert notice.last < date(2012, 7, 10)
    assert open_notices(campaign.ctx) == ()
