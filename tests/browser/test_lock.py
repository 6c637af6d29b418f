"""The lock of the result: not before everything is decided, and after it nobody sits down any more."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import Hall, House, w
from tests.browser.seats import REFUSED, Seat


def decide(hall: Hall) -> None:
    """Bring the running item to nothing and the teams apart, so that the result can be locked."""
    hall.do("item.void", reason="题目有误")
    hall.do("round.end")
    for team, points in zip(hall.teams, ("20", "10"), strict=False):
        hall.do("points.adjust", reason="支持分", team=team, points=points)


def knocks(house: House, hall: Hall, who: str) -> Seat:
    """A second device that asks for this seat."""
    device = house.newcomer()
    device.page.goto(f"{device.base}/e/{hall.codes[who]}")
    device.page.wait_for_url("**/m/**")
    device.shows(w("live.seat.waiting.title"))
    return device


def asking(desk: Seat) -> int:
    """How many devices wait for a seat, as this desk is told."""
    return sum(len(seat["requests"]) for seat in desk.view["presence"])


def test_the_chiefs_lock_key_names_what_is_open_until_nothing_is_and_the_lock_can_be_taken_back_with_a_reason(
    house: House,
) -> None:
    hall = house.hall()
    hall.open_item("press")
    chief = hall.seat("chief")
    key = chief.key(w("chief.lock.key"), exact=True)
    expect(key).to_have_attribute("aria-disabled", "true")
    lock = next(action for action in chief.view["actions"] if action["id"] == "result.lock")
    expect(chief.page.locator("#why-lock")).to_have_text(lock["why_text"])
    key.click(force=True)
    expect(chief.page.locator("dialog")).to_have_count(0)
    decide(hall)
    expect(key).to_have_attribute("aria-disabled", "false")
    key.click()
    dialog = chief.page.get_by_role("dialog")
    expect(dialog).to_contain_text(w("chief.lock.round", name="风险题"))
    dialog.get_by_role("button", name=w("host.cancel")).click()
    assert not hall.view()["locked"]
    key.click()
    confirm = dialog.get_by_role("button", name=w("host.actions.result.lock"))
    expect(dialog).to_contain_text(w("chief.lock.unfinished"))
    expect(confirm).to_be_disabled()
    dialog.get_by_role("button", name=w("host.reason.time")).click()
    confirm.click()
    chief.until(lambda: chief.view["locked"])
    chief.page.locator(".chief-lock").get_by_role("button").click()
    confirm = dialog.get_by_role("button", name=w("host.confirm"))
    expect(confirm).to_be_disabled()
    dialog.get_by_role("textbox").fill("抗议成立")
    confirm.click()
    chief.until(lambda: not chief.view["locked"])
    expect(key).to_have_attribute("aria-disabled", "false")


def test_after_the_lock_the_host_is_asked_for_no_seat_any_more(house: House) -> None:
    house.guard.allow(REFUSED)
    hall = house.hall()
    hall.open_item("press")
    host = hall.seat("host")
    hall.seat("team0")
    knocks(house, hall, "team0")
    expect(host.page.locator(".seat-requests p")).to_have_count(1)
    decide(hall)
    hall.do("result.lock", "chief", unfinished=True, reason="时间已到")
    host.until(lambda: host.view["locked"] and asking(host) == 1)
    expect(host.page.locator(".seat-requests")).to_have_count(0)
