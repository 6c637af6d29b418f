"""Answers that say which blank they fill, and keys and options under ringed numbers."""

from __future__ import annotations

import pytest

from question_sets import ReadQuestion, read_set
from question_sets.keys import fill_values


@pytest.mark.parametrize(
    ("text", "blanks", "values"),
    [
        ("第1空：上海；第2空：嘉兴", 2, ("上海", "嘉兴")),
        ("第一空：上海 第二空：嘉兴", 2, ("上海", "嘉兴")),
        ("第一空：上海\n第二空：嘉兴", 2, ("上海", "嘉兴")),
        ("第1空：上海|沪；第2空：嘉兴", 2, ("上海|沪", "嘉兴")),
        ("第一空：上海", 1, ("上海",)),
        ("空1：上海；空2：嘉兴", 2, ("上海", "嘉兴")),
        ("(1)上海 (2)嘉兴", 2, ("上海", "嘉兴")),
        ("（1）上海；（2）嘉兴", 2, ("上海", "嘉兴")),
        ("①上海②嘉兴", 2, ("上海", "嘉兴")),
        ("1.上海 2.嘉兴", 2, ("上海", "嘉兴")),
        ("1、上海、市 2、嘉兴", 2, ("上海、市", "嘉兴")),
    ],
)
def test_the_number_of_a_blank_is_no_part_of_its_answer(text: str, blanks: int, values: tuple[str, ...]) -> None:
    assert fill_values(text, blanks) == values


@pytest.mark.parametrize(
    ("text", "blanks", "values"),
    [
        ("1.5；2.5", 2, ("1.5", "2.5")),
        ("1；2", 2, ("1", "2")),
        ("①", 1, ("①",)),
        ("①②", 1, ("①②",)),
        ("(1)", 1, ("(1)",)),
        ("太空", 1, ("太空",)),
        ("第一空降师", 1, ("第一空降师",)),
        ("2.甲 1.乙", 2, ("2.甲", "1.乙")),
    ],
)
def test_what_only_looks_like_the_number_of_a_blank_stays(text: str, blanks: int, values: tuple[str, ...]) -> None:
    assert fill_values(text, blanks) == values


def test_answers_of_two_blanks_where_the_stem_shows_one_are_not_two_spellings_of_it() -> None:
    report = read_set("题.csv", "题型,题干,答案\n填空,会址在____。,第一空：上海；第二空：嘉兴\n".encode())
    assert report.questions[0].key == ("上海", "嘉兴")
    assert "blanks-differ" in [problem.code for problem in report.rows[0].problems]


def only(text: str) -> ReadQuestion:
    report = read_set("题库.txt", text.encode())
    assert [problem.code for row in report.rows for problem in row.problems if problem.severity == "error"] == []
    (question,) = report.questions
    return question


@pytest.mark.parametrize(
    "line", ["1.长征始于____。（答案：瑞金）", "1.长征始于____（标准答案：瑞金）。", "1.长征始于（答案：瑞金）。"]
)
def test_an_answer_in_a_bracket_behind_its_label_is_without_the_label(line: str) -> None:
    question = only(f"一、填空题\n{line}\n")
    assert question.key == ("瑞金",)
    assert question.stem.count("____") + question.stem.count("（  ）") == 1


@pytest.mark.parametrize(
    "text",
    [
        "1.首都是（ ）\n①上海\n②北京\n③天津\n答案：②\n",
        "1.首都是（ ）\n①上海 ②北京 ③天津\n答案：②\n",
        "1.首都是（ ） ①上海②北京③天津\n【答案】②\n",
        "一、单选题\n1.首都是（ ）\n①上海；②北京；③天津\n答案：②\n",
    ],
)
def test_options_may_stand_under_ringed_numbers(text: str) -> None:
    question = only(text)
    assert (question.type, question.stem, question.options, question.key) == (
        "single", "首都是（ ）", ("上海", "北京", "天津"), ("B",),
    )  # fmt: skip


def test_several_ringed_numbers_are_a_multiple_choice() -> None:
    question = only("1.直辖市有（ ）\n①上海 ②苏州 ③天津\n答案：①③\n")
    assert (question.type, question.options, question.key) == ("multiple", ("上海", "苏州", "天津"), ("A", "C"))


def test_statements_under_ringed_numbers_stay_in_the_stem_beside_options_with_letters() -> None:
    question = only("1.正确的是（B）\n①甲②乙③丙\nA.①② B.②③\n")
    assert (question.stem, question.options) == ("正确的是（  ）\n①甲②乙③丙", ("①②", "②③"))


def test_a_ringed_number_as_key_without_options_is_an_error() -> None:
    report = read_set("题.csv", "题干,答案\n首都是哪一个,②\n".encode())
    assert [problem.code for problem in report.rows[0].problems if problem.severity == "error"] == [
        "key-without-options"
    ]
    assert report.questions == ()


@pytest.mark.parametrize(
    "line",
    [
        "1.首都是（A）A.北京 B.上海 C.天津",
        "1.首都是（A）A.北京B.上海C.天津",
        "1.首都是（Ａ）Ａ．北京Ｂ．上海Ｃ．天津",
        "1.首都是（Ａ） Ａ．北京 Ｂ．上海 Ｃ．天津",
        "1.首都是（A） (A)北京 (B)上海 (C)天津",
    ],
)
def test_a_key_in_the_bracket_right_before_the_first_option_is_not_its_mark(line: str) -> None:
    question = only(line)
    assert (question.stem, question.options, question.key) == ("首都是（  ）", ("北京", "上海", "天津"), ("A",))
