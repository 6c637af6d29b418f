"""Both languages on every desk: English shows no Chinese of ours, Chinese no English of ours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from scoreboard.i18n.catalogue import area
from tests.browser.house import Hall, House, w
from tests.browser.seats import Seat

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3,}")
DESKS = ("host", "chief", "judge1", "display", "team0", "team1")
SHOWN = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) found.push(node.data.trim());
    if (node.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(node.tagName)) return;
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) found.push(node.getAttribute(name) ?? '');
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return found;
}"""
CONTENT = (
    "甲",
    "乙",
    "丙",
    "题干",
    "选项",
    "丁",
    "解析",
    "决赛",
    "知识竞赛",
    "某单位",
    "同步必答",
    "抢答",
    "风险题",
    "限时快答",
    "观众互动",
)
"""What the organiser has written; it stays as it is in every language."""

OTHER_LANGUAGE = {"English", "中文"}


def ours(texts: list[str], strange: re.Pattern[str]) -> list[str]:
    """The texts of a page in a strange script that are not the organiser's content, nor the switch itself."""
    left = []
    for text in texts:
        rest = text
        for word in CONTENT:
            rest = rest.replace(word, "")
        rest = re.sub(r"[一二三四五六七八九十]|队|单位", "", rest)
        if strange.search(rest) and text not in OTHER_LANGUAGE:
            left.append(text)
    return left


def walk_through(hall: Hall, seats: dict[str, Seat]) -> list[str]:
    """Show every stage of a press item on every desk; gives all texts that were seen."""
    seen: list[str] = []

    def look(seq: int) -> None:
        for seat in seats.values():
            seat.sees(seq)
            seen.extend(seat.page.evaluate(SHOWN))

    look(hall.open_item("all"))
    look(hall.do("clock.start"))
    hall.finish(2)
    look(hall.do("undo", steps=2))
    hall.do("round.end")
    look(hall.open_item("press"))
    look(hall.do("press.arm"))
    arming = hall.view()["press"]["arming"]
    look(hall.do("press.record", "team2", team=hall.teams[2], press="p", arming=arming) + 1)
    look(hall.do("answer.judge", verdict="wrong"))
    look(hall.do("item.close"))
    for scene in ("ranking", "scores", "teams", "rules", "standby"):
        look(hall.do("scene.show", scene=scene))
    seats["host"].page.keyboard.press("m")
    seats["host"].page.get_by_role("dialog").wait_for()
    look(0)
    return seen


@pytest.mark.parametrize(("lang", "strange"), [("en", HAN), ("zh", LATIN)])
def test_no_desk_mixes_languages(house: House, lang: str, strange: re.Pattern[str]) -> None:
    hall = house.hall()
    seats = {}
    for who in DESKS:
        seats[who] = house.newcomer(locale="en-GB" if lang == "en" else "zh-CN")
        seats[who].page.goto(f"{seats[who].base}/?lang={lang}")
        seats[who].enter(hall.codes[who])
    seen = walk_through(hall, seats)
    assert sorted(set(ours(seen, strange))) == []
    assert area(lang, "host")["host.more.title"] in seen


def test_the_door_leads_to_the_other_language_and_back(house: House) -> None:
    guest = house.newcomer()
    guest.page.goto(f"{guest.base}/")
    assert guest.page.locator("html").get_attribute("lang") == "zh-Hans"
    guest.page.get_by_role("link", name="English").click()
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    guest.shows("Ticket code")
    assert ours(guest.page.evaluate(SHOWN), HAN) == []
    guest.page.get_by_role("link", name="中文").click()
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    guest.shows(w("entry.enter.title"))
    assert ours(guest.page.evaluate(SHOWN), LATIN) == []
