"""The chair's recusal on the pages: another records it, no byte of the award reaches the chair, the deputy leads it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from scoring.engine.panel.commands import EnterMark
from scoring.engine.review.commands_judging import FixShortlist, LockJudging, OpenJudging, RecuseChair, SignPledge
from tests.conftest import Browser
from tests.reviews import AWARD, Campaign, lead
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.test_judging import address, send
from tests.web.review.test_matrix import bytes_of

DEPUTY = "副主任 王某"


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    """Before the judging, with a deputy who holds a chair's card, and a chair of the first nominee's own village."""
    found = campaign_at("judge")
    found.issue("chair", "chair", label="主任甲", organisation="甲村")
    found.issue("deputy", "chair", label=DEPUTY)
    return found


def recuse(campaign: Campaign) -> None:
    command = RecuseChair(1, campaign.seats["chair"].ticket.id, campaign.seats["deputy"].ticket.id)
    campaign.give("office", command, reason="本单位")


def told(app: Flask, campaign: Campaign, browser: Browser) -> dict[str, Any]:
    """All that the chair's seat is sent, its seq included."""
    found = bytes_of(app, campaign, browser, "chair", "")
    view = browser.get(f"/api/reviews/{campaign.review.id}/view?seat={browser.seat}").get_json()
    return {**found, "seq": view["seq"]}


def test_the_office_reads_the_suggestion_and_records_it(campaign: Campaign, seated: Seated) -> None:
    office = seated(campaign, "office")
    page = office.get(address(campaign, "office/recusals")).get_data(as_text=True)
    assert ("第 0001 号 甲村党支部（甲村）" in page, "还没有登记。" in page) == (True, True)
    chair, deputy = (campaign.seats[name].ticket.id for name in ("chair", "deputy"))
    said = {"chair": chair, "deputy": deputy, "nomination": "1", "reason": "本单位"}
    assert send(office, campaign, "office/recusals", key="r", **said).status_code == 303
    page = office.get(address(campaign, "office/recusals")).get_data(as_text=True)
    assert f"主任甲回避第 0001 号 甲村党支部，由{DEPUTY}主持" in page
    assert "名册提示需要回避的" not in page


def test_the_deputy_records_it_and_the_chair_cannot(campaign: Campaign, seated: Seated) -> None:
    chair, deputy = (campaign.seats[name].ticket.id for name in ("chair", "deputy"))
    said = {"chair": chair, "deputy": deputy, "nomination": "1", "reason": "本单位"}
    own = send(seated(campaign, "chair"), campaign, "chair/recusals", key="a", **said)
    assert (own.status_code, "本人的回避由别人登记" in own.get_data(as_text=True)) == (403, True)
    assert send(seated(campaign, "deputy"), campaign, "chair/recusals", key="b", **said).status_code == 303
    assert campaign.state.chair_recusals[0].by == f"ticket:{deputy}"


def test_not_a_byte_of_the_chair_s_desk_tells_what_becomes_of_the_award(
    app: Flask, campaign: Campaign, seated: Seated
) -> None:
    chair, judges = seated(campaign, "chair"), [name for name in campaign.seats if name.startswith("judge ")]
    for name in judges:
        campaign.give(name, SignPledge(campaign.seats[name].ticket.id))
    recuse(campaign)
    before = told(app, campaign, chair)
    campaign.give("deputy", OpenJudging("judging", AWARD))
    award = campaign.state.award(AWARD)
    assert award is not None
    for points, name in enumerate(judges):
        marks = {one.id: one.low + points for one in award.criteria}
        for no in campaign.state.subjects:
            campaign.give(name, EnterMark(campaign.seats[name].ticket.id, marks, no))
    open_ = told(app, campaign, chair)
    campaign.give("deputy", LockJudging("judging", AWARD))
    order = tuple(campaign.state.nominations)[:2]
    campaign.give("deputy", FixShortlist(AWARD, order, "副主任等三人", why="集体研究", equals="meeting"))
    assert [page for page, text in open_.items() if text != before[page]] == []
    assert [page for page, text in told(app, campaign, chair).items() if text != before[page]] == []
    for page in ("judges", "minutes"):
        assert chair.get(address(campaign, f"chair/{page}/{AWARD}")).status_code == 403, page
    stage = seated(campaign, "deputy").get(address(campaign, f"chair/stage/judging/{AWARD}")).get_data(as_text=True)
    assert f"/chair/minutes/{AWARD}" in stage


def test_the_deputy_sees_and_locks_the_award_and_the_chair_is_told_who_leads(
    campaign: Campaign, seated: Seated
) -> None:
    recuse(campaign)
    chair, deputy = seated(campaign, "chair"), seated(campaign, "deputy")
    campaign.give("deputy", OpenJudging("judging", AWARD))
    campaign.mark_all()
    views = [one.get(f"/api/reviews/{campaign.review.id}/view?seat={one.seat}").get_json() for one in (chair, deputy)]
    assert [[wall["award"] for wall in view["walls"]] for view in views] == [[], [AWARD]]
    assert views[0]["left"] == [
        {"award": AWARD, "award_name": campaign.state.rules.awards[0].name, "deputies": [DEPUTY]}
    ]
    assert views[1]["left"] == []
    stage = f"chair/stage/judging/{AWARD}"
    assert send(chair, campaign, f"{stage}/lock", key="x", minutes="").status_code == 403
    assert send(deputy, campaign, f"{stage}/lock", key="y", minutes="副主任主持").status_code == 303
    assert (chair.get(address(campaign, stage)).status_code, deputy.get(address(campaign, stage)).status_code) == (
        403,
        200,
    )
    assert campaign.state.judgings["judging", AWARD].locked is not None


def test_the_recusal_stands_in_the_papers_the_report_and_the_archive(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("notice")
    campaign.issue("deputy", "chair", label=DEPUTY)
    recuse(campaign)
    lead(campaign, *("notice", "decide"))
    office = seated(campaign, "office")
    sentence = f"评审主任回避第0001号甲村党支部（本单位），由{DEPUTY}主持评审。"
    for paper in (f"marks/{AWARD}", "minutes/1", f"shortlist/{AWARD}"):
        assert sentence in office.get(address(campaign, f"office/papers/{paper}")).get_data(as_text=True), paper
    report = seated(campaign, "deputy").get(address(campaign, f"chair/judges/{AWARD}")).get_data(as_text=True)
    assert sentence in report
