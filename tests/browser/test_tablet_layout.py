"""Tablets and phones: targets for sixty-year-old fingers, no sideways scrolling, on every size and way up."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from scoring.sheets import template_text
from tests.browser.house import Hall, House, w
from tests.browser.seats import Seat, choose

SIZES = {"lying": (1280, 800), "standing": (800, 1280), "phone": (390, 844)}
LEAST_TARGET = 64
CONTEST = re.sub(r"(judges|least) = 9", r"\1 = 3", template_text("talent-contest"))

FAULTS = """(least) => {
  const small = [], nameless = [];
  const controls = 'button, a[href], input, select, textarea, [role=button], [role=radio], [role=checkbox]';
  for (const node of document.querySelectorAll(controls)) {
    if (!node.checkVisibility() || node.disabled) continue;
    const box = node.matches('[type=checkbox], [type=radio]') ? node.labels?.[0] ?? node : node;
    const {width, height} = box.getBoundingClientRect();
    const name = node.getAttribute('aria-label') || node.innerText?.trim() || node.title ||
      [...(node.labels ?? [])].map((label) => label.innerText).join(' ').trim();
    if (!name) nameless.push(node.outerHTML.slice(0, 90));
    if (width && (width < least || height < least)) small.push(`${name} ${Math.round(width)}×${Math.round(height)}`);
  }
  const wide = document.documentElement.scrollWidth > innerWidth ? [document.documentElement.scrollWidth] : [];
  return {small, nameless, wide};
}"""


def faults(seat: Seat, least: int = LEAST_TARGET) -> dict[str, Any]:
    """Targets too small, controls without a name, and a page wider than its screen."""
    found: dict[str, Any] = seat.page.evaluate(FAULTS, least)
    return {name: texts for name, texts in found.items() if texts}


def on_every_size(seat: Seat, moment: str, least: int = LEAST_TARGET) -> dict[str, Any]:
    """The faults of what is on the screen now, by size."""
    wrong = {}
    seat.still()
    for size, (width, height) in SIZES.items():
        seat.page.set_viewport_size({"width": width, "height": height})
        seat.page.wait_for_function("(width) => innerWidth === width", arg=width)
        if found := faults(seat, least):
            wrong[f"{moment} {size}"] = found
    return wrong


def press_and_judge(hall: Hall) -> int:
    """Until the first team has the word in the press round."""
    hall.open_item("press")
    hall.do("press.arm")
    arming = hall.view()["press"]["arming"]
    return hall.do("press.record", "team1", team=hall.teams[1], press="p", arming=arming) + 1


def test_a_teams_tablet_has_large_targets_in_every_moment(house: House) -> None:
    hall = house.hall()
    tablet = hall.seat("team0")
    wrong = on_every_size(tablet, "before")
    tablet.sees(hall.open_item("all"))
    wrong |= on_every_size(tablet, "reading")
    tablet.sees(hall.do("clock.start"))
    wrong |= on_every_size(tablet, "answering")
    choose(tablet, "A")
    tablet.shows(w("team.state.sent"))
    wrong |= on_every_size(tablet, "answered")
    hall.do("item.void", reason="题目有误")
    hall.do("round.end")
    tablet.sees(hall.open_item("risk"))
    wrong |= on_every_size(tablet, "stakes")
    hall.do("stake.choose", team=hall.teams[0])
    hall.do("round.end")
    hall.do("round.begin", round="press")
    tablet.sees(hall.do("item.present"))
    wrong |= on_every_size(tablet, "press")
    assert wrong == {}


def test_a_judges_tablet_has_large_targets_in_every_moment(house: House) -> None:
    hall = house.hall()
    judge = hall.seat("judge1")
    wrong = on_every_size(judge, "before")
    judge.sees(press_and_judge(hall))
    wrong |= on_every_size(judge, "judging")
    hall.do("answer.judge", verdict="right")
    judge.sees(hall.do("item.close"))
    wrong |= on_every_size(judge, "closed")
    assert wrong == {}


def test_the_key_that_hands_in_is_never_below_the_fold_of_a_judges_tablet(house: House) -> None:
    hall = house.hall(sheet=CONTEST, members=1, judges=3)
    judge = hall.seat("judge1")
    hall.open_item("performance")
    judge.sees(hall.do("clock.start"))
    expect(judge.page.locator(".judge-wait .answerer")).to_contain_text(hall.view()["teams"][0]["name"])
    judge.sees(hall.do("panel.open"))
    below = {}
    for size, (width, height) in SIZES.items():
        judge.page.set_viewport_size({"width": width, "height": height})
        judge.page.wait_for_function("(width) => innerWidth === width", arg=width)
        box = judge.page.locator(".marks-without").bounding_box()
        below[size] = box is None or box["y"] + box["height"] > height
    assert (below["lying"], below["standing"]) == (False, False)


@pytest.mark.parametrize("who", ["host", "chief"])
def test_a_desk_names_every_control_and_never_scrolls_sideways(house: House, who: str) -> None:
    hall = house.hall()
    desk = hall.seat(who)
    wrong = on_every_size(desk, "before", least=24)
    desk.sees(press_and_judge(hall))
    wrong |= on_every_size(desk, "judging", least=24)
    assert wrong == {}
