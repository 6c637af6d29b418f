"""A question set in TOML that somebody wrote by hand: each fault with its place, and its reason in plain words."""

from __future__ import annotations

import pytest

from question_sets.toml_set import read_toml
from scoreboard.presenters.quiz.questions import problem_text
from scoring.engine.rulefile.reader import CAUSES
from scoring.tables.problems import Problem, Unreadable


def refused(text: str) -> Problem:
    with pytest.raises(Unreadable) as raised:
        read_toml("题库.toml", text.encode())
    return raised.value.problem


def first(text: str) -> Problem:
    """The first problem of the only question."""
    _, (draft,) = read_toml("题库.toml", f"[[question]]\n{text}\n".encode())
    return draft.problems[0]


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("[set]\r\nname = 小库\r\n", "第 2 行第 8 列", "文字要放在英文双引号里"),
        ("[set]\nname = “小库”\n", "第 2 行第 8 列", "用了中文标点"),
        ("[[question]]\nstem = '甲\n", "第 2 行", "引号没有成对"),
        ("[[question]\nstem = '甲'\n", "第 1 行第 11 列", "方括号或花括号没有成对"),
        ("[[question]]\nstem = '甲'\nstem = '乙'\n", "第 3 行", "前面已经写过"),
        ("[[question]]\n题干 = '甲'\n", "第 2 行第 1 列", "键名或等号没有写对"),
        ("[[question]]\nno = 1 2\n", "第 2 行第 8 列", "值后面还有多余的内容"),
        ("[set]\n" + "a." * 40 + "a = 1", "第 2 行第 1 列", "引号或括号没有成对"),
    ],
)
def test_broken_toml_says_where_and_why_in_the_words_of_the_reader(text: str, place: str, reason: str) -> None:
    problem = refused(text)
    said = problem_text("zh", problem)
    assert problem.code == "toml-broken"
    assert place in said
    assert reason in said
    assert "Line" in problem_text("en", problem)


def test_every_cause_of_the_parser_has_its_words_for_questions_too() -> None:
    for cause in (*(name for name, _ in CAUSES), "wide", "other"):
        problem = Problem(
            "error", "toml-broken", "", (("cause", cause), ("line", "1"), ("column", "1"), ("detail", "x"))
        )
        assert {cause, "{cause}"}.isdisjoint({problem_text(lang, problem) for lang in ("zh", "en")})


@pytest.mark.parametrize(("text", "table"), [("set = 1", "[set]"), ("question = 1", "[[question]]")])
def test_a_set_without_its_tables_says_which_is_missing(text: str, table: str) -> None:
    problem = refused(text)
    assert (problem.code, dict(problem.fields)) == ("toml-not-table", {"text": table})


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("stme = '甲'", "toml-field-near", "不认识的键 stme，是否想写 stem？"),
        ("zzz = '甲'", "toml-field-unknown", "不认识的键 zzz；可用："),
        ("stem = ['甲']", "toml-text-expected", "stem 应是文字或数，不能是列表或表。"),
        ("media = { file = 'a.jpg' }", "toml-text-expected", "media 应是文字或数"),
        ("options = { A = '甲' }", "toml-list-expected", "options 应是列表"),
        ("options = [['甲'], ['乙']]", "toml-list-expected", "options 应是列表"),
    ],
)
def test_a_value_of_another_shape_is_named_and_never_read_as_its_spelling_in_python(
    text: str, code: str, said: str
) -> None:
    problem = first(text)
    assert problem.code == code
    assert said in problem_text("zh", problem)


def test_a_number_a_day_and_a_truth_value_are_read_as_a_spreadsheet_says_them() -> None:
    _, (draft,) = read_toml("题库.toml", "[[question]]\nstem = '甲'\nno = 7\npoints = 1.50\nkey = true\n".encode())
    assert (draft.no, draft.points, draft.key_values, draft.problems) == ("7", "1.50", ("true",), ())
