"""A written stage with two organisers' browsers: a table brought, checked, published, and who goes on."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from scoring.engine.competition.commands import Decide
from scoring.usecases import accounts
from scoring.usecases.competition.stages import set_stages
from tests.browser.house import House, w
from tests.browser.layout.ruler import misplaced, violations
from tests.browser.seats import REFUSED, Seat, follow
from tests.browser.test_organiser import upload, workbook
from tests.registrations import ORGANISER, Registered, open_registration, values
from tests.unit.usecases.competition.test_written import SMALL, WRITTEN

SIZES = ((1920, 1080), (1280, 800), (390, 844))
TEAMS = ("甲队", "乙队", "丙队", "丁队", "戊县卫生健康系统第一代表队", "己队")
MARKS = ((80, 90, 85), (0, 99, 70), (95, 80, 80), (60, "缺考", 60.5), (88, 92.5, 79), (71, 72, 73))
FAULTY = re.compile(r"Failed to load resource: the server responded with a status of 422")
PASSWORD = "eight horses draw"


def an_event(house: House, title: str) -> Registered:
    """Six approved teams of three, whose first stage is written."""
    now = house.ctx.clock.now()
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    event = open_registration(
        house.ctx,
        title=title,
        opens_at=now - 60_000,
        closes_at=now + 3_600_000,
        erase_on=today + timedelta(days=400),
    )
    set_stages(house.ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + WRITTEN, key="stages")
    for no, team in enumerate(TEAMS, start=1):
        event.hand_in(values(team, f"{team[0]}单位", tuple(f"{team[0]}{one}" for one in "一二三")))
        event.do(Decide(no, 1, "approve"))
    return event


def organiser(house: House, name: str, page: str) -> Seat:
    """An organiser with an account and a browser of their own, on this page."""
    accounts.add_account(house.ctx, name=name, password=PASSWORD)
    desk = house.newcomer()
    desk.page.goto(f"{desk.base}/signin?next={page}")
    desk.page.locator("[name=name]").fill(name)
    desk.page.locator("[name=password]").fill(PASSWORD)
    desk.page.locator("[name=password]").press("Enter")
    desk.page.wait_for_url(f"**{page}")
    return desk


def table(marks: Any = MARKS) -> bytes:
    """The marks as an office has them."""
    rows = [
        [team, f"{team[0]}{one}", mark]
        for team, own in zip(TEAMS, marks, strict=True)
        for one, mark in zip("一二三", own, strict=True)
    ]
    return workbook([["代表队", "姓名", "得分"], *rows])


def looked_at(desk: Seat, name: str, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    """Nothing is cut off or out of place at any of these sizes."""
    for width, height in sizes:
        desk.page.set_viewport_size({"width": width, "height": height})
        assert misplaced(desk.page) == [], (name, width)
        if os.environ.get("PICTURES"):
            desk.page.screenshot(path=f"{os.environ['PICTURES']}/{name}-{width}.png", full_page=True)
    assert violations(desk.page) == [], name
    desk.page.set_viewport_size({"width": 1280, "height": 800})


def test_marks_are_brought_checked_by_another_published_and_the_first_go_on(house: House) -> None:
    house.guard.allow(REFUSED, FAULTY)
    event = an_event(house, "笔试竞赛")
    stage = f"/organiser/competitions/{event.id}/stages/1"
    desk = organiser(house, "张甲", stage)
    other = organiser(house, "李乙", f"{stage}/written")
    follow(desk.page.get_by_role("link", name=w("written.to_marks")))
    looked_at(desk, "empty")
    faulty = [*MARKS[:5], (71, 172, "七十")]
    upload(desk, "成绩.xlsx", table(faulty), w("lists.import_try"))
    desk.shows(w("written.report_faulty", count=2))
    looked_at(desk, "faulty")
    follow(desk.page.get_by_role("link", name=w("organiser.back")))
    upload(desk, "成绩.xlsx", table(), w("lists.import_try"))
    looked_at(desk, "report")
    follow(desk.key(w("written.enter", count=18)))
    desk.shows(w("written.step.checking"))
    other.page.reload()
    looked_at(other, "checking")
    follow(other.key(w("written.check_done")))
    other.shows(w("organiser.done.marks-checked"))
    desk.page.reload()
    follow(desk.key(w("written.publish_now")))
    desk.shows(w("organiser.done.marks-published"))
    looked_at(desk, "published")
    public = house.newcomer(viewport={"width": 360, "height": 740})
    public.page.goto(f"{public.base}/c/{event.id}/written/1")
    expect(public.page.locator("tbody tr")).to_have_count(6)
    expect(public.page.locator("tbody tr").first).to_contain_text(TEAMS[4])
    looked_at(public, "public")
    desk.page.goto(f"{desk.base}{stage}")
    follow(desk.key(w("stages.propose")))
    looked_at(desk, "proposed")
    other.page.goto(f"{other.base}{stage}")
    follow(other.key(w("stages.confirm")))
    other.shows(w("stages.confirmed"))
    desk.page.goto(f"{desk.base}/organiser/competitions/{event.id}/stages/2")
    desk.shows(w("stages.teams", count=2))


def test_a_correction_is_typed_with_its_reason_and_the_papers_are_printed(house: House) -> None:
    house.guard.allow(REFUSED, FAULTY)
    event = an_event(house, "笔试竞赛（二）")
    marks = f"/organiser/competitions/{event.id}/stages/1/written"
    desk = organiser(house, "王三", marks)
    upload(desk, "成绩.xlsx", table(), w("lists.import_try"))
    follow(desk.key(w("written.enter", count=18)))
    follow(desk.page.get_by_role("link", name="丁队").first)
    desk.page.locator("[name=mark-1-1]").fill("75")
    desk.page.locator("[name=absent-1-1]").uncheck()
    follow(desk.key(w("written.put")))
    desk.shows("写明理由")
    looked_at(desk, "team")
    desk.page.locator("[name=reason]").fill("缺考登记有误")
    follow(desk.key(w("written.put")))
    desk.shows(f"丁二 {w('written.absent')} → 75")
    looked_at(desk, "corrected")
    for paper in ("print", "sitting"):
        desk.page.goto(f"{desk.base}{marks}/{paper}")
        desk.page.locator(".sheet-table").wait_for()
        looked_at(desk, paper, SIZES[:2])
        if os.environ.get("PICTURES"):
            desk.page.pdf(path=f"{os.environ['PICTURES']}/{paper}.pdf")
