"""The organiser's way from a password to an opened match, with the files that organisers have."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from playwright.sync_api import expect

from scoring.usecases import accounts
from tests.browser.house import House, w
from tests.browser.seats import REFUSED, Seat, follow

NAME, PASSWORD = "张一", "eight horses draw"
TEAMS = [("甲队", "甲单位"), ("乙队", "乙单位"), ("丙队", "丙单位")]


def workbook(rows: list[list[str]]) -> bytes:
    """An Excel file of one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def roster() -> bytes:
    """Three teams of three, a line each."""
    rows = [[team, unit, *(f"{team[0]}{no}" for no in "一二三")] for team, unit in TEAMS]
    return workbook([["队名", "单位", "队员1", "队员2", "队员3"], *rows])


def questions(faulty: bool) -> bytes:
    """Forty invented questions as organisers write them; with ``faulty`` one has a key that names no option."""
    head = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "正确答案", "解析"]
    stems = [f"{'甲乙丙丁戊己庚辛壬癸'[no % 10]}地{'一二三四'[no // 10]}年建成的工程长多少里（  ）" for no in range(40)]
    rows = [
        ["单选题", stem, f"{no}里", f"{no + 50}里", f"{no + 90}里", f"{no + 200}里", "B", ""]
        for no, stem in enumerate(stems)
    ]
    if faulty:
        rows[7][6] = "G"
    return workbook([head, *rows])


def upload(desk: Seat, name: str, data: bytes, button: str) -> None:
    """Choose a file and press the button beside it."""
    file: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    form = desk.page.locator("form").filter(has=desk.page.get_by_role("button", name=button))
    form.locator("input[type=file]").set_input_files(file)
    follow(form.get_by_role("button", name=button))


def step(desk: Seat, name: str) -> None:
    """Go to a step of the preparation."""
    steps = desk.page.get_by_role("navigation", name=w("organiser.match.steps"))
    follow(steps.get_by_role("link", name=w(f"organiser.step.{name}")))


def test_an_organiser_prepares_a_match_from_excel_files_until_the_checklist_is_empty_and_opens_it(house: House) -> None:
    accounts.add_account(house.ctx, name=NAME, password=PASSWORD)
    house.guard.allow(REFUSED)
    desk = house.newcomer()
    page = desk.page
    page.goto(f"{desk.base}/signin")
    page.get_by_label(w("entry.sign_in.name")).fill(NAME)
    page.get_by_label(w("entry.sign_in.password")).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/organiser/")

    follow(page.get_by_role("link", name=w("organiser.sets.title")).first)
    upload(desk, "题库.xlsx", questions(faulty=True), w("organiser.sets.try"))
    expect(page.locator(".figure-bad")).to_contain_text("1")
    follow(page.get_by_role("button", name=w("organiser.sets.drop")))
    upload(desk, "题库.xlsx", questions(faulty=False), w("organiser.sets.try"))
    follow(page.get_by_role("button", name=w("organiser.sets.keep", count=40)))
    desk.shows(w("organiser.sets.count", count=40))

    follow(page.get_by_role("link", name=w("organiser.home.title")).first)
    making = page.locator("form").filter(has=page.get_by_role("button", name=w("organiser.competition.make")))
    making.get_by_label(w("organiser.competition.name")).fill("学习知识竞赛")
    follow(making.get_by_role("button"))
    page.get_by_label(w("organiser.match.name"), exact=True).first.fill("初赛第一场")
    page.get_by_label("笔试选拔赛制").check()
    follow(page.get_by_role("button", name=w("organiser.match.make")))
    expect(page.get_by_role("button", name=w("organiser.match.open"), exact=True)).to_be_disabled()

    step(desk, "teams")
    upload(desk, "名单.xlsx", roster(), w("organiser.teams.try"))
    desk.shows(w("organiser.teams.report_good", teams=3, contestants=9))
    follow(page.get_by_role("button", name=w("organiser.teams.confirm")))
    step(desk, "draw")
    follow(page.get_by_role("button", name=w("organiser.draw.go"), exact=True))
    desk.shows(w("organiser.draw.stations_draw"))
    step(desk, "pools")
    page.get_by_label(w("organiser.pools.set"), exact=True).select_option(label="题库 (40)")
    follow(page.get_by_role("button", name=w("organiser.pools.fill")))
    desk.shows(w("organiser.pools.have", have=12, need=12))
    step(desk, "seats")
    follow(page.get_by_role("button", name=w("organiser.tickets.issue_go")))
    cards = page.locator(".seat-card")
    cards.first.wait_for()
    host_code = cards.filter(has_text=w("common.role.host")).locator(".seat-code").inner_text()
    follow(page.get_by_role("link", name=w("organiser.back")))
    step(desk, "match")
    page.get_by_label(w("organiser.match.stage"), exact=True).select_option("决赛")
    follow(page.locator("form").filter(has=page.locator("#stage")).get_by_role("button"))
    desk.shows(w("organiser.match.ready"))
    follow(page.get_by_role("button", name=w("organiser.match.open"), exact=True))
    desk.shows(w("organiser.match.opened"))

    host = house.newcomer().enter(host_code)
    host.settled("round.begin.simultaneous")
    assert sorted(team["name"] for team in host.view["teams"]) == sorted(name for name, _ in TEAMS)
