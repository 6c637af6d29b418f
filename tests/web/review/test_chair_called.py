"""In a review nobody is called 裁判长: the chair has the title that the campaign gives, else the usual one."""

from __future__ import annotations

import json
import re

import pytest

from scoreboard import wiring
from scoreboard.i18n.catalogue import catalogue
from scoring.engine.review.commands_judging import OpenJudging
from scoring.sheets import campaign_text
from scoring.usecases.guards import LOCAL
from scoring.usecases.review.reviews import create_review
from tests.conftest import Browser
from tests.reviews import AWARD, set_up_review
from tests.web.review.conftest import AtStage, Seated

TITLED = 'chair = "评委会主任"\n' + campaign_text("hongjiang-2012")
SEATS = ("unit 甲村", "endorser 甲镇", "office", "clerk", "judge 评委甲", "chair", "approver", "host", "display")


@pytest.mark.parametrize("seat", SEATS)
def test_no_page_of_a_review_names_a_chief_judge(campaign_at: AtStage, seated: Seated, seat: str) -> None:
    campaign = campaign_at("lock")
    browser = seated(campaign, seat)
    role = seat.split(" ")[0]
    page = browser.get(f"/r/{campaign.review.id}/{role}").get_data(as_text=True)
    assert "裁判长" not in page
    assert page


def test_a_lock_that_waits_for_sheets_names_the_chair_and_no_chief_judge(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    campaign.give("chair", OpenJudging("judging", AWARD))
    chair = seated(campaign, "chair")
    page = f"/r/{campaign.review.id}/chair/stage/judging/{AWARD}"
    refused = chair.post(f"{page}/lock", data={"key": "k", "minutes": ""}).get_data(as_text=True)
    assert "因故不能打分的，由评审主任登记弃权或回避" in refused
    assert "裁判长" in catalogue("zh")["errors.panel-waits.next"], "these words are shared with a match"


def test_the_chair_is_called_as_the_campaign_says_on_pages_in_views_and_in_errors(
    services: wiring.Services, seated: Seated
) -> None:
    campaign = set_up_review(services.ctx, "judge", TITLED)
    office = seated(campaign, "office")
    assert "评委会主任" in office.get(f"/r/{campaign.review.id}/office/recusals").get_data(as_text=True)
    judge = seated(campaign, "judge 评委甲").get(f"/r/{campaign.review.id}/judge").get_data(as_text=True)
    words = json.loads(re.search(r'id="words">(.*?)</script>', judge, re.DOTALL)[1])  # type: ignore[index]
    assert words["review_judge.said.correction"] == "更正申请已送到，等评委会主任决定"
    assert words["errors.panel-waits.next"].count("评委会主任") == 1


def test_the_card_of_the_chair_has_its_title_before_entries_are_open(
    services: wiring.Services, organiser: Browser
) -> None:
    review = create_review(services.ctx, actor=LOCAL, campaign=TITLED)
    page = f"/organiser/reviews/{review.id}/seats"
    cards = organiser.post(f"{page}/one", data={"role": "chair"}).text
    assert "评委会主任" in cards
    assert "评审主任" not in cards
