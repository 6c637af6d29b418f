"""A whole run by its pages: notices of two levels in turn, a decision put off and taken at a second meeting, one turned
down whose place goes to the next in line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scoreboard import wiring
from scoring.engine.review.commands_decision import AdmitObjection, CloseObjection, FillVacancy
from scoring.engine.review.commands_judging import LockJudging, OpenJudging
from scoring.engine.review.guards import day_of
from scoring.usecases.review.objections import take_objection
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import UNITS, noon, set_up_review
from tests.web.review.conftest import Seated
from tests.web.review.office_desk import Desk

CAMPAIGN = (Path(__file__).parents[2] / "campaigns/two_notices.toml").read_text("utf-8")
BODY = "评选领导小组"
AWARDS = ("organisation", "activity")
VOTES = {"members": 9, "present": 8, "yes": 8, "no": 0, "abstain": 0}


class Run:
    """The run and its desks, on a day of 2012."""

    def __init__(self, services: wiring.Services, seated: Seated, clock: FakeClock) -> None:
        self.campaign = set_up_review(services.ctx, text=CAMPAIGN)
        self._seated, self._clock = seated, clock
        for award in AWARDS:
            for unit in UNITS:
                no = self.campaign.submit(unit, award, f"{unit}党支部" if award == AWARDS[0] else f"{unit}读书月")
                self.campaign.endorse(no)
        self.office, self.approver = self._desk("office"), self._desk("approver", "decisions")

    def _desk(self, seat: str, base: str = "office") -> Desk:
        return Desk(self._seated(self.campaign, seat), self.campaign, base)

    def on(self, month: int, day: int) -> None:
        """It is noon of a later day, on which the desks enter again."""
        self._clock.reach(noon(date(2012, month, day)))
        self.office, self.approver = self._desk("office"), self._desk("approver", "decisions")

    def judged(self) -> None:
        """Vetted and marked; each list fixed by its page."""
        for no in self.campaign.state.nominations:
            page = f"/nominations/{no}"
            self.office.send(page, f"{page}/vet", verdict="pass", version=1, seen=0)
        for award in AWARDS:
            self.campaign.give("chair", OpenJudging("judging", award))
        self.campaign.mark_all()
        for award in AWARDS:
            self.campaign.give("chair", LockJudging("judging", award))
            first = 1 if award == AWARDS[0] else 5
            page, places = f"/shortlist/{award}", {f"place-{first}": 1, f"place-{first + 1}": 2}
            self.office.send(page, page, present="主任等三人", equals="", why="", seen=0, **places)

    def noticed(self, *awards: str) -> str:
        """A notice of these awards from today on; what its page says."""
        asked = "&".join(f"award={one}" for one in awards)
        today = day_of(self.campaign.state.rules, self._clock.now())
        form = {"award": list(awards), "first": today.isoformat(), "by": "rank"}
        return self.office.send(f"/notices/new?{asked}", "/notices", **form)

    def decided(self, award: str, verdict: str, day: str, status: int = 303, **form: object) -> str:
        """What the page says once a meeting is recorded."""
        seen = sum(one.award == award for one in self.campaign.state.decisions)
        said = {"body": BODY, "verdict": verdict, "day": day, "seen": seen, **VOTES, **form}
        return self.approver.send(f"/{award}", f"/{award}", status, f"refused {form}" if status != 303 else "", **said)


@pytest.fixture
def run(services: wiring.Services, seated: Seated, clock: FakeClock) -> Run:
    return Run(services, seated, clock)


def test_two_notices_a_decision_put_off_and_one_turned_down(run: Run, browser: Browser) -> None:
    run.judged()
    run.on(7, 2)
    both = run.office.text("/notices/new?award=organisation&award=activity&by=strokes")
    assert both.count('order-note num">') == 4, "each name of a list of several awards has its award beside it"
    assert "第 1 号公示已发布，到 2012年7月6日 结束" in run.noticed(*AWARDS)
    assert "现在没有可以公示的名单。" in run.office.text("/notices/new"), "the second level waits for the first"
    assert "审定" not in run.approver.text().split("<h2>日程</h2>")[0].partition("先进党组织")[2][:60]
    run.decided(AWARDS[0], "pass", "2012-07-02", 409, **{"place-1": 1, "place-2": 2})
    run.on(7, 7)
    assert "评选办公室" in run.office.text("/notices/new"), "the office, not the unit, gives the second notice"
    assert "第 2 号公示已发布，到 2012年7月13日 结束" in run.noticed(*AWARDS)
    run.on(7, 14)
    # The first meeting passes nothing: it puts the activities off.
    assert "缓议" in run.decided(AWARDS[1], "defer", "2012-07-14")
    # Of the organisations one is turned down: its place goes to the next in line, who stands in a notice first.
    ticked = {"turned_down": [2], "text": "材料与实际不符"}
    run.decided(AWARDS[0], "pass", "2012-07-14", 400, **{"place-1": 1, "place-2": 2}, **ticked)
    run.decided(AWARDS[0], "fail", "2012-07-14", 400, turned_down=[2], text="")
    run.decided(AWARDS[0], "fail", "2012-07-14", 400, turned_down=[3], text="不在名单")
    turned = run.decided(AWARDS[0], "fail", "2012-07-14", turned_down=[2], text="材料与实际不符")
    assert f"{BODY}2012年7月14日不予通过：乙村党支部。理由：材料与实际不符" in turned
    vacancy = run.office.text("/vacancies")
    assert "丙村党支部" in vacancy
    run.office.send("/vacancies", "/vacancies", award=AWARDS[0], removed=2, filled_by=3, why="")
    # Who comes on the list stands in the unit's notice as well, before that of the office.
    assert "名单上有人没有列入过推荐单位的公示，从这一次起重新依次公示。" in run.office.text(
        f"/notices/new?award={AWARDS[0]}"
    )
    assert "第 3 号公示已发布，到 2012年7月20日 结束" in run.noticed(AWARDS[0])
    # The second meeting takes the activities up again.
    run.on(7, 16)
    places = {"place-5": 1, "place-6": 2}
    assert "通过" in run.decided(AWARDS[1], "pass", "2012-07-16", **places)
    run.on(7, 21)
    run.decided(AWARDS[0], "pass", "2012-07-21", 409, **{"place-1": 1, "place-3": 2})
    assert "第 4 号公示已发布，到 2012年7月27日 结束" in run.noticed(AWARDS[0])
    run.on(7, 28)
    run.decided(AWARDS[0], "pass", "2012-07-28", **{"place-1": 1, "place-3": 2})
    assert "2 个奖项的结果已公布" in run.approver.send("", "/publish", award=list(AWARDS))
    result = browser.get(f"/n/{run.campaign.review.id}/result").get_data(as_text=True)
    names = ("甲村党支部", "丙村党支部", "甲村读书月", "乙村读书月")
    assert [name for name in names if name in result] == list(names)
    assert "乙村党支部" not in result
    minutes = run.office.text("/papers/minutes/all")
    assert "缓议" in minutes
    assert "乙村党支部" in minutes


def test_a_place_that_was_left_empty_though_somebody_could_come_in_says_so(run: Run) -> None:
    run.judged()
    run.on(7, 2)
    run.noticed(*AWARDS)
    run.on(7, 7)
    run.noticed(*AWARDS)
    run.on(7, 14)
    run.decided(AWARDS[0], "fail", "2012-07-14", turned_down=[2], text="材料与实际不符")
    run.office.send("/vacancies", "/vacancies", award=AWARDS[0], removed=2, filled_by="", why="会议议定空缺")
    settled = run.office.text("/vacancies")
    assert "没有人递补。 理由：会议议定空缺" in settled
    assert "已没有可以递补的" not in settled


def test_a_notice_whose_list_has_changed_for_one_award_still_takes_objections_to_the_others(
    run: Run, browser: Browser
) -> None:
    run.judged()
    run.on(7, 2)
    run.noticed(*AWARDS)
    page = f"/n/{run.campaign.review.id}"
    objection = {"name": "赵六", "contact": "0700", "text": "不实", "nomination": 2}
    given = {"actor": run.campaign.actor("office"), "review_id": run.campaign.review.id, "key": "o", "notice": 1}
    take_objection(run.campaign.ctx, by="person", **given, **objection)
    run.campaign.give("office", AdmitObjection(1, admit=True))
    run.campaign.give("office", CloseObjection(1, upheld=True, text="属实"))
    run.campaign.give("office", FillVacancy(AWARDS[0], 2, 3))
    run.noticed(AWARDS[0])
    first = browser.get(f"{page}/1").get_data(as_text=True)
    assert "公示中" in first
    assert "先进党组织的名单有变动，以新的公示为准。" in first
    assert f'href="{page}/2"' in first
    assert f'href="{page}/1/objection"' in first
    form = browser.get(f"{page}/1/objection").get_data(as_text=True)
    assert "甲村读书月 · 甲村读书会</option>" in form
    assert "甲村党支部" not in form
    assert "已由新的公示代替" not in browser.get(page).get_data(as_text=True)
