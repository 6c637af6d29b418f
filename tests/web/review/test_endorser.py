"""The desk of a level: what waits for it, its opinion, its own order."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.engine.review.commands_nomination import Endorse
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import Campaign, noon
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import key_in, text_of


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    """Four nominations; 甲村, 乙村 and 丙村 have agreed to their own, so three wait for the town."""
    made = campaign_at("endorse")
    for no, unit in enumerate(("甲村", "乙村", "丙村"), start=1):
        made.give(f"endorser {unit}", Endorse(no, 1, "agree", "同意推荐"))
    return made


@pytest.fixture
def town(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "endorser 甲镇")


def opinion(campaign: Campaign, browser: Browser, no: int, **given: str) -> tuple[int, str]:
    page = f"/r/{campaign.review.id}/endorser/nominations/{no}"
    data = {"version": "1", "verdict": "agree", "text": "情况属实", "key": f"k{no}{browser.seat}"} | given
    answer = browser.post(f"{page}/opinion", data=data)
    return answer.status_code, answer.get_data(as_text=True)


def order(campaign: Campaign, browser: Browser, **given: str) -> int:
    address = f"/r/{campaign.review.id}/endorser/awards/organisation/order"
    return browser.post(address, data=given).status_code


def test_a_level_sees_what_waits_for_it_and_nothing_that_has_not_come_up(campaign: Campaign, town: Browser) -> None:
    page = text_of(town, town.home)
    assert "待我签署意见（3）" in page
    assert "丁村党支部" not in page
    answer = town.get(f"/r/{campaign.review.id}/endorser/nominations/4?seat={town.seat}")
    assert answer.status_code == 404


def test_a_level_without_a_last_day_of_its_own_is_not_told_that_its_time_is_over(
    campaign: Campaign, town: Browser, seated: Seated, clock: FakeClock
) -> None:
    assert "截止：2012年6月15日" in text_of(town, town.home)
    clock.time = noon(date(2012, 6, 18))
    town = seated(campaign, "endorser 甲镇")
    page = text_of(town, town.home)
    assert "待我签署意见（3）" in page
    assert "deadline-over" not in page
    assert opinion(campaign, town, 1)[0] == 303


def test_a_level_sees_whom_to_call(campaign: Campaign, town: Browser) -> None:
    page = text_of(town, f"/r/{campaign.review.id}/endorser/nominations/1")
    assert "13000000000" in page
    assert "李二" in page


def test_a_level_agrees_and_returns_with_a_reason(campaign: Campaign, town: Browser) -> None:
    assert opinion(campaign, town, 1)[0] == 303
    bare, page = opinion(campaign, town, 2, verdict="return", text="")
    assert (bare, "“意见内容”不能空着" in page) == (400, True)
    assert opinion(campaign, town, 2, verdict="return", text="", usual="材料不全，请补齐后重新提交。")[0] == 303
    assert opinion(campaign, town, 3, verdict="")[0] == 400
    assert [one.status for one in campaign.state.nominations.values()][:3] == ["vetting", "returned", "endorsing"]
    assert campaign.state.nominations[2].ended_for == "材料不全，请补齐后重新提交。"


def test_a_level_reads_until_when_what_it_returns_can_be_corrected(
    campaign: Campaign, town: Browser, seated: Seated, clock: FakeClock
) -> None:
    page = f"/r/{campaign.review.id}/endorser/nominations/1"
    assert "退回修改的，单位须在2012年6月15日前补正。" in text_of(town, page)
    clock.time = noon(date(2012, 6, 18))
    assert "退回以后单位不能在网上再提交" in text_of(seated(campaign, "endorser 甲镇"), page)


def test_a_refused_form_comes_back_with_what_was_written(campaign: Campaign, town: Browser) -> None:
    status, page = opinion(campaign, town, 1, verdict="", text="写了很久的意见")
    assert status == 400
    assert "写了很久的意见</textarea>" in page


def test_of_two_who_act_at_once_the_second_is_told_that_it_is_done(
    campaign: Campaign, town: Browser, seated: Seated
) -> None:
    other = seated(campaign, "endorser 甲镇")
    assert opinion(campaign, town, 1, key="first")[0] == 303
    status, page = opinion(campaign, other, 1, key="second", verdict="refuse", text="不符合")
    assert status == 409
    assert "可能已由他人办理" in page
    assert [one.verdict for one in campaign.state.nominations[1].opinions] == ["agree", "agree"]


def test_sending_an_opinion_twice_gives_it_once(campaign: Campaign, town: Browser) -> None:
    assert [opinion(campaign, town, 1, key="once")[0] for _ in range(2)] == [303, 303]
    assert len(campaign.state.nominations[1].opinions) == 2


def test_a_level_puts_its_own_in_order_by_buttons_and_by_dragging(campaign: Campaign, town: Browser) -> None:
    at = (next(step.organisation for step in campaign.state.nominations[1].way if step.name == "甲镇"), "organisation")
    assert order(campaign, town, key="a", seen="1 2 3", order="1 2 3", move="down 1") == 303
    assert campaign.state.orders[at] == (2, 1, 3)
    assert order(campaign, town, key="b", seen="2 1 3", order="3 2 1") == 303
    assert campaign.state.orders[at] == (3, 2, 1)
    assert order(campaign, town, key="b", seen="2 1 3", order="3 2 1") == 303
    assert order(campaign, town, key="c", seen="2 1 3", order="2 1 3", move="up 1") == 409
    assert order(campaign, town, key="d", seen="3 2 1", order="3 2") == 400
    assert campaign.state.orders[at] == (3, 2, 1)


def test_a_level_may_not_order_or_judge_for_another(campaign: Campaign, seated: Seated) -> None:
    other = seated(campaign, "endorser 丁村")
    assert opinion(campaign, other, 1)[0] == 404
    assert "甲村党支部" not in text_of(other, other.home)


def test_the_key_of_a_page_is_its_own(campaign: Campaign, town: Browser) -> None:
    page = f"/r/{campaign.review.id}/endorser/nominations/1"
    assert key_in(text_of(town, page)) != key_in(text_of(town, page))
