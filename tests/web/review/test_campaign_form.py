"""The campaign of a review at the desk of its organiser: its form, names that may be meant, whom an edition touches."""

from __future__ import annotations

import io
from datetime import date

from docx import Document

from scoreboard import wiring
from scoring.engine.review.campaign import Bar, Quota, SignOff
from scoring.usecases.review import reviews
from tests.conftest import Browser
from tests.web.review.conftest import AtStage
from tests.web.review.test_organiser import id_of, register, saved


def test_the_rules_are_a_word_document_before_entries_are_open(organiser: Browser, review: str) -> None:
    assert f'href="{review}/rules.docx"' in organiser.get(f"{review}/campaign/print").text
    sheet = Document(io.BytesIO(organiser.get(f"{review}/rules.docx").data))
    assert "四评" in "".join(paragraph.text for paragraph in sheet.paragraphs[:6])


def test_the_form_has_all_that_changes_from_year_to_year_and_its_rows_come_and_go(
    organiser: Browser, review: str, services: wiring.Services
) -> None:
    own = {
        "award-1-name": "十佳党支部",
        "award-1-shortlist": "12",
        "award-1-quota_of": "甲镇 3\r\n市直工委：2个\r\n",
        "award-2-entry-since": "2024-01-01",
        "award-4-entry-roster": "月度之星",
        "award-4-entry-bar": "劳动模范 3\r\n全国先进\r\n",
        "award-1-criterion-2-high": "25",
        "field-7-characters": "2000",
        "field-8-megabytes": "20",
        "box-3-name": "领导小组意见",
        "stage-2-by": "评委会",
        "sign_off": "市纪委：廉洁自律\r\n市公安局: 有无违法\r\n",
        "sealed_form": "false",
        "chair": "评委会主任",
        "judges_enter": "true",
    }
    assert organiser.post(f"{review}/values", data=own).status_code == 303
    campaign = reviews.campaign_of(reviews.review_of(services.ctx, id_of(review)))
    first, second, _, star = campaign.awards
    assert (first.name, first.shortlist, first.quotas) == ("十佳党支部", 12, (Quota("甲镇", 3), Quota("市直工委", 2)))
    assert (second.entry.since, star.entry.roster) == (date(2024, 1, 1), "月度之星")
    assert star.entry.bars == (Bar("劳动模范", 3), Bar("全国先进"))
    assert (first.criteria[1].high, campaign.fields[6].limit, campaign.fields[7].megabytes) == (25, 2000, 20)
    assert (campaign.boxes[2].name, campaign.stages[1].by, campaign.chair) == ("领导小组意见", "评委会", "评委会主任")
    assert campaign.sign_offs == (SignOff("市纪委", "廉洁自律"), SignOff("市公安局", "有无违法"))
    assert (campaign.sealed_form, campaign.judges_enter) == (False, True)
    page = organiser.get(f"{review}/values").text
    assert "甲镇 3\n市直工委 2</textarea>" in page
    organiser.post(f"{review}/values", data={"award-1-quota_of": "甲镇 4", "sign_off": "", "award-4-entry-bar": ""})
    campaign = reviews.campaign_of(reviews.review_of(services.ctx, id_of(review)))
    assert (campaign.awards[0].quotas, campaign.sign_offs, campaign.awards[3].entry.bars) == (
        (Quota("甲镇", 4),),
        (),
        (),
    )
    refused = organiser.post(f"{review}/values", data={"award-1-quota_of": "甲镇"})
    assert (refused.status_code, "请检查“十佳党支部 · 单列名额的单位" in refused.text) == (400, True)
    twice = organiser.post(f"{review}/values", data={"award-1-quota_of": "甲镇 1\n甲 镇 2"})
    assert (twice.status_code, "十佳党支部 · 单列名额的单位" in twice.text) == (400, True)


def test_a_quota_of_an_organisation_that_is_written_otherwise_is_mended_by_one_click(
    organiser: Browser, review: str, services: wiring.Services
) -> None:
    register(services)
    organiser.post(f"{review}/values", data={"award-1-quota_of": "甲村委 3\n甲镇 1"})
    page = organiser.get(review).text
    assert "单位名册里没有这个名称" in page
    place = "award[1] › quota_of[1] › unit"
    assert (page.count('value="甲村"'), f'value="{place}"' in page) == (1, True)
    other = organiser.post(f"{review}/meant", data={"place": place, "name": "乙村"})
    assert (other.status_code, "甲村委" in saved(services, review)) == (409, True)
    assert organiser.post(f"{review}/meant", data={"place": place, "name": "甲村"}).status_code == 303
    campaign = reviews.campaign_of(reviews.review_of(services.ctx, id_of(review)))
    assert campaign.awards[0].quotas == (Quota("甲村", 3), Quota("甲镇", 1))
    assert "单位名册里没有这个名称" not in organiser.get(review).text


def test_a_new_edition_names_who_is_above_a_quota_and_whose_form_no_longer_fits(
    organiser: Browser, campaign_at: AtStage
) -> None:
    page = f"/organiser/reviews/{campaign_at('endorse').review.id}"
    organiser.post(f"{page}/values", data={"award-1-quota_of": "甲 村 0", "field-7-characters": "1"})
    shown = organiser.get(f"{page}/edition").text
    assert "十佳学习型党组织：甲村已推荐 1 个，新版至多 0 个" in shown
    assert "第1号 甲村党支部（十佳学习型党组织）：综合材料" in shown


def test_a_new_edition_is_told_in_the_words_of_the_form(organiser: Browser, campaign_at: AtStage) -> None:
    page = f"/organiser/reviews/{campaign_at('nominate').review.id}"
    organiser.post(
        f"{page}/values",
        data={
            "notice-1-count": "natural",
            "notice-1-first_day_counts": "true",
            "award-1-quota_of": "甲村 3",
            "award-1-criterion-1-high": "30",
            "field-7-characters": "2000",
            "notice-1-where": "甲县电视台\n甲县新闻网",
            "level-2-due": "2012-06-20",
            "sign_off": "市纪委：廉洁自律",
        },
    )
    shown = organiser.get(f"{page}/edition").text
    for line in (
        "乡镇党委、市直主管部门 · 推荐截止日期：新增 2012-06-20",
        "名称和日期 · 须征求意见的部门：新增 市纪委",
        "市委学习办 · 天数按：工作日 改为 自然日",
        "市委学习办 · 发布当日：不计算在内 改为 计算在内",
        "市委学习办 · 公示地点：洪江电视台、洪江新闻网 改为 甲县电视台、甲县新闻网",
        "十佳学习型党组织 · 组织领导有力 · 满分：20 改为 30",
        "推荐表 · 综合材料 · 字数上限：3000 改为 2000",
        "十佳学习型党组织 · 单列名额的单位 甲村：新增 3",
    ):
        assert line in shown
