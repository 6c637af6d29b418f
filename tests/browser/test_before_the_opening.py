"""Before the match is opened every page shows what is true now, whoever changed it."""

from __future__ import annotations

from playwright.sync_api import expect

from scoring.usecases import accounts
from scoring.usecases.quiz import roster
from tests.browser.house import House, w
from tests.halls import ORGANISER

NAME, PASSWORD = "王五", "eight horses draw"

POST = """async (path) => (await fetch(path, {
  method: "POST", headers: {"X-CSRFToken": document.querySelector("meta[name=csrf-token]").content},
})).status"""
"""Send a form of the desk without fields; gives the status of the page that follows."""


def test_what_the_organiser_mends_is_on_the_hosts_page_at_once(house: House) -> None:
    hall = house.hall()
    late = roster.add_team(house.ctx, actor=ORGANISER, match_id=hall.match, name="丁队", organisation="丁单位")
    host = hall.seat("host")
    host.next("match.open")
    host.shows(w("host.open.blocked"))
    accounts.add_account(house.ctx, name=NAME, password=PASSWORD)
    desk = house.newcomer()
    desk.page.goto(f"{desk.base}/signin")
    desk.page.locator("input[name=name]").fill(NAME)
    desk.page.locator("input[name=password]").fill(PASSWORD)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/organiser/")
    assert desk.page.evaluate(POST, f"/organiser/matches/{hall.match}/teams/{late.id}/remove") == 200
    host.hides(w("host.open.blocked"))
    host.key(w("host.sure.match.open")).click()
    host.until(lambda: host.view["match"]["phase"] == "open")


def test_the_opening_takes_the_tablets_out_of_the_press_test(house: House) -> None:
    hall = house.hall()
    tablet, beside = hall.seat("team0"), hall.seat("team1")
    board = hall.seat("host")
    for seat in (board, beside):
        seat.page.goto(f"{seat.base}/m/{hall.match}/press-test")
        seat.seated()
    board.key(w("press_test.start")).click()
    expect(tablet.page.locator(".press-test-note")).to_be_visible()
    seq = hall.do("match.open", "chief")
    tablet.sees(seq)
    expect(tablet.page.locator(".press-test-note")).to_have_count(0)
    beside.page.wait_for_url("**/team?seat=*")
    board.sees(seq)
    board.key(w("press_test.start")).click()
    expect(tablet.page.locator(".press-test-note")).to_be_visible()
