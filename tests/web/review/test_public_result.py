"""The result: not a byte of it before its moment, then all chosen awards at once."""

from __future__ import annotations

from datetime import date

from scoring.engine.review.commands_decision import PublishResult
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import AWARD, noon
from tests.web.review.conftest import AtStage
from tests.web.review.test_public_notice import plain


def test_a_decision_changes_no_byte_that_the_public_gets(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("publish")
    result = f"/n/{campaign.review.id}/result"
    assert campaign.state.decided(AWARD) is not None
    never = browser.get("/n/nothing/result")
    early = browser.get(result)
    assert early.status_code == 404
    assert plain(early, campaign.review.id) == plain(never, "nothing")
    for page in (f"/n/{campaign.review.id}", f"/n/{campaign.review.id}/1"):
        assert "评选结果" not in browser.get(page).get_data(as_text=True)


def test_from_its_moment_the_result_names_every_winner_with_its_category(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    page = browser.get(f"/n/{campaign.review.id}/result").get_data(as_text=True)
    assert "十佳学习型党组织 <span>共4个</span>" in page
    assert page.count('<span class="public-category">农村</span>') == 4
    assert "十佳学习活动" not in page
    assert "评选结果" in browser.get(f"/n/{campaign.review.id}/1").get_data(as_text=True)


def test_winners_stand_in_the_order_of_the_notice_and_not_of_merit(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    page = browser.get(f"/n/{campaign.review.id}/result").get_data(as_text=True)
    shown = [line.nominee for line in campaign.state.notices[0].shown]
    merit = [campaign.state.nominations[no].nominee for no in campaign.state.shortlists[AWARD].order]
    places = [page.index(name) for name in shown]
    assert shown != merit
    assert places == sorted(places)


def test_the_result_stays_when_years_have_passed(campaign_at: AtStage, clock: FakeClock, browser: Browser) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    clock.time = noon(date(2019, 1, 1))
    assert browser.get(f"/n/{campaign.review.id}/result").status_code == 200
    assert browser.get(f"/n/{campaign.review.id}/1").status_code == 200


def test_before_the_first_notice_the_live_page_answers_as_one_that_never_was(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("notice")
    assert browser.get(f"/live/{campaign.review.id}/view").status_code == 404
    assert browser.get(f"/live/{campaign.review.id}").status_code == 404


def test_the_live_page_has_nothing_then_the_notices_then_the_result(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("publish")
    page = f"/live/{campaign.review.id}/view"
    before = browser.get(page).get_json()
    assert (before["state"], before["tables"]) == ("running", [])
    campaign.give("approver", PublishResult((AWARD,)))
    browser.client.application.extensions["public_views"]._kept.clear()
    (table,) = browser.get(page).get_json()["tables"]
    assert (table["name"], len(table["rows"]), {row["rank"] for row in table["rows"]}) == ("十佳学习型党组织", 4, {0})
