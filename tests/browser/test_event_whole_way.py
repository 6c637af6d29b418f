"""A competition the whole way through its pages, from an empty database to the printed commendation: 69 teams, a
written stage, twelve groups, four groups, a final, every paper."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from scoreboard.bots.desk import Desk
from scoreboard.bots.event.playing import allot, prepare
from scoreboard.bots.event.registering import bind
from scoreboard.bots.event.task import Cast, Task
from scoreboard.bots.play import play
from scoreboard.cli.demo_big_words import sums
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.registrations import competition_state
from tests.browser.house import House, w
from tests.browser.seats import Seat, follow
from tests.browser.test_organiser import step, upload, workbook
from tests.browser.test_written import PASSWORD, organiser
from tests.event_files import read
from tests.sheets import ALL, HEAD

PHONE = {"viewport": {"width": 390, "height": 844}}
TITLE = "学习知识竞赛"
FIRST, SECOND = "张一", "李二"
LETTERS = [f"{ten}{one}" for ten in "甲乙丙丁戊己庚" for one in "子丑寅卯辰巳午未申酉"][:69]
RULES = (
    HEAD.replace('"small"', '"whole"').replace("members = 2", "members = 3")
    + ALL
    + """
[[stage]]
name = "笔试"
written = true
advance = 48

[[stage]]
name = "初赛"
groups = 12
advance = 2

[[stage]]
name = "复赛"
groups = 4
advance = 3

[[stage]]
name = "决赛"

[[award]]
name = "一等奖"
count = 1

[[award]]
name = "二等奖"
count = 2

[[award]]
name = "优秀组织奖"
count = 1
by_rank = false
"""
)


class Desks:
    """The organiser, the second person, and the public addresses of their competition."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.first = organiser(house, FIRST, "/organiser/")
        self.second = organiser(house, SECOND, "/organiser/")
        self.home = ""

    @property
    def id(self) -> str:
        return self.home.rpartition("/")[2]

    @property
    def state(self) -> Any:
        return competition_state(self.house.ctx, self.id)

    def go(self, part: str, who: Seat | None = None) -> Page:
        page = (who or self.first).page
        page.goto("/".join(filter(None, (f"{self.first.base}{self.home}", part))))
        return page


@pytest.mark.slow
def test_a_competition_of_69_teams_goes_the_whole_way_without_the_command_line(mortal: House, tmp_path: Path) -> None:
    desks = Desks(mortal)
    founded(desks)
    registered(desks)
    staged(desks)
    written(desks)
    with Desk(desks.first.base) as hands:
        cast = halls(desks, hands)
        for place, groups in ((2, 12), (3, 4), (4, 1)):
            played(desks, cast, place, groups)
    signed(desks)
    printed(desks)
    kept(desks, tmp_path)


def founded(desks: Desks) -> None:
    """A competition with its registration, by the form."""
    page = desks.first.page
    making = page.locator("form").filter(has=page.get_by_role("button", name=w("organiser.competition.make")))
    making.get_by_label(w("organiser.competition.name")).fill(TITLE)
    follow(making.get_by_role("button"))
    desks.home = page.url.removeprefix(desks.first.base)
    desks.go("registration")
    now = datetime.now(UTC)
    times = {
        "opens_at": now - timedelta(days=2),
        "closes_at": now + timedelta(days=30),
        "erase_on": now + timedelta(days=300),
    }
    for name, at in times.items():
        page.locator(f"[name={name}]").fill(f"{at:%Y-%m-%d}" if name == "erase_on" else f"{at:%Y-%m-%dT%H:%M}")
    for name, value in (("least", "3"), ("most", "3"), ("substitutes", "0"), ("places", "69")):
        page.locator(f"[name={name}]").fill(value)
    follow(page.get_by_role("button", name=w("registration.open")))
    desks.first.shows(w("organiser.done.registration-opened"))


