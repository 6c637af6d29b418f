"""抢答 at real tablets: who was first, and who was too early."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import House, w
from tests.browser.seats import press


def test_of_two_tablets_that_press_the_earlier_has_it_on_every_screen(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    first, second = hall.seat("team1"), hall.seat("team0")
    hall.open_item("press")
    for tablet in (first, second):
        tablet.shows(w("team.press.waiting"))
    host.next("press.arm")
    for tablet in (first, second):
        tablet.shows(w("team.press.armed"))
    press(first)
    press(second)
    screen.until(lambda: (screen.view["press"] or {})["winner"] == hall.teams[1])
    screen.shows(w("display.press.got"), "乙队")
    first.shows(w("team.press.won"))
    second.shows(w("team.press.lost", no=2, team="乙队"))
    host.shows(w("host.press.state.awarded"))
    assert [line["team"] for line in host.view["press"]["presses"]] == [hall.teams[1], hall.teams[0]]


def test_who_presses_before_the_start_word_has_fouled_and_is_barred_from_this_item(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    hasty, patient = hall.seat("team0"), hall.seat("team2")
    hall.open_item("press")
    hasty.shows(w("team.press.waiting"))
    press(hasty)
    hasty.shows(w("team.press.foul"))
    screen.shows(w("display.press.foul"), "甲队")
    assert screen.view["teams"][0]["score"] == "90"
    host.next("press.arm")
    patient.shows(w("team.press.armed"))
    press(hasty)
    press(patient)
    patient.shows(w("team.press.won"))
    hasty.shows(w("team.press.lost", no=3, team="丙队"))
    assert host.view["press"]["barred"] == [hall.teams[0]]
    assert [(line["team"], line["standing"]) for line in host.view["press"]["presses"]] == [
        (hall.teams[0], "early"), (hall.teams[2], "legal"),
    ]  # fmt: skip
    host.shows(w("host.press.is.early"))


def test_before_the_match_every_station_tries_its_button_and_the_host_reads_how_well_it_is_timed(house: House) -> None:
    hall = house.hall()
    host, tablet = hall.seat("host"), hall.seat("team0")
    for page in (host, tablet):
        page.page.goto(f"{page.base}/m/{hall.match}/press-test")
        page.seated()
    host.key(w("presstest.start")).click()
    tablet.key(w("presstest.press_now")).click()
    row = host.page.get_by_role("row").filter(has_text="甲队")
    expect(row).to_contain_text(w("presstest.quality.good"))
    expect(row.get_by_role("cell").first).to_have_text("1")
    tablet.shows(w("presstest.times", count=1), w("presstest.quality.good"))
    assert host.view["seq"] == 0


def test_started_by_the_host_the_press_test_comes_to_every_tablet_by_itself_and_leaves_when_a_round_begins(
    house: House,
) -> None:
    hall = house.hall()
    host, tablet = hall.seat("host"), hall.seat("team0")
    tablet.shows(w("team.wait.setup"))
    host.page.goto(f"{host.base}/m/{hall.match}/press-test")
    host.seated()
    host.key(w("presstest.start")).click()
    tablet.shows(w("team.try.trial"), w("team.press.armed"))
    press(tablet)
    tablet.shows(w("team.try.got"), "±")
    row = host.page.get_by_role("row").filter(has_text="甲队")
    expect(row.get_by_role("cell").first).to_have_text("1")
    hall.open_item("press")
    tablet.shows(w("team.press.waiting"))
    assert not tablet.page.get_by_text(w("team.try.trial")).is_visible()
