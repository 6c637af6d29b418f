"""The oldest browser that pages are built for plays a whole match; a browser older still is told so by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from scoreboard.i18n.catalogue import say
from scoreboard.web import page_files
from tests.browser import old_chromium
from tests.browser.house import Hall, House, w
from tests.browser.reviews import a_review
from tests.browser.seats import Seat, press
from tests.browser.test_tablet_rounds import ROUNDS
from tests.live.people import Server
from tests.sheets import HEAD, unhurried
from tests.unit.attachments import papers

CHROME_70 = (
    "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.80 Mobile Safari/537.36"
)
LACKS = "delete Promise.allSettled;"
"""What a browser of 2018 does not have."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, chrome: Any, server: Server) -> Iterator[House]:
    """The house, where everybody sits at a browser of 2020."""
    program = old_chromium.fetch(tmp_path_factory.mktemp("old"))
    browser = chrome.browser_type.launch(executable_path=str(program), args=old_chromium.ARGUMENTS)
    assert browser.version.startswith("83.")
    house = House(server, browser)
    house.guard.allow(re.compile(old_chromium.COMPLAINTS))
    yield house
    house.close()
    browser.close()


CENTRE = """([keys, text]) => {
  const words = (one) => (one.getAttribute("aria-label") || one.textContent).trim();
  const key = [...document.querySelectorAll(keys)].find((one) => words(one).startsWith(text) && !one.disabled);
  if (!key || key.getAttribute("aria-disabled") === "true") return null;
  key.scrollIntoView({ block: "nearest" });
  const box = key.getBoundingClientRect();
  return box.width > 0 ? [box.x + box.width / 2, box.y + box.height / 2] : null;
}"""
"""The middle of the first of these keys whose words begin so, once it may be touched."""


def touch(seat: Seat, keys: str, text: str = "", times: int = 1) -> None:
    """Touch a key where it lies: what the test tool itself does in pages is too new for this browser."""
    seat.until(lambda: seat.page.evaluate(CENTRE, [keys, text]) is not None)
    x, y = seat.page.evaluate(CENTRE, [keys, text])
    for _ in range(times):
        seat.page.mouse.click(x, y)


def says(seat: Seat, *texts: str) -> None:
    """Wait until these words are on the page."""
    for text in texts:
        seat.until(lambda text=text: text in seat.page.evaluate("document.body.innerText"))  # type: ignore[misc]


@pytest.mark.nightly
def test_a_team_a_judge_and_the_big_screen_play_every_kind_of_round_in_a_browser_of_2020(old: House) -> None:
    assert page_files.in_tree().address("team/main.js").startswith("/static/bundles/"), "run `make setup`"
    hall = old.hall(sheet=unhurried(HEAD + "".join(ROUNDS.values())), judges=3)
    tablet, judge, screen = (hall.seat(who) for who in ("team0", "judge1", "display"))
    for name in ROUNDS:
        hall.open_item(name)
        _comes_to_answer(hall, tablet, name)
        stem = hall.view()["item"]["question"]["stem"].partition("（")[0]
        for seat in (tablet, screen):
            says(seat, stem)
        touch(tablet, "[role=radio]", "B")
        touch(tablet, "button", w("team.finish"), times=2)
        says(tablet, w("team.state.locked"))
        assert hall.view()["item"]["answers"] == {hall.teams[0]: ["B"]}, name
        if name == "video":
            _mark(hall, judge)
        hall.do("item.void", "chief", item=hall.view()["item"]["no"], reason="试验")
        hall.do("round.end")
    hall.do("scene.show", scene="ranking")
    says(screen, "甲队", "乙队", "丙队")
    assert tablet.page.evaluate("document.fonts.size") > 0


def _comes_to_answer(hall: Hall, tablet: Seat, name: str) -> None:
    """From an item that was put to the moment from which the tablet's team answers it."""
    if name == "risk":
        touch(tablet, "[role=radio]", "10")
        touch(tablet, "button", w("team.stake.confirm", stake="10"))
        tablet.until(lambda: tablet.view["item"]["stage"] != "staking")
    if name == "press":
        hall.do("press.arm")
        tablet.until(lambda: tablet.view["item"]["stage"] == "armed")
        press(tablet)
        tablet.until(lambda: tablet.view["item"]["stage"] == "answering")
    else:
        hall.do("clock.start")


