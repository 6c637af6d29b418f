"""Places in a file are said as a person looks for them."""

from __future__ import annotations

import pytest

from question_sets import read_set
from question_sets.model import ImportReport
from scoreboard.presenters.places import places_text
from scoreboard.presenters.quiz.question_report import report_lines
from scoring.tables.problems import SourcePlace, Unit, read_place
from tests.unit.question_sets.test_word import document, read


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("row", "题库 第 4 行", "题库, row 4"),
        ("line", "题库 第 4 行", "题库, line 4"),
        ("paragraph", "题库 第 4 段", "题库, paragraph 4"),
        ("question", "题库 第 4 题", "题库, question 4"),
    ],
)
def test_a_place_counts_what_its_file_is_made_of(unit: Unit, zh: str, en: str) -> None:
    place = SourcePlace("题库", 4, unit)
    assert (places_text("zh", [place]), places_text("en", [place])) == (zh, en)


def test_neighbours_stand_together_by_sheet_and_the_whole_of_a_sheet_has_no_number() -> None:
    places = [*(SourcePlace("甲组", row) for row in (5, 6, 7, 12)), SourcePlace("乙组", 2), SourcePlace("说明", 0)]
    assert places_text("zh", places) == "甲组 第 5–7、12 行、乙组 第 2 行、说明"
    assert places_text("en", places) == "甲组, rows 5–7, 12, 乙组, row 2, 说明"


def test_a_place_without_a_sheet_is_its_number_alone() -> None:
    assert places_text("zh", [SourcePlace("", 3)]) == "第 3 行"
    assert [read_place(text) for text in ("甲!乙!4", "7", "说明!")] == [
        SourcePlace("甲!乙", 4),
        SourcePlace("", 7),
        SourcePlace("说明!", 0),
    ]


def said(lang: str, report: ImportReport) -> list[str]:
    return [f"{line.places} {line.text}" for line in report_lines(lang, report)]


def test_a_question_of_a_word_document_is_found_by_its_paragraph() -> None:
    report = read(
        document("一、单选题", "1. 甲（  ）", "A. 一  B. 二", "答案：A", "2. 甲（  ）", "A. 一  B. 二", "答案：B")
    )
    assert "题库.docx 第 5 段 与 题库.docx 第 2 段 是同一道题，但答案不同。" in said("zh", report)
    assert "题库.docx, paragraph 5 The same question as 题库.docx, paragraph 2, with a different answer." in said(
        "en", report
    )


def test_a_question_of_a_text_is_found_by_its_line() -> None:
    data = "1. 甲（  ）\nA. 一  B. 二\n答案：A\n\n2. 甲（  ）\nA. 一  B. 二\n答案：A\n".encode()
    assert "题库.txt, line 5 The same question as 题库.txt, line 1." in said("en", read_set("题库.txt", data))
