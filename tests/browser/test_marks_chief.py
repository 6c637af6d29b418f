"""The chief's desk over a whole round of marks, and the report on the judges after it, as people see them."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.house import Hall, House, w
from tests.browser.seats import Seat
from tests.sheets import HEAD, JUDGED, unhurried

SHEET = unhurried(HEAD + JUDGED) + "judges = 3\ndrop_high = 0\ndrop_low = 0\ndigits = 2\n"


def judged_round(house: House, missing: str = "wait") -> Hall:
    """A hall whose judged round has begun, with nobody shown yet; ``missing`` as the sheet treats missing marks."""
    hall = house.hall(sheet=SHEET + f'missing = "{missing}"\n', judges=3)
    hall.do("match.open")
    hall.do("round.begin", round="video")
    return hall


def show(hall: Hall) -> int:
    """One team shows its piece and the host goes on; gives the number of its item."""
    hall.do("item.present")
    hall.do("clock.start")
    no: int = hall.view()["item"]["no"]
    hall.do("item.close")
    return no


def give(hall: Hall, who: str, no: int, mark: str) -> None:
    """A judge whose tablet no test looks at."""
    hall.do("mark.enter", who, judge=hall.person(who).seat["seat"], item=no, marks={"score": mark})


def hand_in(tablet: Seat, mark: str) -> None:
    for key in mark:
        tablet.key(key, exact=True).click()
    tablet.page.locator(".marks-submit").click()
    expect(tablet.page.locator('[data-state="sent"]')).to_be_visible()


def test_the_chief_opens_a_whole_round_hears_who_is_missing_and_locks_it_at_once(house: House) -> None:
    hall = judged_round(house)
    chief, host, judge, screen = (hall.seat(who) for who in ("chief", "host", "judge1", "display"))
    chief.key(w("chief.marks.open_round")).click()
    hall.do("item.present")
    judge.shows("甲队")
    hand_in(judge, "18")
    hall.do("clock.start")
    hall.do("item.close")
    second = show(hall)
    judge.shows("乙队")
    give(hall, "judge2", 1, "16")
    for who, mark in (("judge2", "12"), ("judge3", "14")):
        give(hall, who, second, mark)
    chief.shows(
        w("chief.marks.round_open", count=2),
        w("chief.marks.missing", count=2, all=6),
        w("chief.marks.round_missing", judge="1号评委", teams="乙队"),
        w("chief.marks.round_missing", judge="3号评委", teams="甲队"),
    )
    lock = chief.key(w("chief.marks.lock_round"), exact=True)
    expect(lock).to_have_attribute("aria-disabled", "true")
    assert "117" not in screen.page.locator("body").inner_text()
    hand_in(judge, "13")
    judge.page.locator(".marks-own-line").filter(has_text="甲队").click()
    judge.key(w("judge.marks.erase")).first.click()
    judge.key(w("judge.marks.erase")).first.click()
    hand_in(judge, "20")
    chief.hides(w("chief.marks.round_missing", judge="1号评委", teams="乙队"))
    give(hall, "judge3", 1, "15")
    expect(lock).to_have_attribute("aria-disabled", "false")
    lock.click()
    screen.shows("甲队", "17")
    host.shows("甲队 最后得分：17 分！")
    assert [team["score"] for team in hall.view()["teams"]] == ["117", "113", "100"]
    host.next("marks.next")
    screen.shows("乙队", "13")
    host.shows("乙队 最后得分：13 分！")


def test_the_lock_of_a_round_without_a_judge_is_a_key_of_its_own(house: House) -> None:
    hall = judged_round(house, "leave_out")
    hall.do("panel.open", whole_round=True)
    for no in (show(hall), show(hall)):
        for who, mark in (("judge1", "18"), ("judge2", "16")):
            give(hall, who, no, mark)
    chief = hall.seat("chief")
    chief.shows(w("chief.marks.round_missing", judge="3号评委", teams=f"甲队{w('common.between')}乙队"))
    chief.key(w("chief.marks.lock_round_missing")).click()
    chief.until(lambda: [team["score"] for team in chief.view["teams"]] == ["117", "117", "100"])


def test_the_report_on_the_judges_opens_from_the_desk_once_all_is_locked(house: House) -> None:
    hall = judged_round(house)
    chief = hall.seat("chief")
    for marks in (("18", "16", "12"), ("13", "14", "15"), ("10", "11", "20")):
        hall.do("item.present")
        hall.do("panel.open")
        for who, mark in zip(("judge1", "judge2", "judge3"), marks, strict=True):
            give(hall, who, hall.view()["item"]["no"], mark)
        chief.hides(w("chief.marks.report"))
        hall.do("panel.lock")
        hall.do("item.close")
    with chief.page.context.expect_page() as opened:
        chief.page.get_by_role("link", name=w("chief.marks.report")).click()
    report = Seat(opened.value, house.server.base)
    report.page.wait_for_load_state()
    report.shows("各评委的给分：情景题", "前 1 名的获奖线是否稳")
    expect(report.page.locator("svg .dot").first).to_be_visible()
    drawn = report.page.locator("svg .dot").first.evaluate("(dot) => getComputedStyle(dot).fill")
    assert re.fullmatch(r"rgb\(255, 207, 107\)", drawn)


def test_the_next_team_takes_no_judge_away_from_a_half_typed_sheet(house: House) -> None:
    hall = judged_round(house)
    hall.do("item.present")
    hall.do("panel.open", "chief", whole_round=True)
    judge = hall.seat("judge1")
    judge.shows("甲队")
    judge.key("1", exact=True).click()
    hall.do("clock.start")
    hall.do("item.close")
    hall.do("item.present")
    following = judge.page.locator(".marks-next")
    expect(following).to_contain_text("乙队")
    expect(judge.page.locator(".marks-whom h2")).to_contain_text("甲队")
    expect(judge.page.locator(".marks-criterion output")).to_have_text("1")
    hand_in(judge, "8")
    following.click()
    expect(judge.page.locator(".marks-whom h2")).to_contain_text("乙队")
    expect(following).to_have_count(0)
