"""A review in which no unit, no level and no judge goes online: two people enter everything from paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from playwright.sync_api import expect

from tests.browser.house import House
from tests.browser.seats import CUT_OFF
from tests.browser.way import approver, chair, clerk, office, unit
from tests.browser.way.hall import JUDGES, open_hall, picture

ORGANISATION = "十佳学习型党组织"
NOMINEE = "丁村党支部"
BODIES = ("创学领导小组", "市委宣传部")
VERDICTS: Sequence[Literal["agree", "return"]] = ("agree", "return", "agree", "agree")
"""The opinions that come on paper: the town returns the form once."""
AT_TABLES = JUDGES[:3]
"""The judges who mark on paper."""


def test_a_campaign_that_comes_on_paper_runs_to_its_published_result(mortal_in_2012: House) -> None:
    mortal_in_2012.guard.allow(CUT_OFF)
    hall = open_hall(mortal_in_2012, judges=3)
    first, second = hall.sit("clerk"), hall.sit("clerk 乙")
    desk = hall.sit("office").page
    clerk.enter_form(first.page, ORGANISATION, "丁村", unit.form("organisation", "丁村", NOMINEE))
    clerk.confirm(second.page, NOMINEE)
    for verdict in VERDICTS:
        first.page.reload()
        clerk.enter_opinion(first.page, NOMINEE, verdict, "情况属实。")
        clerk.confirm(second.page, NOMINEE)
        if verdict == "return":
            first.page.reload()
            clerk.correct_form(first.page, NOMINEE, {"deeds": "每月集中学习三次。"})
            clerk.confirm(second.page, NOMINEE)
    found = hall.campaign.state.nominations[1]
    assert [one.paper for one in found.forms] == [True, True]
    assert [(one.verdict, one.paper) for one in found.opinions] == [(verdict, True) for verdict in VERDICTS]
    assert found.status == "vetting"

    office.open_nomination(desk, NOMINEE)
    office.vet(desk, NOMINEE)
    office.open_judging(desk, ORGANISATION)
    first.page.reload()
    clerk.open_marks(first.page, NOMINEE)
    for name in AT_TABLES:
        clerk.enter_marks(first.page, name, "16")
    expect(first.page.locator(".waiting-sheet")).to_have_count(3)
    second.page.reload()
    clerk.open_marks(second.page, NOMINEE)
    picture(second.page, "clerk_marks", whole=True)
    clerk.confirm_marks(second.page)
    clerk.to_desk(second.page)
    sheets = hall.campaign.state.subjects[1].sitting.mark_sheets.values()
    assert [one.source for one in sheets] == ["paper"] * 3

    wall = hall.sit("chair")
    chair.cells(wall, "given", 3)
    chair.lock(wall, "organisation", "评分表收齐")
    office.fix_shortlist(desk, ORGANISATION, "主任等三人")
    office.give_notice(desk, 1, "2012年5月14日")
    office.take_from_paper(desk, NOMINEE, "赵六", "学习台账有缺页。")
    office.open_objection(desk, NOMINEE)
    office.refuse_objection(desk, "no_evidence")
    with hall.dead(days=8):
        pass
    page = hall.sit("approver").page
    for body in BODIES:
        approver.resolve(page, ORGANISATION, body, (9, 8, 8, 0, 0))
    approver.publish(page, 1)
    expect(hall.public("/result").page.locator("main")).to_contain_text(NOMINEE)
