"""Objections of the public: bounded, once, in time; who objects is the office's alone, and nothing is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest

from scoring.usecases.perform import state_of
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.objections import objectors_of, receipt_of, receipt_of_record
from scoring.usecases.review.records import Objector
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import Campaign, noon
from tests.web.review.conftest import AtStage

DAY = 86_400_000
END = noon(date(2012, 7, 9)) + DAY // 2
"""The first moment after the last day: midnight in China."""

SAID = {"by": "person", "name": "赵六", "contact": "13900000000", "about": "1", "text": "材料不实。\r\n证据见附件。"}


@pytest.fixture
def campaign(campaign_at: AtStage, clock: FakeClock) -> Campaign:
    """A review whose notice stands."""
    made = campaign_at("decide")
    clock.time = noon(date(2012, 7, 3))
    return made


def form_of(browser: Browser, campaign: Campaign) -> dict[str, str]:
    """The hidden fields of the form."""
    page = browser.get(address_of(campaign)).get_data(as_text=True)
    return dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]+)"', page))


def address_of(campaign: Campaign) -> str:
    return f"/n/{campaign.review.id}/1/objection"


def send(browser: Browser, campaign: Campaign, hidden: dict[str, str], **changed: str):
    return browser.client.post(address_of(campaign), data={**hidden, **SAID, **changed})


def docket(campaign: Campaign):
    return state_of(campaign.ctx, REVIEW, stream_of(campaign.review.id)).objections


def test_an_objection_is_taken_and_its_receipt_names_no_number(campaign: Campaign, browser: Browser) -> None:
    hidden = form_of(browser, campaign)
    answer = send(browser, campaign, hidden)
    assert (answer.status_code, answer.location) == (303, f"{address_of(campaign)}/received")
    page = browser.get(answer.location).get_data(as_text=True)
    assert receipt_of(campaign.review.id, hidden["key"]) in page
    taken = docket(campaign)[0]
    assert (taken.nomination, taken.by) == (campaign.state.notices[0].shown[0].nomination, "person")
    objector = objectors_of(campaign.ctx, actor=campaign.actor("office"), review_id=campaign.review.id)[0]
    assert (objector.name, objector.contact, objector.text) == ("赵六", "13900000000", "材料不实。\n证据见附件。")
    assert receipt_of_record(objector.id) in page


def test_the_same_form_sent_twice_is_one_objection_with_one_receipt(campaign: Campaign, browser: Browser) -> None:
    hidden = form_of(browser, campaign)
    assert send(browser, campaign, hidden).status_code == 303
    assert send(browser, campaign, hidden).status_code == 303
    assert len(docket(campaign)) == 1


def test_a_form_that_was_changed_after_it_was_sent_comes_back_with_a_new_key(
    campaign: Campaign, browser: Browser
) -> None:
    hidden = form_of(browser, campaign)
    send(browser, campaign, hidden)
    again = send(browser, campaign, hidden, text="还有一件事")
    page = again.get_data(as_text=True)
    assert again.status_code == 409
    assert "还有一件事" in page
    fresh = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]+)"', page))
    assert fresh["key"] != hidden["key"]
    assert send(browser, campaign, fresh, text="还有一件事").status_code == 303
    assert len(docket(campaign)) == 2


def test_who_objects_is_in_no_public_byte_and_the_pages_do_not_change(campaign: Campaign, browser: Browser) -> None:
    pages = [f"/n/{campaign.review.id}", f"/n/{campaign.review.id}/1"]
    before = [browser.get(page).get_data() for page in pages]
    send(browser, campaign, form_of(browser, campaign))
    assert [browser.get(page).get_data() for page in pages] == before


def test_two_receipts_tell_nothing_about_how_many_objections_there_are(campaign: Campaign) -> None:
    codes = {receipt_of(campaign.review.id, f"key {no}") for no in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}", code) for code in codes)


def test_the_last_second_of_the_last_day_is_in_time(campaign: Campaign, clock: FakeClock, browser: Browser) -> None:
    hidden = form_of(browser, campaign)
    clock.time = END - 1
    assert send(browser, campaign, hidden).status_code == 303


def test_late_by_a_moment_says_whom_to_call_and_keeps_what_was_typed(
    campaign: Campaign, clock: FakeClock, browser: Browser
) -> None:
    hidden = form_of(browser, campaign)
    clock.time = END
    answer = send(browser, campaign, hidden)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    for words in ("公示至2012年7月9日", "受理部门：市委学习办。联系方式：市委宣传部。", "赵六", "13900000000"):
        assert words in page
    assert "材料不实。\n证据见附件。" in page.replace("\r\n", "\n")
    assert docket(campaign) == ()
    with campaign.ctx.store.read() as uow:
        assert not uow.of(Objector).all()


def test_after_the_end_the_form_is_gone_and_the_page_says_whom_to_call(
    campaign: Campaign, clock: FakeClock, browser: Browser
) -> None:
    clock.time = END
    page = browser.get(address_of(campaign)).get_data(as_text=True)
    assert "<form" not in page
    assert "不再受理异议" in page
    assert "市委宣传部" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "“姓名或单位名称”不能空着"),
        ({"contact": ""}, "“联系电话或电子邮箱”不能空着"),
        ({"text": "\u200b"}, "不能空着"),
        ({"text": "字" * 5001}, "太长，最多 5000 个字符"),
        ({"name": "名" * 61}, "太长，最多 60 个字符"),
        ({"by": "ghost"}, "“提出人”不能空着"),
        ({"about": "9999"}, "所选的对象不在这次公示的名单里"),
        ({"about": "-1"}, "所选的对象不在这次公示的名单里"),
        ({"about": "²"}, "所选的对象不在这次公示的名单里"),
        ({"csrf_token": "old"}, "页面已过期"),
        ({"key": ""}, ""),
    ],
)
def test_a_form_that_is_refused_comes_back_with_all_that_was_typed(
    campaign: Campaign, browser: Browser, changed: dict[str, str], words: str
) -> None:
    answer = send(browser, campaign, form_of(browser, campaign), **changed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert words in page
    assert all(SAID[name] in page for name in ("name", "contact") if name not in changed)
    assert docket(campaign) == ()


def test_one_address_can_send_only_so_much(campaign: Campaign, browser: Browser) -> None:
    hidden = form_of(browser, campaign)
    statuses = [send(browser, campaign, hidden, name="").status_code for _ in range(31)]
    assert statuses == [400] * 30 + [429]
    page = send(browser, campaign, hidden).get_data(as_text=True)
    assert "提交得太频繁" in page
    assert "赵六" in page


def test_a_receipt_is_shown_only_in_the_browser_that_sent_the_objection(
    campaign: Campaign, browser: Browser, organiser: Browser
) -> None:
    send(browser, campaign, form_of(browser, campaign))
    assert organiser.get(f"{address_of(campaign)}/received").status_code == 302
