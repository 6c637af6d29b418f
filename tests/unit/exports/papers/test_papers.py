"""What each paper says, in both languages."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from scoreboard.exports.papers import page
from scoreboard.exports.papers.blocks import Annexes, FormGrid, Grid, Heading, Paper, Signature, SignBoxes, Text
from scoreboard.exports.papers.commendation import Commended, commendation_paper
from scoreboard.exports.papers.drawing import docx_of
from scoreboard.exports.papers.lists import (
    AwardList,
    Winner,
    collected_table,
    forward_paper,
    forward_table,
    list_xlsx,
    media_paper,
)
from scoreboard.exports.papers.marks import marks_paper, marks_table, marks_xlsx
from scoreboard.exports.papers.minutes import minutes_paper
from scoreboard.exports.papers.notice import notice_paper, public_notice, television_paper
from scoreboard.exports.papers.rules import printed_paper, rules_paper
from scoreboard.exports.papers.shortlist import shortlist_paper
from scoreboard.exports.papers.sign_offs import sign_off_paper, sign_offs_of
from scoreboard.exports.tables import csv_bytes
from scoring.engine.quiz.rule_sheet_document import Occasion
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_digest
from scoring.engine.review.calendar import Span
from scoring.engine.rulefile.printed import Lang
from scoring.sheets import template_text
from tests.unit.exports.papers import reading, samples


def of_kind(paper: Paper, *kinds: type) -> list[Any]:
    return [block for block in paper.blocks if isinstance(block, kinds)]


def texts(paper: Paper) -> list[str]:
    return [block.text for block in of_kind(paper, Text)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_paper_is_written_in_both_languages_without_a_word_missing(lang: Lang) -> None:
    full = samples.full_campaign()
    award = next(one for one in full.awards if sign_offs_of(full, one))
    for paper in (
        rules_paper(samples.campaign(lang), lang),
        sign_off_paper(full, award, "甲", "乙", lang),
        marks_paper(samples.summary(), lang),
        notice_paper(samples.notice(), lang),
        television_paper(samples.notice(), lang),
        commendation_paper(samples.decision(), lang),
        minutes_paper(samples.minutes(), lang),
        shortlist_paper(samples.list_minutes(), lang),
    ):
        lines = reading.lines(docx_of(paper))
        assert lines[0]
        assert [line for line in lines if "award_papers." in line or "{" in line] == []


def test_the_rules_are_the_printed_campaign_under_official_headings() -> None:
    paper = rules_paper(samples.campaign())
    assert paper.name == "洪江市2012年学习型党组织建设四评评选办法"
    assert [block.text for block in of_kind(paper, Heading)][:3] == [
        "一、总则",
        "二、评选项目",
        "（一）十佳学习型党组织",
    ]
    assert texts(paper)[0] == "1. 评选由中共洪江市委创建学习型党组织活动领导小组组织。"
    assert paper.foot.startswith("评选编号 hongjiang-2012 · 第1版")


def test_the_rules_of_a_match_have_their_levels_as_a_table_a_signature_and_the_digest_at_the_foot() -> None:
    sheet = read_rule_sheet(template_text("standard-party"))
    printed = print_rule_sheet(sheet, occasion=Occasion("第三届学习竞赛决赛", "甲委员会"))
    paper = printed_paper(printed, "zh")
    assert paper.name == "第三届学习竞赛决赛规则"
    (table,) = of_kind(paper, Grid)
    assert table.head == ("评分项", "评分标准")
    assert paper.blocks[-1] == Signature(("甲委员会",), None)
    assert paper.foot == printed.edition
    assert rule_sheet_digest(sheet)[:12] in paper.foot
    for footer in ("word/footer1.xml", "word/footer2.xml"):
        assert paper.foot in "".join(reading.part(docx_of(paper), footer).itertext())


def test_a_list_of_nominees_keeps_the_order_of_the_recommending_unit_and_no_formula_runs() -> None:
    table = collected_table("四评", "甲单位", samples.NOMINEES)
    assert [row[:4] for row in table.rows] == [
        (1, "明星", 1, "=张三"),
        (2, "明星", 2, "李四"),
        (3, "党组织", 1, "甲单位党支部"),
    ]
    assert table.note == "推荐单位：甲单位（盖章）。同一奖项内按推荐单位的排序排列。"
    cell = openpyxl.load_workbook(io.BytesIO(list_xlsx(table))).worksheets[0]["D5"]
    assert (cell.value, cell.data_type, cell.border.left.style) == ("=张三", "s", "thin")


def test_a_sign_off_form_has_a_box_for_each_department_of_its_award() -> None:
    full = samples.full_campaign()
    award = next(one for one in full.awards if sign_offs_of(full, one))
    (form,) = of_kind(sign_off_paper(full, award, "甲单位"), FormGrid)
    assert [(box.label, box.foot) for box in form.boxes] == [
        (f"{one.department}意见\n（就{one.about}）", ("（盖章）", "年　　月　　日")) for one in full.sign_offs
    ]


def test_dropped_totals_are_drawn_through_and_what_is_no_mark_says_what_it_is() -> None:
    table = marks_table(samples.summary())
    assert table.head == ("序号", "参评对象", "评委1", *["张一"] * 6, "得分", "名次", "名次依据")
    assert table.struck == {(0, 2), (0, 8), (1, 8)}
    assert [table.texts()[1][2], *(table.texts()[2][at] for at in (2, 9, 10))] == ["回避", "未评", "", ""]
    assert [row[-2:] for row in table.rows] == [(1, "第一名较多"), ("2（并列）", ""), ("", "")]
    assert table.foot[0] == "评委1"
    assert table.foot[-4:] == ("评委（张一）", "计分", "复核", "评审委员会主任")


def test_the_workbook_of_marks_shows_what_is_dropped_and_where_to_sign() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(marks_xlsx(samples.summary()))).worksheets[0]
    assert [(sheet[at].value, bool(sheet[at].font.strike)) for at in ("C5", "D5", "I5")] == [
        (90, True), (91, False), (96, True),
    ]  # fmt: skip
    assert (sheet["J5"].value, sheet["J5"].number_format) == (93, "0.00")
    signing = [(sheet.cell(row, column).value or "") for row in range(9, 14) for column in (1, 7)]
    assert signing == ["评委1", *["评委（张一）"] * 6, "计分", "复核", "评审委员会主任"]
    assert sheet.print_title_rows == "$4:$4"
    assert "93.00" in csv_bytes(marks_table(samples.summary())).decode("utf-8-sig")


def test_the_sheet_of_marks_lies_on_its_side_with_a_place_for_every_signature() -> None:
    paper = marks_paper(samples.summary())
    (grid,) = of_kind(paper, Grid)
    assert paper.landscape
    assert [cell.text for cell in grid.rows[0]][-3:] == ["93.00", "1", "第一名较多"]
    assert [cell.text for cell in grid.rows[0] if cell.struck] == ["90", "96"]
    assert of_kind(paper, SignBoxes)[0].labels == marks_table(samples.summary()).foot


def test_a_notice_says_basis_process_list_dates_how_to_object_with_whom_and_who_signs() -> None:
    lines = reading.lines(docx_of(notice_paper(samples.notice())))
    assert lines[0] == "关于甲县2012年“四评”入选名单的公示"
    assert lines[3:5] == ["一、十佳学习型党组织（10个）", "甲单位党支部"]
    assert lines[14:16] == ["二、十佳党员学习明星（3名）", "张䶮（甲单位）"]
    assert lines[18:20] == [
        "名单按姓氏（名称）笔画排列，排名不分先后。",
        "公示期为2012年8月6日至2012年8月10日，共5个工作日。",
    ]
    assert "以收到时间为准" in lines[20]
    assert lines[21:] == [
        "受理部门：县委学习办",
        "联系方式：甲县某路1号，电话0000-0000000",
        "县委学习办",
        "2012年8月6日",
    ]


def test_a_notice_takes_its_length_order_and_objections_from_the_rules_of_the_campaign() -> None:
    campaign = samples.campaign()
    span = Span(date(2012, 8, 6), date(2012, 8, 13))
    made = public_notice(
        campaign, campaign.notices[0], span=span, awards=(samples.UNITS,), basis="一。", process="二。"
    )
    assert (made.days, made.count, made.order, made.on, made.last) == (5, "working", "strokes", span.first, span.last)
    assert (made.office, made.contact, made.in_time, made.by) == (
        "市委学习办",
        "市委宣传部",
        "arrival",
        ("市委学习办",),
    )


def test_only_a_list_in_the_order_of_merit_is_numbered() -> None:
    by_rank = notice_paper(replace(samples.notice(), order="rank"))
    assert texts(by_rank)[2:4] == ["1. 甲单位党支部", "2. 乙单位党支部"]
    assert "名单按评审名次排列。" in texts(by_rank)


def test_the_text_for_television_has_names_dates_and_where_to_object() -> None:
    lines = texts(television_paper(samples.notice()))
    assert lines[0] == "甲单位党支部"
    assert lines[-2].endswith("公示期为2012年8月6日至2012年8月10日，共5个工作日。")
    assert lines[-1].startswith("如有异议，请在公示期内向县委学习办反映。")


def test_a_decision_says_who_gets_which_title_and_lists_them_in_annexes() -> None:
    paper = commendation_paper(samples.decision())
    lines = reading.lines(docx_of(paper))
    assert lines[0] == "甲发〔2012〕8号"
    assert "".join(lines[1:3]) == "关于表彰甲县2012年“四评”先进典型的决定"
    assert lines[3] == "各乡镇党委，县直各单位党组织："
    assert lines[5] == (
        "经研究，决定对甲单位党支部等10个集体授予“十佳学习型党组织”称号，对张䶮等3名同志授予“十佳党员学习明星”称号。"
    )
    assert of_kind(paper, Annexes)[0].names == ("十佳学习型党组织名单", "十佳党员学习明星名单")
    assert lines[7:9] == ["附件：1. 十佳学习型党组织名单", "2. 十佳党员学习明星名单"]
    assert lines[9:12] == ["中共甲县委员会", "2012年9月20日", "附件1"]


def test_a_circular_of_one_winner_without_number_and_date_leaves_room_for_them() -> None:
    alone = Commended("person", AwardList("明星", (Winner("张一"),), person=True))
    one = replace(
        samples.decision(), kind="circular", awards=(alone,), number="", addressees="", on=None, call="望学习。"
    )
    lines = reading.lines(docx_of(commendation_paper(one)))
    assert "".join(lines[:2]) == "关于表彰甲县2012年“四评”先进典型的通报"
    assert lines[3:5] == ["经研究，决定对张一授予“明星”称号。", "望学习。"]
    assert lines[5:9] == ["附件：明星名单", "中共甲县委员会", "年　　月　　日", "附件"]


def test_an_award_without_winners_is_not_named_in_the_decision() -> None:
    one = replace(samples.decision(), awards=(*samples.decision().awards, Commended("carrier", AwardList("载体", ()))))
    assert "载体" not in "".join(reading.lines(docx_of(commendation_paper(one))))


def test_lists_for_the_higher_level_and_the_media_have_the_deeds() -> None:
    deeds = AwardList("明星", (Winner("张一", "甲单位", "读书。\n讲课。"),))
    assert forward_table("四评", [deeds]).rows == [(1, "明星", "张一", "甲单位", "读书。\n讲课。")]
    assert reading.lines(docx_of(media_paper("四评", [deeds]))) == [
        "四评典型推介名单", "一、明星", "（一）张一（甲单位）", "读书。", "讲课。",
    ]  # fmt: skip


def test_minutes_count_members_and_votes_and_say_the_outcome_of_each() -> None:
    paper = minutes_paper(samples.minutes())
    (form,), (votes,) = of_kind(paper, FormGrid), of_kind(paper, Grid)
    assert {row.label: row.text for row in form.rows}["应到人数"] == "9人"
    assert {row.label: row.text for row in form.rows}["实到人数"] == "8人"
    assert [[cell.text for cell in row] for row in votes.rows] == [
        ["十佳学习型党组织名单", "8票", "0票", "0票", "通过"],
        ["十佳党员学习明星名单", "4票", "3票", "1票", "缓议"],
        ["增加名额", "1票", "7票", "0票", "不通过"],
    ]


def test_a_page_has_the_blocks_by_kind_and_the_date_in_words() -> None:
    paper = notice_paper(samples.notice())
    assert [kind for kind, _ in page.kinds(paper)][:4] == ["title", "text", "text", "heading"]
    assert [kind for kind, _ in page.body(paper)][:2] == ["text", "text"]
    assert page.date_line(Signature((), date(2012, 9, 1)), "zh") == "2012年9月1日"
    assert page.date_line(Signature((), None), "zh") == "年　　月　　日"


def test_the_headings_of_every_official_paper_have_their_numbers() -> None:
    papers = {**samples.every_paper(), "forward_en": forward_paper("Review", (samples.UNITS, samples.STARS), lang="en")}
    heads = {name: [one.text for one in of_kind(paper, Heading)] for name, paper in papers.items()}
    assert heads["forward"] == ["一、十佳学习型党组织（上报10个）", "二、十佳党员学习明星（上报3名）"]
    assert [text[:2] for text in heads["forward_en"]] == ["1.", "2."]
    bare = [text for name in papers for text in heads[name] if text[1:2] not in ("、", ".") and text[:1] != "（"]
    assert bare == []


def test_the_marks_of_every_stage_are_a_worksheet_of_one_workbook() -> None:
    one = samples.summary()
    both = marks_xlsx(replace(one, award="十佳 · 书面评审"), replace(one, award="十佳 · 答辩"))
    assert openpyxl.load_workbook(io.BytesIO(both)).sheetnames == ["十佳 · 书面评审", "十佳 · 答辩"]
