"""``leitai review`` and ``leitai verify`` on a real database: an archive leaves one server and enters another."""

from __future__ import annotations

import json
import re
import stat
from datetime import date
from pathlib import Path

import pytest

from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.store.migrate import upgrade
from tests.cli.test_book import leitai
from tests.fakes import FakeClock, fake_context
from tests.reviews import lead, noon, set_up_review
from tests.zip_files import with_other_text


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The archive of a review that is over, written by the command."""
    monkeypatch.setenv("LEITAI_LANG", "zh")
    data = tmp_path / "data"
    data.mkdir()
    url = f"sqlite:///{data / 'leitai.db'}"
    upgrade(url, data / "files")
    database = Database(url)
    clock = FakeClock(noon(date(2012, 5, 7)))
    made = set_up_review(fake_context(store=database, files=FileStore(data / "files"), clock=clock), "publish")
    lead(made, "publish")
    database.close()
    file = tmp_path / "review.zip"
    written = leitai("review", "archive", made.review.id, "-o", str(file), "--data", str(data))
    assert written.exit_code == 0, written.stderr
    assert "条台账、0 个文件已写入" in written.stderr
    assert re.search(r"核对码 [0-9a-f ]{39}：请记下", written.stderr)
    listed = leitai("review", "list", "--data", str(data))
    assert listed.stdout == f"{made.review.id}\t洪江市2012年学习型党组织建设四评\n"
    return file


def test_an_archive_is_for_its_owner_alone_and_verifies(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    found = leitai("verify", str(archive))
    assert found.exit_code == 0, found.stderr
    assert "入选名单、公示截止日和结果与重新计算的一致" in found.stdout
    assert "请与导出时显示的核对码对照" in found.stdout
    told = json.loads(leitai("verify", str(archive), "--json").stdout)
    assert (told["right"], told["differences"]) == (True, [])
    same = leitai("verify", str(archive), "--head", told["check_code"])
    assert (same.exit_code, "档案里有这一条台账" in same.stdout) == (0, True)
    assert "成绩单" not in found.stdout + same.stdout
    other = leitai("verify", str(archive), "--head", "0" * 32)
    assert (other.exit_code, "ledger" in other.stderr) == (1, True)


def test_an_archive_with_another_byte_names_the_part(archive: Path, tmp_path: Path) -> None:
    changed = with_other_text(archive, "marks.csv", "甲村", "丙村")
    found = leitai("verify", str(changed))
    assert found.exit_code == 1
    assert "第一处：marks.csv" in found.stderr
    refused = leitai("review", "import", str(changed), "--data", str(tmp_path / "other"))
    assert (refused.exit_code, "marks.csv" in refused.stderr) == (6, True)


def test_an_archive_enters_another_server_once(archive: Path, tmp_path: Path) -> None:
    laptop = str(tmp_path / "laptop")
    taken = leitai("review", "import", str(archive), "--data", laptop)
    assert taken.exit_code == 0, taken.stderr
    assert "只供查看、打印和揭榜" in taken.stdout
    assert leitai("review", "import", str(archive), "--data", laptop).exit_code == 5
    again = tmp_path / "again.zip"
    review = leitai("review", "list", "--data", laptop).stdout.partition("\t")[0]
    assert leitai("review", "archive", review, "-o", str(again), "--data", laptop).exit_code == 0
    assert again.read_bytes() == archive.read_bytes()


def test_what_is_not_there_or_no_archive_is_said(tmp_path: Path, archive: Path) -> None:
    assert (
        leitai("review", "archive", "none", "-o", str(tmp_path / "x.zip"), "--data", str(tmp_path / "data")).exit_code
        == 4
    )
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK\x03\x04")
    assert leitai("review", "import", str(bad), "--data", str(tmp_path / "laptop")).exit_code == 3
