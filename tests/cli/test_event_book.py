"""``leitai event`` and ``leitai verify`` on a real database: a competition leaves one server and enters another."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.store.migrate import upgrade
from tests.cli.test_book import leitai
from tests.events import finished_event
from tests.fakes import FakeClock, fake_context
from tests.registrations import OPENS
from tests.zip_files import with_other_text


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book of a competition, written by the command."""
    monkeypatch.setenv("LEITAI_LANG", "zh")
    data = tmp_path / "data"
    data.mkdir()
    url = f"sqlite:///{data / 'leitai.db'}"
    upgrade(url, data / "files")
    database = Database(url)
    clock = FakeClock(OPENS + 1)
    made = finished_event(fake_context(store=database, files=FileStore(data / "files"), clock=clock))
    database.close()
    file = tmp_path / "event.zip"
    wrote = leitai("event", "export", made.id, "-o", str(file), "--data", str(data))
    assert wrote.exit_code == 0, wrote.stderr
    assert "3 个场次已写入" in wrote.stderr
    assert "1 份报名内容没有收进档案" in wrote.stderr
    assert leitai("event", "list", "--data", str(data)).stdout == f"{made.id}\t知识竞赛\n"
    return file


def test_a_book_is_for_its_owner_alone_and_verifies(book: Path) -> None:
    assert stat.S_IMODE(book.stat().st_mode) == 0o600
    found = leitai("verify", str(book))
    assert found.exit_code == 0, found.stderr
    assert "5 支代表队、3 个场次，抽签、成绩和晋级与重新计算的一致" in found.stdout
    assert "1 份报名内容没有收进档案，只留校验值" in found.stdout
    told = json.loads(leitai("verify", str(book), "--json").stdout)
    assert (told["right"], told["differences"]) == (True, [])
    assert leitai("verify", str(book), "--head", told["check_code"]).exit_code == 0
    assert leitai("verify", str(book), "--head", "0" * 32).exit_code == 1


def test_each_match_of_it_is_a_match_book(book: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(book) as parts:
        for name in parts.namelist():
            if name.startswith("matches/"):
                own = tmp_path / "match.json"
                own.write_bytes(parts.read(name))
                assert leitai("verify", str(own)).exit_code == 0


def test_a_book_with_another_byte_names_the_part(book: Path, tmp_path: Path) -> None:
    changed = with_other_text(book, "advances.json", "1队", "2队")
    found = leitai("verify", str(changed))
    assert found.exit_code == 1
    assert "第一处：advances.json" in found.stderr
    refused = leitai("event", "import", str(changed), "--data", str(tmp_path / "other"))
    assert (refused.exit_code, "advances.json" in refused.stderr) == (6, True)


def test_a_book_enters_another_server_once_and_leaves_it_with_the_same_bytes(book: Path, tmp_path: Path) -> None:
    laptop = str(tmp_path / "laptop")
    taken = leitai("event", "import", str(book), "--data", laptop)
    assert taken.exit_code == 0, taken.stderr
    assert "已导入“知识竞赛”" in taken.stdout
    assert leitai("event", "import", str(book), "--data", laptop).exit_code == 5
    event = leitai("event", "list", "--data", laptop).stdout.partition("\t")[0]
    again = tmp_path / "again.zip"
    assert leitai("event", "export", event, "-o", str(again), "--data", laptop).exit_code == 0
    assert again.read_bytes() == book.read_bytes()


def test_what_is_not_there_or_no_book_is_said(tmp_path: Path, book: Path) -> None:
    missing = leitai("event", "export", "none", "-o", str(tmp_path / "x.zip"), "--data", str(tmp_path / "data"))
    assert (missing.exit_code, "none" in missing.stderr or "没有" in missing.stderr) == (4, True)
    other = tmp_path / "other.zip"
    other.write_bytes(b"PK\x05\x06" + bytes(18))
    assert leitai("verify", str(other)).exit_code == 3
    assert leitai("event", "import", str(other), "--data", str(tmp_path / "new")).exit_code == 3
