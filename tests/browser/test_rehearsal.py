"""A rehearsal says so on every page that somebody looks at, and its sign covers nothing on any shape of wall."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from scoring.usecases import tickets
from scoring.usecases.quiz import stations
from scoring.usecases.quiz.copy_match import copy_match
from tests.browser.house import Hall, House
from tests.browser.seats import Seat
from tests.halls import ORGANISER

WALLS = {"1080p": (1920, 1080), "desk": (1280, 800), "beamer": (1024, 768), "led": (3840, 1080)}
SCENES = ("standby", "teams", "rules", "question", "scores", "ranking", "black")

COVERED = """() => {
  const sign = document.querySelector('.screen-rehearsal').getBoundingClientRect();
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('.screen'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const aside = '.screen-rehearsal, .visually-hidden, .screen-health';
    if (!node.data.trim() || node.parentElement.closest(aside)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const one of range.getClientRects())
      if (one.right > sign.left && one.left < sign.right && one.bottom > sign.top && one.top < sign.bottom)
        found.push(node.data.trim());
  }
  const out = sign.left < 0 || sign.top < 0 || sign.right > innerWidth || sign.bottom > innerHeight;
  return {found, out};
}"""


def rehearsal_in(house: House) -> Hall:
    """The rehearsal of a match of nine teams."""
    first = house.hall(teams=[f"第{no}代表队" for no in "一二三四五六七八九"])
    made = copy_match(house.ctx, actor=ORGANISER, match_id=first.match, title="决赛", questions=True, rehearsal=True)
    stations.draw_stations(house.ctx, actor=ORGANISER, match_id=made.id)
    issued = tickets.issue_missing(house.ctx, actor=ORGANISER, match_id=made.id, judges=2)
    return house.hold(made.id, [one.ticket.team for one in issued if one.ticket.team], issued)


@pytest.mark.parametrize("wall", WALLS)
def test_the_sign_on_the_wall_covers_nothing(house: House, wall: str) -> None:
    hall = rehearsal_in(house)
    width, height = WALLS[wall]
    screen = hall.seat("display", viewport={"width": width, "height": height})
    hall.open_item("all")
    for scene in SCENES:
        hall.do("scene.show", scene=scene)
        expect(screen.page.locator(f".screen.scene-is-{scene}")).to_be_visible()
        expect(screen.page.locator(".screen-rehearsal")).to_have_text("彩排")
        assert screen.page.evaluate(COVERED) == {"found": [], "out": False}, scene


@pytest.mark.parametrize(
    ("who", "sign"), [("host", ".tag-rehearsal"), ("judge1", ".tag-rehearsal"), ("team0", ".t-rehearsal")]
)
def test_the_sign_stands_on_desks_and_tablets(house: House, who: str, sign: str) -> None:
    seat: Seat = rehearsal_in(house).seat(who, viewport={"width": 390, "height": 844})
    expect(seat.page.locator(sign)).to_have_text("彩排")
    wider: Any = seat.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert wider is False
