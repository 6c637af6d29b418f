"""An award review the whole way through its pages: every role, killed tablets, a killed server, the printed papers."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARGUMENTS
from tests.browser.house import House, w
from tests.browser.seats import CUT_OFF, Seat
from tests.browser.way import approver, chair, endorser, judge, office, public, stage, unit
from tests.browser.way.hall import JUDGES, LYING, PHONE, STAR, TABLET, WALL, Hall, open_hall, picture
from tests.conftest import CHROMIUM

ORGANISATION, ACTIVITY, CARRIER, PERSON = "十佳学习型党组织", "十佳学习活动", "十佳学习载体", "十佳党员学习明星"
AWARDS = (ORGANISATION, ACTIVITY, CARRIER, PERSON)
FIRST, READING, LECTURES, SECOND = "甲村党支部", "甲村读书月", "乙村讲堂", "乙村党支部"
POINTS = {FIRST: "18", SECOND: "17", READING: "90", LECTURES: "88", STAR: "22"}
BODIES = ("创学领导小组", "市委宣传部")


@pytest.mark.slow
def test_one_entry_of_every_award_goes_the_whole_way_and_nothing_is_lost_or_doubled(
    mortal_in_2012: House, tmp_path: Path
) -> None:
    mortal_in_2012.guard.allow(CUT_OFF)
    hall = open_hall(mortal_in_2012)
    nominated(hall)
    endorsed(hall)
    desk = vetted(hall)
    judged(hall, desk, tmp_path / "tablet")
    noticed(hall, desk)
    decided(hall, desk)
    revealed(hall)
    printed(hall, desk)
    archived(hall, tmp_path)


def nominated(hall: Hall) -> None:
    """Two units fill in five forms on telephones; the server dies while one is typed and another submitted."""
    one, two = hall.sit("unit 甲村", PHONE).page, hall.sit("unit 乙村", PHONE).page
    unit.prepare(two, "carrier", "乙村", LECTURES)
    unit.begin(one, "organisation")
    unit.fill_in(one, unit.form("organisation", "甲村", FIRST))
    unit.kept(one)
    with hall.dead():
        one.locator("#f-report").fill("学" * 2500)
        expect(one.locator("#kept")).to_have_text(w("review_draft.on_device"))
        unit.press_submit(two)
    unit.kept(one)
    unit.attach(one, "sealed", "盖章推荐表.pdf")
    picture(one, "unit_draft")
    unit.to_check(one)
    unit.submit(one)
    unit.nominate(one, "activity", "甲村", READING)
    two.go_back()
    unit.submit(two)
    for award, name in (("star", STAR), ("organisation", SECOND)):
        unit.nominate(two, award, "乙村", name)
    assert hall.entries() == {"review.open": 1, "nomination.submit": 5}
    assert [one.nominee for one in hall.campaign.state.nominations.values()] == [FIRST, READING, LECTURES, STAR, SECOND]


def endorsed(hall: Hall) -> None:
    """Units and a level agree; the level above returns one, which is corrected and goes up again."""
    one, two = hall.sit("unit 甲村", PHONE).page, hall.sit("unit 乙村", PHONE).page
    lower, upper = hall.sit("endorser 乙村").page, hall.sit("endorser 甲镇").page
    for name in (FIRST, READING):
        unit.agree(one, name)
        unit.home(one)
    for name in (LECTURES, STAR, SECOND):
        endorser.give(lower, name, "agree", "经集体研究，同意推荐。")
    upper.reload()
    picture(upper, "endorser")
    endorser.give(upper, LECTURES, "return", "请写明讲堂的场次。")
    for name in (SECOND, FIRST, READING, STAR):
        endorser.give(upper, name, "agree", "情况属实，同意推荐。")
    endorser.move_down(upper, FIRST)
    two.reload()
    unit.correct(two, LECTURES, {"deeds": "讲堂每月两场，一年二十四场。"})
    lower.reload()
    endorser.give(lower, LECTURES, "agree", "同意推荐。")
    upper.reload()
    endorser.give(upper, LECTURES, "agree", "同意推荐。")
    assert hall.entries()["nomination.endorse"] == 12
    assert {one.status for one in hall.campaign.state.nominations.values()} == {"vetting"}


def vetted(hall: Hall) -> Any:
    """The office asks the department, and lets all pass; gives its page."""
    desk = hall.sit("office").page
    for name in (FIRST, READING, LECTURES, STAR, SECOND):
        office.open_nomination(desk, name)
        if name == STAR:
            office.sign_off(desk, "市纪委", "纪函〔2012〕5号")
        expect(desk.locator(".check-bad")).to_have_count(0)
        office.vet(desk, name)
    for award in AWARDS:
        office.open_judging(desk, award)
    assert hall.entries()["nomination.vet"] == 5
    return desk


def judged(hall: Hall, desk: Any, folder: Path) -> None:
    """Seven judges mark: one tablet is killed, one has no network, one judge is recused, the server dies."""
    wall = hall.sit("chair")
    hall.house.guard.allow(CUT_OFF)
    killed = on_a_tablet_of_its_own(hall, folder)
    cut, recused, *others = [
        hall.sit(f"judge {name}", TABLET if no % 2 else LYING) for no, name in enumerate(JUDGES[1:])
    ]
    for tablet in (killed, cut, recused, *others):
        judge.pledge(tablet)
    chair.cells(wall, "missing", 35)

    judge.turn_to(killed, FIRST)
    judge.type_marks(killed, POINTS[FIRST])
    expect(killed.page.locator('[data-state="draft"][data-kept="true"]')).to_be_visible()
    killed.page.context.close()
    killed = on_a_tablet_of_its_own(hall, folder)
    judge.first_is(killed, "draft")
    judge.turn_to(killed, FIRST)
    judge.submit(killed)
    judge.says(killed, "sent")
    judge.back(killed)

    cut.shows(w("review_judge.papers_here", count=5, all=5))
    cut.cut()
    for name, points in POINTS.items():
        judge.mark(cut, name, points, "kept")
    judge.recuse(recused, STAR)
    with hall.dead():
        for name in (FIRST, SECOND):
            judge.mark(recused, name, POINTS[name], "kept")
    cut.mend()
    rest = {name: POINTS[name] for name in (READING, LECTURES)}
    for tablet, names in (
        (killed, POINTS.keys() - {FIRST}),
        (recused, rest),
        *((one, POINTS) for one in others),
    ):
        for name in sorted(names):
            judge.mark(tablet, name, POINTS[name])
    picture(others[0].page, "judge_list")
    chair.cells(wall, "given", 34)
    chair.cells(wall, "recused", 1)
    picture(wall.page, "chair_wall")
    killed.page.context.close()
    assert hall.entries()["mark.enter"] == 34
    for award in ("organisation", "activity", "carrier", "star"):
        chair.lock(wall, award, "七位评委到会")
    for award in AWARDS:
        office.fix_shortlist(desk, award, "主任等七人")


def on_a_tablet_of_its_own(hall: Hall, folder: Path) -> Seat:
    """The first judge's tablet: a browser with a disk, which outlives it."""
    browser = hall.house.browser.browser_type
    context = browser.launch_persistent_context(
        folder,
        executable_path=CHROMIUM,
        args=ARGUMENTS,
        viewport={"width": 800, "height": 1280},
        locale="zh-CN",
    )
    return hall.enter(Seat(context.pages[0], hall.house.server.base), f"judge {JUDGES[0]}")