def registered(desks: Desks) -> None:
    """Three units on telephones, one of them after a return; 66 teams from a table; all approved."""
    phones = [desks.house.newcomer(**PHONE) for _ in range(3)]
    for letter, phone in zip(LETTERS, phones, strict=False):
        phone.page.goto(f"{phone.base}/c/{desks.id}")
        follow(phone.key(w("registration.begin")))
        said = {
            "team": f"{letter}队",
            "unit": f"{letter}单位",
            "leader": f"{letter}领队",
            "contact": f"{letter}联系人",
            "phone": "0745-0000000",
        }
        for name, value in said.items():
            phone.page.locator(f"[name={name}]").fill(value)
        for no, one in enumerate("一二三"):
            phone.page.locator("[name=members]").nth(no).fill(f"{letter}{one}")
        follow(phone.key(w("registration.submit")))
        phone.shows(w("registration.status.submitted"))
    page = desks.go("registration/3")
    sending = page.locator("form").filter(has=page.get_by_role("button", name=w("registration.return")))
    sending.locator("[name=reason]").fill("请写全队名")
    follow(sending.get_by_role("button", name=w("registration.return")))
    desks.first.shows(w("organiser.done.registration-return"))
    last = phones[2]
    last.page.reload()
    last.shows("请写全队名")
    follow(last.page.get_by_role("link", name=w("registration.change")))
    last.page.locator("[name=team]").fill(f"{LETTERS[2]}单位代表队")
    follow(last.key(w("registration.submit")))
    last.shows(w("registration.status.submitted"))
    rows = [[f"{one}队", f"{one}单位", f"{one}领队", *(f"{one}{no}" for no in "一二三")] for one in LETTERS[3:]]
    desks.go("registration")
    upload(
        desks.first,
        "名单.xlsx",
        workbook([["队名", "单位", "领队", "队员1", "队员2", "队员3"], *rows]),
        w("organiser.teams.try"),
    )
    follow(desks.first.key(w("registration.enter")))
    desks.first.shows(w("organiser.done.registrations-entered", count=66))
    page.locator("input[data-all]").check()
    follow(desks.first.key(w("registration.approve_chosen")))
    desks.first.shows(w("organiser.done.registrations-approved", count=69))
    last.page.reload()
    last.shows(w("registration.status.approved"))


def staged(desks: Desks) -> None:
    """The stages are those of a rule sheet that was written on a match's page."""
    page = desks.go("")
    page.get_by_label(w("organiser.match.name"), exact=True).first.fill("规则样板")
    follow(page.get_by_role("button", name=w("organiser.match.make")))
    step(desks.first, "rules")
    follow(page.get_by_role("link", name=w("rules_form.as_text")))
    page.locator("#text").fill(RULES)
    follow(page.get_by_role("button", name=w("organiser.rules.save")))
    desks.first.shows(w("organiser.done.rules-saved"))
    page = desks.go("stages")
    page.get_by_label("小赛制").check()
    follow(page.get_by_role("button", name=w("stages.use")))
    desks.first.shows(w("organiser.done.stages-set"))
    expect(page.locator("ol.rows > li")).to_have_count(4)


def written(desks: Desks) -> None:
    """The marks of 207 papers from a table, checked by the second person, published; 48 teams go on."""
    rows = [
        [desks.state.registrations[no].form.team, f"{one}{person}", 99 - no + (no % 3)]
        for no, one in enumerate(LETTERS, start=1)
        for person in "一二三"
    ]
    desks.go("stages/1/written")
    upload(desks.first, "成绩.xlsx", workbook([["代表队", "姓名", "得分"], *rows]), w("lists.import_try"))
    follow(desks.first.key(w("written.enter", count=207)))
    desks.first.shows(w("written.step.checking"))
    desks.go("stages/1/written", desks.second)
    follow(desks.second.key(w("written.check_done")))
    desks.second.shows(w("organiser.done.marks-checked"))
    desks.go("stages/1/written")
    follow(desks.first.key(w("written.publish_now")))
    desks.first.shows(w("organiser.done.marks-published"))
    advanced(desks, 1)
    assert len(desks.state.advances[-1].through) == 48


def halls(desks: Desks, hands: Desk) -> Cast:
    """The people who prepare the halls, and the questions that they share out."""
    hands.send(hands.open("/signin").need("/signin"), name=FIRST, password=PASSWORD)
    desks.first.page.goto(f"{desks.first.base}/organiser/sets")
    file: Any = {"name": "题库.gift", "mimeType": "text/plain", "buffer": "\n\n".join(sums(1)).encode()}
    page = desks.first.page
    page.locator("input[type=file]").first.set_input_files(file)
    follow(page.get_by_role("button", name=w("organiser.sets.try")))
    follow(page.get_by_role("button", name=re.compile(w("organiser.sets.keep", count=r"\d+"))))
    task = Task(
        url=desks.first.base, accounts=(), title="", organiser="", sheet="", opens="", closes="", erase="", teams=(),
        sets=(), numbers=(), lot="抽签", meeting="", best="", play=True, together=4, speed=100, seed=3, book="",
        lang="zh",
    )  # fmt: skip
    cast = Cast(task, lambda *_, **__: None, [hands], desks.home)
    for place in (2, 3, 4):  # the first is written
        bind(cast, place, [page.url.rpartition("/")[2]])
    return cast


