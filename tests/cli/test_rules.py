"""``leitai rules`` as a script sees it: output, error stream, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoreboard.cli.rules import rules
from scoring.engine.errors import NotFound
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_digest
from scoring.sheets import list_templates, template_text

GOOD = template_text("standard-party")
BAD = GOOD.replace("members = 3", "members = 0").replace('kind = "press"', 'kind = "pres"')


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_LANG", "zh")


def leitai(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(rules, arguments, input=stdin)


def file(folder: Path, text: str | bytes, name: str = "sheet.toml") -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_a_good_sheet_is_said_to_be_good_with_its_digest(tmp_path: Path) -> None:
    result = leitai("check", file(tmp_path, GOOD))
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "sheet.toml：赛制“通用党建知识竞赛”第 1 版，8 个环节，没有发现问题。",
        f"校验值 {rule_sheet_digest(read_rule_sheet(GOOD))}",
    ]


def test_every_fault_is_listed_and_the_status_is_one(tmp_path: Path) -> None:
    result = leitai("check", file(tmp_path, BAD))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "第 5 行 · members: 0 太小，不得小于 1。",
        '第 40 行 · round[4] 抢答 › kind: "pres" 不是可选值，是否想写 press？',
    ]
    assert result.stderr == "sheet.toml：发现 2 处问题。\n"


def test_faults_as_json_carry_place_line_code_and_words(tmp_path: Path) -> None:
    result = leitai("check", "--json", "--lang", "en", file(tmp_path, BAD))
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert data["ok"] is False
    assert data["faults"][0] == {
        "place": "members",
        "line": 5,
        "code": "too-small",
        "fields": {"found": "0", "least": "1"},
        "message": "0 is too small; the least is 1.",
    }


def test_a_good_sheet_as_json_is_its_normal_form() -> None:
    data = json.loads(leitai("check", "--json", "-", stdin=GOOD).stdout)
    assert (data["ok"], data["sheet"]["base"], len(data["digest"])) == (True, "100", 64)


def test_a_folder_is_checked_whole_and_each_fault_has_its_file(tmp_path: Path) -> None:
    file(tmp_path, BAD, "b.toml")
    file(tmp_path, GOOD, "a.toml")
    file(tmp_path, "nothing", "notes.txt")
    result = leitai("check", str(tmp_path))
    assert (result.exit_code, result.stderr) == (1, "b.toml：发现 2 处问题。\n")
    starts = ("a.toml：赛制", "校验值", "b.toml · 第 5 行", "b.toml · 第 40 行")
    lines = result.stdout.splitlines()
    assert [line.startswith(start) for line, start in zip(lines, starts, strict=True)] == [True] * 4
    told = json.loads(leitai("check", "--json", str(tmp_path)).stdout)
    assert [(Path(one["file"]).name, one["ok"]) for one in told] == [("a.toml", True), ("b.toml", False)]


def test_several_files_are_checked_though_some_cannot_be_read(tmp_path: Path) -> None:
    result = leitai("check", str(tmp_path / "none.toml"), file(tmp_path, BAD, "b.toml"), str(tmp_path / "no.toml"))
    assert (result.exit_code, "发现 2 处问题" in result.stderr) == (3, True)
    assert [name in result.stderr for name in ("none.toml", "no.toml")] == [True, True]


def test_a_folder_without_a_rule_sheet_is_said_to_be_one(tmp_path: Path) -> None:
    result = leitai("check", str(tmp_path))
    assert (result.exit_code, "没有 .toml 文件" in result.stderr) == (2, True)


def test_a_rule_of_a_tally_is_checked_too(tmp_path: Path) -> None:
    good = 'name = "评优"\n[[criterion]]\nid = "a"\nhigh = 100\n'
    named = (file(tmp_path, good), file(tmp_path, f"{good}step = 3\nname = 7\n", "faulty.toml"))
    result = leitai("check", *named)
    assert (result.exit_code, result.stderr) == (1, "faulty.toml：发现 2 处问题。\n")
    lines = result.stdout.splitlines()
    assert lines[0] == "sheet.toml：评分规则“评优”第 1 版，1 个评分项，没有发现问题。"
    assert [line.split("：")[0].split(":")[0] for line in lines[2:]] == [
        "faulty.toml · 第 5 行 · criterion[1] › step",
        "faulty.toml · 第 6 行 · criterion[1] › name",
    ]
    told = json.loads(leitai("check", "--json", *named).stdout)
    assert (told[0]["rule"]["name"], len(told[0]["digest"]), told[1]["ok"]) == ("评优", 64, False)


def test_another_encoding_is_a_fault_of_the_whole_file(tmp_path: Path) -> None:
    result = leitai("check", file(tmp_path, GOOD.encode("gb18030")))
    assert (result.exit_code, result.stdout) == (1, "全文: 文件不是 UTF-8 编码，请另存为 UTF-8。\n")


def test_a_syntax_error_says_where(tmp_path: Path) -> None:
    result = leitai("check", file(tmp_path, "base = \n"))
    assert result.exit_code == 1
    assert result.stdout.startswith("第 1 行 · 全文: 第 1 行第 8 列写法不对：等号后面的值没有写对")
    assert result.stdout.endswith("（解析程序的原话：Invalid value）\n")


def test_the_rules_are_printed_from_a_file_and_from_a_template(tmp_path: Path) -> None:
    printed = leitai("print", file(tmp_path, GOOD))
    assert printed.exit_code == 0
    assert printed.stdout.startswith("通用党建知识竞赛规则\n\n一、参赛资格\n1. ")
    assert "\n规则编号：standard-party　第1版　校验值：" in printed.stdout
    assert leitai("print", "standard-party").stdout == printed.stdout
    assert leitai("print", "standard-party", "--lang", "en", "--markdown").stdout.startswith("# Common format — Comp")


def test_a_faulty_sheet_is_not_printed(tmp_path: Path) -> None:
    result = leitai("print", file(tmp_path, BAD))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "第 5 行 · members" in result.stderr


def test_templates_are_listed_and_written_out(tmp_path: Path) -> None:
    listed = leitai("list").stdout.splitlines()
    assert listed[0] == "standard-party\t8\t通用党建知识竞赛"
    assert len(listed) == len(list_templates())
    assert leitai("template", "foul-ladder").stdout == template_text("foul-ladder")
    target = tmp_path / "own.toml"
    assert leitai("template", "foul-ladder", "-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8") == template_text("foul-ladder")


def test_an_unknown_template_is_not_found() -> None:
    assert isinstance(leitai("template", "nope").exception, NotFound)
