"""颁奖: the operator presses the space bar, the hall's screen shows one holder after the other, long names whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from scoreboard import wiring
from scoring.engine.moments import moment_of
from scoring.usecases import accounts
from tests.browser.here import served
from tests.browser.layout.ruler import violations
from tests.browser.seats import STILL, follow
from tests.conftest import PASSWORD
from tests.fakes import FakeClock
from tests.live.people import PATIENCE
from tests.registrations import ZONE, Registered
from tests.unit.usecases.competition.commend_events import played_event, whole


@pytest.fixture
def event(services: wiring.Services, clock: FakeClock) -> Registered:
    clock.time = moment_of(date(2026, 5, 10), ZONE)
    event = played_event(services.ctx)
    whole(event)
    return event


@pytest.fixture
def base(app: Flask, services: wiring.Services) -> Iterator[str]:
    """The address of the application, served from this process."""
    accounts.add_account(services.ctx, name="李一", password=PASSWORD)
    with served(app) as address:
        yield address


@pytest.fixture
def pages(chrome: Any, base: str, event: Registered) -> Iterator[tuple[Page, Page]]:
    """The operator's page and the hall's screen."""
    context = chrome.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.set_default_timeout(PATIENCE * 1000)
    desk, wall = context.new_page(), context.new_page()
    desk.goto(f"{base}/signin")
    desk.fill("[name=name]", "李一")
    desk.fill("[name=password]", PASSWORD)
    follow(desk.get_by_role("button", name="登录"))
    desk.goto(f"{base}/organiser/competitions/{event.id}/ceremony")
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(f"{base}/organiser/competitions/{event.id}/ceremony/screen")
    yield desk, wall
    context.close()


def press_the_bar(desk: Page) -> None:
    """Press it on a page that is wholly there, and wait for the one that follows."""
    with desk.expect_navigation():
        desk.keyboard.press(" ")


def test_the_key_that_ends_an_award_keeps_apart_from_the_one_that_calls(pages: tuple[Page, Page]) -> None:
    desk, _ = pages
    follow(desk.locator("li", has_text="二等奖").get_by_role("button"))
    call, end = (desk.locator(one).bounding_box() for one in ("[data-next]", "form[action$='/end'] button"))
    assert call is not None
    assert end is not None
    assert end["y"] - call["y"] - call["height"] >= 8


def test_the_space_bar_calls_one_holder_after_the_other_and_the_screen_shows_nobody_before(
    pages: tuple[Page, Page],
) -> None:
    desk, wall = pages
    expect(wall.locator(".screen")).to_contain_text("知识竞赛")
    follow(desk.locator("li", has_text="二等奖").get_by_role("button"))
    expect(wall.locator(".reveal-opening")).to_contain_text("二等奖")
    assert "2队" not in wall.content()
    press_the_bar(desk)
    expect(wall.locator(".reveal-newest")).to_contain_text("2队")
    expect(wall.locator(".reveal-newest")).to_contain_text("第 3 名")
    expect(wall.locator(".reveal-members")).to_contain_text("张2一")
    assert "1队" not in wall.locator(".screen").inner_text()
    wall.evaluate(STILL)
    assert (violations(desk), violations(wall)) == ([], [])
    press_the_bar(desk)
    expect(wall.locator(".reveal-newest")).to_contain_text("1队")
    expect(desk.locator("[data-next]")).to_have_count(0)
    desk.get_by_role("button", name="结束本奖项").click()
    expect(wall.locator(".reveal")).to_have_count(0)
