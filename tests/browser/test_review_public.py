"""The public's pages in a browser without scripts, on a small telephone: all there, nothing beside the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from scoreboard import factory, wiring
from scoreboard.config import Config
from tests.browser.here import served
from tests.browser.seats import follow
from tests.fakes import FakeClock
from tests.live.people import PATIENCE
from tests.reviews import Campaign, noon, set_up_review
from tests.unit.attachments import papers

SMALLEST = {"width": 360, "height": 640}


@pytest.fixture
def clock() -> FakeClock:
    """Noon of a day on which entries are open."""
    return FakeClock(noon(date(2012, 5, 7)))


@pytest.fixture
def campaign(services: wiring.Services) -> Campaign:
    """A review whose notice stands."""
    return set_up_review(services.ctx, "decide")


@pytest.fixture
def base(settings: Config, services: wiring.Services) -> Iterator[str]:
    """The address of a server of this application."""
    app: Flask = factory.create_app(settings, services)[0]
    with served(app) as address:
        yield address


def test_on_a_small_telephone_without_scripts_somebody_reads_a_notice_and_objects(
    chrome: Any, base: str, campaign: Campaign
) -> None:
    context = chrome.new_context(viewport=SMALLEST, java_script_enabled=False, locale="zh-CN")
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()

    def fits() -> None:
        """No page is wider than its window: a picture of the whole of it shows that without a script."""
        wide = page.locator("html").bounding_box()["width"]
        widest = max(box["width"] + box["x"] for box in boxes(page))
        assert max(wide, widest) <= SMALLEST["width"]

    page.goto(f"{base}/n/{campaign.review.id}")
    fits()
    follow(page.get_by_role("link", name="第1号公示"))
    expect(page.get_by_text("甲村党支部", exact=True)).to_be_visible()
    fits()
    follow(page.get_by_role("link", name="提出异议"))
    fits()
    page.get_by_label("姓名或单位名称").fill("赵六")
    page.get_by_label("联系电话或电子邮箱").fill("0000-0000000")
    page.get_by_label("对谁有异议").select_option(label="乙村党支部")
    page.get_by_label("异议内容和理由").fill("材料不实。")
    follow(page.get_by_role("button", name="提交"))
    expect(page.get_by_role("heading", name="异议已收到")).to_be_visible()
    fits()
    code = page.locator(".public-receipt").inner_text()
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}", code)
    page.reload()
    expect(page.get_by_text(code)).to_be_visible()
    assert len(campaign.state.objections) == 1
    context.close()


def test_with_scripts_files_are_sent_while_somebody_writes_and_come_with_the_objection(
    chrome: Any, base: str, campaign: Campaign, clock: FakeClock
) -> None:
    clock.time = noon(date(2012, 7, 3))
    context = chrome.new_context(viewport=SMALLEST, locale="zh-CN")
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto(f"{base}/n/{campaign.review.id}/1/objection")
    page.get_by_label("单位", exact=True).check()
    for label in ("加盖公章的书面材料", "证据材料"):
        scan = {"name": f"{label}.pdf", "mimeType": "application/pdf", "buffer": papers.pdf()}
        page.get_by_label(label).set_input_files(scan)
    page.get_by_label("姓名或单位名称").fill("某单位")
    page.get_by_label("联系电话或电子邮箱").fill("0000-0000000")
    page.get_by_label("异议内容和理由").fill("材料不实。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="异议已收到")).to_be_visible()
    assert len(campaign.state.objections[0].files) == 2
    context.close()


def boxes(page: Any) -> list[dict[str, float]]:
    """The places of everything that has a text or takes one."""
    found = page.locator("main p, main li, main h1, main h2, main input:visible, main textarea, main select, footer a")
    return [box for one in found.all() if (box := one.bounding_box()) is not None]
