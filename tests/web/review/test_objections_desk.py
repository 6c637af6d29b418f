"""The docket of objections asks for the day that the campaign counts."""

from __future__ import annotations

import pytest

from scoreboard import wiring
from scoring.sheets import campaign_text
from tests.reviews import set_up_review
from tests.web.review.conftest import Seated


@pytest.mark.parametrize(("in_time", "label"), [("arrival", "收到的日期"), ("postmark", "寄出邮戳的日期")])
def test_the_desk_is_asked_for_the_day_by_which_an_objection_is_in_time(
    services: wiring.Services, seated: Seated, in_time: str, label: str
) -> None:
    text = campaign_text("hongjiang-2012").replace("[objections]\n", f'[objections]\nin_time = "{in_time}"\n')
    campaign = set_up_review(services.ctx, "decide", text)
    office = seated(campaign, "office")
    page = office.get(f"/r/{campaign.review.id}/office/objections?seat={office.seat}").get_data(as_text=True)
    assert [text for text in ("收到的日期", "寄出邮戳的日期") if text in page] == [label]
