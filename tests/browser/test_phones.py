"""观众手机: the host opens an item for the hall, a phone answers it, and the screen shows who was quickest."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from scoring.usecases.quiz.matches import questions_of
from scoring.usecases.quiz.perform import match_state
from tests.browser.house import Hall, House, w
from tests.browser.seats import CUT_OFF
from tests.sheets import ALL, HEAD

HALL = """
[[round]]
id = "hall"
kind = "audience"
name = "观众互动"
items = 2
types = ["single"]
phones = 300
"""
PICTURES = os.environ.get("LEITAI_PICTURES", "")


def picture(page: Page, name: str) -> None:
    """A picture for people to look at, where somebody asks for them."""
    if PICTURES:
        page.wait_for_timeout(700)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def key_of(hall: Hall) -> str:
    """The right letter of the question that is up."""
    asked = match_state(hall.house.ctx, hall.match).items[-1].question or ""
    return questions_of(hall.house.ctx, hall.match)[asked].key[0]


def test_a_stranger_answers_with_the_hall_and_sees_how_it_ended(house: House) -> None:
    hall = house.hall(sheet=HEAD + ALL + HALL)
    hall.open_item("hall")
    host = hall.seat("host", viewport={"width": 1440, "height": 900})
    wall = hall.seat("display", viewport={"width": 1920, "height": 1080})
    phone = house.newcomer(viewport={"width": 360, "height": 740}).page
    other = house.newcomer(viewport={"width": 360, "height": 740}).page
    host.settled("phones.open")
    host.page.keyboard.press("PageDown")
    expect(wall.page.get_by_role("img", name=w("display.phones.scan"))).to_be_visible()
    for page in (phone, other):
        page.goto(f"{house.server.base}/live/{hall.match}")
    letter = key_of(hall)
    wrong = "B" if letter == "A" else "A"
    picture(phone, "phone_open")
    phone.get_by_label(w("public_live.phones.name")).fill("小王")
    phone.get_by_role("radio", name=letter).check()
    phone.get_by_role("button", name=w("public_live.phones.send")).click()
    expect(phone.get_by_text("1号")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    other.get_by_role("radio", name=wrong).check()
    other.get_by_role("button", name=w("public_live.phones.send")).click()
    expect(other.get_by_text("2号")).to_be_visible()
    wall.shows(w("display.phones.count", count=2))
    picture(wall.page, "wall_open")
    host.settled("phones.close")
    host.page.keyboard.press("PageDown")
    wall.shows(w("display.phones.closed"))
    host.settled("item.close")
    host.page.keyboard.press("PageDown")
    wall.shows("小王", w("display.phones.right", given=2, right=1))
    picture(wall.page, "wall_quickest")
    picture(host.page, "host_shown")
    expect(phone.get_by_text(w("public_live.phones.good"))).to_be_visible()
    expect(other.get_by_text(w("public_live.phones.wrong"))).to_be_visible()
    host.page.get_by_role("button", name=w("host.actions.phones.draw")).click()
    form = host.page.get_by_role("dialog")
    form.get_by_label(w("host.field.number")).fill("28")
    form.get_by_label(w("host.field.winners")).fill("1")
    form.get_by_role("button", name=w("host.confirm")).click()
    wall.shows(w("display.phones.drawn", number=28), "1号")
    picture(wall.page, "wall_drawn")
    expect(phone.get_by_text(w("public_live.phones.won"))).to_be_visible()
    picture(phone, "phone_won")
    phone.reload()
    expect(phone.get_by_text(w("public_live.phones.won"))).to_be_visible()


def test_phones_answer_once_more_where_the_server_was_started_anew_and_no_number_wins_twice(mortal: House) -> None:
    mortal.guard.allow(CUT_OFF)
    hall = mortal.hall(sheet=HEAD + ALL + HALL)
    hall.open_item("hall")
    hall.do("phones.open")
    letter = key_of(hall)
    away, there, late = (mortal.newcomer(viewport={"width": 360, "height": 740}).page for _ in range(3))
    for page, number in ((away, "1号"), (there, "2号")):
        answer(page, mortal, hall, letter)
        expect(page.get_by_text(number)).to_be_visible()
    away.context.set_offline(True)
    mortal.server.kill()
    mortal.server.start()
    expect(there.get_by_text("1号")).to_be_visible()
    answer(late, mortal, hall, "B" if letter == "A" else "A")
    expect(late.get_by_text("2号")).to_be_visible()
    hall.do("phones.close", item=1)
    hall.do("item.close")
    hall.do("phones.draw", item=1, number="28", winners=1)
    expect(there.get_by_text(w("public_live.phones.won"))).to_be_visible()
    away.context.set_offline(False)
    expect(away.get_by_text(w("public_live.phones.drawn", number=28, numbers=["1号"]))).to_be_visible()
    expect(away.get_by_text(w("public_live.phones.good"))).to_be_visible()
    expect(away.get_by_text(w("public_live.phones.won"))).to_have_count(0)


def answer(page: Page, house: House, hall: Hall, letter: str) -> None:
    """Choose a letter on the page of the match, and send it."""
    page.goto(f"{house.server.base}/live/{hall.match}")
    page.get_by_role("radio", name=letter).check()
    page.get_by_role("button", name=w("public_live.phones.send")).click()
