"""The study office at its desk: from vetting to the shortlist, on office browsers and telephones."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scoring.engine.review.commands_judging import LockJudging, OpenJudging
from scoring.sheets import campaign_text
from tests.browser.house import House, w
from tests.browser.seats import REFUSED, says_when_pressed
from tests.reviews import AWARD, Campaign, set_up_review

PHONE = {"width": 390, "height": 844}
OFFICE = {"width": 1280, "height": 800}
SIZES = (PHONE, OFFICE, {"width": 800, "height": 1280}, {"width": 1920, "height": 1080})
PAGES = ("", "/missing", "/chase", "/nominations", "/cuts", "/nominations/1", "/judging", f"/judging/{AWARD}/judging",
         f"/shortlist/{AWARD}", "/notices", "/objections", "/vacancies", "/papers", "/papers/rules/all")  # fmt: skip


@pytest.fixture
def campaign(house: House) -> Campaign:
    """A review whose nominations wait for vetting, and whose entries are open for many years."""
    text = campaign_text("hongjiang-2012").replace("2012-06-15", "2099-06-15").replace("2013-06-30", "2100-06-30")
    return set_up_review(house.ctx, "vet", text)


def sit(house: House, campaign: Campaign, seat: str, **context: Any) -> Any:
    """The page of a seat, in a browser of its own."""
    newcomer = house.newcomer(**context)
    newcomer.page.goto(f"{newcomer.base}/e/{campaign.code(seat)}")
    newcomer.page.wait_for_url(re.compile(r"/r/.*seat="))
    return newcomer.page


def to(page: Any, campaign: Campaign, address: str) -> None:
    """Another page of the office."""
    page.goto(f"{page.url.split('/r/')[0]}/r/{campaign.review.id}/office{address}")


def picture(page: Any, name: str) -> None:
    """Kept for who asks for it (``LEITAI_PICTURES``)."""
    if folder := os.environ.get("LEITAI_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_two_of_the_office_vet_and_the_second_is_told(house: House, campaign: Campaign) -> None:
    house.guard.allow(REFUSED)
    first, second = (sit(house, campaign, "office", viewport=OFFICE) for _ in range(2))
    for page in (first, second):
        to(page, campaign, "/nominations/1")
    first.locator("input[value=pass]").check()
    first.get_by_role("button", name=w("review_office.vet.go")).click()
    expect(first.get_by_role("status")).to_have_text(w("review_office.done.vet-pass", name="甲村党支部"))
    second.locator("input[value=refuse]").check()
    second.locator("input[value=ineligible]").check()
    second.locator("#vet-note").fill("成立不满三年")
    second.get_by_role("button", name=w("review_office.vet.go")).click()
    expect(second.get_by_role("alert")).to_contain_text(w("errors.nomination-vetted.message"))
    expect(second.locator("#vet-note")).to_have_value("成立不满三年")
    assert campaign.state.nominations[1].status == "accepted"


def test_a_row_moves_by_keys_and_the_list_is_fixed_in_that_order(house: House, campaign: Campaign) -> None:
    house.guard.allow(REFUSED)
    page = sit(house, campaign, "office", viewport=OFFICE)
    for no in range(1, 5):
        to(page, campaign, f"/nominations/{no}")
        page.locator("input[value=pass]").check()
        page.get_by_role("button", name=w("review_office.vet.go")).click()
        expect(page.get_by_role("status")).to_be_visible()
    campaign.give("chair", OpenJudging("judging", AWARD))
    campaign.mark_all()
    campaign.give("chair", LockJudging("judging", AWARD))
    to(page, campaign, f"/shortlist/{AWARD}")
    down = page.locator(".order li").first.get_by_role("button", name=w("review_office.order.down"))
    down.focus()
    page.keyboard.press("Enter")
    places = page.locator(".order-place")
    assert places.first.bounding_box()["width"] < 100, "a place is a small box beside its name"
    assert [places.nth(no).get_attribute("id") for no in range(4)] == ["place-2", "place-1", "place-3", "place-4"]
    assert [places.nth(no).input_value() for no in range(4)] == ["1", "2", "3", "4"]
    page.locator("#present").fill("主任等三人")
    page.get_by_role("button", name=w("review_office.shortlist.go")).click()
    expect(page.get_by_role("alert")).to_contain_text(w("errors.departure-needs-reason.message"))
    expect(places.first).to_have_value("1")
    page.locator("#why").fill("评委会复议")
    page.get_by_role("button", name=w("review_office.shortlist.go")).click()
    expect(page.get_by_role("status")).to_have_text(w("review_office.done.listed"))
    assert campaign.state.shortlists[AWARD].order == (2, 1, 3, 4)


def test_a_message_is_copied_by_one_touch(house: House, campaign: Campaign) -> None:
    page = sit(house, campaign, "office", viewport=PHONE)
    to(page, campaign, "/nominations/1")
    page.locator("input[value=return]").check()
    page.locator("input[value=incomplete]").check()
    page.get_by_role("button", name=w("review_office.vet.go")).click()
    expect(page.get_by_role("status")).to_be_visible()
    to(page, campaign, "/chase")
    says_when_pressed(page.locator("[data-copy]").first, w("review_office.chase.copied"))


def test_no_page_is_wider_than_any_screen(house: House, campaign: Campaign) -> None:
    page = sit(house, campaign, "office", viewport=OFFICE)
    wide, high = [], []
    for address in PAGES:
        to(page, campaign, address)
        for size in SIZES:
            page.set_viewport_size(size)
            page.wait_for_function("(width) => innerWidth === width", arg=size["width"])
            picture(page, f"office{address.replace('/', '_')}_{size['width']}")
            if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
                wide.append((address, size["width"]))
            if page.locator("header.top").bounding_box()["height"] > 200:
                high.append((address, size["width"]))
    assert (wide, high) == ([], [])
