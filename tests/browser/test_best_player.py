"""最佳选手 on the pages: a touch or key names who answers, the chief corrects it, the wall shows it at the end."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import House, w
from tests.sheets import HEAD, unhurried

TEAM = """
[[round]]
id = "team"
kind = "team"
name = "共同必答"
items = 1
points = { right = 10, wrong = -10 }
"""
SHEET = unhurried(HEAD + TEAM) + "[best_player]\n"


def test_the_host_names_who_answers_by_touch_or_key_and_the_wall_shows_the_best_player_once_locked(
    house: House,
) -> None:
    hall = house.hall(sheet=SHEET, teams=("甲队", "乙队"))
    hall.open_item("team")
    host, chief, wall = hall.seat("host"), hall.seat("chief"), hall.seat("display")
    names = [member["name"] for member in host.view["teams"][0]["members"]]
    keys = host.page.locator(".players").get_by_role("button")
    keys.filter(has_text=names[0]).click()
    expect(keys.filter(has_text=names[0])).to_have_attribute("aria-pressed", "true")
    host.page.keyboard.press("w")
    expect(keys.filter(has_text=names[1])).to_have_attribute("aria-pressed", "true")
    assert keys.first.evaluate("key => key.clientHeight") >= 40
    host.next("clock.start")
    host.until(lambda: host.view["match"]["stage"] == "answering")
    expect(host.page.locator(".verdict-right button")).to_have_attribute("aria-disabled", "false")
    host.page.keyboard.press("1")
    host.until(lambda: host.view["teams"][0]["score"] == "110")
    host.page.get_by_role("tab", name=w("host.tabs.players")).click()
    expect(host.page.locator(".players-table")).to_contain_text(names[1])

    hall.abreast()
    chief.page.locator(".chief-items").get_by_role("button").first.click()
    dialog = chief.page.get_by_role("dialog")
    dialog.get_by_role("button", name=w("chief.item.player")).click()
    dialog.locator("select").select_option(label=w("host.member_seat", seat=1, name=names[0]))
    chief.until(lambda: chief.view["best_player"]["lines"][0]["name"] == names[0])
    expect(chief.page.locator(".chief-ranking .players-table")).to_contain_text(names[0])

    hall.do("item.close")
    hall.do("result.lock", "chief", unfinished=True, reason="时间已到")
    assert "best_player" not in wall.view
    host.key(w("host.scene.best_player")).click()
    wall.shows("最佳选手", names[0])
    wall.hides(names[1])
    expect(host.page.frame_locator(".screen iframe").locator(".best-row")).to_have_count(1)
