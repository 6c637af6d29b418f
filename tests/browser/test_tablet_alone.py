"""A round answered by touch alone: the page takes every question's answer, and stands still while the clock does."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import House, w
from tests.browser.seats import choose, finish


def test_a_rapid_run_is_answered_on_the_tablet_from_its_first_question_to_its_last(house: House) -> None:
    hall = house.hall()
    tablet = hall.seat("team0")
    hall.open_item("rapid")
    seq = hall.do("clock.start")
    asked = []
    for letter in ("B", "A", "C"):
        asked.append(tablet.sees(seq)["item"]["question"]["id"])
        choose(tablet, letter)
        finish(tablet)
        assert hall.view()["item"]["answers"] == {hall.teams[0]: [letter]}
        seq = hall.do("answer.judge", verdict="right")
    tablet.until(lambda: tablet.view["item"]["stage"] == "judged")
    assert len(set(asked)) == 3
    assert hall.view()["teams"][0]["score"] == "130"


def test_while_the_clock_is_paused_the_form_stays_and_is_off(house: House) -> None:
    hall = house.hall()
    tablet = hall.seat("team0")
    hall.open_item("rapid")
    hall.do("clock.start")
    choose(tablet, "B")
    option = tablet.page.get_by_role("radio").first
    hall.do("clock.pause")
    expect(option).to_be_disabled()
    tablet.hides(w("team.locked.word"))
    hall.do("clock.resume")
    expect(option).to_be_enabled()
    finish(tablet)
    assert hall.view()["item"]["answers"] == {hall.teams[0]: ["B"]}
