from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from question_sets import read_set
from scoreboard.cli.questions import questions
from scoring.engine.errors import Invalid

GOOD = "题型,题干,A,B,答案\n单选,首都是（ ）,北京,上海,A\n判断,地球是圆的,,,对\n"
FAULTY = "题型,题干,A,B,答案\n单选,首都是（ ）,北京,上海,C\n判断,地球是圆的,,,对\n"


@pytest.fixture
def write(tmp_path: Path) -> Path:
    (tmp_path / "good.csv").write_text(GOOD, "utf-8")
    (tmp_path / "faulty.csv").write_text(FAULTY, "utf-8")
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(questions, [str(arg) for arg in args], env={"LEITAI_LANG": "zh"})


def test_a_good_file_is_0_and_says_what_it_holds(write: Path) -> None:
    result = run("check", write / "good.csv")
    assert result.exit_code == 0
    assert "good.csv：2 道题，没有错误。" in result.output
    assert "单选 1 · 多选 0 · 判断 1" in result.output


def test_a_faulty_file_is_1_and_names_the_row(write: Path) -> None:
    result = run("check", write / "faulty.csv")
    assert result.exit_code == 1
    assert "faulty.csv 第 2 行: 错误: 答案 C 没有对应的选项（共 2 个选项）。" in result.output
    assert (
        "faulty.csv, row 2: error: The answer C names no option"
        in run("check", write / "faulty.csv", "--lang", "en").output
    )


@pytest.mark.parametrize("column", ["试题题目=题干", "B=stem", "试题 题目＝题干".replace("＝", "=")])
def test_a_column_is_what_the_command_says_it_is(write: Path, column: str) -> None:
    (write / "odd.csv").write_text(GOOD.replace("题干", "试题题目"), "utf-8")
    assert run("check", write / "odd.csv").exit_code == 1
    told = run("check", write / "odd.csv", "--column", column)
    assert told.exit_code == 0
    assert "odd.csv：2 道题，没有错误。" in told.output


@pytest.mark.parametrize(("column", "words"), [("题目", "含义可用：题型、题干"), ("试题=题干", "可说明的列：")])
def test_a_column_that_is_not_there_or_means_nothing_is_refused(write: Path, column: str, words: str) -> None:
    told = run("check", write / "good.csv", "--column", column)
    assert told.exit_code == 2
    assert words in told.output


def test_a_question_past_its_day_is_not_counted_for_the_rules(write: Path) -> None:
    rows = "题型,题干,A,B,答案,有效期至\n单选,首都是（ ）,北京,上海,A,2020-01-31\n判断,地球是圆的,,,对,\n"
    (write / "old.csv").write_text(rows, "utf-8")
    told = run("check", write / "old.csv", "--rules", "quick-league")
    assert "题库有 1 题。" in told.output
    assert "另有 1 题已过有效期" in told.output
    found = json.loads(run("check", write / "old.csv", "--rules", "quick-league", "--json").output)["coverage"]
    assert (found["questions"], found["outdated"]) == (1, 1)


def test_wrong_usage_is_2(write: Path) -> None:
    assert run("check").exit_code == 2
    assert run("template", "-o", write / "a.doc").exit_code == 2


def test_a_rule_sheet_with_faults_is_named_as_such(write: Path) -> None:
    refused = run("check", write / "good.csv", "--rules", write / "good.csv").exception
    assert isinstance(refused, Invalid)
    assert (refused.code, refused.fields) == ("rules-faulty", {"file": str(write / "good.csv")})


def test_the_coverage_of_a_rule_sheet_is_part_of_the_verdict(write: Path) -> None:
    result = run("check", write / "good.csv", "--sheet", "standard-party", "--teams", "6")
    assert result.exit_code == 1
    assert "抢答需20+5题，现有2题，缺" in result.output


def test_json_holds_codes_and_fields_for_scripts(write: Path) -> None:
    result = run("check", write / "faulty.csv", "--json", "--sheet", "standard-party")
    data = json.loads(result.output)
    assert data["ok"] is False
    assert data["counts"]["questions"] == 1
    problem = data["rows"][0]["problems"][0]
    assert (problem["code"], problem["fields"]) == ("key-names-no-option", {"key": "C", "options": "2"})
    assert data["rows"][1]["question"]["key"] == ["T"]
    assert data["coverage"]["enough"] is False


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_template_is_written_and_is_known_again(write: Path, name: str) -> None:
    assert run("template", "-o", write / name).exit_code == 0
    report = read_set(name, (write / name).read_bytes())
    assert "no-heading" not in [problem.code for _, problem in report.faults]


def test_the_builtin_sets_are_listed() -> None:
    assert run("list").exit_code == 0