def noticed(hall: Hall, desk: Any) -> None:
    """The notice of all awards; somebody objects by the public page, and the office answers."""
    office.give_notice(desk, 1, "2012年5月14日")
    reader = hall.public().page
    public.open_notice(reader, 1)
    picture(reader, "public_notice")
    code = public.object_to(reader, SECOND, "赵六", "学习台账有缺页。")
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}", code)
    office.open_objection(desk, SECOND)
    office.admit(desk)
    office.close(desk, "已核查，台账齐全。", upheld=False)
    office.step_is(desk, ORGANISATION, "standing", last="2012年5月14日")


def decided(hall: Hall, desk: Any) -> None:
    """The notice ends over the death of the server; both bodies resolve, the results are published, some go up."""
    before = hall.entries()
    with hall.dead(days=8):
        pass
    assert hall.entries() == before
    page = hall.sit("approver").page
    for body in BODIES:
        for award in AWARDS:
            approver.resolve(page, award, body, (9, 8, 7, 0, 1))
    approver.publish(page, 4)
    for award in AWARDS:
        approver.put_forward(page, award, 2, 2 if award == ORGANISATION else 1)
    for award in AWARDS:
        office.step_is(desk, award, "over")
    assert hall.entries()["decision.record"] == 8
    assert hall.campaign.state.forward["organisation"] == (1, 5)


