"""The keyboard of a telephone or tablet is open: what is typed into, and the key that sends it, stay within reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.browser.house import SHEET, House, w
from tests.browser.layout.ruler import misplaced
from tests.browser.seats import Seat
from tests.halls import invented
from tests.sheets import HEAD, JUDGED

LEFT = {"phone": (390, 380), "small phone": (360, 340), "tablet lying": (1280, 400), "tablet standing": (800, 800)}
"""What the keyboard leaves of the window."""

STEM = "下列关于中国式现代化的本质要求的说法，____是首要任务，____是本质要求，请依次写出这两个空的答案，"

SEEN = """(node) => {
  const rect = node.getBoundingClientRect();
  const inside = rect.top >= 0 && rect.left >= 0 && rect.bottom <= innerHeight + 1 && rect.right <= innerWidth + 1;
  const at = (y) => document.elementFromPoint((rect.left + rect.right) / 2, y);
  const own = (found) => found === node || node.contains(found);
  return inside && own(at(rect.top + 4)) && own(at((rect.top + rect.bottom) / 2)) && own(at(rect.bottom - 4));
}"""
"""Whether an element lies wholly in the window and under nothing else."""


def hidden(seat: Seat, box: Any, key: Any, *, scrolls: bool) -> dict[str, list[str]]:
    """What of the box and the key cannot be seen, or reached by scrolling where the page scrolls, window by window."""
    wrong = {}
    box.focus()
    for name, (width, height) in LEFT.items():
        seat.page.set_viewport_size({"width": width, "height": height})
        seat.page.wait_for_function("(width) => innerWidth === width", arg=width)
        seat.still()
        if scrolls:
            box.scroll_into_view_if_needed()
        found = [] if box.evaluate(SEEN) else ["the box is hidden"]
        if scrolls:
            key.scroll_into_view_if_needed()
        found += [] if key.evaluate(SEEN) else ["the key is hidden"]
        if found := found + misplaced(seat.page, scrolls=scrolls):
            wrong[name] = found
        seat.page.set_viewport_size({"width": width, "height": height + 300})  # the keyboard closes
    return wrong


@pytest.mark.parametrize("kind", ["a blank", "two blanks", "words"])
def test_a_team_sees_what_it_types_and_the_key_that_ends_it(house: House, kind: str) -> None:
    typed = "short" if kind == "words" else "fill"
    key, stem = (("甲", "乙"), STEM) if kind == "two blanks" else (("甲",), f"{STEM.replace('____', '某事')}____")
    questions = [replace(invented(no, type=typed, options=(), key=key), stem=f"{no}{stem}") for no in range(1, 31)]
    names = ["某市退役军人事务局联合代表队", "乙队"]
    hall = house.hall(questions=questions, sheet=SHEET.replace('"single"', f'"{typed}"'), teams=names)
    tablet = hall.seat("team0", viewport={"width": 390, "height": 844}, has_touch=True)
    hall.open_item("all")
    tablet.sees(hall.do("clock.start"))
    box = tablet.page.get_by_role("textbox").last
    box.fill("长城")
    tablet.shows(w("team.state.sent"), w("team.hint.write"))
    assert hidden(tablet, box, tablet.key(w("team.finish")), scrolls=False) == {}


def test_every_door_shows_its_last_box_and_leads_to_its_key(house: House) -> None:
    wrong = {}
    for door in ("/", "/signin"):
        seat = house.newcomer(viewport={"width": 390, "height": 844}, has_touch=True)
        seat.page.goto(f"{seat.base}{door}")
        box = seat.page.locator("input:not([type=hidden])").last
        found = hidden(seat, box, seat.page.locator(".door-go"), scrolls=True)
        wrong |= {f"{door} {window}": faults for window, faults in found.items()}
    assert wrong == {}


def test_the_box_and_the_key_of_the_card_are_seen_together_on_a_small_phone(house: House) -> None:
    seat = house.newcomer(viewport={"width": 360, "height": 340}, has_touch=True)
    seat.page.goto(seat.base)
    seat.still()
    assert [seat.page.locator(one).evaluate(SEEN) for one in ("#code", ".door-go")] == [True, True]


def test_a_judge_can_type_a_reason_and_give_it(house: House) -> None:
    hall = house.hall(sheet=HEAD + JUDGED)
    judge = hall.seat("judge1", viewport={"width": 390, "height": 844}, has_touch=True)
    hall.open_item("video")
    judge.sees(hall.do("panel.open"))
    judge.key(w("judge.marks.recuse")).click()
    box = judge.page.locator("dialog[open] input")
    box.fill("曾任该队教练")
    assert hidden(judge, box, judge.page.locator("dialog[open] [type=submit]"), scrolls=True) == {}


def test_the_tablet_fills_what_a_keyboard_over_the_page_leaves(house: House) -> None:
    """Safari lays the keyboard over the page and tells of it by the visual viewport alone."""
    hall = house.hall()
    seat = house.newcomer(viewport={"width": 390, "height": 844}, has_touch=True)
    seat.page.add_init_script(
        """Object.defineProperty(globalThis, "visualViewport", { value: Object.assign(new EventTarget(),
           { scale: 1, height: 844, offsetTop: 0 }) });"""
    )
    seat.enter(hall.codes["team0"])
    told = "(now) => { Object.assign(visualViewport, now); visualViewport.dispatchEvent(new Event('resize')); }"
    found = []
    closed = {"height": 844, "offsetTop": 0, "scale": 1}
    for now in ({"height": 380, "offsetTop": 90}, {"height": 200, "scale": 2}, closed):
        seat.page.evaluate(told, now)
        seat.still()
        box = seat.page.locator(".tablet").bounding_box()
        found.append([box["y"], box["height"]])
    assert found == [[90, 380], [0, 844], [0, 844]]
