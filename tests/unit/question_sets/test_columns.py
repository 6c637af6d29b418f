"""Columns that mean something are used, or named with place and count; the organiser says what a column is."""

from __future__ import annotations

import io

import openpyxl
import pytest

from question_sets import ImportReport, read_set
from question_sets.columns import read_heading
from scoreboard.presenters.quiz.questions import problem_text
from scoring.engine.codec import from_json, to_json
from tests.unit.question_sets.builders import HEAD, Rows, text_table, xlsx


def read(*rows: tuple[object, ...], **meanings: str) -> ImportReport:
    said = {key.replace("_", ":", 1): meaning for key, meaning in meanings.items()}
    return read_set("题库.csv", text_table(rows), meanings=said)


def faults(report: ImportReport) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for _, problem in report.faults]


def row_codes(report: ImportReport) -> list[list[tuple[str, str]]]:
    return [[(problem.severity, problem.code) for problem in row.problems] for row in report.rows]


NEAR: Rows = (("题型", "试题题目", "A", "B", "C", "D", "答案"), ("单选", "首都是", "甲", "乙", "丙", "丁", "B"))


def test_a_heading_one_word_away_says_what_was_recognised_and_what_is_lacking() -> None:
    report = read(*NEAR)
    ((place, problem),) = report.faults
    assert (str(place), problem.severity) == ("题库.csv!1", "error")
    assert problem_text("zh", problem).startswith("认出题型、答案、选项A–D，缺题干；不认识：试题题目。")
    assert problem_text("en", problem).startswith("Recognised: type, answer, options A–D. Missing: question.")
    assert [(column.letter, column.heading, column.sample) for column in report.headings[0].columns] == [
        ("B", "试题题目", "首都是")
    ]


def test_what_the_organiser_says_of_a_column_goes_before_its_name() -> None:
    report = read(*NEAR, B_试题题目="stem")
    assert report.ok
    assert [(question.stem, question.key) for question in report.questions] == [("首都是", ("B",))]


def test_headings_in_tabs_that_are_almost_right_are_divided_at_their_tabs() -> None:
    report = read_set("题库.txt", text_table(NEAR, "\t"))
    assert faults(report) == [("error", "heading-incomplete")]


def test_two_filled_columns_of_one_meaning_are_refused() -> None:
    rows = (("题干", "答案", "选项A", "选项B", "正确答案"), ("甲", "A", "一", "二", "B"))
    report = read(*rows)
    assert faults(report) == [("error", "columns-same")]
    assert report.questions == ()
    assert read(*rows, B_答案="ignored").questions[0].key == ("B",)
    assert faults(read(("题干", "选项A", "选项A", "答案"), ("甲", "一", "二", "A"))) == [("error", "columns-same")]
    empty = read(("题干", "答案", "选项A", "选项B", "正确答案"), ("甲", "", "一", "二", "B"))
    assert empty.questions[0].key == ("B",)


def test_a_filled_column_among_the_options_that_is_not_known_is_an_error_of_the_file() -> None:
    rows = (("题干", "选项A", "选项B", "选顶C", "选项D", "答案"), ("甲", "一", "二", "三", "四", "D"))
    report = read(*rows)
    assert faults(report) == [("error", "column-between-options")]
    assert report.questions == ()
    assert read(*rows, D_选顶c="option3").questions[0].options == ("一", "二", "三", "四")
    last = (("题干", "选项A", "选项B", "选项C", "选顶D", "答案"), ("甲", "一", "二", "三", "四", "B"))
    assert faults(read(*last)) == [("error", "column-between-options")]


def test_a_filled_column_without_a_heading_is_named_with_its_letter_and_count() -> None:
    rows = (("题干", "答案", "解析", ""), ("甲____", "一", "", "见《某书》"), ("乙____", "二", "", "见《某书》"))
    report = read(*rows)
    assert faults(report) == [("warning", "column-unheaded")]
    assert dict(report.faults[0][1].fields) == {"column": "D", "count": "2", "text": "见《某书》"}
    assert faults(read(*rows, D_="ignored")) == []
    assert [q.citation for q in read(*rows, D_="citation").questions] == ["见《某书》"] * 2


def test_a_heading_of_options_merged_over_their_columns_names_each() -> None:
    rows = (("题干", "选项", None, None, "答案"), ("甲", "一", "二", "三", "C"))
    report = read_set("a.xlsx", xlsx(rows, merged=("B1:D1",)))
    assert [(q.options, q.key) for q in report.questions] == [(("一", "二", "三"), ("C",))]


