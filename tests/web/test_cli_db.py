"""``leitai db`` and the files beside the database: nothing that is named goes, and what is wrong is named."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.server import data_lock
from scoring.store.database import Database
from scoring.store.files import FileStore
from scoring.usecases.attachment_records import Attachment, PageImage, page_image_id
from scoring.usecases.records import Medium
from tests.ports import free_port
from tests.web.test_cli import leitai


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LEITAI_LANG", "zh")


def with_a_picture(data: Path) -> FileStore:
    """A database that names a picture, and its files."""
    files = FileStore(data / "files")
    picture = Medium("p1", "图.png", "image/png", files.keep([b"picture"]), 7)
    database = Database(f"sqlite:///{data / 'leitai.db'}")
    with database.write() as uow:
        uow.of(Medium).put(picture)
        uow.commit()
    database.close()
    return files


def test_a_sweep_removes_the_files_that_nothing_names_and_that_are_older_than_an_hour(tmp_path: Path) -> None:
    leitai("db", "upgrade")
    files = with_a_picture(tmp_path / "data")
    files.keep([b"just come"])
    for file in (files.path(files.keep([b"old"])), files.path(files.keep([b"picture"]))):
        os.utime(file, (1, 1))
    assert "没有记录引用的文件（leitai db sweep 可清理）: 1" in leitai("db", "check")[1]
    assert leitai("db", "sweep") == (0, "删除了 1 个没有记录引用的文件，腾出 0 MB。\n", "")
    left = [file.read_bytes() for file in files.folder.rglob("*") if file.is_file()]
    assert sorted(left) == [b"just come", b"picture"]


def test_a_sweep_leaves_what_is_attached_and_the_pictures_of_its_pages(tmp_path: Path) -> None:
    leitai("db", "upgrade")
    files = FileStore(tmp_path / "data" / "files")
    paper, page = files.keep([b"paper"]), files.keep([b"page"])
    database = Database(f"sqlite:///{tmp_path / 'data' / 'leitai.db'}")
    with database.write() as uow:
        uow.of(Attachment).put(Attachment("a1", "d1", "scan", "表.pdf", "pdf", "application/pdf", paper, 5, 1, "x", 1))
        uow.of(PageImage).put(PageImage(page_image_id(paper, 1), paper, 1, page, 4, 1240, 1755))
        uow.commit()
    database.close()
    for file in (files.path(paper), files.path(page)):
        os.utime(file, (1, 1))
    assert leitai("db", "sweep")[1] == "删除了 0 个没有记录引用的文件，腾出 0 MB。\n"
    assert leitai("db", "check")[0] == 0
    files.path(paper).write_bytes(b"PAPER")
    status, output, _ = leitai("db", "check")
    assert (status, "✗ 文件损坏: 表.pdf" in output) == (1, True)


def test_a_sweep_beside_another_database_removes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leitai("db", "upgrade")
    files = with_a_picture(tmp_path / "data")
    picture = files.path(files.keep([b"picture"]))
    os.utime(picture, (1, 1))
    monkeypatch.setenv("LEITAI_DATABASE", f"sqlite:///{tmp_path / 'other.db'}")
    leitai("db", "upgrade")
    status, _, error = leitai("db", "sweep")
    assert (status, "error: sweep-doubtful" in error) == (5, True)
    (tmp_path / "data" / "leitai.db").unlink()
    assert leitai("db", "sweep")[0] == 5, "a database that names none of the files is another one"
    assert picture.read_bytes() == b"picture"
    assert leitai("db", "sweep", "--all")[0] == 0
    assert not picture.exists()


def test_a_picture_that_was_damaged_before_it_became_a_file_is_named_by_the_check(tmp_path: Path) -> None:
    leitai("db", "upgrade")
    files = with_a_picture(tmp_path / "data")
    database = Database(f"sqlite:///{tmp_path / 'data' / 'leitai.db'}")
    with database.write() as uow:
        (picture,) = uow.of(Medium).all()
        uow.of(Medium).put(replace(picture, sha256=files.keep([b"\0\0\0"]), size=3))
        uow.commit()
    database.close()
    status, output, _ = leitai("db", "check")
    assert (status, "✗ 文件损坏: 图.png" in output) == (1, True)


def test_beside_a_running_server_no_command_changes_the_shape_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leitai("db", "upgrade")
    monkeypatch.setattr("scoring.store.migrate.newest", lambda: "9999")
    with data_lock.held(tmp_path / "data"):
        status, _, error = leitai("match", "list")
    assert (status, "error: data-in-use" in error) == (5, True)


def test_a_picture_whose_file_is_gone_is_named_by_the_check_and_by_the_doctor(tmp_path: Path) -> None:
    leitai("db", "upgrade")
    files = with_a_picture(tmp_path / "data")
    (path,) = [file for file in files.folder.rglob("*") if file.is_file()]
    place = f"图.png (files/{path.parent.name}/{path.name})"
    path.unlink()
    status, output, _ = leitai("db", "check")
    assert (status, f"✗ 文件缺失: {place}" in output) == (1, True)
    status, output, _ = leitai("doctor", "--json", "--port", str(free_port()))
    (found,) = [one for one in json.loads(output)["findings"] if one["check"] == "media"]
    assert (status, found["state"], found["code"], found["fields"]) == (1, "fail", "file-missing", {"file": place})


ODD_NAMES = ("a?b", "a%20b", "a#b", "数据 夹", "a%3Fmode=memory", "{data} %s")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_database_is_in_the_data_directory_whatever_its_name_is(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    upgraded, made = leitai("db", "upgrade", "--data", str(data)), leitai("match", "list", "--data", str(data))
    assert (upgraded[0], made[0]) == (0, 0)
    assert [found.name for found in tmp_path.iterdir()] == [name]
    assert (data / "leitai.db").stat().st_size > 0
    assert leitai("db", "check", "--data", str(data))[0] == 0


def test_the_own_database_named_by_its_address_is_no_other_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leitai("db", "upgrade")
    with_a_picture(tmp_path / "data")
    monkeypatch.setenv("LEITAI_DATABASE", f"sqlite:///{tmp_path / 'data' / 'leitai.db'}")
    assert leitai("db", "sweep")[0] == 0


@pytest.mark.parametrize("command", ["check", "sweep", "upgrade"])
def test_a_database_of_a_newer_version_asks_for_that_version_and_not_for_an_upgrade(
    command: str, tmp_path: Path
) -> None:
    leitai("db", "upgrade")
    with sqlite3.connect(tmp_path / "data" / "leitai.db") as newer:
        newer.execute("update alembic_version set version_num = '9999'")
    newer.close()
    status, out, err = leitai("db", command)
    assert (status, out, "db-newer" in err, "请安装新版本的程序" in err, "leitai db upgrade" in err) == (
        6,
        "",
        True,
        True,
        False,
    )


@pytest.mark.parametrize(("revision", "state", "code"), [("9999", "fail", "newer"), ("0001", "warn", "outdated")])
def test_the_doctor_says_nothing_good_about_records_that_it_could_not_look_at(
    revision: str, state: str, code: str, tmp_path: Path
) -> None:
    leitai("db", "upgrade")
    with sqlite3.connect(tmp_path / "data" / "leitai.db") as other:
        other.execute("update alembic_version set version_num = ?", (revision,))
    other.close()
    findings = json.loads(leitai("doctor", "--json", "--port", str(free_port()))[1])["findings"]
    said = [(one["state"], one["code"]) for one in findings if one["check"] == "database"]
    assert said == [(state, f"database-{code}")]
