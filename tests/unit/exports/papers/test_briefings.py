"""The briefings say what the match has, in the words that stand on the pages, and fit on a page each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest

from scoreboard import paths
from scoreboard.exports.papers.blocks import Grid, Paper, Title
from scoreboard.exports.papers.briefings import PAGES, PARTS, briefing, briefings, parts_of
from scoreboard.i18n.catalogue import LANGS, area, catalogue, keys_of, saying
from scoreboard.i18n.titles import Titles, titles_in
from scoring.engine.quiz.rule_sheet import TieOff
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rulefile.printed import Lang
from scoring.sheets import template_text
from tests.unit.exports.papers.match_samples import match_given

SPOKEN = {
    "zh": {"开始", "请稍候两分钟，已送达的作答都在。"},
    "en": {"next page", "Two minutes, please. What was delivered is safe."},
}
"""What is said aloud, or printed on a clicker: no word of a page."""


def told(paper: Paper) -> str:
    return "\n".join(
        cell.text for block in paper.blocks if isinstance(block, Grid) for row in block.rows for cell in row
    )


def of_sheet(name: str, part: str, lang: Lang = "zh") -> str:
    return told(briefing(replace(match_given(lang=lang), sheet=read_rule_sheet(template_text(name, lang))), part))


@pytest.mark.parametrize("part", PARTS)
def test_a_match_without_buzzers_explains_none(part: str) -> None:
    sheet = read_rule_sheet(template_text("panel-marks"))
    page = told(briefing(replace(match_given(), sheet=replace(sheet, tie_off=TieOff("none"))), part))
    assert not re.search("抢答|犯规|选分值|加赛|封榜", page)


def test_a_match_without_marks_has_no_word_of_them_and_no_judge_unless_it_has_a_seat_for_one() -> None:
    sheet = read_rule_sheet(template_text("countdown-ranks"))
    assert "打分" not in "".join(of_sheet("countdown-ranks", part) for part in PARTS)
    assert parts_of(sheet, judges=False) == [part for part in PARTS if part != "judge"]
    assert parts_of(sheet, judges=True) == list(PARTS)


def test_a_team_reads_when_it_may_press_in_each_round_by_its_name() -> None:
    assert "倒计时抢答：倒计时结束、屏幕出现“抢”以后再按" in of_sheet("countdown-ranks", "team")
    assert "边读边抢：屏幕出现“抢”就可以按，读题中也可以" in of_sheet("reading-aloud", "team")
    assert "抢答：主持人说“开始”" in of_sheet("standard-party", "team")


def test_the_chief_judge_is_called_as_the_rules_call_him() -> None:
    given = replace(match_given(), say=saying("zh", Titles("评委会主任")), chief="评委会主任")
    paper = briefing(given, "chief")
    assert paper.blocks[0] == Title("评委会主任须知", given.name)
    assert "裁判长" not in "".join(told(briefing(given, part)) for part in PARTS)


def test_the_technician_reads_the_address_and_how_many_tablets_to_keep_in_reserve() -> None:
    given = replace(match_given(), address="http://10.0.0.2:5000", tablets=13)
    page = told(briefing(given, "technician"))
    assert "服务器：http://10.0.0.2:5000。" in page
    assert "平板 13 台，另备 3 台" in page
    assert "另备" not in told(briefing(replace(given, tablets=0), "technician"))


def test_all_of_them_are_one_document_with_a_page_each() -> None:
    paper = briefings(match_given())
    assert [block.text for block in paper.blocks if isinstance(block, Title)] == [
        "主持人须知", "评委须知", "参赛队须知", "裁判长须知", "技术人员须知",
    ]  # fmt: skip
    assert paper.close


@pytest.mark.parametrize("lang", LANGS)
def test_what_stands_in_quotation_marks_is_what_a_page_says(lang: str) -> None:
    file = paths.words() / lang / "briefings.toml"
    quoted = {text for _, words in keys_of(file) for text in re.findall("“([^”]*)”", words)} - SPOKEN[lang]
    shown = [words for key, words in catalogue(lang).items() if not key.startswith("briefings.")]
    assert [text for text in sorted(quoted) if not any(words.startswith(text) for words in shown)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_in_the_words_stands_on_a_page(lang: Lang) -> None:
    pages = tomllib.loads((paths.words() / lang / "briefings.toml").read_text("utf-8"))
    for part, page in PAGES.items():
        places = {"before": page.before, "during": page.during, "trouble": page.trouble}
        assert {place: list(lines) for place, lines in pages[part].items()} == {
            place: [line.key for line in lines] for place, lines in places.items()
        }


@pytest.mark.parametrize("lang", LANGS)
def test_a_contest_has_no_word_of_questions_and_verdicts_and_none_for_who_performs(lang: Lang) -> None:
    sheet = read_rule_sheet(template_text("talent-contest", lang))
    given = replace(match_given(lang=lang), sheet=sheet, say=saying(lang, titles_in(sheet)))
    parts = parts_of(sheet, judges=True)
    assert parts == [part for part in PARTS if part != "team"]
    told_all = "\n".join(told(briefing(given, part)) for part in parts)
    assert re.findall("题|判|各台|队|[Vv]erdict|[Qq]uestion|[Ss]tation|[Tt]eam", told_all) == []
    own = area(lang, "contest").items()
    found = {text for key, words in own if ".briefings." in key for text in re.findall("“([^”]*)”", words)}
    quoted = {text for text in found if text[-1] not in "。."}  # what is said aloud is no label
    assert quoted <= {*catalogue(lang).values()}