def test_a_heading_of_two_rows_is_read_as_one() -> None:
    rows = (
        ("题库（试行）", "", "", "", ""),
        ("序号", "试题", "选项", "", "答案"),
        ("", "", "A", "B", ""),
        ("1", "甲", "一", "二", "B"),
    )
    report = read_set("题库.xlsx", xlsx(rows, ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3")))
    assert [(q.stem, q.options, q.key) for q in report.questions] == [("甲", ("一", "二"), ("B",))]
    assert [row.place.row for row in report.rows] == [4]
    assert faults(report) == []


def test_a_stem_with_its_options_in_one_cell_is_a_stem() -> None:
    (question,) = read(("题目及选项", "答案"), ("甲（ ）\nA.一\nB.二", "B")).questions
    assert (question.stem, question.options, question.key) == ("甲（ ）", ("一", "二"), ("B",))


def test_a_second_table_below_with_fewer_columns_is_read_by_its_own_heading() -> None:
    report = read(
        ("题型", "题干", "选项A", "选项B", "选项C", "答案"), ("单选", "甲", "一", "二", "三", "C"), (),
        ("题干", "答案"), ("地球是圆的", "对"),
    )  # fmt: skip
    assert [(q.stem, q.type, q.key) for q in report.questions] == [
        ("甲", "single", ("C",)),
        ("地球是圆的", "true_false", ("T",)),
    ]
    beside = read(("题干", "答案", "", "题干", "答案"), ("甲____", "一", "", "乙____", "二"))
    assert faults(beside) == [("error", "columns-same"), ("error", "columns-same")]


@pytest.mark.parametrize("key", ["B", "ABD", "A、C"])
def test_a_key_of_letters_without_options_is_an_error_where_no_type_is_given(key: str) -> None:
    assert ("error", "key-without-options") in row_codes(read(("题干", "答案"), ("首都是（ ）", key)))[0]
    declared = row_codes(read(("题型", "题干", "答案"), ("填空", "维生素____", key)))
    assert declared == [[("warning", "key-is-letter")]]


def test_a_letter_alone_in_its_column_is_no_option_and_right_and_wrong_are_a_judgement() -> None:
    report = read(("题干", "A", "B", "C", "D", "答案"), ("地球是圆的", "对", "错", "C", "D", "A"))
    assert [(q.type, q.options, q.key) for q in report.questions] == [("true_false", (), ("T",))]
    two = read(("题干", "A", "B", "C", "D", "答案"), ("甲", "一", "二", "C", "D", "B"))
    assert [(q.type, q.options) for q in two.questions] == [("single", ("一", "二"))]
    letters = read(("题干", "A", "B", "C", "答案"), ("图中哪个", "A", "B", "C", "B"))
    assert letters.questions[0].options == ("A", "B", "C")


@pytest.mark.parametrize("cell", ["A.甲类B．乙类C．丙类", "A、甲类B、乙类C、丙类", "A．甲类 B．乙类C．丙类"])
def test_options_without_a_blank_between_them_are_divided(cell: str) -> None:
    report = read(("题干", "选项", "答案"), ("下列是", cell, "C"))
    assert report.questions[0].options == ("甲类", "乙类", "丙类")
    vitamins = read(("题干", "选项", "答案"), ("缺少", "A.维生素A、B.的一种 B.维生素C、D", "A"))
    assert len(vitamins.questions[0].options) == 2


@pytest.mark.parametrize(
    "head",
    [
        ("", "Question - max 120 characters", *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
         "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one"),
        ("Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)", "Answer 4\n(Optional)",
         "Time Limit (sec)\n(Max: 300 seconds)", "Correct Answer(s)\n(Only include Answer #)"),
        ("", "Question Text", "Option 1", "Option 2", "Option 3", "Option 4", "Time in seconds", "Correct Answer"),
    ],
)  # fmt: skip
def test_the_templates_of_quiz_programs_are_read(head: tuple[str, ...]) -> None:
    rows = ((1, "首都是", "甲", "乙", "丙", "", 20, 2), (2, "直辖市有", "甲", "乙", "丙", "丁", 20, "1,3"))
    report = read_set("quiz.xlsx", xlsx((("Quiz template",), (), head, *rows)))
    assert [(q.type, q.options, q.key) for q in report.questions] == [
        ("single", ("甲", "乙", "丙"), ("B",)),
        ("multiple", ("甲", "乙", "丙", "丁"), ("A", "C")),
    ]


def test_cells_read_as_the_sheet_shows_them_and_hidden_things_are_named() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEAD))
    sheet.append(["单选", "占百分之几", 0.95, 7, 12000, "=1+1", "A", ""])
    for cell, form in (("C2", "0%"), ("D2", "000"), ("E2", "#,##0")):
        sheet[cell].number_format = form
    sheet.row_dimensions[2].hidden = True
    other = book.create_sheet("备份")
    other.append(list(HEAD))
    other.append(["判断", "地球是圆的", "", "", "", "", "对", ""])
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    report = read_set("题库.xlsx", out.getvalue())
    assert report.rows[0].understood is not None
    assert report.rows[0].understood.options[:3] == ("95%", "007", "12,000")
    assert ("error", "cell-no-value") in row_codes(report)[0]
    assert faults(report) == [("warning", "sheet-hidden-rows"), ("warning", "sheet-hidden")]


def test_a_report_with_questions_about_columns_goes_through_json_and_back() -> None:
    report = read(*NEAR)
    assert from_json(ImportReport, to_json(report)) == report


def test_a_heading_in_other_words_is_understood() -> None:
    columns = read_heading(["编号", "考题", "选A", "选B", "选C", "选D", "标准", "说明"])
    assert [columns.meaning(index) for index in range(8)] == [
        "no", "stem", "option1", "option2", "option3", "option4", "key", "explanation"
    ]  # fmt: skip
