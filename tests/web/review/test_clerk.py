"""The paper path: one person enters, another one with another device confirms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.engine.panel.commands import CopyMark
from scoring.engine.review.commands_judging import OpenJudging
from scoring.engine.review.commands_nomination import NewEdition
from scoring.sheets import campaign_text
from scoring.usecases.guards import LOCAL
from scoring.usecases.records import Organisation
from scoring.usecases.review.drafts import drafts_of
from scoring.usecases.review.reviews import set_campaign
from tests.conftest import Browser
from tests.reviews import AWARD, UNITS, Campaign, lead
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import key_in, text_of
from tests.web.review.test_unit import FULL


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    return campaign_at("nominate")


@pytest.fixture
def clerk(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "clerk")


@pytest.fixture
def office(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "office")


def enter_form(campaign: Campaign, clerk: Browser, arrived: str = "2012-05-07") -> int:
    """The status of a form of 丁村 that was entered from paper."""
    begun = clerk.post(f"/r/{campaign.review.id}/clerk/drafts", data={"award": "organisation", "unit": "village4"})
    draft = begun.headers["Location"].split("?")[0]
    assert clerk.post(draft, data=FULL | {"f.nominee": "丁村党支部", "revision": "1"}).status_code == 303
    key = key_in(text_of(clerk, f"{draft}/check"))
    return clerk.post(f"{draft}/submit", data={"key": key, "revision": "2", "arrived": arrived}).status_code


def confirm(campaign: Campaign, browser: Browser, accept: str, key: str = "c") -> int:
    held = next(iter(campaign.state.held), 0)
    address = f"/r/{campaign.review.id}/clerk/held/{held}"
    return browser.post(address, data={"key": key, "accept": accept}).status_code


def test_a_form_from_paper_counts_once_another_person_has_compared_it(
    campaign: Campaign, clerk: Browser, office: Browser
) -> None:
    assert enter_form(campaign, clerk) == 303
    assert not campaign.state.nominations
    held = next(iter(campaign.state.held))
    assert "须由另一人" in text_of(clerk, f"/r/{campaign.review.id}/clerk/held/{held}")
    assert confirm(campaign, clerk, "yes") == 403
    assert "丁村党支部 · 推荐表 · 十佳学习型党组织：" in text_of(office, f"/r/{campaign.review.id}/office/missing")
    assert text_of(clerk, clerk.home).count("录入员 · 录入员") == 0
    page = text_of(office, f"/r/{campaign.review.id}/clerk/held/{held}")
    assert "丁村党支部" in page
    assert "2012年5月7日收到" in page
    assert confirm(campaign, office, "yes") == 303
    assert campaign.state.nominations[1].form.paper


def test_a_browser_with_the_cards_of_two_does_not_confirm_what_it_entered(
    campaign: Campaign, clerk: Browser, office: Browser
) -> None:
    assert enter_form(campaign, clerk) == 303
    assert clerk.post("/api/enter", json={"code": campaign.code("office")}).status_code == 200
    clerk.seat = campaign.seats["office"].ticket.id
    held = next(iter(campaign.state.held))
    address = f"/r/{campaign.review.id}/clerk/held/{held}"
    assert "须由另一人" in text_of(clerk, address)
    refused = clerk.post(address, data={"key": "both", "accept": "yes"})
    assert refused.status_code == 403
    assert "从这台设备录入" in refused.text
    assert "这份评分表" not in refused.text
    assert confirm(campaign, office, "yes") == 303


def test_what_is_not_as_on_the_paper_is_a_draft_of_its_clerk_again(
    campaign: Campaign, clerk: Browser, office: Browser
) -> None:
    enter_form(campaign, clerk)
    assert confirm(campaign, office, "no") == 303
    assert not campaign.state.nominations
    assert "丁村党支部" in text_of(clerk, clerk.home)
    assert "已经核对完毕" in text_of(office, f"/r/{campaign.review.id}/clerk/held/999")


def test_paper_needs_the_day_on_which_it_came(campaign: Campaign, clerk: Browser) -> None:
    assert enter_form(campaign, clerk, arrived="") == 400
    assert enter_form(campaign, clerk, arrived="2012-05-08") == 400
    assert not campaign.state.held


def test_an_opinion_from_paper_counts_once_it_is_confirmed(campaign: Campaign, clerk: Browser, office: Browser) -> None:
    campaign.submit("甲村")
    page = f"/r/{campaign.review.id}/clerk/nominations/1"
    data = {"key": key_in(text_of(clerk, page)), "version": "1", "verdict": "agree", "text": "同意推荐"}
    assert clerk.post(f"{page}/opinion", data=data | {"arrived": "2012-05-06"}).status_code == 303
    assert not campaign.state.nominations[1].opinions
    assert "甲村的推荐意见" in text_of(office, f"/r/{campaign.review.id}/clerk")
    held = text_of(office, f"/r/{campaign.review.id}/clerk/held/{next(iter(campaign.state.held))}")
    assert '<p class="typed">同意推荐</p>' in held
    assert confirm(campaign, office, "yes") == 303
    assert campaign.state.nominations[1].opinions[0].paper


def test_confirming_twice_does_it_once(campaign: Campaign, clerk: Browser, office: Browser) -> None:
    enter_form(campaign, clerk)
    held = next(iter(campaign.state.held))
    address = f"/r/{campaign.review.id}/clerk/held/{held}"
    sent = [office.post(address, data={"key": "once", "accept": "yes"}).status_code for _ in range(2)]
    assert sent == [303, 303]
    assert office.post(address, data={"key": "other", "accept": "no"}).status_code == 404
    assert len(campaign.state.nominations) == 1


def test_a_unit_gets_nothing_of_the_paper_path(campaign: Campaign, clerk: Browser, seated: Seated) -> None:
    enter_form(campaign, clerk)
    unit = seated(campaign, "unit 丁村")
    held = next(iter(campaign.state.held))
    assert unit.get(f"/r/{campaign.review.id}/clerk/held/{held}?seat={unit.seat}").status_code == 403
    assert unit.get(f"/r/{campaign.review.id}/clerk?seat={unit.seat}").status_code == 403


def test_a_clerk_goes_to_the_marks_that_wait_for_a_second_person(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    clerk = seated(campaign, "clerk")
    home = f"/r/{campaign.review.id}/clerk"
    assert "评分：第二人确认" not in text_of(clerk, home)
    campaign.give("chair", OpenJudging("judging", AWARD))
    judge = campaign.seats["judge 评委甲"].ticket.id
    marks = {one.id: Decimal(16) for one in campaign.state.award(AWARD).criteria}
    campaign.give("chair", CopyMark(judge, marks, 2))
    page = text_of(clerk, home)
    link = f"/r/{campaign.review.id}/chair/subject/2?seat={clerk.seat}"
    assert link in page.partition("评分：第二人确认")[2].partition("<details>")[0]
    assert "等待确认 1 份" in page
    assert clerk.get(link).status_code == 200


def test_the_home_page_lists_a_bounded_part_and_finds_the_rest(
    campaign: Campaign, clerk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.blueprints.review.clerk.MOST_ROWS", 2)
    lead(campaign, "nominate")
    home = f"/r/{campaign.review.id}/clerk"
    page = text_of(clerk, home)
    assert [f"{unit}党支部" in page for unit in UNITS] == [True, True, False, False]
    assert "另有 2 项未列出" in page
    found = text_of(clerk, f"{home}?text=0004")
    assert ("丁村党支部" in found, "甲村党支部" in found, "项未列出" in found) == (True, False, False)


def test_a_clerk_s_pages_ask_the_store_for_the_clerk_s_own_drafts_alone(
    campaign: Campaign, clerk: Browser, office: Browser
) -> None:
    for browser in (clerk, office):
        browser.post(f"/r/{campaign.review.id}/clerk/drafts", data={"award": "organisation", "unit": "village4"})
    (own,) = drafts_of(campaign.ctx, actor=campaign.actor("clerk"), review_id=campaign.review.id)
    assert own.by == campaign.actor("clerk").id
    again = clerk.post(f"/r/{campaign.review.id}/clerk/drafts", data={"award": "organisation", "unit": "village4"})
    assert own.id in again.headers["Location"]


def test_a_draft_of_an_award_that_was_dropped_is_shown_and_can_be_removed(
    campaign: Campaign, seated: Seated, clerk: Browser
) -> None:
    unit = seated(campaign, "unit 甲村")
    begun = unit.post(f"/r/{campaign.review.id}/unit/drafts", data={"award": "carrier"}).headers["Location"]
    draft = begun.split("?")[0]
    assert unit.post(draft, data={"f.nominee": "甲村讲堂", "revision": "1"}).status_code == 303
    drop_award(campaign, "carrier")
    assert draft in text_of(unit, f"/r/{campaign.review.id}/unit")
    page = text_of(unit, draft)
    assert ("甲村讲堂" in page, f"{draft}/remove" in page, "textarea" in page) == (True, True, False)
    assert unit.post(f"{draft}/remove").status_code == 303
    assert draft not in text_of(unit, f"/r/{campaign.review.id}/unit")


def drop_award(campaign: Campaign, award: str) -> None:
    """A new edition without this award, which is neither the first nor the last one."""
    text = campaign_text("hongjiang-2012")
    begin = text.index(f'[[award]]\nid = "{award}"')
    end = text.index("[[award]]", begin + 1)
    dropped = f"edition = 2\n{text[:begin]}{text[end:]}"
    set_campaign(campaign.ctx, actor=LOCAL, review_id=campaign.review.id, campaign=dropped)
    campaign.give("office", NewEdition(2), reason="奖项取消")


def test_a_large_register_is_searched_before_a_unit_is_chosen(campaign: Campaign, clerk: Browser) -> None:
    home = f"/r/{campaign.review.id}/clerk"
    few = text_of(clerk, home)
    assert ("按名称查找单位" in few, ">丁村</option>" in few) == (False, True)
    with campaign.ctx.store.write() as uow:
        uow.of(Organisation).put_all([Organisation(f"o{no}", f"第{no:03d}小学") for no in range(200)])
        uow.commit()
    many = text_of(clerk, home)
    assert ("按名称查找单位" in many, "第199小学" in many) == (True, False)
    assert (many.count("小学</option>") <= 100, "个单位未列出" in many) == (True, True)
    assert "第199小学</option>" in text_of(clerk, f"{home}?of=199")
    assert "没有名称含“无此”的单位" in text_of(clerk, f"{home}?of=无此")
