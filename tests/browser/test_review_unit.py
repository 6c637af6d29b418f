"""Units, levels and clerks at their desks, on telephones and office browsers."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scoreboard.web import page_files
from scoring.engine.review.commands_nomination import Endorse
from scoring.sheets import campaign_text
from tests.browser.house import House, w
from tests.browser.seats import CUT_OFF, REFUSED, follow
from tests.reviews import Campaign, set_up_review
from tests.unit.attachments import papers

PHONE = {"width": 390, "height": 844}
OFFICE = {"width": 1280, "height": 800}


@pytest.fixture
def campaign(house: House) -> Campaign:
    """A review whose entries are open for many years."""
    text = campaign_text("hongjiang-2012").replace("2012-06-15", "2099-06-15").replace("2013-06-30", "2100-06-30")
    return set_up_review(house.ctx, "nominate", text)


def sit(house: House, campaign: Campaign, seat: str, **context: Any) -> Any:
    """The page of a seat, in a browser of its own."""
    newcomer = house.newcomer(**context)
    newcomer.page.goto(f"{newcomer.base}/e/{campaign.code(seat)}")
    newcomer.page.wait_for_url(re.compile(r"/r/.*seat="))
    return newcomer.page


def begin(page: Any) -> None:
    page.get_by_role("button", name=re.compile(w("review_unit.begin"))).first.click()
    expect(page.locator("#draft[data-ready]")).to_be_visible()


def fits(page: Any) -> bool:
    """Nothing is wider than the screen."""
    found: bool = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    return found


def picture(page: Any, name: str) -> None:
    """Kept for who asks for it (``LEITAI_PICTURES``)."""
    if folder := os.environ.get("LEITAI_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_a_unit_fills_in_and_submits_on_a_telephone(house: House, campaign: Campaign) -> None:
    page = sit(house, campaign, "unit 甲村", viewport=PHONE)
    picture(page, "unit_home")
    assert fits(page)
    begin(page)
    for field, text in (("nominee", "甲村党支部"), ("head", "张一"), ("phone", "0745-0000000"), ("contact", "李二")):
        page.locator(f"#f-{field}").fill(text)
    page.locator("#f-mobile").fill("13000000000")
    page.locator("#f-deeds").fill("事迹")
    page.locator("#f-report").fill("学" * 3001)
    expect(page.locator("[data-count=f-report]")).to_have_text(w("review_draft.over", count=3001, most=3000, over=1))
    picture(page, "unit_draft")
    page.locator("#f-report").fill("学" * 2998 + "2012年。")
    expect(page.locator("[data-count=f-report]")).to_have_text(w("review_draft.over", count=3001, most=3000, over=1))
    page.locator("#f-report").fill("学" * 2997 + "2012年。")
    expect(page.locator("[data-count=f-report]")).to_have_text(w("review_draft.count", count=3000, most=3000))
    assert fits(page)
    page.get_by_role("button", name=w("review_unit.to_check")).click()
    expect(page.get_by_role("heading", name=w("review_unit.check_title"))).to_be_visible()
    picture(page, "unit_check")
    assert fits(page)
    page.get_by_role("button", name=w("review_unit.submit")).click()
    page.get_by_role("button", name=w("review_unit.seal_missing_sure")).click()
    expect(page.get_by_role("status")).to_have_text(w("review_unit.done.submitted"))
    page.get_by_role("link", name="甲村党支部").first.click()
    expect(page.get_by_role("button", name=w("review_endorser.give"))).to_be_visible()
    picture(page, "unit_nomination")
    assert fits(page)
    assert [one.nominee for one in campaign.state.nominations.values()] == ["甲村党支部"]


def test_a_reload_without_a_network_in_the_midst_of_a_text_loses_nothing(house: House, campaign: Campaign) -> None:
    house.guard.allow(CUT_OFF)
    page = sit(house, campaign, "unit 乙村", viewport=PHONE)
    begin(page)
    address = page.url
    page.context.set_offline(True)
    page.locator("#f-report").fill("学习" * 1250)
    expect(page.locator("#kept")).to_have_text(w("review_draft.on_device"))
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(address)
    expect(page.locator("#f-report")).to_have_value("学习" * 1250)
    expect(page.locator("#kept")).to_have_text(re.compile(w("review_draft.kept", time=r".*\d\d:\d\d")))
    page.reload()
    expect(page.locator("#f-report")).to_have_value("学习" * 1250)
    expect(page.locator("#kept")).to_have_text(re.compile(w("review_draft.kept", time=r".*\d\d:\d\d")))


def test_a_reload_in_the_midst_of_three_thousand_characters_asks_nothing_and_loses_nothing(
    house: House, campaign: Campaign
) -> None:
    house.guard.allow(REFUSED)
    page = sit(house, campaign, "unit 丁村", viewport=PHONE)
    begin(page)
    sent: list[Any] = []

    def unanswered(route: Any) -> None:
        """The server takes it, and the page is gone before it knows."""
        if route.request.method == "POST" and not sent:
            sent.append(route.fetch())
        else:
            route.continue_()

    page.route(re.compile(r"/drafts/[^/]+/text"), unanswered)
    page.locator("#f-report").fill("学" * 1400)
    while not sent:
        page.wait_for_timeout(30)
    for _ in range(8):
        page.locator("#f-report").press("End")
        page.keyboard.insert_text("习" * 200)
    page.reload()
    expect(page.locator("#f-report")).to_have_value("学" * 1400 + "习" * 1600)
    expect(page.locator("[data-count=f-report]")).to_have_text(w("review_draft.count", count=3000, most=3000))
    expect(page.locator("#kept")).to_have_text(re.compile(w("review_draft.kept", time=r".*\d\d:\d\d")))
    expect(page.locator("#meeting")).to_be_hidden()
    page.reload()
    expect(page.locator("#f-report")).to_have_value("学" * 1400 + "习" * 1600)


def test_a_form_does_not_leave_a_file_that_is_on_its_way(house: House, campaign: Campaign) -> None:
    page = sit(house, campaign, "unit 甲村", viewport=OFFICE)
    begin(page)
    page.route("**/api/attachments/uploads/*", lambda route: None)  # its parts never arrive
    files = page.locator("[data-upload][data-field=papers]")
    files.locator("input[type=file]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}
    )
    files.get_by_role("button", name=w("attachments.file.send")).click()
    expect(files.locator("progress")).to_be_visible()
    page.get_by_role("button", name=w("review_unit.to_check")).click()
    expect(page.locator("#kept")).to_have_text(w("review_draft.files_underway"))
    assert "/drafts/" in page.url
    assert "check" not in page.url


def test_a_file_that_has_arrived_breaks_off_no_other_and_loses_none_that_was_chosen(
    house: House, campaign: Campaign
) -> None:
    page = sit(house, campaign, "unit 甲村", viewport=OFFICE)
    begin(page)
    held: list[Any] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    def send(field: str, name: str) -> None:
        form = page.locator(f"[data-upload][data-field={field}]")
        form.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": papers.pdf()}
        )
        form.get_by_role("button", name=w("attachments.file.send")).click()

    page.route("**/api/attachments/of/*/sealed", lambda route: held.append(route))
    send("sealed", "扫描.pdf")
    expect(page.locator("[data-field=sealed] progress")).to_be_visible()
    send("papers", "证明.pdf")
    expect(page.locator("[data-field=papers] [data-upload-state]")).to_contain_text(
        w("attachments.file.done", name="证明.pdf")
    )
    page.locator("[data-field=papers] input[type=file]").set_input_files(
        {"name": "另一份.pdf", "mimeType": "application/pdf", "buffer": papers.pdf()}
    )
    held[0].continue_()
    expect(page.locator("[data-field=sealed] [data-upload-state]")).to_contain_text(
        w("attachments.file.done", name="扫描.pdf")
    )
    follow(page.locator("[data-field=papers]").get_by_role("button", name=w("attachments.file.send")))
    expect(page.locator("#files-papers li")).to_have_count(2)
    expect(page.locator("#files-sealed li")).to_have_count(1)
    assert asked == []


def test_a_file_that_is_chosen_and_not_sent_is_named_before_the_form_goes_on(house: House, campaign: Campaign) -> None:
    page = sit(house, campaign, "unit 甲村", viewport=OFFICE)
    begin(page)
    page.locator("[data-upload][data-field=papers] input[type=file]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}
    )
    check = page.get_by_role("button", name=w("review_unit.to_check"))
    check.click()
    expect(page.locator("#kept")).to_have_text(w("review_draft.files_chosen", name="a.pdf"))
    check.click()
    page.wait_for_url("**/check?**")


def test_a_second_tab_is_told_and_a_person_decides(house: House, campaign: Campaign) -> None:
    house.guard.allow(REFUSED)
    page = sit(house, campaign, "unit 丙村", viewport=OFFICE)
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#f-head").fill("王五")
    expect(other.locator("#kept")).to_have_text(re.compile(w("review_draft.kept", time=r".*\d\d:\d\d")))
    time = other.locator("#kept").inner_text().removeprefix(w("review_draft.kept", time=""))
    when = w("review_draft.saved", time=time)
    page.locator("#f-head").fill("张一")
    expect(page.locator("#meeting")).to_contain_text(w("review_draft.meeting"))
    expect(page.locator("#saved")).to_have_text(when)
    there = sit(house, campaign, "unit 丙村", viewport=PHONE)
    there.goto(page.url)
    expect(there.locator("#kept")).to_have_text(other.locator("#kept").inner_text())
    there.locator("#f-head").fill("李二")
    expect(there.locator("#saved")).to_have_text(when)
    there.close()
    picture(page, "unit_meeting")
    page.get_by_role("button", name=w("review_draft.take_mine")).click()
    expect(page.locator("#meeting")).to_be_hidden()
    expect(page.locator("#kept")).to_have_text(re.compile(w("review_draft.kept", time=r".*\d\d:\d\d")))
    page.reload()
    expect(page.locator("#f-head")).to_have_value("张一")


def test_a_level_agrees_and_drags_its_order(house: House, campaign: Campaign) -> None:
    for no, unit in enumerate(("甲村", "乙村", "丙村"), start=1):
        campaign.submit(unit)
        campaign.give(f"endorser {unit}", Endorse(no, 1, "agree", "同意推荐"))
    page = sit(house, campaign, "endorser 甲镇", viewport=OFFICE)
    picture(page, "endorser_home")
    page.get_by_role("link", name="甲村党支部").first.click()
    page.get_by_label(w("review_endorser.usual_label")).select_option(w("review_endorser.usual.agree_2"))
    expect(page.get_by_label(w("review_endorser.text"), exact=True)).to_have_value(w("review_endorser.usual.agree_2"))
    expect(page.get_by_role("radio", name=w("review_endorser.verdicts.agree"))).to_be_checked()
    picture(page, "endorser_nomination")
    follow(page.get_by_role("button", name=w("review_endorser.give")))
    expect(page.get_by_role("status")).to_have_text(w("review_endorser.done.agree"))
    with page.expect_navigation():
        page.locator("[data-no='3']").drag_to(page.locator("[data-no='1']"), target_position={"x": 60, "y": 4})
    expect(page.get_by_role("status")).to_have_text(w("review_endorser.done.ordered"))
    assert list(campaign.state.orders.values()) == [(3, 1, 2)]
    with page.expect_navigation():
        page.get_by_role("button", name=w("review_endorser.down_of", name="丙村党支部")).press("Enter")
    expect(page.locator("[data-no]").first).to_contain_text("甲村党支部")
    page.set_viewport_size(PHONE)
    picture(page, "endorser_phone")
    assert fits(page)


def test_two_people_bring_a_form_from_paper(house: House, campaign: Campaign) -> None:
    clerk = sit(house, campaign, "clerk", viewport=OFFICE)
    picture(clerk, "clerk_home")
    clerk.get_by_label(w("review_clerk.unit")).select_option("丁村")
    clerk.get_by_role("button", name=w("review_clerk.begin_go")).click()
    for field in ("nominee", "head", "contact", "deeds", "report"):
        clerk.locator(f"#f-{field}").fill("丁村党支部")
    for field in ("phone", "mobile"):
        clerk.locator(f"#f-{field}").fill("13000000000")
    clerk.get_by_role("button", name=w("review_unit.to_check")).click()
    clerk.get_by_label(w("review_clerk.arrived")).fill("2026-01-05")
    clerk.get_by_role("button", name=w("review_clerk.enter")).click()
    expect(clerk.get_by_role("status")).to_have_text(w("review_unit.done.entered"))
    campaign.issue("clerk 乙", "clerk", label="录入员乙")
    second = sit(house, campaign, "clerk 乙", viewport=OFFICE)
    second.get_by_role("link", name="丁村党支部").click()
    picture(second, "clerk_held")
    second.get_by_role("button", name=w("review_clerk.accept")).click()
    expect(second.get_by_role("status")).to_have_text(w("review_clerk.done.confirmed"))
    assert campaign.state.nominations[1].form.paper


def test_what_is_typed_before_the_script_has_come_is_kept_too(house: House, campaign: Campaign) -> None:
    page = sit(house, campaign, "unit 丁村", viewport=PHONE)
    held: list[Any] = []
    script = f"**{page_files.in_tree().address('review/draft.js')}"
    page.route(script, lambda route: held.append(route))
    page.get_by_role("button", name=re.compile(w("review_unit.begin"))).first.click()
    page.locator("#f-head").fill("张一")
    while not held:
        page.wait_for_timeout(30)
    for route in held:
        route.continue_()
    expect(page.locator("#kept")).to_have_text(re.compile(w("review_draft.kept", time=r".*\d\d:\d\d")))
    page.unroute(script)
    page.reload()
    expect(page.locator("#f-head")).to_have_value("张一")


def test_a_long_name_widens_no_page(house: House, campaign: Campaign) -> None:
    campaign.submit("甲村", nominee="甲村党支部" * 8 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2)
    campaign.give("endorser 甲村", Endorse(1, 1, "agree", "同意推荐"))
    for seat, path in (("unit 甲村", "unit/nominations/1"), ("endorser 甲镇", "endorser"), ("clerk", "clerk")):
        page = sit(house, campaign, seat, viewport=PHONE)
        ticket = campaign.seats[seat].ticket.id
        page.goto(f"{house.server.base}/r/{campaign.review.id}/{path}?seat={ticket}")
        assert fits(page), path
