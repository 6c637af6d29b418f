"""``leitai campaign`` as a script sees it: output, error stream, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoreboard.cli.campaign import campaign
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.engine.review.campaign_changes import step_digest
from scoring.engine.review.campaign_reader import campaign_digest, read_campaign
from scoring.sheets import campaign_text, list_campaigns

GOOD = campaign_text("hongjiang-2012")
BAD = GOOD.replace("places = 10", "places = 0", 1).replace('count = "working"', 'count = "workng"')


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_LANG", "zh")


def leitai(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(campaign, arguments, input=stdin)


def file(folder: Path, text: str | bytes, name: str = "campaign.toml") -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def line(text: str, of: str) -> int:
    return next(no for no, words in enumerate(text.splitlines(), start=1) if words.startswith(of))


def test_a_good_campaign_is_said_to_be_good_with_the_digests_of_both_steps(tmp_path: Path) -> None:
    result, read = leitai("check", file(tmp_path, GOOD)), read_campaign(GOOD)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "campaign.toml：评选“洪江市2012年学习型党组织建设四评”第 1 版，4 个奖项，没有发现问题。",
        f"全文校验值 {campaign_digest(read)}",
        f"申报依据校验值 {step_digest(read, 'entries')}（开始申报时锁定）",
        f"评审依据校验值 {step_digest(read, 'marks')}（首个奖项开始评审时锁定）",
    ]


def test_every_fault_is_listed_and_the_status_is_one(tmp_path: Path) -> None:
    result = leitai("check", file(tmp_path, BAD))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"第 {line(BAD, 'places = 0')} 行 · award[1] 十佳学习型党组织 › places: 0 太小，不得小于 1。",
        f'第 {line(BAD, "count = ")} 行 · notice[1] › count: "workng" 不是可选值，是否想写 working？',
    ]
    assert result.stderr == "campaign.toml：发现 2 处问题。\n"


def test_a_time_zone_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    result = leitai("check", file(tmp_path, GOOD.replace("opens =", 'zone = "Asia/Beijing"\nopens =')))
    place = line(GOOD, "opens =")
    assert result.stdout == f"第 {place} 行 · zone: Asia/Beijing 不是时区名称，应如 Asia/Shanghai。\n"


def test_faults_and_a_good_campaign_are_given_as_json() -> None:
    faulty = json.loads(leitai("check", "--json", "--lang", "en", "-", stdin=BAD).stdout)
    assert [fault["code"] for fault in faulty["faults"]] == ["too-small", "not-a-choice-near"]
    good = json.loads(leitai("check", "--json", "-", stdin=GOOD).stdout)
    assert (good["ok"], good["campaign"]["due"], len(good["entries"])) == (
        True,
        {"day": "2012-06-15", "until": None},
        64,
    )


def test_a_folder_is_checked_whole_and_each_fault_has_its_file(tmp_path: Path) -> None:
    file(tmp_path, BAD, "b.toml")
    file(tmp_path, GOOD, "a.toml")
    file(tmp_path, "nothing", "notes.txt")
    result = leitai("check", str(tmp_path))
    starts = ("a.toml：评选", "全文校验值", "申报依据", "评审依据", "b.toml · 第", "b.toml · 第")
    lines = result.stdout.splitlines()
    assert (result.exit_code, len(lines)) == (1, len(starts))
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))
    assert result.stderr == "b.toml：发现 2 处问题。\n"
    told = json.loads(leitai("check", "--json", str(tmp_path)).stdout)
    assert [(Path(one["file"]).name, one["ok"]) for one in told] == [("a.toml", True), ("b.toml", False)]


def test_several_files_are_checked_though_some_cannot_be_read(tmp_path: Path) -> None:
    named = (
        str(tmp_path / "none.toml"),
        file(tmp_path, BAD, "b.toml"),
        str(tmp_path / "no.toml"),
        file(tmp_path, GOOD),
    )
    result = leitai("check", *named)
    assert (result.exit_code, "发现 2 处问题" in result.stderr, "没有发现问题" in result.stdout) == (3, True, True)
    assert [name in result.stderr for name in ("none.toml", "no.toml")] == [True, True]
    told = json.loads(leitai("check", "--json", *named).stdout)
    assert [(one["ok"], one.get("error")) for one in told] == [
        (False, "file-unreadable"),
        (False, None),
        (False, "file-unreadable"),
        (True, None),
    ]


def test_a_folder_without_a_campaign_is_said_to_be_one(tmp_path: Path) -> None:
    result = leitai("check", str(tmp_path))
    assert (result.exit_code, "没有 .toml 文件" in result.stderr) == (2, True)


def test_another_encoding_is_a_fault_of_the_whole_file(tmp_path: Path) -> None:
    result = leitai("check", file(tmp_path, GOOD.encode("gb18030")))
    assert (result.exit_code, result.stdout) == (1, "全文: 文件不是 UTF-8 编码，请另存为 UTF-8。\n")


def test_the_rules_of_the_review_are_printed_from_a_file_and_from_an_id(tmp_path: Path) -> None:
    printed = leitai("print", file(tmp_path, GOOD))
    assert printed.exit_code == 0
    assert printed.stdout.startswith("洪江市2012年学习型党组织建设四评评选办法\n\n一、总则\n")
    assert "\n评选编号 hongjiang-2012 · 第1版 · " in printed.stdout
    assert leitai("print", "hongjiang-2012").stdout == printed.stdout
    english = leitai("print", "hongjiang-2012", "--lang", "en", "--markdown").stdout
    assert english.startswith("# Hongjiang 2012: four awards for learning — rules of the review\n")


def test_a_faulty_campaign_is_neither_printed_nor_compared(tmp_path: Path) -> None:
    bad = file(tmp_path, BAD)
    for result in (leitai("print", bad), leitai("compare", "hongjiang-2012", bad)):
        assert (result.exit_code, result.stdout) == (1, "")
        assert "award[1] 十佳学习型党组织 › places" in result.stderr


def test_two_editions_are_compared_by_step_with_what_moves(tmp_path: Path) -> None:
    new = GOOD.replace("day = 2012-06-15", "day = 2012-06-20").replace("fewest = 3", "fewest = 4")
    result = leitai("compare", "hongjiang-2012", file(tmp_path, new))
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "申报依据（开始申报时锁定）：",
            "  due › day：2012-06-15 改为 2012-06-20",
            "评审依据（首个奖项开始评审时锁定）：",
            "  panel › fewest：3 改为 4",
            "影响：申报时限随之改变，须告知各单位。",
            "影响：得分重新计算。",
            "内容有改动，版本号应改为 edition = 2。",
        ],
    )
    numbered = file(tmp_path, new.replace("opens =", "edition = 2\nopens ="), "two.toml")
    assert "edition" not in leitai("compare", "hongjiang-2012", numbered).stdout


def test_added_removed_and_listed_values_are_shown(tmp_path: Path) -> None:
    new = GOOD.replace('"pdf", "docx"', '"pdf"').replace("opens = 2012-05-01\n", "")
    new = new.replace("[[notice]]", '[[sign_off]]\ndepartment = "税务部门"\nabout = "纳税"\n\n[[notice]]')
    result = leitai("compare", "hongjiang-2012", file(tmp_path, new))
    assert result.stdout.splitlines()[1:4] == [
        "  opens：删去 2012-05-01",
        "  field papers › files：[pdf, docx, jpg, png, mp4] 改为 [pdf, jpg, png, mp4]",
        "  sign_off 税务部门：新增 税务部门",
    ]
    assert leitai("compare", "hongjiang-2012", "hongjiang-2012").stdout == "两版没有差别。\n"


def test_campaigns_are_listed_and_written_out(tmp_path: Path) -> None:
    assert leitai("list").stdout.splitlines()[0] == "hongjiang-2012\t4\t洪江市2012年学习型党组织建设四评"
    assert len(leitai("list").stdout.splitlines()) == len(list_campaigns())
    assert leitai("template", "hongjiang-2012").stdout == GOOD
    target = tmp_path / "own.toml"
    assert leitai("template", "hongjiang-2012", "-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8") == GOOD
    again = leitai("template", "hongjiang-2012", "-o", str(target)).exception
    assert isinstance(again, Invalid)
    assert again.code == "file-exists"


def test_an_unknown_campaign_is_not_found() -> None:
    assert isinstance(leitai("template", "nope").exception, NotFound)


def test_the_characters_of_a_text_are_counted() -> None:
    assert leitai("count", "-", stdin="\ufeff学习2012年。\r\n").stdout == "5\n"
    result = leitai("count", "-", stdin="党员学习明星".encode("gb18030"))
    assert (result.exit_code, result.stderr) == (1, "全文: 文件不是 UTF-8 编码，请另存为 UTF-8。\n")


DAYS_OFF = """
[[year]]
year = 2012
off = [2012-06-22]
"""


def test_the_ends_of_the_notices_are_said_by_the_official_days(tmp_path: Path) -> None:
    days = file(tmp_path, DAYS_OFF, "days.toml")
    result = leitai("dates", "hongjiang-2012", "--from", "2012-06-19", "--calendar", days)
    assert (result.exit_code, result.stdout) == (
        0,
        "市委学习办：2012-06-19 发布，公示至 2012-06-27（5 个工作日，自次日起计算）\n",
    )


def test_without_a_calendar_the_ends_are_said_by_the_years_that_come_with_the_program() -> None:
    result = leitai("dates", "hongjiang-2012", "--from", "2012-06-19")
    assert (result.exit_code, result.stdout) == (
        0,
        "市委学习办：2012-06-19 发布，公示至 2012-06-27（5 个工作日，自次日起计算）\n",
    )


def test_without_official_days_no_end_is_said(tmp_path: Path) -> None:
    days = file(tmp_path, DAYS_OFF, "days.toml")
    for arguments in (("2099-06-19",), ("2012-12-27", "--calendar", days)):
        result = leitai("dates", "hongjiang-2012", "--from", *arguments)
        assert result.stdout == ""
        assert isinstance(result.exception, Refused)
        assert result.exception.code == "no-official-days"


def test_a_faulty_calendar_and_a_day_that_is_none_are_named(tmp_path: Path) -> None:
    days = file(tmp_path, DAYS_OFF.replace("off =", "of ="), "days.toml")
    result = leitai("dates", "hongjiang-2012", "--from", "2012-06-19", "--calendar", days)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "year[1] › of: 不认识的键 of，是否想写 off？" in result.stderr
    for day in ("2012-06-31", "9999-12-31", "tomorrow"):
        result = leitai("dates", "hongjiang-2012", "--from", day)
        assert result.exit_code == 2
        assert f"{day} 不是日期" in result.stderr