def _mark(hall: Hall, judge: Seat) -> None:
    """A judge hands in a mark at the tablet."""
    hall.do("panel.open")
    for key in ("1", "8"):
        touch(judge, "button", key)
    touch(judge, ".marks-submit")
    judge.until(lambda: judge.page.locator('[data-state="sent"]').count() == 1)


@pytest.mark.nightly
def test_a_unit_nominates_and_a_judge_marks_in_a_browser_of_2020(old: House) -> None:
    unit = a_review(old).seat("unit 甲镇一村", viewport={"width": 390, "height": 844})
    touch(unit, "button", w("review_unit.begin"))
    unit.until(lambda: unit.page.evaluate("document.querySelector('#draft[data-ready]') !== null"))
    unit.page.evaluate("document.querySelector('#f-report').focus()")
    unit.page.keyboard.insert_text("学" * 3001)
    says(unit, w("review_draft.over", count=3001, most=3000, over=1), w("review_draft.kept", time=""))
    paper = {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": papers.pdf()}
    chosen = unit.page.query_selector("[data-field=papers] input[type=file]")
    assert chosen is not None
    chosen.set_input_files(paper)
    touch(unit, "[data-field=papers] button", w("attachments.file.send"))
    unit.until(lambda: "证明.pdf" in unit.page.evaluate("document.querySelector('#files-papers li').innerText"))
    assert unit.page.evaluate("document.querySelector('#f-report').value.length") == 3001
    hall = a_review(old, "judge")
    judge, chair = hall.seat("judge 评委乙"), hall.seat("chair")
    touch(judge, ".subject-line")
    for _ in range(5):
        touch(judge, ".subject button", "1")
        touch(judge, ".subject button", "5")
    touch(judge, ".marks-submit")
    says(judge, w("review_judge.state.sent"))
    chair.until(lambda: chair.page.evaluate("document.querySelectorAll('.cell-given').length") == 1)


@pytest.mark.nightly
def test_no_page_tells_a_browser_of_2020_that_it_is_too_old(old: House) -> None:
    page = old.newcomer().page
    page.goto(f"{old.server.base}/")
    page.wait_for_load_state("load")
    assert page.locator(".old-browser").count() == 0
    assert page.locator("#old-browser").count() == 1


def told_too_old(house: House) -> Any:
    """The entry page in a browser that lacks what the oldest tested one has."""
    seat = house.newcomer(user_agent=CHROME_70)
    seat.page.add_init_script(LACKS)
    seat.page.goto(f"{house.server.base}/")
    return seat.page.locator(".old-browser")


def test_a_browser_that_is_too_old_is_named_and_told_what_to_install_in_both_languages(house: House) -> None:
    sign = told_too_old(house)
    for lang in ("zh", "en"):
        expect(sign).to_contain_text(say(lang, "old_browser.title"))
        expect(sign).to_contain_text(say(lang, "old_browser.what"))
    expect(sign.locator("b")).to_have_text(["Chrome 70", "Chrome 70"])


def test_a_script_with_syntax_that_the_browser_does_not_know_leaves_no_page_blank_without_a_word(house: House) -> None:
    hall = house.hall()
    house.guard.allow(re.compile("SyntaxError|Unexpected"))
    page = house.newcomer().page
    script = page_files.in_tree().address("team/main.js")
    page.route(f"**{script}", lambda route: route.fulfill(body="let ;", content_type="text/javascript"))
    page.goto(f"{house.server.base}/e/{hall.codes['team0']}")
    expect(page.locator(".old-browser")).to_contain_text(w("old_browser.title"))
    house.guard.faults.clear()


def test_a_browser_that_is_new_enough_is_told_nothing(house: House) -> None:
    page = house.newcomer().page
    page.goto(f"{house.server.base}/")
    expect(page.locator("#code")).to_be_visible()
    assert page.locator(".old-browser").count() == 0
