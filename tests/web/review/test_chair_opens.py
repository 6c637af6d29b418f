"""The chair opens a stage of marks, for all or in groups, and lets further judges join it."""

from __future__ import annotations

from tests.reviews import AWARD
from tests.web.review.conftest import AtStage, Seated
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
