"""What a page owes its person when the device, the clock or the network lets it down."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from scoreboard.i18n.catalogue import say
from tests.browser.house import SHEET, House, w
from tests.browser.seats import CUT_OFF, REFUSED, choose, served
from tests.halls import invented

LONGER_THAN_TYPING = 1_000
"""A tablet sends what was typed after 700 ms without another key."""

SILENT_DISK = "IDBFactory.prototype.open = () => ({})"
"""A browser whose store never answers, as has been seen in halls."""

NO_DISK = "IDBFactory.prototype.open = () => { throw new Error('forbidden'); }"
"""A browser that keeps nothing."""

LAID_OVER = """() => [...document.querySelectorAll('.wall-judges li')].flatMap((line) => {
  const [name, link, doing] = ['b', '.link', '.doing'].map((part) => line.querySelector(part));
  const boxes = [name, link, doing].map((part) => part.getBoundingClientRect());
  const over = boxes.some((box, i) => i > 0 && box.left < boxes[i - 1].right - 1 && box.top < boxes[i - 1].bottom - 1);
  return over || name.scrollWidth > name.clientWidth + 1 ? [line.innerText] : [];
})"""
"""The judges of the host's page whose words lie over each other or are cut."""

WAITING_LETTERS = served("""() => import('/static/js/lib/live.js').then(({live}) => {
  let tried = 0;
  live.onOutbox((letters) => { tried = letters.filter((one) => one.tries > 0).length; })();
  return tried;
})""")
"""How many letters have been tried and not been answered."""


def test_an_answer_that_a_pause_keeps_back_goes_when_the_host_goes_on(house: House) -> None:
    house.guard.allow(CUT_OFF, REFUSED)
    hall = house.hall()
    tablet = hall.seat("team1")
    hall.open_item("all")
    hall.do("clock.start")
    tablet.shows(w("team.state.none"))
    tablet.cut()
    choose(tablet, "B")
    tablet.shows(w("team.state.saved"))
    tablet.until(lambda: tablet.page.evaluate(WAITING_LETTERS) > 0)
    hall.do("clock.pause")
    tablet.mend()
    tablet.shows(w("errors.clock-paused.message"))
    assert hall.view()["item"]["answers"] == {}
    hall.do("clock.resume")
    tablet.shows(w("team.state.sent"))
    assert hall.view()["item"]["answers"] == {hall.teams[1]: ["B"]}


def test_half_typed_pinyin_is_no_answer_and_what_the_input_method_commits_is(house: House) -> None:
    texts = [replace(invented(no, type="fill", options=(), key=("遵义",)), stem=f"填空____{no}") for no in range(1, 31)]
    hall = house.hall(questions=texts, sheet=SHEET.replace('"single"', '"fill"'))
    tablet = hall.seat("team0")
    hall.open_item("all")
    hall.do("clock.start")
    box, keys = tablet.page.get_by_role("textbox"), tablet.page.context.new_cdp_session(tablet.page)

    def compose(text: str) -> None:
        end = len(text)
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": end, "selectionEnd": end})

    def given() -> object:
        return hall.view()["item"]["answers"].get(hall.teams[0])

    box.fill("遵义")
    tablet.until(lambda: given() == ["遵义"])
    compose("hui")
    compose("hui yi")
    hall.finish(1, answer="瑞金")
    tablet.until(lambda: len(tablet.view["item"]["answered"]) == 2)
    tablet.page.wait_for_timeout(LONGER_THAN_TYPING)
    assert box.input_value() == "遵义hui yi"
    assert given() == ["遵义"]
    keys.send("Input.insertText", {"text": "会议"})
    tablet.until(lambda: given() == ["遵义会议"])
    compose("zhi")
    hall.do("clock.pause")
    expect(box).to_be_disabled()
    expect(box).to_have_value("遵义会议")
    hall.do("clock.resume")
    expect(box).to_be_enabled()
    tablet.page.wait_for_timeout(LONGER_THAN_TYPING)
    assert (box.input_value(), given()) == ("遵义会议", ["遵义会议"])


def test_a_tablet_without_network_says_at_the_deadline_that_the_answer_has_not_arrived(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = house.hall()
    tablet = house.newcomer()
    tablet.page.clock.install()
    tablet.enter(hall.codes["team0"])
    hall.open_item("all")
    hall.do("clock.start")
    tablet.shows(w("team.state.none"))
    tablet.cut()
    choose(tablet, "A")
    tablet.shows(w("team.state.saved"))
    tablet.page.clock.fast_forward("15:00")
    tablet.shows(w("team.hint.over"), w("team.state.undelivered"))
    tablet.hides(w("team.state.locked"))


def test_a_mouse_leaves_the_space_bar_to_the_next_step(house: House) -> None:
    hall = house.hall()
    host = hall.seat("host")
    hall.do("match.open")
    host.settled("round.begin.all")
    host.key(w("host.more.key"), exact=True).click()
    host.page.get_by_role("dialog").get_by_role("button", name=w("host.close")).click()
    expect(host.page.get_by_role("dialog")).to_have_count(0)
    host.page.get_by_role("tab", name=w("host.tabs.pool")).click()
    host.page.keyboard.press("Space")
    host.until(lambda: host.view["round"] is not None)
    host.settled("item.present")
    host.key(w("host.more.key"), exact=True).focus()
    host.page.keyboard.press("Enter")
    expect(host.page.get_by_role("dialog")).to_be_visible()


def test_the_judges_are_legible_on_a_small_screen_in_english(house: House) -> None:
    hall = house.hall(judges=5)
    host = house.newcomer()
    host.page.goto(f"{host.base}/?lang=en")
    host.enter(hall.codes["host"])
    hall.seat("judge1").page.context.close()
    hall.open_item("press")
    host.shows(say("en", "host.link.gone"), say("en", "host.wall.no_vote"))
    expect(host.page.locator(".wall-judges li")).to_have_count(6)
    host.still()
    assert host.page.evaluate(LAID_OVER) == []


def test_a_device_whose_store_never_answers_still_speaks_to_the_server(house: House) -> None:
    hall = house.hall()
    host, tablet = house.newcomer(), house.newcomer()
    for seat, who in ((host, "host"), (tablet, "team0")):
        seat.page.add_init_script(SILENT_DISK)
        seat.enter(hall.codes[who])
    hall.open_item("all")
    host.next("clock.start")
    choose(tablet, "C")
    tablet.shows(w("team.state.sent"))
    assert hall.view()["item"]["answers"] == {hall.teams[0]: ["C"]}


def test_a_device_that_keeps_nothing_does_not_say_that_it_has_kept_an_answer(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = house.hall()
    tablet = house.newcomer()
    tablet.page.add_init_script(NO_DISK)
    tablet.enter(hall.codes["team0"])
    hall.open_item("all")
    hall.do("clock.start")
    tablet.shows(w("team.state.none"))
    tablet.cut()
    choose(tablet, "B")
    tablet.until(lambda: tablet.page.evaluate(WAITING_LETTERS) > 0)
    tablet.shows(w("team.state.draft"))
    tablet.hides(w("team.state.saved"))
    tablet.mend()
    tablet.shows(w("team.state.sent"))
