"""The picture for television: nothing behind it, nothing cut off in either shape, never more than the hall sees."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

from PIL import Image
from playwright.sync_api import expect

from scoring.usecases import tickets
from tests.browser.house import Hall, House, w
from tests.browser.seats import CUT_OFF, REFUSED, Seat
from tests.browser.test_wall_layout import FEW, LONG, STEM, names
from tests.halls import ORGANISER, invented

WIDE, UPRIGHT = {"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}

FAULTS = """() => {
  const root = document.querySelector('.air-picture');
  const found = [];
  const safe = {x: innerWidth * 0.045, y: innerHeight * 0.045};
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement, text = node.data.trim();
    if (!text || box.closest('.visually-hidden')) continue;
    const size = parseFloat(getComputedStyle(box).fontSize) / Math.min(innerWidth, innerHeight) * 100;
    if (size < 2.5) found.push(`small: ${text} ${size.toFixed(2)}`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getBoundingClientRect();
    const inside = rect.left >= safe.x && rect.top >= safe.y && rect.right <= innerWidth - safe.x
      && rect.bottom <= innerHeight - safe.y;
    if (!inside && !box.closest('.air-tight')) found.push(`outside: ${text}`);
  }
  for (const box of root.querySelectorAll('.air-tight-inner')) {
    const lean = parseFloat(getComputedStyle(box).fontSize) * 0.45;
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + lean)
      found.push(`cut: ${box.textContent}`);
  }
  const parts = [...root.querySelectorAll('.air-top, .air-third, .air-plate, .air-clock, .air-strip')]
    .map((one) => [one.className, one.getBoundingClientRect()]);
  parts.forEach(([name, a], i) => parts.slice(i + 1).forEach(([other, b]) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      found.push(`${name} over ${other}`);
  }));
  return found;
}"""


def picture(seat: Seat) -> Image.Image:
    """What a mixer gets, with its alpha."""
    seat.still()
    return Image.open(io.BytesIO(seat.page.screenshot(omit_background=True))).convert("RGBA")


def on_air(hall: Hall, **viewport: int) -> Seat:
    """A browser source of this size, by the hall's one card for them."""
    if "air" not in hall.codes:
        issued = tickets.issue_ticket(hall.house.ctx, actor=ORGANISER, match_id=hall.match, role="air", label="直播")
        hall.codes["air"] = issued.code
    return hall.seat("air", viewport=viewport, reduced_motion="reduce")


def lower_third(hall: Hall, **said: str) -> Any:
    """The host cues a lower third."""
    host = hall.person("host")
    answer = host.http.post(
        f"{host.base}/api/matches/{hall.match}/lower-third",
        json=said,
        headers={"X-Seat": host.seat["seat"]},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_behind_the_picture_there_is_nothing_or_the_green_that_was_asked_for(house: House) -> None:
    hall = house.hall()
    screen = on_air(hall, **WIDE)
    hall.open_item("all")
    screen.page.locator(".air-strip").wait_for()
    shot = picture(screen)
    assert [shot.getpixel(at)[3] for at in ((2, 2), (960, 500), (1917, 1077))] == [0, 0, 0]  # type: ignore[index]
    hall.do("scene.show", scene="black")
    expect(screen.page.locator(".air-strip")).to_have_count(0)
    assert picture(screen).getextrema()[3] == (0, 0)
    screen.page.goto(f"{screen.base}/e/{hall.codes['air']}?key=green")
    screen.page.wait_for_url(re.compile(r"/air\?.*key=green"))
    screen.seated()
    assert picture(screen).getextrema() == ((0, 0), (255, 255), (0, 0), (255, 255))


def test_nothing_is_small_cut_or_covered_in_either_shape(house: House) -> None:
    long = [replace(invented(no), stem=f"{no}．{STEM}", options=LONG) for no in range(1, 31)]
    hall = house.hall(teams=names(12), questions=long, members=3, sheet=FEW)
    wide, tall = on_air(hall, **WIDE), on_air(hall, **UPRIGHT)
    hall.open_item("all")
    hall.do("clock.start")
    hall.finish(*range(11), answer="B")
    hall.finish(11, answer="A")
    lower_third(hall, name="某某某", note="某市退役军人事务局思想政治和权益维护处处长")
    wrong = {}
    for scene in ("question", "answer", "scores"):
        if scene == "answer":
            hall.do("item.close")
        seq = hall.do("scene.show", scene=scene)
        for name, seat in (("wide", wide), ("tall", tall)):
            seat.sees(seq)
            seat.page.locator(".air-third").wait_for()
            seat.still()
            if found := seat.page.evaluate(FAULTS):
                wrong[f"{scene} {name}"] = found
    assert wrong == {}


def test_a_lower_third_goes_on_and_off_from_the_technicians_page(house: House) -> None:
    hall = house.hall()
    screen, desk = on_air(hall, **WIDE), hall.seat("air")
    desk.page.goto(f"{desk.base}/m/{hall.match}/air/desk")
    desk.seated()
    expect(desk.page.locator(".air-screen-ok")).to_contain_text(w("air.desk.state_ok"))
    expect(desk.page.locator(".air-screen")).not_to_contain_text(w("air.desk.devices", n=2))
    desk.page.locator("[data-person^='team:']", has_text="甲队").click()
    expect(screen.page.locator(".air-third-name")).to_have_text("甲队")
    desk.shows(w("air.desk.on_air"))
    expect(desk.page.locator(".air-frame .air-third-name")).to_have_text("甲队")
    desk.page.get_by_label(w("air.desk.name")).fill("某某")
    desk.page.get_by_label(w("air.desk.note")).fill("某市总工会主席")
    desk.page.get_by_role("button", name=w("air.desk.show"), exact=True).click()
    expect(screen.page.locator(".air-third-note")).to_have_text("某市总工会主席")
    desk.page.get_by_role("button", name=w("air.desk.off")).click()
    expect(screen.page.locator(".air-third")).to_have_count(0)


def test_what_is_wrong_stands_in_the_title_and_never_on_the_picture(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = house.hall()
    screen = on_air(hall, **WIDE)
    hall.open_item("all")
    screen.page.locator(".air-strip").wait_for()
    before = screen.page.locator("#picture").inner_text()
    expect(screen.page).to_have_title(w("air.title"))
    screen.cut()
    screen.until(lambda: screen.page.title().startswith("！！"))
    assert screen.page.locator("#picture").inner_text() == before
    screen.mend()
    hall.do("scene.show", scene="black")
    expect(screen.page).to_have_title(w("air.title"))
    expect(screen.page.locator("#picture")).to_have_text("")


def test_a_card_that_is_no_longer_good_takes_everything_off_the_picture(house: House) -> None:
    hall = house.hall()
    screen = on_air(hall, **WIDE)
    hall.open_item("all")
    screen.page.locator(".air-strip").wait_for()
    house.guard.allow(REFUSED, CUT_OFF)
    mine = next(one for one in tickets.tickets_of(house.ctx, hall.match) if one.role == "air")
    tickets.revoke_ticket(house.ctx, actor=ORGANISER, ticket_id=mine.id)
    expect(screen.page.locator(".air-picture")).to_have_count(0)
