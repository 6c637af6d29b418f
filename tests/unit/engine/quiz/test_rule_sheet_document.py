"""The printed rules as a document: whose they are, what stands in them beside the play, and nothing said twice."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from scoreboard.exports.papers.blocks import Signature
from scoreboard.exports.papers.rules import printed_paper
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_document import DocumentText, Occasion
from scoring.engine.quiz.rule_sheet_print import event_name, print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import (
    read_rule_sheet,
    rule_sheet_digest,
    rule_sheet_from_json,
    rule_sheet_json,
)
from scoring.engine.rulefile.printed import Lang, LineTable, PrintedSheet, Section, markdown, plain_text
from scoring.sheets import list_templates, template_text
from tests.sheets import ALL, HEAD, ONE

from .sheets import LEAST

FILLED = """
[document]
purpose = ["以赛促学。"]
bodies = ["主办单位：甲委员会。", "承办单位：乙中心。"]
when_where = ["2026年5月4日上午9时，大礼堂。"]
appeals = ["对判定有异议的，由领队向裁判长提出。"]
interpretation = ["本规则由组委会负责解释。"]
signed = ["甲委员会", "乙中心"]
dated = 2026-04-01
"""


def sheet(template: str, lang: Lang = "zh") -> RuleSheet:
    return read_rule_sheet(template_text(template, lang))


def headings(printed: PrintedSheet) -> list[str]:
    return [one.heading.partition("、")[2] for one in printed.sections]


def lines(parts: tuple[Section, ...]) -> list[str]:
    """Every sentence without its number."""
    found = []
    for one in parts:
        found += [re.sub(r"^\d+\. ", "", line) for line in one.lines if isinstance(line, str)]
        found += lines(one.sections)
    return found


@pytest.mark.parametrize("template", list_templates())
def test_the_general_rules_and_the_rounds_do_not_say_the_same_twice(template: str) -> None:
    printed = print_rule_sheet(sheet(template))
    general = next(one for one in printed.sections if one.heading.endswith("总则"))
    others = lines(tuple(one for one in printed.sections if one is not general))
    assert set(lines((general,))) & set(others) == set()
    text = plain_text(printed)
    assert text.count("多选题须全部选对") <= 1
    assert text.count("毫秒") <= 2


def test_a_round_whose_types_all_have_their_own_points_has_no_other_points() -> None:
    text = plain_text(print_rule_sheet(sheet("campus-ladder")))
    own = text[text.index("（一）分值必答") : text.index("（二）")]
    assert [own.index(one) for one in ("单选题答对加20分", "多选题答对加30分", "判断题答对加10分")] == sorted(
        own.index(one) for one in ("单选题答对加20分", "多选题答对加30分", "判断题答对加10分")
    )
    assert own.count("答对加") == 3


def test_a_rule_sheet_without_presses_or_runs_speaks_of_none() -> None:
    assert "抢答" not in plain_text(print_rule_sheet(sheet("panel-marks")))
    assert "限时快答" not in plain_text(print_rule_sheet(sheet("campus-ladder")))


def test_what_is_given_to_whom_is_said_as_one_sentence() -> None:
    text = plain_text(print_rule_sheet(sheet("standard-party")))
    assert "设一等奖1名、二等奖2名、三等奖3名，按名次依次授予。" in text
    assert "其余各队获优胜奖。" in text
    assert "同分影响奖项数额的，先通过加赛排定名次，再确定获奖单位。" in text
    assert "另设优秀组织奖2个，由组委会评定。" in text
    without = plain_text(print_rule_sheet(sheet("campus-ladder")))
    assert "同分影响奖项数额的，由组委会研究确定获奖单位。" in without
    ranks = plain_text(print_rule_sheet(sheet("countdown-ranks")))
    assert "一等奖授予第1名，二等奖授予第2名至第3名，三等奖授予第4名至第7名。" in ranks
    assert "名次并列的，同获该名次的奖项。" in ranks
    league = plain_text(print_rule_sheet(sheet("grand-league")))
    assert "另设优秀组织奖6个，由组委会评定。" in league
    assert (
        "优秀组织奖评定办法：报名组织有力、参赛队员遵守赛场纪律的单位，由组委会集体研究评定，每个单位至多一项。"
        in league
    )


def test_the_levels_of_a_mark_are_a_table_under_the_sentence_about_marks() -> None:
    rounds = next(one for one in print_rule_sheet(sheet("standard-party")).sections if one.heading == "三、竞赛环节")
    video = next(one for one in rounds.sections if one.heading.endswith("视频情景题"))
    (at,) = [no for no, line in enumerate(video.lines) if isinstance(line, LineTable)]
    table, before = video.lines[at], video.lines[at - 1]
    assert isinstance(table, LineTable)
    assert isinstance(before, str)
    assert before.startswith("4. 评委5名，按下列评分项分别打分（取整数），各项分数相加：")
    assert [row[0] for row in table.rows] == ["切题与见解（0～10分）", "表达（0～6分）", "配合与时间（0～4分）"]
    assert table.rows[0][1].startswith("9～10分：看准片中的问题")
    assert str(video.lines[at + 1]).startswith("5. 去掉一个最高分和一个最低分")


def test_sections_that_the_rule_sheet_fills_are_printed_and_others_are_left_out() -> None:
    printed = print_rule_sheet(read_rule_sheet(LEAST + FILLED))
    assert headings(printed) == [
        "竞赛宗旨", "主办承办单位", "时间地点", "总则", "竞赛环节", "名次与加赛", "仲裁与申诉", "附则",
    ]  # fmt: skip
    assert (printed.signed, printed.dated) == (("甲委员会", "乙中心"), date(2026, 4, 1))
    assert plain_text(printed).splitlines()[-5:-2] == ["甲委员会", "乙中心", "2026年4月1日"]
    bare = print_rule_sheet(read_rule_sheet(LEAST))
    assert headings(bare) == ["总则", "竞赛环节", "名次与加赛"]
    assert (bare.signed, bare.dated) == ((), None)


def test_the_event_fills_what_the_rule_sheet_leaves_open_and_gives_the_title() -> None:
    occasion = Occasion("第三届学习竞赛决赛", "甲委员会", ("2026年5月4日，大礼堂。",))
    printed = print_rule_sheet(read_rule_sheet(LEAST), occasion=occasion)
    assert printed.title == "第三届学习竞赛决赛规则"
    assert headings(printed)[:2] == ["主办承办单位", "时间地点"]
    assert lines(printed.sections[:2]) == ["主办单位：甲委员会。", "2026年5月4日，大礼堂。"]
    assert printed.signed == ("甲委员会",)
    own = print_rule_sheet(read_rule_sheet(LEAST + FILLED), occasion=occasion)
    assert lines(own.sections[1:2]) == ["主办单位：甲委员会。", "承办单位：乙中心。"]
    assert own.signed == ("甲委员会", "乙中心")


@pytest.mark.parametrize(
    ("organiser", "said", "signed"),
    [
        ("甲委员会", "主办单位：甲委员会。", ("甲委员会",)),
        ("主办：甲委员会", "主办：甲委员会。", ("甲委员会",)),
        ("主办:甲委员会", "主办:甲委员会。", ("甲委员会",)),
        ("主办单位：甲委员会，承办单位：乙中心", "主办单位：甲委员会，承办单位：乙中心。", ()),
    ],
)
def test_the_organiser_of_the_event_signs_where_it_names_one_body(
    organiser: str, said: str, signed: tuple[str, ...]
) -> None:
    printed = print_rule_sheet(read_rule_sheet(LEAST), occasion=Occasion("学习竞赛", organiser))
    assert lines(printed.sections[:1]) == [said]
    assert printed.signed == signed


@pytest.mark.parametrize(
    ("competition", "match", "name"),
    [
        ("学习竞赛", "决赛", "学习竞赛决赛"),
        ("学习竞赛", "学习竞赛决赛", "学习竞赛决赛"),
        ("学习竞赛", "学习竞赛", "学习竞赛"),
        ("", "决赛", "决赛"),
        ("Spring contest", "Final", "Spring contest Final"),
        ("Cup 2021", "1", "Cup 2021 1"),
        ("ABC Cup", "A", "ABC Cup A"),
        ("ABC Cup Final", "Final", "ABC Cup Final"),
    ],
)
def test_competition_and_match_are_each_said_once_in_a_title(competition: str, match: str, name: str) -> None:
    assert event_name(competition, match) == name


@pytest.mark.parametrize(
    ("lang", "title", "usual"), [("zh", "总裁判", "裁判长"), ("en", "head referee", "chief judge")]
)
def test_the_chief_judge_has_the_title_that_the_rule_sheet_gives(lang: Lang, title: str, usual: str) -> None:
    usual_sheet = sheet("campus-ladder", lang)
    assert usual in plain_text(print_rule_sheet(usual_sheet, lang)).lower()
    text = plain_text(print_rule_sheet(replace(usual_sheet, chief=title), lang)).lower()
    assert title in text
    assert usual not in text


def test_what_the_writer_of_a_rule_sheet_calls_the_chief_judge_stays_as_it_is() -> None:
    written = sheet("campus-ladder", "zh")
    own = DocumentText(duties=("总裁判长主持比赛，由市裁判长协会派出。",))
    text = plain_text(print_rule_sheet(replace(written, chief="总裁判长", document=own)))
    assert "总裁判长主持比赛，由市裁判长协会派出。" in text
    assert "使用时须向总裁判长声明" in text


def test_a_day_without_signers_is_printed_on_paper_and_page_as_in_the_text() -> None:
    printed = print_rule_sheet(replace(sheet("campus-ladder", "zh"), document=DocumentText(dated=date(2026, 5, 4))))
    assert "2026年5月4日" in plain_text(printed)
    assert Signature((), date(2026, 5, 4)) in printed_paper(printed, "zh").blocks


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ((ONE,), "作答时有场外人员提示的，扣该队5分"),
        ((ONE, ALL), "作答时有场外人员提示的（各队同时作答的环节除外），扣该队5分"),
    ],
)
def test_what_a_prompt_does_is_said_of_the_rounds_where_it_does_so(rounds: tuple[str, ...], said: str) -> None:
    text = HEAD + "".join(f"{one}prompting = -5\n" if one == ONE else one for one in rounds)
    assert said in plain_text(print_rule_sheet(read_rule_sheet(text)))


def test_a_rule_sheet_without_these_sections_keeps_the_digest_that_it_had() -> None:
    old = read_rule_sheet(LEAST)
    assert {"document", "chief"} & set(rule_sheet_json(old)) == set()
    assert rule_sheet_digest(replace(old, document=DocumentText(purpose=("甲",)))) != rule_sheet_digest(old)


def test_the_sections_survive_the_normal_form() -> None:
    full = read_rule_sheet(LEAST + FILLED)
    assert rule_sheet_from_json(rule_sheet_json(full)) == full


def test_a_table_is_a_table_in_markdown() -> None:
    text = markdown(print_rule_sheet(sheet("standard-party")))
    assert "| 评分项 | 评分标准 |\n| --- | --- |\n| 切题与见解（0～10分） | 9～10分：看准片中的问题" in text
