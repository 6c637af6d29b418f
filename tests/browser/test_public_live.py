"""The page of the public on a telephone: light, within 360 px, true without anybody touching it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Response, expect

from tests.browser.house import House, w

LIGHT = 100_000
"""Bytes before fonts."""


def test_a_telephone_follows_a_match_and_takes_little(house: House) -> None:
    hall = house.hall()
    phone = house.newcomer(viewport={"width": 360, "height": 740}, timezone_id="America/New_York").page
    brought: list[tuple[str, int]] = []

    def note(answer: Response) -> None:
        if "/fonts/" not in answer.url:
            brought.append((answer.url, len(answer.body())))

    phone.on("response", note)
    phone.goto(f"{house.server.base}/live/{hall.match}")
    expect(phone.get_by_text(w("public_live.state.match.before"))).to_be_visible()
    phone.wait_for_load_state("networkidle")
    assert sum(size for _, size in brought) < LIGHT, brought
    hall.open_item("all")
    expect(phone.get_by_text(w("public_live.state.match.running"))).to_be_visible()
    expect(phone.get_by_role("row")).to_have_count(4)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.get_by_role("heading", level=1).count() == 1
    hour = f"{datetime.now(ZoneInfo('Asia/Shanghai')):%H}"
    told = phone.locator(".live-fresh").inner_text()
    assert f" {hour}:" in told or f" {datetime.now(ZoneInfo('Asia/Shanghai')):%H}:" in told, told


def test_the_host_shows_the_way_to_it_beside_the_standby_scene(house: House) -> None:
    hall = house.hall()
    hall.do("match.open")
    host, display = hall.seat("host"), hall.seat("display")
    host.page.get_by_label(w("host.screen.link")).check()
    host.page.get_by_role("button", name=w("host.scene.standby"), exact=True).click()
    code = display.page.get_by_role("img", name=w("display.public_link"))
    expect(code).to_be_visible()
    assert code.evaluate("image => image.complete && image.naturalWidth > 0")
    title, own = display.page.get_by_role("heading", level=1).bounding_box(), code.bounding_box()
    assert title is not None
    assert own is not None
    assert title["y"] + title["height"] <= own["y"], "the code lies under the title"
