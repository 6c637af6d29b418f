"""The papers that the study office prints and downloads."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import unquote

from scoreboard.exports.papers.of_review import collected, mark_summary
from scoring.engine.review.commands_decision import PublishResult, PutForward
from scoring.engine.review.commands_nomination import Endorse, OrderOwn
from tests.reviews import AWARD
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.office_desk import Desk

PAPERS = {
    "/papers/rules/all": "市委学习办",
    "/papers/form/1": "甲村党支部",
    f"/papers/marks/{AWARD}": "评委乙",
    "/papers/notice/1": "2012年7月2日至2012年7月9日",
    "/papers/television/1": "乙村党支部",
    f"/papers/shortlist/{AWARD}": "入选名单与评审结果一致",
    "/papers/shortlist/all": "主任等三人",
    "/papers/minutes/all": "创学领导小组",
    "/papers/commendation/decision": "决定对丁村党支部等4个集体",
    "/papers/commendation/circular": "通报",
    "/papers/forward/all": "甲村党支部",
    "/papers/forward-forms/all": "甲村党支部",
    "/papers/media/all": "甲村党支部",
}


def test_every_paper_prints_and_downloads(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("publish")
    for command in (PublishResult((AWARD,)), PutForward(AWARD, (1, 2))):
        campaign.give("approver", command)
    office = Desk(seated(campaign, "office"), campaign)
    files = set()
    for page, said in PAPERS.items():
        text = office.text(page)
        assert said in text, page
        assert not re.search(r"award_papers\.|review_office\.(?!css)", text), page
        files.add(f"{page}/docx")
    text = office.text("/papers")
    files |= set(re.findall(r'href="[^"]*/office(/[^"?]*/(?:docx|xlsx))', text)) | {"/certificates"}
    assert len(files) >= 12
    for file in sorted(files):
        answer = office.browser.get(f"{office.base}{file}?seat={office.browser.seat}")
        assert (answer.status_code, answer.data[:2]) == (200, b"PK"), file


def test_the_page_of_marks_has_the_size_of_type_of_its_document(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("shortlist")
    office = Desk(seated(campaign, "office"), campaign)
    assert 'class="paper-grid paper-grid-usual"' in office.text(f"/papers/marks/{AWARD}")


def test_a_decision_is_printed_with_its_number_addressees_date_and_red_head(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("publish")
    campaign.give("approver", PublishResult((AWARD,)))
    office = Desk(seated(campaign, "office"), campaign)
    said = "number=甲发〔2012〕8号&to=各乡镇党委&on=2012-09-20&head=1"
    text = office.text(f"/papers/commendation/decision?{said}")
    for part in ("领导小组文件</p>", "甲发〔2012〕8号</p>", "各乡镇党委：", "2012年9月20日"):
        assert part in text, part
    assert "number=%E7%94%B2%E5%8F%91" in text
    assert "年　　月　　日" in office.text("/papers/commendation/decision?on=soon")


def test_papers_of_one_kind_have_names_that_tell_them_apart(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    found = []
    for file in ("form/1/docx", "form/2/docx", f"collected/{AWARD}/xlsx", "collected/all/xlsx"):
        answer = office.browser.get(f"{office.base}/papers/{file}?seat={office.browser.seat}")
        found.append(unquote(answer.headers["Content-Disposition"]).rpartition("''")[2])
    assert found[0] == "附件1 全市十佳学习型党组织推荐表（甲村党支部）.docx"
    assert found[2].endswith("推荐对象汇总表（十佳学习型党组织）.xlsx")
    assert len(set(found)) == 4


def test_the_list_of_all_nominees_stands_in_the_order_of_each_recommending_unit(campaign_at: AtStage) -> None:
    campaign = campaign_at("endorse")
    for no, unit in enumerate(("甲村", "乙村", "丙村"), start=1):
        campaign.give(f"endorser {unit}", Endorse(no, 1, "agree", "同意推荐"))
    campaign.give("endorser 甲镇", OrderOwn(AWARD, (3, 1, 2)))
    listed = [(one.by, one.place, one.name) for one in collected(campaign.state)]
    assert listed == [
        ("甲镇", 1, "丙村党支部"),
        ("甲镇", 2, "甲村党支部"),
        ("甲镇", 3, "乙村党支部"),
        ("甲镇", 4, "丁村党支部"),
    ]


def test_a_paper_that_there_is_not_yet_says_so(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("vet")
    office = Desk(seated(campaign, "office"), campaign)
    waiting = (
        f"/papers/marks/{AWARD}",
        f"/papers/shortlist/{AWARD}",
        "/papers/shortlist/all",
        "/papers/minutes/all",
        "/papers/commendation/decision",
        "/certificates",
    )
    for page in waiting:
        office.text(page, 409)
    for page in (
        "/papers/none/all",
        "/papers/form/9",
        "/papers/notice/1",
        "/papers/none/all/xlsx",
        "/papers/forward/all",
        "/papers/forward/all/xlsx",
    ):
        office.text(page, 404)


def test_the_summary_of_marks_has_the_totals_of_every_judge(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("shortlist")
    summary = mark_summary(campaign.state, campaign.state.award(AWARD), campaign.state.rules.mark_stages()[0])
    assert summary is not None
    assert summary.judges == ("评委甲", "评委乙", "评委丙")
    first = summary.lines[0]
    assert (first.name, first.rank, first.score) == ("甲村党支部", 1, Decimal("95.00"))
    assert [(one.total, one.state) for one in first.totals] == [(Decimal("95.00"), "given")] * 3
