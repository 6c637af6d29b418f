"""On a slow line: what is under way is said to be under way, is not given twice, and arrives once."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.house import Hall, House, w
from tests.browser.lines import Line
from tests.browser.seats import choose


def entries(hall: Hall, kind: str) -> list[dict[str, Any]]:
    """What the ledger holds of this kind."""
    with hall.house.ctx.store.read() as uow:
        return [dict(entry.payload) for entry in uow.ledger.read(f"match:{hall.match}") if entry.kind == kind]


def test_a_tablet_says_of_an_answer_under_way_that_it_is_kept_here_and_only_then_that_it_has_arrived(
    house: House,
) -> None:
    hall = house.hall()
    tablet = house.newcomer()
    line = Line(tablet)
    tablet.enter(hall.codes["team0"])
    hall.open_item("all")
    hall.do("clock.start")
    tablet.shows(w("team.state.none"))
    line.hold()
    choose(tablet, "B")
    tablet.until(lambda: len(entries(hall, "answer.submit")) == 1)
    expect(tablet.page.locator(".t-state")).to_have_text(w("team.state.saved"))
    line.release()
    expect(tablet.page.locator(".t-state")).to_have_text(w("team.state.sent"))
    assert [entry["answer"] for entry in entries(hall, "answer.submit")] == [["B"]]


def test_a_desk_says_of_an_order_under_way_that_it_is_and_gives_no_second_one(house: House) -> None:
    hall = house.hall()
    host = house.newcomer()
    line = Line(host)
    host.enter(hall.codes["host"])
    hall.open_item("all")
    host.settled("clock.start")
    line.hold()
    host.next("clock.start")
    key = host.page.locator('.primary[data-action="clock.start"]')
    expect(key.locator("small")).to_have_text(w("host.sending"))
    expect(key).to_have_attribute("aria-disabled", "true")
    host.page.keyboard.press("Space")
    host.until(lambda: len(entries(hall, "clock.start")) == 1)
    line.release()
    host.until(lambda: host.view["clock"] is not None)
    assert len(entries(hall, "clock.start")) == 1
