"""The dot in the corner says what is true of the page: whether it is heard, and whether its seat is still its own."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from scoring.usecases import tickets
from tests.browser.house import House, w
from tests.browser.lines import Line
from tests.browser.seats import BAD_GATEWAY, CUT_OFF, REFUSED, served
from tests.halls import ORGANISER

ASLEEP = "(ms) => { const go = performance.now.bind(performance); performance.now = () => go() - ms; }"
"""The local clock has stood still for so long, while the time of day went on."""

AHEAD = served("""async () => {
  const {now} = await import('/static/js/lib/link.js');
  const {now: server} = await (await fetch('/api/time')).json();
  return now() - server;
}""")
"""By how many ms the page's idea of server time is ahead."""


SET = "(ms) => { const was = Date.now.bind(Date); Date.now = () => was() + ms; }"
"""The device's time of day is set by so many ms."""

LEAPS = served("""async () => {
  const {now} = await import('/static/js/lib/link.js');
  const ahead = [], end = performance.now() + 1_500;
  while (performance.now() < end) {
    ahead.push(now() - performance.now());
    await new Promise((later) => setTimeout(later));
  }
  return Math.max(...ahead) - Math.min(...ahead);
}""")
"""By how many ms the page's idea of server time leaps within a second and a half."""


def test_a_seat_whose_card_was_withdrawn_is_red_and_shows_the_way_in(house: House) -> None:
    house.guard.allow(REFUSED)
    hall = house.hall()
    tablet, screen = hall.seat("team0"), hall.seat("display")
    hall.do("match.open")
    for ticket in tickets.tickets_of(house.ctx, hall.match):
        if ticket.team == hall.teams[0] or ticket.role == "display":
            tickets.revoke_ticket(house.ctx, actor=ORGANISER, ticket_id=ticket.id)
    for seat in (tablet, screen):
        expect(seat.page.locator(".health-red").first).to_be_visible()
        seat.shows(w("live.health.refused"))
    tablet.shows(w("live.seat.ended.text"))
    expect(screen.page.locator(".seat-sign")).to_have_count(0)
    tablet.page.get_by_role("link", name=w("live.seat.way_in")).click()
    tablet.page.wait_for_url(f"{tablet.base}/")


def test_the_dot_turns_amber_while_nothing_that_the_page_says_arrives_though_it_hears_everything(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = house.hall()
    host = house.newcomer()
    line = Line(host)
    host.enter(hall.codes["host"])
    host.round_trip()
    expect(host.page.locator(".health-ok").first).to_be_visible()
    line.mute()
    seq = hall.do("match.open", "chief")
    host.sees(seq)
    expect(host.page.locator(".health-amber").first).to_be_visible()
    line.unmute()
    expect(host.page.locator(".health-ok").first).to_be_visible()


def test_what_a_proxy_says_in_the_place_of_its_server_is_no_sign_of_life(house: House) -> None:
    house.guard.allow(CUT_OFF, BAD_GATEWAY)
    hall = house.hall()
    host = house.newcomer()
    line = Line(host)
    host.enter(hall.codes["host"])
    host.round_trip()
    line.lose_server()
    expect(host.page.locator(".health-red").first).to_be_visible()


def test_after_a_sleep_the_page_has_the_servers_time_before_anything_is_measured_anew(house: House) -> None:
    hall = house.hall()
    tablet = house.newcomer()
    line = Line(tablet)
    tablet.enter(hall.codes["team0"])
    tablet.round_trip()
    line.hold()
    tablet.page.evaluate(ASLEEP, 8_000)
    tablet.until(lambda: abs(tablet.page.evaluate(AHEAD)) < 1_000)
    line.release()
    tablet.until(tablet.keeps_time)


def test_a_device_whose_time_of_day_is_put_back_keeps_the_servers_time(house: House) -> None:
    hall = house.hall()
    tablet = hall.seat("team0")
    tablet.round_trip()
    tablet.page.evaluate(SET, -8_000)
    assert tablet.page.evaluate(LEAPS) < 1_000
    tablet.until(tablet.keeps_time)


def test_a_command_of_which_the_page_said_that_it_was_not_delivered_does_not_happen_later(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = house.hall()
    host = house.newcomer()
    line = Line(host)
    host.enter(hall.codes["host"])
    host.round_trip()
    hall.open_item("all")
    host.settled("clock.start")
    line.mute()
    host.next("clock.start")
    host.shows(w("errors.not-delivered.message"))
    line.unmute()
    expect(host.page.locator(".health-ok").first).to_be_visible()
    assert hall.view()["match"]["stage"] == "reading"
    host.page.locator(".toast-refused").get_by_role("button", name=w("host.close")).click()
    host.next("clock.start")
    host.until(lambda: host.view["match"]["stage"] == "answering")


def test_times_of_day_are_the_events_own_whatever_zone_the_device_has(house: House) -> None:
    hall = house.hall()
    hall.do("match.open", "chief")
    host = hall.seat("host", timezone_id="America/New_York")
    at = datetime.fromtimestamp(host.view["log"][-1]["at"] / 1000, ZoneInfo("Asia/Shanghai"))
    expect(host.page.locator("time").first).to_have_text(f"{at:%H:%M:%S}")
