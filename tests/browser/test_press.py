"""抢答 at real tablets: who was first, and who was too early."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.house import SHEET, Hall, House, w
from tests.browser.lines import Line
from tests.browser.seats import Seat, button, press

LONG_WINDOW = SHEET.replace("[round.press]", "[round.press]\nwindow_ms = 500")


def press_after(hall: Hall, first: Seat, second: Seat, line: Line) -> None:
    """Press on both tablets, on the second only when nobody can doubt that it was later: when the first press is in the
    book, and half a round trip has passed, by which the second tablet may misjudge the server's time.  Of the first it
    hears nothing before, over its ``line``."""
    doubt = second.round_trip() / 2 + 2
    line.hold()
    press(first)
    first.until(lambda: hall.view()["press"]["presses"] != [])
    sure = hall.view()["press"]["presses"][0]["arrived"] + doubt
    second.until(lambda: hall.view()["now"] > sure)
    press(second)
    line.release()


def pressed(host: Seat) -> list[str]:
    """The teams that have pressed, in the order that the host sees."""
    return [line["team"] for line in host.view["press"]["presses"]]


def test_of_two_tablets_that_press_the_earlier_has_it_on_every_screen(house: House) -> None:
    hall = house.hall(sheet=LONG_WINDOW)
    host, screen = hall.seat("host"), hall.seat("display")
    first, second = hall.seat("team1"), house.newcomer()
    line = Line(second)
    second.enter(hall.codes["team0"])
    hall.open_item("press")
    for tablet in (first, second):
        button(tablet, "waiting")
    host.next("press.arm")
    for tablet in (first, second):
        button(tablet, "armed")
    press_after(hall, first, second, line)
    screen.until(lambda: (screen.view["press"] or {}).get("winner") == hall.teams[1])
    expect(screen.page.locator(".question .turn-name")).to_have_text("乙队")  # the result has given way to the question
    hall.do("scene.show", scene="press")
    screen.shows(w("display.press.got"), "乙队")
    first.shows(w("team.press.won"))
    second.shows(w("team.press.lost", no=2, team="乙队"))
    host.shows(w("host.press.state.awarded"))
    host.until(lambda: pressed(host) == [hall.teams[1], hall.teams[0]])


def test_who_presses_before_the_start_word_has_fouled_and_is_barred_from_this_item(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    hasty, patient = hall.seat("team0"), hall.seat("team2")
    hall.open_item("press")
    button(hasty, "waiting")
    press(hasty)
    button(hasty, "foul")
    screen.shows(w("display.press.foul"), "甲队")
    assert screen.view["teams"][0]["score"] == "90"
    host.next("press.arm")
    button(patient, "armed")
    press(hasty)
    press(patient)
    patient.shows(w("team.press.won"))
    hasty.shows(w("team.press.lost", no=3, team="丙队"))
    host.shows(w("host.press.state.awarded"), w("host.press.is.early"))
    assert host.view["press"]["barred"] == [hall.teams[0]]
    assert [(line["team"], line["standing"]) for line in host.view["press"]["presses"]] == [
        (hall.teams[0], "early"),
        (hall.teams[2], "legal"),
    ]


QUALITIES = ("good", "fair", "doubtful")
"""What is said of a link that has been measured; how good this machine's is cannot be known."""


def probed(tablet: Seat) -> list[str | bytes]:
    """What the tablet answers from now on when the server measures its way."""
    answers: list[str | bytes] = []

    def take(said: str | bytes) -> None:
        if str(said).startswith("43/live,"):
            answers.append(said)

    tablet.page.on("websocket", lambda socket: socket.on("framesent", take))
    return answers


def test_before_the_match_every_station_tries_its_button_and_the_host_reads_how_well_it_is_timed(house: House) -> None:
    hall = house.hall()
    host, tablet = hall.seat("host"), hall.seat("team0")
    measured = probed(tablet)
    tablet.page.add_init_script("delete Navigator.prototype.vibrate")
    for page in (host, tablet):
        page.page.goto(f"{page.base}/m/{hall.match}/press-test")
        page.seated()
    tablet.until(lambda: measured != [])
    host.key(w("press_test.start")).click()
    tablet.key(w("press_test.press_now")).click()
    row = host.page.get_by_role("row").filter(has_text="甲队")
    expect(row.get_by_role("cell").first).to_have_text("1")
    expect(row.get_by_role("cell").last).to_have_text(
        re.compile("|".join(w(f"press_test.quality.{one}") for one in QUALITIES))
    )
    figure = row.get_by_role("cell", name="±").inner_text()
    said = next(word for one in QUALITIES if (word := w(f"press_test.quality.{one}")) in row.inner_text())
    tablet.shows(w("press_test.times", count=1), f"{figure} ", said)
    expect(row).to_contain_text(w("press_test.lacks.vibrate"))
    expect(row).not_to_contain_text(w("press_test.lacks.keep"))
    assert host.view["seq"] == 0


def test_started_by_the_host_the_press_test_comes_to_every_tablet_by_itself_and_leaves_when_a_round_begins(
    house: House,
) -> None:
    hall = house.hall()
    host, tablet = hall.seat("host"), hall.seat("team0")
    tablet.shows(w("team.wait.setup"))
    host.page.goto(f"{host.base}/m/{hall.match}/press-test")
    host.seated()
    host.key(w("press_test.start")).click()
    tablet.shows(w("team.press_test.note"))
    press(tablet)
    tablet.shows(w("team.press_test.got"), "±")
    row = host.page.get_by_role("row").filter(has_text="甲队")
    expect(row.get_by_role("cell").first).to_have_text("1")
    hall.open_item("press")
    button(tablet, "waiting")
    tablet.hides(w("team.press_test.note"))
