"""``leitai match tables``: of the database or of a book the same files, for their owner alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from scoring.store.database import Database
from scoring.store.migrate import upgrade
from tests.cli.test_book import data, exported, hall, leitai
from tests.fakes import fake_context
from tests.halls import CHIEF, Hall, set_up
from tests.unit.exports.match_tables.read import columns, rows

__all__ = ["data", "hall"]

NAMES = [
    "answers.csv",
    "entries.csv",
    "items.csv",
    "marks.csv",
    "players.csv",
    "presses.csv",
    "scores.csv",
    "standings.csv",
]


def written(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_a_match_is_written_into_a_new_directory(hall: Hall, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "tables"
    done = leitai("match", "tables", hall.match, "-o", str(folder), "--data", str(data))
    assert (done.exit_code, done.stderr) == (0, f"决赛：8 张表已写入 {folder}\n")
    found = written(folder)
    assert list(found) == NAMES
    assert all(content.startswith(b"\xef\xbb\xbf") for content in found.values())
    assert columns(rows(found["standings.csv"]), "rank", "team_name", "score", "final") == [
        ("1", "乙队", "130", "yes"),
        ("2", "甲队", "112.5", "yes"),
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_its_book_gives_the_same_bytes_without_a_database(hall: Hall, data: Path, tmp_path: Path) -> None:
    leitai("match", "tables", hall.match, "-o", str(tmp_path / "a"), "--data", str(data))
    book = exported(hall, data)
    (data / "leitai.db").unlink()
    done = leitai("match", "tables", "--book", str(book), "-o", str(tmp_path / "b"), "--data", str(data))
    assert done.exit_code == 0
    assert written(tmp_path / "b") == written(tmp_path / "a")


def test_a_book_that_is_not_right_gives_no_tables(hall: Hall, data: Path, tmp_path: Path) -> None:
    file = exported(hall, data)
    book = json.loads(file.read_text("utf-8"))
    book["scores"][0]["total"] = "999"
    file.write_text(json.dumps(book), "utf-8")
    done = leitai("match", "tables", "--book", str(file), "-o", str(tmp_path / "out"))
    assert done.exit_code == 6
    assert "scores[0].total" in done.stderr
    assert not (tmp_path / "out").exists()


def test_before_the_lock_it_says_that_the_result_is_provisional(hall: Hall, data: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{data / 'leitai.db'}")
    hall.ctx = fake_context(store=database)
    hall.do("result.unlock", CHIEF, reason="申诉", key="unlock")
    database.close()
    done = leitai("match", "tables", hall.match, "-o", str(tmp_path / "out"), "--data", str(data))
    assert done.stderr.splitlines()[1] == "成绩尚未锁定：得分和名次还不是最终结果"
    assert {row["final"] for row in rows(written(tmp_path / "out")["standings.csv"])} == {"no"}


def test_nothing_is_written_over_without_force(hall: Hall, data: Path, tmp_path: Path) -> None:
    (tmp_path / "standings.csv").write_text("mine", "utf-8")
    arguments = ("match", "tables", hall.match, "-o", str(tmp_path), "--data", str(data))
    refused = leitai(*arguments)
    assert (refused.exit_code, refused.stderr.split(":")[1].strip()) == (3, "file-exists")
    assert [file.name for file in tmp_path.glob("*.csv")] == ["standings.csv"]
    assert leitai(*arguments, "--force").exit_code == 0
    assert sorted(file.name for file in tmp_path.glob("*.csv")) == NAMES


@pytest.mark.parametrize(
    ("match", "status", "code"),
    [
        (["nowhere"], 4, "no-such-match"),
        ([], 2, "usage"),
        (["x", "--book", "y"], 2, "usage"),
        (["--book", "nowhere.json"], 3, "file-unreadable"),
    ],
)
def test_what_cannot_be_written_says_why(
    hall: Hall, data: Path, tmp_path: Path, match: list[str], status: int, code: str
) -> None:
    done = leitai("match", "tables", *match, "-o", str(tmp_path / "out"), "--data", str(data))
    assert (done.exit_code, done.stderr.split(":")[1].strip()) == (status, code)


def test_a_match_that_was_never_opened_has_no_tables(data: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{data / 'leitai.db'}"
    upgrade(url, data / "files")
    database = Database(url)
    match = set_up(fake_context(store=database)).match
    database.close()
    done = leitai("match", "tables", match, "-o", str(tmp_path / "out"), "--data", str(data))
    assert (done.exit_code, done.stderr.split(":")[1].strip()) == (5, "match-not-open")


@pytest.mark.parametrize("folder", ["", "  "])
def test_a_directory_without_a_name_is_no_directory(hall: Hall, data: Path, folder: str) -> None:
    done = leitai("match", "tables", hall.match, "-o", folder, "--data", str(data))
    assert (done.exit_code, "-o 后面要写目录名" in done.stderr) == (2, True)


def test_a_directory_in_the_place_of_a_table_keeps_all_of_them_out(hall: Hall, data: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "scores.csv").mkdir(parents=True)
    done = leitai("match", "tables", hall.match, "-o", str(tmp_path / "out"), "--force", "--data", str(data))
    assert (done.exit_code, "error: file-exists" in done.stderr) == (3, True)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["scores.csv"]
