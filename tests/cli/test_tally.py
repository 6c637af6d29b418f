"""``leitai tally`` as an office or a script sees it: output, error stream, files, exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoreboard.cli.tally import tally
from scoring.engine.errors import Invalid, NotFound
from tests.unit.engine.skating.published import Group, part

DOCS = Path(__file__).parents[2] / "docs"
SKATING = Path(__file__).parents[1] / "unit" / "engine" / "skating"


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_LANG", "zh")


def leitai(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(tally, [str(one) for one in arguments], input=stdin)


def block(document: str, kind: str) -> str:
    """The first code block of a kind in a document."""
    found = re.search(rf"```{kind}\n(.*?)```", (DOCS / document).read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def example(folder: Path, document: str = "tally.md") -> tuple[Path, Path]:
    """The example of the document as files: marks and rule."""
    marks, rule = folder / "marks.csv", folder / "rule.toml"
    marks.write_text(block(document, "csv"), "utf-8")
    rule.write_text(block(document, "toml"), "utf-8")
    return marks, rule


@pytest.mark.parametrize(
    ("document", "lang"),
    [("tally.md", "en"), ("tally.zh-CN.md", "zh"), ("../README.md", "en"), ("../README.zh-CN.md", "zh")],
)
def test_the_example_of_the_document_prints_what_the_document_shows(tmp_path: Path, document: str, lang: str) -> None:
    marks, rule = example(tmp_path, document)
    shown = ""
    for line in block(document, "console").splitlines():
        if line.startswith("$ "):
            result = leitai(marks, "--rule", rule, "--lang", lang, *line.split()[6:])
            assert result.exit_code == 0
            shown += f"{line}\n{result.stdout}"
    assert shown == block(document, "console")


def test_a_result_is_written_over_another_file_only_when_told_so(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    refused = leitai(marks, "--rule", rule, "-o", marks).exception
    assert isinstance(refused, Invalid)
    assert refused.code == "file-exists"
    assert leitai(marks, "--rule", rule, "-o", marks, "--force").exit_code == 0
    assert marks.read_bytes().startswith(b"\xef\xbb\xbfentry")


def test_files_are_written_by_their_ending(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    starts = {"csv": b"\xef\xbb\xbfentry,score", "json": b"{", "xlsx": b"PK"}
    for ending, start in starts.items():
        result = leitai(marks, "--rule", rule, "-o", tmp_path / f"result.{ending}")
        assert (result.exit_code, result.stdout) == (0, "")
        assert (tmp_path / f"result.{ending}").read_bytes().startswith(start)
    for ending, start in {"html": b"<!doctype html>", "json": b"{", "xlsx": b"PK"}.items():
        leitai(marks, "--rule", rule, "--report", "-o", tmp_path / f"report.{ending}")
        assert (tmp_path / f"report.{ending}").read_bytes().startswith(start)


def test_the_report_leaves_the_result_as_it_is(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    plain, report = (
        json.loads(leitai(marks, "--rule", rule, "--format", "json", *more).stdout) for more in ((), ("--report",))
    )
    assert report.pop("report")
    assert plain == report


def test_a_table_from_standard_input_gives_the_same(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    piped = leitai("-", "--rule", rule, stdin=marks.read_text("utf-8"))
    assert piped.stdout == leitai(marks, "--rule", rule).stdout


def test_an_explanation_as_json_is_made_of_steps(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    data = json.loads(leitai(marks, "--rule", rule, "--explain", "Kite", "--format", "json").stdout)
    assert data["score"] == "85.00"
    assert data["steps"][-1]["code"] == "final"
    with pytest.raises(NotFound, match="entry-unknown"):
        CliRunner().invoke(tally, [str(marks), "--rule", str(rule), "--explain", "Kit"], catch_exceptions=False)


def test_an_entry_that_waits_has_no_rank_and_the_status_says_so(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    marks.write_text(marks.read_text("utf-8").replace("Kite,E,novelty,51\n", ""), "utf-8")
    result = leitai(marks, "--rule", rule)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[2].split() == ["Kite", "等待补齐：E", "缺"]
    assert result.stderr == "1 个作品还没有名次。\n"


def test_an_entry_that_did_not_reach_the_last_stage_is_no_fault(tmp_path: Path) -> None:
    marks, rule = tmp_path / "marks.csv", tmp_path / "rule.toml"
    rule.write_text(
        'name = "x"\n[[criterion]]\nid = "mark"\nhigh = 100\n[[stage]]\nid = "papers"\nweight = "0.6"\n'
        '[[stage]]\nid = "live"\nweight = "0.4"\n',
        "utf-8",
    )
    lines = ["甲,A,80,papers", "甲,B,81,papers", "甲,C,81,papers", "甲,A,70,live"]
    lines += [f"乙,{judge},60,papers" for judge in "ABC"]
    marks.write_text("\n".join(["entry,judge,mark,stage", *lines]), "utf-8")
    result = leitai(marks, "--rule", rule)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()[1:]] == [
        ["甲", "76.40", "1", "否", "得分", "80.6666…", "70"],
        ["乙", "没有进入这一阶段", "60"],
    ]
    csv = leitai(marks, "--rule", rule, "--format", "csv").stdout.splitlines()
    assert csv[1] == "甲,76.40,1,no,score,80.666667,70,scored"


def test_every_faulty_row_is_listed_and_nothing_is_computed(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    text = (
        marks.read_text("utf-8")
        .replace("Loom,A,novelty,52", "Loom,A,novelty,62")
        .replace("Kite,B,novelty", "Kite,B,novlty")
    )
    marks.write_text(text, "utf-8")
    result = leitai(marks, "--rule", rule)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        "第 2 行，作品“Loom”，评委“A”：62 分超出范围 0 到 60。",
        "第 14 行，作品“Kite”，评委“B”：规则里没有评分项“novlty”，是不是“novelty”？",
        "评分表有 2 行有问题，没有计算。请改好这些行再算一次。",
    ]


def test_faults_stand_before_the_notes_about_the_file(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    marks.write_text("作品,评委,评分项,分数,备注\nLoom,A,novelty,62,改过\n", "utf-8")
    assert leitai(marks, "--rule", rule).stderr.splitlines() == [
        "第 2 行，作品“Loom”，评委“A”：62 分超出范围 0 到 60。",
        "第 1 行：E 列“备注”没有读入，其中 1 个单元格有内容。",
        "评分表有 1 行有问题，没有计算。请改好这些行再算一次。",
    ]


def test_a_faulty_rule_is_listed_with_places(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    text = rule.read_text("utf-8").replace("step = 1\n", "step = 7\n").replace('of = "novelty"', 'of = "newness"')
    rule.write_text(text, "utf-8")
    result = leitai(marks, "--rule", rule)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        "评分规则 第 13 行 · criterion[1] › step：从最低分起按 7 一档，打不到最高分 60。",
        "评分规则 第 33 行 · rank › tie[1] › of：没有评分项“newness”，有的是：delivery · novelty。",
        "评分规则有 2 处问题，没有计算。",
    ]


def test_a_file_that_is_no_table_says_so(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    result = leitai(rule, "--rule", rule)
    assert result.exit_code == 3
    assert result.stderr.startswith("rule.toml: 没有找到表头")
    rule.write_bytes("名".encode("gb18030"))
    assert leitai(marks, "--rule", rule).exit_code == 3


def test_a_format_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    marks, rule = example(tmp_path)
    for wrong in (("--format", "html"), ("--report", "--format", "csv"), ("--explain", "Kite", "--format", "xlsx")):
        with pytest.raises(Invalid, match="tally-format"):
            CliRunner().invoke(tally, [str(marks), "--rule", str(rule), *wrong], catch_exceptions=False)


@pytest.mark.parametrize("group", list(part(SKATING)), ids=lambda group: group.id)
def test_published_results_come_out_of_the_command(tmp_path: Path, group: Group) -> None:
    marks, rule = tmp_path / "marks.csv", tmp_path / "rule.toml"
    lines = ["entry,judge,criterion,mark", *(",".join((r.entry, r.judge, r.criterion, r.mark)) for r in group.rows)]
    marks.write_text("\n".join(lines), "utf-8")
    rule.write_text(group.rule, "utf-8")
    result = leitai(marks, "--rule", rule, "--format", "csv")
    assert result.exit_code == 0
    found = [line.split(",")[:3] for line in result.stdout.removeprefix("\ufeff").splitlines()[1:]]
    published = [[p["performance_id"], p["total_segment_score"], p["rank"]] for p in group.performances]
    assert found == sorted(published, key=lambda line: int(line[2]))
