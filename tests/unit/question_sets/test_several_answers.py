"""填空 tables with a column for each answer, and with further answers beside the key: nothing is dropped unsaid."""

from __future__ import annotations

import pytest

from question_sets import ImportReport, read_set
from question_sets.columns import read_heading
from tests.unit.question_sets.builders import text_table

RIVERS = "最长的河是____，第二是____。"
CAPITAL = "首都是____。"


def read(*rows: tuple[str, ...]) -> ImportReport:
    return read_set("填空.csv", text_table(rows))


def row_of(heading: tuple[str, ...], *cells: str) -> tuple[tuple[str, ...] | None, list[str]]:
    """The key of a 填空 row under this heading, and the codes of what is said of it."""
    report = read(("题型", "题干", *heading), ("填空", *cells))
    (row,) = report.rows
    key = next((question.key for question in report.questions), None)
    return key, sorted(problem.code for problem in row.problems)


@pytest.mark.parametrize(
    "heading",
    [
        ("答案1", "答案2", "答案3"),
        ("答案一", "答案二", "答案三"),
        ("答案（1）", "答案（2）", "答案（3）"),
        ("参考答案1", "参考答案2", "参考答案3"),
        ("答案", "答案2", "答案3"),
        ("第1空", "第2空", "第3空"),
        ("第一空答案", "第二空答案", "第三空答案"),
        ("空1", "空2", "空3"),
        ("填空1", "填空2", "填空3"),
        ("Correct Answer 1", "Correct Answer 2", "Correct Answer 3"),
    ],
)
def test_a_column_is_a_blank_where_the_stem_has_several(heading: tuple[str, ...]) -> None:
    assert row_of(heading, RIVERS, "长江", "黄河", "") == (("长江", "黄河"), [])


def test_several_columns_are_accepted_answers_where_the_stem_has_one_blank() -> None:
    assert row_of(("答案1", "答案2"), CAPITAL, "北京", "北京市") == (("北京|北京市",), ["columns-one-blank"])


def test_a_stem_without_a_blank_is_read_so_too_and_asks_for_a_look() -> None:
    assert row_of(("答案1", "答案2"), "首都", "北京", "北京市") == (("北京|北京市",), ["columns-no-blank"])


def test_a_column_named_after_a_blank_is_one_though_the_stem_shows_none() -> None:
    assert row_of(("第1空", "第2空"), "两条大河", "长江", "黄河") == (("长江", "黄河"), [])


def test_one_cell_of_several_columns_may_have_more_than_one_spelling() -> None:
    key, _ = row_of(("答案1", "答案2"), RIVERS, "长江|扬子江", "黄河；大河")
    assert key == ("长江|扬子江", "黄河|大河")


def test_one_filled_column_is_read_as_any_answer() -> None:
    assert row_of(("答案1", "答案2"), RIVERS, "长江；黄河", "") == (("长江", "黄河"), [])


def test_a_blank_without_its_answer_is_an_error() -> None:
    _, codes = row_of(("答案1", "答案2"), RIVERS, "", "黄河")
    assert codes == ["blank-without-answer", "blanks-differ"]


def test_more_columns_than_blanks_want_a_look() -> None:
    key, codes = row_of(("答案1", "答案2", "答案3"), RIVERS, "长江", "黄河", "珠江")
    assert (key, codes) == (("长江", "黄河", "珠江"), ["blanks-differ"])


def test_a_key_that_contradicts_the_numbered_columns_is_an_error() -> None:
    heading = ("题型", "题干", "选项A", "选项B", "答案", "答案1", "答案2")
    report = read(heading, ("填空", RIVERS, "", "", "长江", "长江", "黄河"))
    assert [problem.code for problem in report.rows[0].problems if problem.severity == "error"] == ["answers-disagree"]


def test_two_columns_of_one_number_are_refused() -> None:
    report = read(("题型", "题干", "答案1", "答案1"), ("填空", RIVERS, "长江", "黄河"))
    assert [problem.code for _, problem in report.faults if problem.severity == "error"][:1] == ["columns-same"]


