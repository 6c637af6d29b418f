"""Every card of a review leads to the page of its role."""

from __future__ import annotations

import pytest

from tests.conftest import Browser
from tests.web.review.conftest import AtStage, Seated


@pytest.mark.parametrize(
    ("seat", "role"),
    [("unit 甲村", "unit"), ("endorser 甲镇", "endorser"), ("office", "office"), ("judge 评委甲", "judge")],
)
def test_a_card_leads_to_the_page_of_its_role(campaign_at: AtStage, seated: Seated, seat: str, role: str) -> None:
    campaign = campaign_at("nominate")
    browser = seated(campaign, seat)
    assert browser.home == f"/r/{campaign.review.id}/{role}?seat={browser.seat}"


def test_only_the_organiser_finds_the_page_of_a_review(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("nominate")
    page = f"/organiser/reviews/{campaign.review.id}"
    assert seated(campaign, "office").get(page).headers["Location"].startswith("/signin")


def test_the_organiser_finds_a_review_on_the_home_page(campaign_at: AtStage, organiser: Browser) -> None:
    campaign = campaign_at("nominate")
    assert f"/organiser/reviews/{campaign.review.id}" in organiser.get("/organiser/").get_data(as_text=True)
    assert organiser.get(f"/organiser/reviews/{campaign.review.id}").status_code == 200
