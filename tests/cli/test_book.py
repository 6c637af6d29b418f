"""``leitai match`` and ``leitai verify`` on a real database: exit statuses and words a script can use."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from scoreboard.cli import cli, run
from scoreboard.cli.demo_contest import make_contest
from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.store.migrate import upgrade
from tests.fakes import fake_context
from tests.halls import Hall, play, set_up


def leitai(*arguments: str) -> Result:
    """The command with its exit status, as the entry point gives it."""
    runner = CliRunner()
    with runner.isolation() as (out, err, _):
        status = run(lambda: cli.main(list(arguments), prog_name="leitai", standalone_mode=False))
        return Result(runner, out.getvalue(), err.getvalue(), out.getvalue(), None, status, None)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of its own, words in Chinese."""
    monkeypatch.setenv("LEITAI_LANG", "zh")
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def hall(data: Path) -> Hall:
    """A played match in the data directory's database."""
    url = f"sqlite:///{data / 'leitai.db'}"
    upgrade(url, data / "files")
    database = Database(url)
    hall = set_up(fake_context(store=database, files=FileStore(data / "files")))
    play(hall)
    database.close()
    return hall


def exported(hall: Hall, data: Path) -> Path:
    """The book of the hall's match."""
    file = data.parent / "book.json"
    assert leitai("match", "export", hall.match, "-o", str(file), "--data", str(data)).exit_code == 0
    return file


def code_of(file: Path) -> str:
    """The check code of an exported book of a match that ended with its lock."""
    last = json.loads(file.read_text("utf-8"))["entries"][-1]
    assert last["kind"] == "result.lock"
    return " ".join(last["hash"][at : at + 4] for at in range(0, 32, 4))


def test_matches_are_listed_with_their_phase(hall: Hall, data: Path) -> None:
    listed = leitai("match", "list", "--data", str(data), "--json")
    assert json.loads(listed.stdout) == [{"id": hall.match, "phase": "locked", "title": "决赛"}]
    assert leitai("match", "list", "--data", str(data)).stdout == f"{hall.match}  已锁定  决赛\n"


def test_an_exported_book_is_its_owners_alone_and_verifies(hall: Hall, data: Path) -> None:
    file = exported(hall, data)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    right = leitai("verify", str(file))
    code = code_of(file)
    assert (right.exit_code, right.stdout.splitlines()) == (
        0,
        [
            "无误：43 条台账，2 支代表队，得分和名次与重新计算的一致",
            f"核对码 {code}：请与签字的成绩单对照（--head）",
        ],
    )
    told = json.loads(leitai("verify", str(file), "--json").stdout)
    assert told == {"right": True, "differences": [], "check_code": code}


def test_a_book_is_compared_with_the_check_code_of_the_printed_result(hall: Hall, data: Path) -> None:
    file = exported(hall, data)
    same = leitai("verify", str(file), "--head", code_of(file).upper())
    assert (same.exit_code, same.stdout.splitlines()[-1]) == (0, f"核对码 {code_of(file)} 与成绩单一致")
    other = leitai("verify", str(file), "--head", "0" * 32)
    assert (other.exit_code, other.stdout) == (1, "")
    assert other.stderr.splitlines() == [
        "不符，共 1 处；第一处：entries",
        "  entries: 不是成绩单上的那一场",
        "    应为：" + " ".join(["0000"] * 8),
        f"    实为：{code_of(file)}",
    ]
    short = leitai("verify", str(file), "--head", "3f2a")
    assert (short.exit_code, short.stderr.splitlines()[0]) == (3, "error: check-code: 这不是完整的核对码")


def test_a_changed_book_does_not_verify_and_the_first_difference_is_named(hall: Hall, data: Path) -> None:
    file = exported(hall, data)
    book = json.loads(file.read_text("utf-8"))
    book["standings"][0]["rank"] = 2
    file.write_text(json.dumps(book), "utf-8")
    wrong = leitai("verify", str(file))
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert wrong.stderr.splitlines() == [
        "不符，共 2 处；第一处：standings[0].rank",
        "  standings[0].rank: 与重新计算的不同",
        "    应为：1",
        "    实为：2",
    ]


def test_what_has_another_shape_is_told_in_words_with_its_place(hall: Hall, data: Path) -> None:
    file = exported(hall, data)
    text = file.read_text("utf-8")

    def told(change: Callable[[Any], object]) -> list[str]:
        book = json.loads(text)
        change(book)
        file.write_text(json.dumps(book), "utf-8")
        wrong = leitai("verify", str(file))
        assert wrong.exit_code == 1
        return wrong.stderr.splitlines()[1:]

    assert told(lambda book: book["entries"][3].update(what=1)) == ["  entries[3].what: 多出"]
    assert told(lambda book: book["entries"][3].pop("at")) == ["  entries[3].at: 缺少内容"]
    assert told(lambda book: book["entries"][3].update(at="x")) == [
        "  entries[3].at: 内容的格式或大小不对",
        "    应为：整数",
    ]
    assert told(lambda book: book.update(sheet_text="x")) == ["  setup: 读不懂", "    实为：sheet-faulty"]