def test_letters_in_several_columns_are_the_key_of_a_choice() -> None:
    report = read(("题干", "选项A", "选项B", "选项C", "答案1", "答案2"), ("偶数有", "1", "2", "4", "B", "C"))
    (question,) = report.questions
    assert (question.type, question.key) == ("multiple", ("B", "C"))


def test_answers_by_number_beside_a_key_are_options_as_in_the_template_of_kahoot() -> None:
    columns = read_heading(["题目", "答案1", "答案2", "答案3", "答案4", "正确答案"])
    assert (columns.options, columns.answers) == (((0, 1), (1, 2), (2, 3), (3, 4)), ())


@pytest.mark.parametrize("heading", ["备选答案", "备用答案", "其他答案", "同义答案", "可接受答案", "Accepted answers"])
def test_a_further_answer_beside_the_key_counts_as_right(heading: str) -> None:
    assert row_of(("答案", heading), CAPITAL, "北京", "北京市") == (("北京|北京市",), ["also-accepted"])


def test_further_answers_of_several_blanks_go_to_each() -> None:
    key, codes = row_of(("答案", "备选答案"), RIVERS, "长江；黄河", "扬子江；大河")
    assert (key, codes) == (("长江|扬子江", "黄河|大河"), ["also-accepted"])


def test_a_further_answer_that_belongs_to_no_blank_in_particular_is_named() -> None:
    key, codes = row_of(("答案", "备选答案"), RIVERS, "长江；黄河", "扬子江")
    assert (key, codes) == (("长江", "黄河"), ["also-unplaced"])


def test_further_answers_alone_are_the_key() -> None:
    assert row_of(("答案", "备选答案"), CAPITAL, "", "北京") == (("北京",), ["fill-from-options"])


def test_a_choice_has_its_options_in_the_same_column() -> None:
    report = read(("题型", "题干", "备选答案", "答案"), ("单选", CAPITAL, "A.北京 B.南京", "A"))
    assert report.questions[0].options == ("北京", "南京")


def test_a_choice_that_has_options_of_its_own_says_that_further_answers_are_not_used() -> None:
    report = read(("题型", "题干", "A", "B", "答案", "备用答案"), ("单选", CAPITAL, "北京", "南京", "A", "B"))
    assert [problem.code for problem in report.rows[0].problems] == ["also-unused"]


def test_options_of_a_fill_in_without_key_are_its_blanks_where_there_are_as_many() -> None:
    report = read(("Type", "Question", "Answer 1", "Answer 2"), ("Fill", "____ and ____ are rivers", "Rhine", "Po"))
    assert report.questions[0].key == ("Rhine", "Po")
    assert [problem.code for problem in report.rows[0].problems] == ["blanks-from-options"]


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("答案1：长江\n答案2：黄河", ("长江", "黄河")),
        ("答案1：长江　答案2：黄河", ("长江", "黄河")),
        ("第1空：长江\n第2空：黄河 解析：略", ("长江", "黄河")),
        ("答案：\n参考答案1：长江\n参考答案2：黄河", ("长江", "黄河")),
    ],
)
def test_a_text_bank_has_them_in_lines(lines: str, key: tuple[str, ...]) -> None:
    bank = f"二、填空题\n1．{RIVERS}\n{lines}\n2．{CAPITAL}\n答案1：北京\n答案2：北京市\n"
    first, second = read_set("题库.txt", bank.encode()).questions
    assert (first.key, second.key) == (key, ("北京|北京市",))


def test_a_bank_has_further_answers_too() -> None:
    bank = f"二、填空题\n1．{CAPITAL}\n答案：北京\n备选答案：北京市\n2．{RIVERS}\n答案：长江；黄河\n"
    assert read_set("题库.txt", bank.encode()).questions[0].key == ("北京|北京市",)
