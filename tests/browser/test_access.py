"""Without a mouse, and with rare names: everybody can take part and is spelt right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playwright.sync_api import expect

from tests.browser.house import House, w
from tests.browser.layout.ruler import misplaced, violations
from tests.browser.seats import Seat, follow
from tests.browser.test_written import organiser
from tests.halls import invented

RARE = "䶮𬘭㛃"
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return [document.activeElement.tagName, style.outlineStyle, style.outlineWidth];
}"""


def fonts_of(seat: Seat, selector: str) -> list[dict[str, Any]]:
    """The fonts that the browser really draws this element with."""
    session = seat.page.context.new_cdp_session(seat.page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return fonts


def test_with_the_keyboard_alone_one_enters_a_code_and_answers(house: House) -> None:
    hall = house.hall()
    tablet = house.newcomer()
    keys = tablet.page.keyboard
    tablet.page.goto(f"{tablet.base}/")
    expect(tablet.page.get_by_label(w("entry.enter.code"))).to_be_focused()
    keys.type(hall.codes["team0"].lower())
    keys.press("Enter")
    tablet.page.wait_for_url("**/team*")
    tablet.seated()
    hall.open_item("all")
    hall.do("clock.start")
    tablet.shows(w("team.state.none"))
    for _ in range(3):
        keys.press("Tab")
    keys.press("Space")
    tablet.shows(w("team.state.sent"))
    chosen = tablet.view["me"]["answer"]
    while tablet.page.evaluate("document.activeElement.innerText") != w("team.finish"):
        keys.press("Tab")
    keys.press("Enter")
    keys.press("Enter")
    tablet.shows(w("team.state.locked"))
    assert hall.view()["item"]["answers"] == {hall.teams[0]: chosen}
    assert len(chosen) == 1


def test_every_focused_control_shows_that_it_has_the_focus(house: House) -> None:
    hall = house.hall()
    host = hall.seat("host")
    hall.do("match.open")
    host.settled("round.begin.all")
    for _ in range(12):
        host.page.keyboard.press("Tab")
        ring = host.page.evaluate(RING)
        assert ring[1] != "none", ring
        assert ring[2] != "0px", ring


def test_the_page_of_the_public_and_that_of_backups_keep_the_rules_of_accessibility(house: House) -> None:
    hall = house.hall()
    phone = house.newcomer(viewport={"width": 390, "height": 844}).page
    phone.goto(f"{house.server.base}/live/{hall.match}")
    expect(phone.get_by_text(w("public_live.state.match.before"))).to_be_visible()
    assert violations(phone) == []
    hall.open_item("all")
    expect(phone.get_by_text(w("public_live.state.match.running"))).to_be_visible()
    assert violations(phone) == []
    desk = organiser(house, "备份张", "/organiser/backups")
    follow(desk.key(w("backup.spare.give")))
    follow(desk.key(w("backup.make")))
    for width in (1280, 390):
        desk.page.set_viewport_size({"width": width, "height": 844})
        assert (misplaced(desk.page), violations(desk.page)) == ([], [])


def test_rare_characters_of_names_are_drawn_by_our_own_fonts(house: House) -> None:
    questions = [replace(invented(no), stem=f"{RARE}是谁（  ）") for no in range(1, 31)]
    hall = house.hall(teams=(f"{RARE}队", "乙队", "丙队"), questions=questions)
    screen, tablet = hall.seat("display"), hall.seat("team0")
    seq = hall.open_item("all")
    drawn: list[dict[str, Any]] = []
    for seat, selector in ((screen, ".stem"), (tablet, ".t-stem p"), (tablet, ".t-who b")):

        def drawn_by_our_own(seat: Seat = seat, selector: str = selector) -> bool:
            drawn[:] = fonts_of(seat, selector)
            return all(font["isCustomFont"] for font in drawn)

        seat.sees(seq)
        seat.page.locator(selector).first.wait_for()
        seat.until(drawn_by_our_own)
        assert sum(font["glyphCount"] for font in drawn) >= len(RARE) + 1
