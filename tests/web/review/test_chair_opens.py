"""The chair opens a stage of marks, for all or in groups, and lets further judges join it."""

from __future__ import annotations

from dataclasses import replace

from scoring.usecases.records import Ticket
from tests.reviews import AWARD, Campaign
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import text_of
from tests.web.review.test_judging import address, send, ticket

STAGE = f"chair/stage/judging/{AWARD}"


def test_the_chair_reads_who_would_be_recused_before_it_opens_a_stage(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    campaign.issue("judge 评委丁", "judge", label="评委丁", organisation="甲 镇")
    page = seated(campaign, "chair").get(address(campaign, STAGE)).get_data(as_text=True)
    assert page.count("回避：甲村党支部、乙村党支部、丙村党支部") == 1
    assert campaign.state.judgings == {}


def test_the_chair_opens_a_stage_in_groups(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    chair, own = seated(campaign, "chair"), [ticket(campaign, f"评委{name}") for name in "甲乙丙"]
    page = chair.get(address(campaign, f"{STAGE}?mode=groups")).get_data(as_text=True)
    assert "的组号" in page
    groups = {f"judge-{own[0]}": "1", f"judge-{own[1]}": "2", f"judge-{own[2]}": "2"}
    numbers = {"nomination-1": "1", "nomination-2": "1", "nomination-3": "2", "nomination-4": "2"}
    assert send(chair, campaign, f"{STAGE}/open", mode="groups", **groups, **numbers).status_code == 303
    assert "评审已开始，评委可以打分了。" in text_of(chair, f"/r/{campaign.review.id}/{STAGE}")
    panels = {one.nomination: [judge.id for judge in one.sitting.judges] for one in campaign.state.subjects.values()}
    assert panels == {1: own[:1], 2: own[:1], 3: own[1:], 4: own[1:]}


def test_a_judge_joins_a_group_at_the_chair_s_page_while_judging_runs(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    chair, first = seated(campaign, "chair"), ticket(campaign, "评委甲")
    groups = {f"judge-{first}": "1", f"judge-{ticket(campaign, '评委乙')}": "2"}
    numbers = {f"nomination-{no}": "1" if no == 1 else "2" for no in (1, 2, 3, 4)}
    send(chair, campaign, f"{STAGE}/open", key="o", mode="groups", **groups, **numbers)
    campaign.issue("judge 评委丁", "judge", label="评委丁", organisation="甲镇")
    late = ticket(campaign, "评委丁")
    page = chair.get(address(campaign, STAGE)).get_data(as_text=True)
    assert (page.count(f'value="{late}"'), "回避：甲村党支部" in page) == (1, True)
    refused = send(chair, campaign, f"{STAGE}/join", key="r", judge=late, beside=first)
    assert refused.status_code == 400
    assert f'value="{late}" checked' in refused.get_data(as_text=True)
    assert send(chair, campaign, f"{STAGE}/join", key="j", judge=late, beside=first, why="替补").status_code == 303
    joined = [one for one in campaign.state.subjects.values() if one.sitting.judge(late) is not None]
    assert [one.nomination for one in joined] == [1]
    assert joined[0].sitting.recused(late)


def with_kin(campaign: Campaign, judge: str, kin: str) -> None:
    """The organiser has entered the relatives of a judge."""
    with campaign.ctx.store.write() as uow:
        held = uow.of(Ticket).get(judge)
        assert held is not None
        uow.of(Ticket).put(replace(held, kin=kin))
        uow.commit()


def test_relatives_suggest_a_recusal_before_a_stage_opens_and_one_click_records_it(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("judge")
    own = ticket(campaign, "评委乙")
    with_kin(campaign, own, "某某、乙村 党支部")
    chair, office = seated(campaign, "chair"), seated(campaign, "office")
    page = chair.get(address(campaign, STAGE)).get_data(as_text=True)
    assert "与亲属同名，请核对后登记回避：乙村党支部" in page
    assert "某某" not in page
    send(chair, campaign, f"{STAGE}/open", key="o", mode="all")
    for browser, where in ((office, f"office/judging/{AWARD}/judging"), (chair, STAGE)):
        assert "第 0002 号 乙村党支部 与登记的亲属同名" in browser.get(address(campaign, where)).get_data(as_text=True)
    subject = next(one.no for one in campaign.state.subjects.values() if one.nomination == 2)
    assert not campaign.state.subjects[subject].sitting.recused(own)
    told = {"key": "k", "judge": own, "nomination": "2", "reason": "亲属"}
    assert send(chair, campaign, f"chair/subject/{subject}/recuse", **told).status_code == 303
    assert campaign.state.subjects[subject].sitting.recused(own)
    assert "与登记的亲属同名" not in chair.get(address(campaign, STAGE)).get_data(as_text=True)
    assert "与登记的亲属同名" not in office.get(address(campaign, f"office/judging/{AWARD}/judging")).get_data(
        as_text=True
    )
    page = chair.get(address(campaign, f"chair/subject/{subject}")).get_data(as_text=True)
    assert "取消回避" in page
    lifted = send(chair, campaign, f"chair/subject/{subject}/lift", key="l", judge=own, reason="登记有误")
    assert lifted.status_code == 303
    assert not campaign.state.subjects[subject].sitting.recused(own)
    refused = send(office, campaign, f"chair/subject/{subject}/lift", key="m", judge=own, reason="登记有误")
    assert refused.status_code == 403
