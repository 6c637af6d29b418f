"""An award that is taken back after the publication: at the approver's desk, on the public page, in the papers."""

from __future__ import annotations

from typing import Any

from scoreboard.exports.papers.of_review import certificates_of
from scoring.engine.review.commands_decision import AdmitObjection, PublishResult, PutForward
from tests.conftest import Browser
from tests.reviews import AWARD, Campaign
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.test_judging import address, send


def revoke(browser: Browser, campaign: Campaign, **changed: Any) -> Any:
    day = "2012-07-10"
    form = {"nomination": "1", "revocation": "forged", "text": "冒用材料，见核查报告", "day": day} | changed
    return send(browser, campaign, f"decisions/{AWARD}/revoke", **form)


def page_of(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_approver_takes_an_award_back_once(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    approver = seated(campaign, "approver")
    assert "甲村党支部 · 甲村" in page_of(approver, address(campaign, f"decisions/{AWARD}"))
    refused = revoke(approver, campaign, text="")
    assert refused.status_code == 400
    for _ in range(2):
        assert revoke(approver, campaign, key="once").status_code == 303
    assert [one.nomination for one in campaign.state.revocations] == [1]
    assert "2012年7月10日撤销：事迹、材料造假" in page_of(approver, address(campaign, "decisions"))
    assert "2012年7月10日撤销奖项" in page_of(seated(campaign, "office"), address(campaign, "office/nominations/1"))
    shown = page_of(seated(campaign, "unit 甲村"), address(campaign, "unit/nominations/1"))
    assert ("2012年7月10日撤销奖项" in shown, "冒用材料" in shown) == (True, False)


def test_the_list_for_the_higher_level_names_nobody_whose_award_was_taken_back(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    campaign.give("approver", PutForward(AWARD, (1, 2)))
    office = seated(campaign, "office")
    paper = address(campaign, "office/papers/forward/all")
    assert "甲村党支部" in page_of(office, paper)
    assert campaign.state.rules.organiser in page_of(office, paper)  # where it is sealed and dated
    revoke(seated(campaign, "approver"), campaign)
    assert "甲村党支部" not in page_of(office, paper)
    assert "乙村党支部" in page_of(office, paper)


def test_the_public_page_says_what_was_taken_back_and_the_result_before_it_can_still_be_read(
    campaign_at: AtStage, seated: Seated, browser: Browser
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    home = f"/n/{campaign.review.id}/result"
    first = page_of(browser, home)
    assert ("甲村党支部" in first, "公布过的各版结果" in first) == (True, False)
    revoke(seated(campaign, "approver"), campaign)
    newest, before = page_of(browser, home), page_of(browser, f"{home}/1")
    assert "<s>甲村党支部</s>" in newest
    assert "2012年7月10日撤销：事迹、材料不实" in newest
    assert "冒用材料" not in newest
    assert ("<strong>甲村党支部</strong>" in before, "后来有变动" in before) == (True, True)
    assert browser.get(f"{home}/3").status_code == 404


def test_the_papers_have_the_decision_and_no_certificate_for_what_was_taken_back(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    office = seated(campaign, "office")
    assert office.get(address(campaign, "office/papers/revocation/all")).status_code == 404
    revoke(office, campaign)
    paper = page_of(office, address(campaign, "office/papers/revocation/all"))
    assert "经查实，申报事迹、材料不实。2012年7月10日研究决定，撤销甲村党支部（甲村）“" in paper
    names = [one.name for one in certificates_of(campaign.state)]
    assert (len(names), "甲村党支部" in names) == (3, False)


def test_a_decision_printed_again_is_the_published_one_with_a_note_of_what_was_taken_back(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    office = seated(campaign, "office")
    before = page_of(office, address(campaign, "office/papers/commendation/decision"))
    revoke(office, campaign)
    after = page_of(office, address(campaign, "office/papers/commendation/decision"))
    note = "（本件公布后，2012年7月10日研究决定撤销甲村党支部（甲村）“十佳学习型党组织”称号。名单为公布时的名单。）"
    assert ("经研究，决定对丁村党支部等4个集体授予" in before, note in before) == (True, False)
    assert ("经研究，决定对丁村党支部等4个集体授予" in after, note in after) == (True, True)
    media = page_of(office, address(campaign, "office/papers/media/all"))
    assert "甲村党支部" not in media


def test_an_objection_that_is_upheld_after_the_publication_says_before_what_it_will_do(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    office = seated(campaign, "office")
    said = {"by": "person", "name": "张三", "contact": "1", "said": "不实", "arrived": "2012-07-03"}
    assert send(office, campaign, "office/objections", notice="1", nomination="2", **said).status_code == 303
    campaign.give("office", AdmitObjection(1, admit=True))
    assert "撤销“乙村党支部”的奖项" in page_of(office, address(campaign, "office/objections/1"))
    closed = send(office, campaign, "office/objections/1/close", key="c", upheld="yes", text="查实")
    assert closed.headers["Location"].split("?")[0].endswith("/decisions")
    assert [(one.nomination, one.objection) for one in campaign.state.revocations] == [(2, 1)]
    assert campaign.state.vacancies == ()


def test_the_chair_draws_the_order_of_the_defence_or_enters_it(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("lock")
    chair = seated(campaign, "chair")
    page = f"chair/stage/judging/{AWARD}/draw"
    assert send(chair, campaign, page, key="d", drawn="3、1，4 2").status_code == 303
    assert [one.nomination for one in campaign.state.subjects.values()] == [3, 1, 4, 2]
    assert send(chair, campaign, page, key="e", drawn="3 1").status_code == 400
    assert send(chair, campaign, page, key="f").status_code == 303
    assert sorted(campaign.state.judgings["judging", AWARD].subjects) == [1, 2, 3, 4]
