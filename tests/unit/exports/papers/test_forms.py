"""Recommendation forms: filled exactly as typed, boxes left empty, many at once."""

from __future__ import annotations

import time
from dataclasses import replace

from scoreboard.exports.papers.blocks import FormBox, FormGrid, FormRow, Paper, joined
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.forms import form_paper
from tests.unit.exports.papers import reading
from tests.unit.exports.papers.reading import W
from tests.unit.exports.papers.samples import DEEDS, campaign, entry, star_form


def grid(paper: Paper) -> FormGrid:
    return next(block for block in paper.blocks if isinstance(block, FormGrid))


def test_the_four_forms_have_the_rows_of_the_notice_in_its_order() -> None:
    common = ["单位电话", "传真", "联系人", "手机号码", "电子邮箱", "事迹简介", "综合材料", "其他附件"]
    found = {award.form: [row.label for row in grid(form_paper(campaign(), award, {})).rows]
             for award in campaign().awards}  # fmt: skip
    assert found == {
        "附件1 全市十佳学习型党组织推荐表": ["党组织名称", "单位负责人", *common],
        "附件2 全市十佳学习活动推荐表": ["活动名称", "主办单位", "单位负责人", *common],
        "附件3 全市十佳学习载体推荐表": ["载体名称", "主办单位", "单位负责人", *common],
        "附件4 全市十佳党员学习明星推荐表": ["推荐明星", "所在单位", "党内职务", *common],
    }


def test_the_boxes_are_empty_and_only_the_sealed_one_asks_for_a_seal() -> None:
    assert grid(star_form()).boxes == (
        FormBox("推荐意见", ("负责人签字：　　　　　　　", "（盖章）", "年　　月　　日")),
        FormBox("评审委员会意见", ("年　　月　　日",)),
        FormBox("创学领导小组意见", ("年　　月　　日",)),
    )


def test_the_number_of_the_annex_stands_at_the_margin_and_the_rest_is_the_title() -> None:
    assert reading.lines(docx_of(star_form()))[:4] == ["附件4", "全市十佳党员学习明星推荐表", "推荐明星", "张䶮"]
    english = form_paper(campaign("en"), campaign("en").awards[0], {}, "en")
    assert reading.lines(docx_of(english))[0] == "Annex 1"


def test_a_text_stands_in_the_form_exactly_as_typed() -> None:
    typed = "第一段  两个空格。\n\n　　第二段“引号”=1+1 <b>&amp;"
    data = docx_of(star_form(deeds=typed))
    text = reading.lines(data)
    assert text[text.index("事迹简介") + 1 :][:2] == ["第一段  两个空格。", "　　第二段“引号”=1+1 <b>&amp;"]


def test_a_long_text_goes_on_overleaf_under_the_first_row_and_boxes_stay_whole() -> None:
    table = next(reading.body(docx_of(star_form(deeds=DEEDS * 20))).iter(f"{W}tbl"))
    rows = {"".join(one.text or "" for one in row.iter(f"{W}t"))[:4]: row for row in table.iter(f"{W}tr")}
    assert [name for name, row in rows.items() if list(row.iter(f"{W}tblHeader"))] == ["推荐明星"]
    assert [name for name, row in rows.items() if not list(row.iter(f"{W}cantSplit"))] == ["事迹简介"]


def test_a_comprehensive_text_stands_behind_the_form_on_pages_of_its_own() -> None:
    paper = star_form(report="综合材料正文。")
    assert FormRow("综合材料", "附后") in grid(paper).rows
    assert reading.lines(docx_of(paper))[-3:] == ["综合材料", "张䶮", "综合材料正文。"]
    assert FormRow("综合材料", "") in grid(star_form()).rows


def test_short_values_stand_beside_each_other_and_a_long_one_has_the_whole_row() -> None:
    halves = {row.label: row.half for row in grid(star_form()).rows}
    assert [name for name, half in halves.items() if not half] == [
        "电子邮箱", "事迹简介", "综合材料", "其他附件",
    ]  # fmt: skip


def test_an_award_without_a_title_for_its_form_gets_the_usual_one() -> None:
    award = replace(campaign().awards[3], form=None)
    assert form_paper(campaign(), award, entry()).name == "十佳党员学习明星推荐表"
    assert form_paper(campaign("en"), award, entry(), "en").name == "十佳党员学习明星: recommendation form"


def test_a_hundred_and_sixty_forms_are_written_in_under_twenty_seconds() -> None:
    started = time.process_time()
    data = docx_of(joined([star_form(DEEDS * 20, DEEDS * 60) for _ in range(160)]))
    assert time.process_time() - started < 20
    assert reading.lines(data).count("全市十佳党员学习明星推荐表") == 160
