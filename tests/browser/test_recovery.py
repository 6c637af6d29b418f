"""What breaks in halls: a page is reloaded, the server dies, the Wi-Fi is gone.  Nobody loses an answer."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.house import Hall, House, w
from tests.browser.seats import CUT_OFF, button, choose, finish, press

DESKS = ("host", "chief", "judge1", "display", "team0")
SAME = ("seq", "match", "scene", "round", "item", "clock", "press", "teams", "ranking")


SLOW_TO_FIND = """{
  const get = IDBObjectStore.prototype.get;
  const let_go = new Promise((go) => { window.find = go; });
  IDBObjectStore.prototype.get = function (key) {
    const asked = get.call(this, key), told = {};
    asked.onsuccess = () => let_go.then(() => { told.result = asked.result; told.onsuccess(); });
    return told;
  };
}"""
"""A tablet that finds what it has kept only when it is told to."""


def answers_of(hall: Hall, place: int) -> list[list[str]]:
    """The answers of the team at this place that the ledger holds, in their order."""
    with hall.house.ctx.store.read() as uow:
        entries = uow.ledger.read(f"match:{hall.match}")
    sent = [entry.payload for entry in entries if entry.kind == "answer.submit"]
    return [payload["answer"] for payload in sent if payload["team"] == hall.teams[place]]


def test_every_desk_comes_back_to_the_same_picture_in_the_middle_of_a_question(house: House) -> None:
    hall = house.hall()
    seats = {who: hall.seat(who) for who in DESKS}
    hall.open_item("all")
    host, tablet = seats["host"], seats["team0"]
    host.next("clock.start")
    choose(tablet, "C")
    tablet.shows(w("team.state.sent"))
    hall.abreast()
    for who, seat in seats.items():
        before = seat.view
        after = seat.reload().sees(before["seq"])
        assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}, who
    expect(tablet.page.get_by_role("radio", name=re.compile("^C"))).to_be_checked()
    tablet.shows(w("team.state.sent"))
    assert [who for who, seat in seats.items() if not seat.keeps_time()] == []
    finish(tablet)
    hall.finish(1, 2)
    host.next("item.close")
    seats["display"].until(lambda: seats["display"].view["item"]["stage"] == "closed")


def test_pages_say_that_the_server_is_gone_and_come_back_by_themselves_with_the_same_deadline(mortal: House) -> None:
    mortal.guard.allow(CUT_OFF)
    hall = mortal.hall()
    host, screen, tablet = hall.seat("host"), hall.seat("display"), hall.seat("team0")
    hall.open_item("all")
    hall.do("clock.start")
    tablet.shows(w("team.state.none"))
    deadline = tablet.view["clock"]["deadline"]
    mortal.server.kill()
    choose(tablet, "B")
    tablet.shows(w("team.state.saved"))
    for seat in (host, screen, tablet):
        expect(seat.page.locator(".health-amber, .health-red").first).to_be_visible()
    screen.shows("题干")
    mortal.server.start()
    for seat in (host, screen, tablet):
        expect(seat.page.locator(".health-ok").first).to_be_visible()
        assert seat.view["clock"]["deadline"] == deadline
    tablet.shows(w("team.state.sent"))
    host.until(lambda: host.view["item"]["answers"] == {hall.teams[0]: ["B"]})
    assert answers_of(hall, 0) == [["B"]]
    finish(tablet)
    hall.finish(1, 2)
    host.next("item.close")
    screen.shows(w("display.verdict.right"))


def test_an_answer_given_without_network_arrives_once_when_it_is_back(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = house.hall()
    tablet = hall.seat("team1")
    hall.open_item("all")
    hall.do("clock.start")
    tablet.shows(w("team.state.none"))
    tablet.cut()
    choose(tablet, "A")
    tablet.shows(w("team.state.saved"))
    tablet.hides(w("team.state.sent"))
    choose(tablet, "B")
    tablet.mend()
    tablet.shows(w("team.state.sent"))
    assert hall.view()["item"]["answers"] == {hall.teams[1]: ["B"]}
    # A has been tried, or B has taken its place before it was: either way each is there once, and the last counts.
    assert answers_of(hall, 1) in ([["B"]], [["A"], ["B"]])


def test_what_is_touched_before_a_slow_tablet_has_found_the_old_answer_is_not_replaced_by_it(house: House) -> None:
    hall = house.hall()
    tablet = hall.seat("team0")
    hall.open_item("all")
    hall.do("clock.start")
    choose(tablet, "A")
    tablet.shows(w("team.state.sent"))
    tablet.page.add_init_script(SLOW_TO_FIND)
    tablet.reload()
    choose(tablet, "C")
    tablet.page.evaluate("window.find()")
    tablet.until(lambda: answers_of(hall, 0) == [["A"], ["C"]])
    tablet.shows(w("team.state.sent"))
    expect(tablet.page.get_by_role("radio", name=re.compile("^C"))).to_be_checked()


def test_a_press_without_network_arrives_once_and_is_kept_though_another_has_the_word(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = house.hall()
    lonely, other = hall.seat("team0"), hall.seat("team1")
    hall.open_item("press")
    hall.do("press.arm")
    for tablet in (lonely, other):
        button(tablet, "armed")
    lonely.cut()
    press(lonely)
    button(lonely, "pressed")
    press(other)
    other.shows(w("team.press.won"))
    lonely.mend()
    lonely.shows(w("team.press.lost", no=2, team="乙队"))
    other.until(lambda: len(hall.view()["press"]["presses"]) == 2)
    assert hall.view()["press"]["winner"] == hall.teams[1]