def revealed(hall: Hall) -> None:
    """The host reveals the winners; the server dies in the midst of it."""
    screen, host = hall.sit("display", WALL), hall.sit("host")
    stage.begin(host, ORGANISATION)
    stage.next_winner(host, screen, SECOND, 1)
    before = hall.entries()
    with hall.dead():
        pass
    screen.shows(SECOND)
    expect(host.page.locator(".health-ok").first).to_be_visible()
    assert hall.entries() == before
    stage.next_winner(host, screen, FIRST, 2)
    screen.still()
    picture(screen.page, "display_reveal")
    stage.end(host, ORGANISATION)
    for award, name in ((ACTIVITY, READING), (CARRIER, LECTURES), (PERSON, STAR)):
        stage.begin(host, award)
        stage.next_winner(host, screen, name, 1)
        stage.end(host, award)


def printed(hall: Hall, desk: Any) -> None:
    """Every paper is opened."""
    result = hall.public("/result").page
    for name in POINTS:
        expect(result.locator("main")).to_contain_text(name)
    said = w("review_office.papers.rules"), w("review_office.papers.minutes"), w("review_office.papers.commendation")
    texts = office.open_papers(desk, [*said, w("review_office.papers.forward"), w("review_office.notice.no", no=1)])
    assert all(name in texts[said[2]] for name in POINTS)
    names = ("commendation", "certificates", "forward", "minutes")
    words = {name: office.download(desk, w(f"review_office.papers.{name}"), "Word") for name in names}
    books = {
        name: office.download(desk, w(f"review_office.papers.{name}"), "Excel") for name in ("collected", "forward")
    }
    marks_added_up(desk)
    office.open_nomination(desk, FIRST)
    with desk.expect_download() as form:
        desk.get_by_role("link", name="Word", exact=True).click()
    words["form"] = form.value.path().read_bytes()
    assert STAR in text_in(words["certificates"], "word/document.xml")
    assert FIRST in text_in(words["form"], "word/document.xml")
    for data in books.values():
        assert FIRST in text_in(data, "xl/sharedStrings.xml")


def marks_added_up(desk: Any) -> None:
    """The summary of marks: a line an entry, best first, with seven totals, two drawn through, the score and the rank;
    a box for every judge's signature."""
    office.open_papers(desk, [w("review_office.papers.marks")])
    grid = desk.locator(".official-paper table").first
    lines = [[cell.strip() for cell in row.locator("td").all_inner_texts()] for row in grid.locator("tbody tr").all()]
    assert [line for line in lines if line] == [
        ["1", FIRST, *["90"] * 7, "90.00", "1"],
        ["2", SECOND, *["85"] * 7, "85.00", "2"],
    ]
    expect(grid.locator("s, del")).to_have_count(4)
    for name in JUDGES:
        expect(desk.locator(".official-paper")).to_contain_text(name)
    picture(desk, "paper_marks", whole=True)


def load(desk: Any, paper: str, kind: str) -> bytes:
    """A paper of the office's page as a file."""
    return office.download(desk, w(f"review_office.papers.{paper}"), kind)


def text_in(data: bytes, part: str) -> str:
    """The text of a part of a Word document or a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return re.sub(r"<[^>]+>", "", opened.read(part).decode())


def archived(hall: Hall, folder: Path) -> None:
    """The organiser downloads the archive; whoever has it recomputes the result from it alone."""
    desk = hall.organiser().page
    with desk.expect_download() as got:
        desk.get_by_role("link", name=w("review_archive.download")).click()
    got.value.save_as(folder / "review.zip")
    told = subprocess.run(
        [sys.executable, "-m", "scoreboard", "verify", folder / "review.zip"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