def played(desks: Desks, cast: Cast, place: int, groups: int) -> None:
    """A stage: the hall names a number, each group plays its match, two people say who goes on."""
    page = desks.go(f"stages/{place}")
    follow(page.get_by_role("button", name=w("stages.commit")))
    page.locator("#number").fill("2026")
    follow(page.get_by_role("button", name=w("stages.make"), exact=True))
    expect(page.locator(".stage-groups > div")).to_have_count(groups)
    follow(page.get_by_role("button", name=w("stages.make_matches")))
    links = page.locator("ul.rows a[href*='/organiser/matches/']")
    expect(links).to_have_count(groups)
    matches = [str(links.nth(no).get_attribute("href")) for no in range(groups)]
    allot(cast, f"stages/{place}")
    for match in matches:
        prepare(cast.organiser, cast, match)
    with ThreadPoolExecutor(2) as several:
        list(several.map(lambda match: play(cast.task.url, cast.codes[match], speed=100, seed=place), matches))
    if place < 4:
        advanced(desks, place)


def advanced(desks: Desks, place: int) -> None:
    """Who goes on: proposed, lots drawn where teams are level, confirmed by the second person."""
    page = desks.go(f"stages/{place}")
    follow(page.get_by_role("button", name=w("stages.propose"), exact=True))
    while (lines := page.locator("fieldset[data-places]")).count():
        for line in lines.all():
            for no in range(int(line.get_attribute("data-places") or 0)):
                line.locator("input").nth(no).check()
        page.locator("form").filter(has=lines.first).locator("[name=reason]").fill("抽签决定")
        follow(page.get_by_role("button", name=w("stages.settle")))
    other = desks.go(f"stages/{place}", desks.second)
    follow(other.get_by_role("button", name=w("stages.confirm")))
    desks.second.shows(w("stages.confirmed"))


def signed(desks: Desks) -> None:
    """Every stage and then the whole is signed by two; the award by name is given before."""
    page = desks.go("awards")
    naming = page.locator("form").filter(has=page.get_by_role("button", name=w("commend.name_it")))
    naming.locator("summary").first.click()
    naming.locator(f"[value='unit:{LETTERS[5]}单位']").check()
    naming.locator("[name=reason]").fill("组委会会议")
    follow(naming.get_by_role("button", name=w("commend.name_it")))
    desks.first.shows("组委会会议")
    for _ in range(4):
        sign(desks)
    ordered(desks)
    sign(desks)
    desks.go("results")
    assert desks.state.commend.signed() is not None


def sign(desks: Desks) -> None:
    """One proposes what stands last on the page, the other confirms it."""
    page = desks.go("results")
    follow(page.get_by_role("button", name=w("commend.propose"), exact=True).last)
    desks.first.shows(w("organiser.done.signoff-proposed"))
    page = desks.go("results", desks.second)
    follow(page.get_by_role("button", name=w("commend.confirm"), exact=True))
    desks.second.shows(w("organiser.done.signoff-confirmed"))


def ordered(desks: Desks) -> None:
    """Where teams are level on the line of an award, people say who comes first."""
    page = desks.go("awards")
    while (tied := page.locator("form").filter(has=page.get_by_role("button", name=w("commend.order")))).count():
        for no, place in enumerate(tied.first.locator("input[type=number]").all(), start=1):
            place.fill(str(no))
        tied.first.locator("[name=reason]").fill("加赛")
        follow(tied.first.get_by_role("button", name=w("commend.order")))
        page = desks.go("awards")


def printed(desks: Desks) -> None:
    """The ranking, the lists, the letter; every number in them is the ledger's."""
    page = desks.go("papers")
    names = [one.name for one in desks.state.commend.signed().ranking]
    with page.expect_download() as got:
        page.get_by_role("link", name="Excel").first.click()
    book = openpyxl.load_workbook(io.BytesIO(Path(got.value.path()).read_bytes()))
    assert len(book.worksheets) >= 4
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert set(names) <= cells
    with page.expect_download() as got:
        page.get_by_role("button", name=f"{w('commend.papers.decision')} Word").click()
    letter = docx.Document(io.BytesIO(Path(got.value.path()).read_bytes()))
    text = "\n".join([*(one.text for one in letter.paragraphs), *(c.text for t in letter.tables for c in t._cells)])
    assert names[0] in text
    assert f"{LETTERS[5]}单位" in text
    page = desks.go("certificates")
    follow(page.get_by_role("button", name=w("commend.cert.number")))
    expect(page.locator("tbody tr")).to_have_count(4)


def kept(desks: Desks, folder: Path) -> None:
    """The book of the competition recomputes."""
    page = desks.go("")
    with page.expect_download() as got:
        page.get_by_role("link", name=w("event_book.download")).click()
    got.value.save_as(folder / "event.zip")
    assert ZipFile(folder / "event.zip").testzip() is None
    book = read(folder / "event.zip")
    assert verify_event_book(book) == ()
    assert len(book.matches) == 17
