"""The calendar of the campaign on the first page of every desk."""

from __future__ import annotations

import pytest

from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import text_of


@pytest.mark.parametrize(
    ("seat", "page"),
    [
        ("unit 甲村", "unit"),
        ("endorser 甲镇", "endorser"),
        ("clerk", "clerk"),
        ("approver", "decisions"),
        ("office", "office"),
        ("judge 评委甲", "judge"),
        ("chair", "chair"),
        ("host", "host"),
    ],
)
def test_the_first_page_has_the_phases_and_last_days(
    campaign_at: AtStage, seated: Seated, seat: str, page: str
) -> None:
    campaign = campaign_at("nominate")
    shown = text_of(seated(campaign, seat), f"/r/{campaign.review.id}/{page}")
    assert [name in shown for name in ("宣传发动", "组织实施", "表彰推广", "申报截止", "进行中")] == [True] * 5