def test_a_book_goes_into_another_database_once_and_comes_out_the_same(hall: Hall, data: Path) -> None:
    file = exported(hall, data)
    other = data.parent / "other"
    assert leitai("match", "import", str(file), "--data", str(other)).exit_code == 0
    again = data.parent / "again.json"
    leitai("match", "export", hall.match, "-o", str(again), "--data", str(other))
    assert again.read_bytes() == file.read_bytes()
    twice = leitai("match", "import", str(file), "--data", str(other))
    assert (twice.exit_code, twice.stderr.splitlines()[0]) == (5, "error: match-exists: 这里已经有“决赛”这个场次")


@pytest.mark.parametrize("content", [None, "", "[]", "{", "\ufeff{}", "9" * 5000])
def test_a_file_that_is_no_book_is_an_input_error(data: Path, content: str | None) -> None:
    file = data.parent / "odd.json"
    if content is not None:
        file.write_text(content, "utf-8")
    told = leitai("verify", str(file))
    assert told.exit_code == 3
    assert told.stderr.startswith("error: file-unreadable: ")


def test_a_match_that_is_not_there_cannot_be_exported(hall: Hall, data: Path) -> None:
    told = leitai("match", "export", "nothing", "-o", str(data / "x.json"), "--data", str(data))
    assert (told.exit_code, (data / "x.json").exists()) == (4, False)
    assert told.stderr.splitlines() == [
        "error: no-such-match: 没有编号为 nothing 的场次",
        "用 leitai match list 查看编号。",
    ]


def test_a_book_is_not_written_over_another_file(hall: Hall, data: Path) -> None:
    file = exported(hall, data)
    again = ("match", "export", hall.match, "-o", str(file), "--data", str(data))
    told = leitai(*again)
    assert (told.exit_code, told.stderr.splitlines()[0]) == (3, f"error: file-exists: 文件已经存在：{file}")
    assert leitai(*again, "--force").exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_book_that_differs_is_refused_in_words(hall: Hall, data: Path) -> None:
    file = exported(hall, data)
    book = json.loads(file.read_text("utf-8"))
    book["standings"][0]["rank"] = 2
    file.write_text(json.dumps(book), "utf-8")
    told = leitai("match", "import", str(file), "--data", str(data.parent / "other"))
    said = "error: book-differs: 比赛档案内容前后不一致：standings[0].rank（与重新计算的不同）"
    assert (told.exit_code, told.stderr.splitlines()[0]) == (6, said)


def test_a_sound_database_checks_well(hall: Hall, data: Path) -> None:
    well = leitai("db", "check", "--data", str(data))
    assert well.exit_code == 0
    assert well.stdout.splitlines()[0] == "✓ 日志方式: 先写日志再写库（wal）"
    assert well.stdout.splitlines()[-1] == "数据库完好：2 份台账，44 条，逐条复核无误"
    report = json.loads(leitai("db", "check", "--data", str(data), "--json").stdout)
    assert (report["good"], report["streams"], report["entries"]) == (True, 2, 44)


def test_checking_a_database_that_is_not_there_says_so_and_makes_none(data: Path) -> None:
    absent = leitai("db", "check", "--data", str(data))
    said = f"error: database-missing: 没有数据库 {data / 'leitai.db'}"
    assert (absent.exit_code, absent.stdout, absent.stderr.splitlines()[0]) == (4, "", said)
    assert list(data.iterdir()) == []


def test_checking_a_database_without_tables_says_so(data: Path) -> None:
    (data / "leitai.db").touch(mode=0o600)
    bare = leitai("db", "check", "--data", str(data))
    said = "数据库还没有建立：启动服务器或运行 leitai db upgrade 即可。"
    assert (bare.exit_code, bare.stdout.strip()) == (1, said)


def test_the_book_of_a_contest_counts_its_entries_not_teams(data: Path) -> None:
    url = f"sqlite:///{data / 'leitai.db'}"
    upgrade(url, data / "files")
    database = Database(url)
    made = make_contest(fake_context(store=database, files=FileStore(data / "files")), "zh")
    database.close()
    file = data.parent / "contest.json"
    assert leitai("match", "export", made.match, "-o", str(file), "--data", str(data)).exit_code == 0
    assert "，20 名选手，得分和名次" in leitai("verify", str(file)).stdout
