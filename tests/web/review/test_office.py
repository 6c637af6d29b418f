"""The study office's desk and the approver's: every page of the way, from vetting to who is put forward."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from scoring.engine.review import guards
from scoring.engine.review.commands_decision import OpenNotice
from scoring.engine.review.commands_judging import LockJudging, OpenJudging
from tests.fakes import FakeClock
from tests.reviews import AWARD, noon
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.office_desk import PAGES, Desk
from tests.web.review.reading import key_in, text_of

STAGES = ("nominate", "endorse", "vet", "judge", "lock", "shortlist", "notice", "decide", "publish")


@pytest.mark.parametrize("stage", STAGES)
def test_every_page_of_the_office_opens_at_every_stage(campaign_at: AtStage, seated: Seated, stage: str) -> None:
    campaign = campaign_at(stage)
    if stage == "nominate":
        campaign.submit("甲村")
    desk = Desk(seated(campaign, "office"), campaign)
    for page in PAGES:
        text = desk.text(page)
        assert not re.search(r"review_office\.(?!css)", text), (stage, page)
        shown = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
        assert not re.search(r">[^<]*\{[a-z_]+\}", shown), (stage, page)


@pytest.mark.parametrize("seat", ["unit 甲村", "endorser 甲镇", "clerk", "judge 评委甲", "chair", "approver", "host"])
def test_nobody_but_the_office_opens_its_pages(campaign_at: AtStage, seated: Seated, seat: str) -> None:
    campaign = campaign_at("notice")
    browser = seated(campaign, seat)
    for page in PAGES:
        assert browser.get(f"/r/{campaign.review.id}/office{page}").status_code == 403


@pytest.mark.parametrize("seat", ["unit 甲村", "endorser 甲镇", "clerk", "judge 评委甲", "chair", "host"])
def test_nobody_but_approver_and_office_opens_the_decision(campaign_at: AtStage, seated: Seated, seat: str) -> None:
    campaign = campaign_at("decide")
    browser = seated(campaign, seat)
    for page in ("approver", "decisions", f"decisions/{AWARD}"):
        assert browser.get(f"/r/{campaign.review.id}/{page}").status_code == 403


def test_the_whole_way_from_vetting_to_who_is_put_forward(
    campaign_at: AtStage, seated: Seated, clock: FakeClock
) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    for no in range(1, 5):
        page = f"/nominations/{no}"
        assert "已通过审核" in office.send(page, f"{page}/vet", verdict="pass", version=1, seen=0)
    stage = f"/judging/{AWARD}/judging"
    assert "评审已开始" in office.send(stage, f"{stage}/open", mode="all")
    campaign.mark_all()
    assert "等评审主任锁定" in office.text()
    campaign.give("chair", LockJudging("judging", AWARD))
    shortlist = f"/shortlist/{AWARD}"
    places = {"place-1": 1, "place-2": 2, "place-3": 3}
    why = {"present": "主任等三人", "equals": "", "seen": 0, "why": "第四个另报"}
    assert "入选名单已确定" in office.send(shortlist, shortlist, **places, **why)
    clock.reach(noon(date(2012, 7, 2)))
    office = Desk(seated(campaign, "office"), campaign)
    assert "2012年7月9日" in office.text(f"/notices/new?award={AWARD}&first=2012-07-02")
    opened = office.send(
        f"/notices/new?award={AWARD}", "/notices", award=AWARD, first="2012-07-02", by="strokes",
        **{"place-3": 1, "place-1": 2, "place-2": 3},
    )  # fmt: skip
    assert "第 1 号公示已发布，到 2012年7月9日 结束" in opened
    assert [one.nomination for one in campaign.state.notices[0].shown] == [3, 1, 2]
    said = {"by": "person", "name": "赵六", "contact": "0745-2222222", "said": "材料不实", "arrived": "2012-07-02"}
    assert "异议已登记" in office.send("/objections", "/objections", notice=1, nomination=1, **said)
    assert "异议已受理" not in office.text()
    assert "已受理" in office.send("/objections/1", "/objections/1/admit", admit="yes", ground="", text="")
    closed = office.send("/objections/1", "/objections/1/close", upheld="yes", text="核查属实")
    assert "按办法由“丁村党支部”（丁村）递补" in closed
    assert "名额已处理" in office.send("/vacancies", "/vacancies", removed=1, filled_by=4, why="")
    settled = office.text("/vacancies")
    assert '甲村党支部 <span class="soft">甲村</span>' in settled
    assert "由“丁村党支部”（丁村）递补。" in settled
    fixed = Desk(seated(campaign, "chair"), campaign, "chair").text(f"/stage/judging/{AWARD}")
    assert '甲村党支部 <span class="soft">甲村</span> <span class="mark">已不在名单中</span>' in fixed
    assert '丁村党支部 <span class="soft">丁村</span> <span class="mark">递补</span>' in fixed
    assert "名单有变，重新公示" in office.text()
    again = office.send(
        "/notices/new",
        "/notices",
        award=AWARD,
        first="2012-07-03",
        by="rank",
        **{"place-2": 1, "place-3": 2, "place-4": 3},
    )
    assert "第 2 号公示已发布，到 2012年7月10日 结束" in again
    clock.reach(noon(date(2012, 7, 11)))
    office = Desk(seated(campaign, "office"), campaign)
    approver = Desk(seated(campaign, "approver"), campaign, "decisions")
    votes = {"members": 9, "present": 8, "yes": 7, "no": 0, "abstain": 1, "day": "2012-07-11", "seen": 0}
    winners = {"place-2": 1, "place-3": 2, "place-4": 3}
    for body in campaign.state.rules.decision.by:
        text = approver.send(f"/{AWARD}", f"/{AWARD}", verdict="pass", body=body, **votes, **winners)
        assert f"已记录{body}的决议：通过" in text
    assert "1 个奖项的结果已公布" in approver.send("", "/publish", award=AWARD)
    forward = {"place-2": 1, "place-3": 2, "why": ""}
    assert "已确定上报 2 个" in approver.send(f"/{AWARD}", f"/{AWARD}/forward", **forward)
    assert campaign.state.forward[AWARD] == (2, 3)
    assert "已全部完成" in office.text()


def test_a_form_that_is_sent_twice_does_it_once(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    page = "/nominations/1"
    key = office.key(page)
    for _ in range(2):
        office.send(page, f"{page}/vet", key=key, verdict="pass", version=1, seen=0)
    assert len(campaign.state.nominations[1].vettings) == 1


def test_the_second_of_two_who_vet_is_told_and_keeps_what_was_typed(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("vet")
    first, second = (Desk(seated(campaign, "office"), campaign) for _ in range(2))
    page = "/nominations/1"
    key = second.key(page)
    first.send(page, f"{page}/vet", verdict="pass", version=1, seen=0)
    text = second.send(
        page, f"{page}/vet", 409, key=key, verdict="refuse", fault="ineligible", note="成立不满三年", version=1, seen=0
    )
    assert "这份申报刚刚有人审核过了" in text
    assert "成立不满三年" in text
    assert campaign.state.nominations[1].status == "accepted"


def test_a_nomination_is_returned_once_with_its_last_day(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    page = "/nominations/1"
    office.send(
        page, f"{page}/vet", verdict="return", fault=["incomplete", "unsealed"], note="缺盖章页", until="2012-05-20",
        version=1, seen=0,
    )  # fmt: skip
    found = campaign.state.nominations[1].vettings[-1]
    assert (found.verdict, found.faults, found.until) == ("return", ("incomplete", "unsealed"), date(2012, 5, 20))
    text = office.text(page)
    assert "问题：材料不全、缺签字或盖章。 缺盖章页 补正到2012年5月20日为止。" in text
    chase = office.text("/chase")
    assert "1. 甲村党支部 · 十佳学习型党组织：请按退回意见补正后重新提交\n请于2012年5月20日前办理。" in chase


def test_what_is_returned_by_its_codes_alone_says_why_on_the_form_that_corrects_it(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("vet")
    office, unit = Desk(seated(campaign, "office"), campaign), seated(campaign, "unit 甲村")
    page = "/nominations/1"
    vetted = {"verdict": "return", "fault": ["incomplete", "unsealed"], "until": "2012-05-20", "version": 1, "seen": 0}
    office.send(page, f"{page}/vet", note="", **vetted)
    assert "原因：材料不全、缺签字或盖章" in office.text(page)
    draft = unit.post(f"/r/{campaign.review.id}/unit/nominations/1/correct").headers["Location"].split("?")[0]
    assert '<p class="typed">材料不全、缺签字或盖章</p>' in text_of(unit, draft)
    key = key_in(text_of(unit, f"{draft}/check"))
    assert unit.post(f"{draft}/submit", data={"key": key, "revision": "1"}).status_code == 303
    corrected = office.text(page)
    assert "各级推荐的是第1稿，现在是补正后的第2稿，请核对改动" in corrected
    assert corrected.count("· 第1稿") == 2


def test_progress_by_category_leads_to_the_nominations(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    assert "分类进度" in office.text("/nominations")
    page = office.text("/cuts?award=organisation")
    assert re.search(r"nominations\?[^\"]*category=village[^\"]*", page)
    assert office.text("/cuts?award=nothing", status=404)


def test_the_last_day_of_a_correction_is_asked_for_once_that_of_all_is_over(
    campaign_at: AtStage, seated: Seated, clock: FakeClock
) -> None:
    campaign = campaign_at("vet")
    early = Desk(seated(campaign, "office"), campaign)
    assert "不填则与全体相同：2012年6月15日。" in early.text("/nominations/1")
    clock.reach(noon(date(2012, 6, 16)))
    late = Desk(seated(campaign, "office"), campaign)
    assert "退回时必须填：全体的期限（2012年6月15日）已过。" in late.text("/nominations/1")


def test_a_reminder_has_the_address_that_others_reach_not_the_one_of_the_offices_own_window(
    campaign_at: AtStage, seated: Seated, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    office.send(
        "/nominations/1", "/nominations/1/vet", verdict="return", fault=["incomplete"], note="缺盖章页",
        until="2012-05-20", version=1, seen=0,
    )  # fmt: skip
    monkeypatch.setattr("scoreboard.web.venue.base_urls", lambda *_: ["http://192.0.2.2:8000"])
    chase = office.text("/chase")
    assert "入口：http://192.0.2.2:8000/（" in chase
    assert "localhost" not in chase


def test_who_objects_stands_in_the_docket_and_nowhere_else(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("decide")
    campaign.ctx.clock.reach(noon(date(2012, 7, 3)))
    office = Desk(seated(campaign, "office"), campaign)
    office.send(
        "/objections", "/objections", notice=1, nomination=1, by="person", name="赵六六", contact="0745-3333333",
        said="材料不实", arrived="2012-07-03",
    )  # fmt: skip
    assert "赵六六" in office.text("/objections")
    assert "0745-3333333" in office.text("/objections/1")
    approver = Desk(seated(campaign, "approver"), campaign, "decisions")
    pages = [office.text(page) for page in ("", "/missing", "/chase", "/nominations/1", "/notices")]
    for text in (*pages, approver.text(), approver.text(f"/{AWARD}")):
        assert "赵六六" not in text
        assert "0745-3333333" not in text
        assert "材料不实" not in text


def test_progress_is_shown_by_state_and_never_by_mark(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    campaign.give("chair", OpenJudging("judging", AWARD))
    office = Desk(seated(campaign, "office"), campaign)
    page = f"/judging/{AWARD}/judging"
    before = office.text(page)
    assert before.count('class="num lacks"') == 3 + 4
    campaign.mark_all()
    assert 'class="num lacks"' not in office.text(page)
    assert "评分锁定以后，这里才有名次和名单。" in office.text(f"/shortlist/{AWARD}")


def test_the_office_goes_to_the_marks_of_a_nomination_as_second_person(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    campaign.give("chair", OpenJudging("judging", AWARD))
    browser = seated(campaign, "office")
    marks = f"/r/{campaign.review.id}/chair/subject/1"
    assert f'href="{marks}?seat={browser.seat}"' in Desk(browser, campaign).text(f"/judging/{AWARD}/judging")
    assert browser.get(marks).status_code == 200


def test_a_notice_leads_to_the_public_s_page_from_its_first_day(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("notice")
    today = guards.day_of(campaign.state.rules, campaign.ctx.clock.now())
    campaign.give("office", OpenNotice((AWARD,), today + timedelta(days=1)))
    office, public = Desk(seated(campaign, "office"), campaign), f'href="/n/{campaign.review.id}/1"'
    assert public not in office.text("/notices")
    campaign.ctx.clock.advance(24 * 3600 * 1000)
    assert public in office.text("/notices")


def test_a_notice_of_a_year_without_official_days_has_no_last_day(
    campaign_at: AtStage, seated: Seated, clock: FakeClock
) -> None:
    campaign = campaign_at("notice")
    clock.reach(noon(date(2031, 3, 3)))
    office = Desk(seated(campaign, "office"), campaign)
    text = office.text("/notices/new?first=2031-03-03")
    assert "算不出最后一天：缺这一年的放假安排。" in text
    assert "disabled" in text
    office.send("/notices/new", "/notices", 409, award=AWARD, first="2031-03-03", by="rank")


def test_two_rows_with_the_same_place_are_told(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("shortlist")
    office = Desk(seated(campaign, "office"), campaign)
    page = f"/shortlist/{AWARD}"
    form = {"place-1": 1, "place-2": 1, "present": "主任", "equals": "", "seen": 0}
    assert "两行填了同一个位次：1" in office.send(page, page, 400, **form)


def test_an_unknown_address_of_the_office_is_not_found(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    for page in ("/nominations/9", "/nominations/x", "/objections/1", "/judging/none/judging", "/judging/star/none",
                 "/shortlist/none"):  # fmt: skip
        office.text(page, 404)


def test_groups_mark_their_own_nominations(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    office = Desk(seated(campaign, "office"), campaign)
    judges = [campaign.seats[f"judge {name}"].ticket.id for name in ("评委甲", "评委乙", "评委丙")]
    page = f"/judging/{AWARD}/judging"
    assert 'name="nomination-1"' not in office.text(page)
    assert 'name="nomination-1"' in office.text(f"{page}?mode=groups")
    groups = {f"nomination-{no}": 1 + (no > 2) for no in range(1, 5)}
    groups |= {f"judge-{judge}": 1 + (judge == judges[2]) for judge in judges}
    office.send(page, f"{page}/open", mode="groups", **groups)
    panels = [[judge.id for judge in one.sitting.judges] for one in campaign.state.subjects.values()]
    assert panels == [judges[:2], judges[:2], judges[2:], judges[2:]]


def test_an_award_without_nominations_stays_empty_and_is_decided(
    campaign_at: AtStage, seated: Seated, clock: FakeClock
) -> None:
    campaign = campaign_at("vet")
    clock.reach(noon(date(2012, 6, 18)))
    office = Desk(seated(campaign, "office"), campaign)
    assert "没有可评的申报，确定为空缺" in office.text()
    page = "/shortlist/star"
    office.send(page, page, present="主任等三人", why="", equals="", seen=0)
    assert campaign.state.shortlists["star"].order == ()
    assert "记录创学领导小组的审定" in office.text()


def test_a_place_that_is_not_settled_keeps_the_notice_back(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("decide")
    campaign.ctx.clock.reach(noon(date(2012, 7, 3)))
    office = Desk(seated(campaign, "office"), campaign)
    said = {"by": "unit", "name": "戊厂", "contact": "0745-4444444", "said": "不符合条件", "arrived": "2012-07-03"}
    office.send("/objections", "/objections", notice=1, nomination=2, **said)
    office.send("/objections/1", "/objections/1/admit", admit="yes", ground="", text="")
    office.send("/objections/1", "/objections/1/close", upheld="yes", text="核查属实")
    assert "现在没有可以公示的名单。" in office.text("/notices/new")
    office.send("/vacancies", "/vacancies", removed=2, filled_by="", why="")
    assert "取代第 1 号公示。" in office.text("/notices/new")


def test_a_notice_by_strokes_is_proposed_in_their_order(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("notice")
    campaign.ctx.clock.reach(noon(date(2012, 7, 2)))
    office = Desk(seated(campaign, "office"), campaign)
    text = office.text("/notices/new?by=strokes")
    assert [re.sub("党支部", "", name) for name in re.findall(r"<b>(.村党支部)</b>", text)] == [
        "乙村",
        "丁村",
        "丙村",
        "甲村",
    ]


def test_a_notice_says_in_which_order_its_names_stand(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("notice")
    campaign.ctx.clock.reach(noon(date(2012, 7, 2)))
    office = Desk(seated(campaign, "office"), campaign)
    assert "order-place" not in office.text("/notices/new?by=rank"), "nobody moves a name in order of merit"
    office.send("/notices/new", "/notices", award=AWARD, first="2012-07-02", by="rank")
    text = office.text("/papers/notice/1")
    assert "1. 甲村党支部" in text
    assert "笔画" not in text


def test_an_inquiry_finds_whom_an_objection_did_not_name(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("decide")
    campaign.ctx.clock.reach(noon(date(2012, 7, 3)))
    office = Desk(seated(campaign, "office"), campaign)
    said = {"by": "unit", "name": "戊厂", "contact": "0745-4444444", "said": "有弄虚作假", "arrived": "2012-07-03"}
    office.send("/objections", "/objections", notice=1, nomination="", **said)
    office.send("/objections/1", "/objections/1/admit", admit="yes", ground="", text="")
    office.send("/objections/1", "/objections/1/close", 409, upheld="yes", text="属实", nomination="")
    office.send("/objections/1", "/objections/1/close", upheld="yes", text="属实", nomination=3)
    assert campaign.state.nominations[3].status == "removed"
