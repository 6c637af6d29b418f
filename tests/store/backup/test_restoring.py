"""A restore happens at once or not at all, wherever it is cut off."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from scoring.engine.errors import Broken
from scoring.engine.ledger import check_chain
from scoring.store import durability
from scoring.store.backup import checking, manifest, restoring
from scoring.store.database import Database
from scoring.store.files import FileStore
from tests.store.backup.house import AT, House, house


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path)


class Killed(BaseException):
    """The process ends here."""


def restored(home: House, now: int = AT) -> None:
    folder = home.place / manifest.names(home.place)[-1]
    restoring.restore(folder, home.database, home.data / "files", now, ("secrets.json",), home.data / "archive")


def sound(home: House) -> None:
    """The database is one that a server starts with: structure, heads, chains."""
    database = Database(home.database)
    try:
        durability.examine(database, lambda uow: uow.ledger.streams())
        assert durability.check(database, FileStore(home.data / "files")).good
    finally:
        database.close()


def test_what_was_lost_is_back_and_what_was_there_is_kept_aside(home: House) -> None:
    picture = home.picture("图一")
    home.back_up()
    home.write(4, 5)
    home.files.path(picture).unlink()
    restored(home)
    assert home.numbers() == [1, 2, 3]
    sound(home)
    assert home.files.path(picture).read_text() == "图一"
    old = House(home.data / "leitai.db-replaced-20260921-141320Z", home.place)
    assert old.numbers() == [1, 2, 3, 4, 5]
    home.write(6)
    check_chain(home.entries())


def test_the_journal_of_the_old_database_never_reaches_the_restored_one(home: House) -> None:
    home.back_up()
    database = Database(home.database)  # open, so that its entries stay in the write-ahead log
    with database.write() as uow:
        from scoring.engine.ledger import Draft

        uow.ledger.append("match:m1", Draft("scene.show", {"n": 4}, "system", "", "k4", "", 4))
        uow.commit()
    assert home.database.with_name("leitai.db-wal").stat().st_size > 0
    restored(home)
    database.close()
    assert home.numbers() == [1, 2, 3]


def test_a_new_machine_gets_the_key_of_the_cookies_and_one_that_has_a_key_keeps_its_own(
    home: House, tmp_path: Path
) -> None:
    (home.data / "secrets.json").write_text("old")
    home.back_up()
    spare = House(tmp_path / "spare", home.place)
    restored(spare)
    assert ((spare.data / "secrets.json").read_text(), spare.numbers()) == ("old", [1, 2, 3])
    (home.data / "secrets.json").write_text("new")
    restored(home)
    assert (home.data / "secrets.json").read_text() == "new"


def test_nothing_else_that_lies_in_the_folder_of_a_backup_gets_into_the_data(home: House, tmp_path: Path) -> None:
    folder = home.back_up().folder
    for name in ("leitai.db-wal", "leitai.db-journal", "spare.json", "following.json", ".DS_Store"):
        (folder / name).write_text("x")
    (folder / "a folder").mkdir()
    spare = House(tmp_path / "spare", home.place)
    restored(spare)
    assert sorted(one.name for one in spare.data.iterdir()) == ["leitai.db", "leitai.db-heads"]
    assert spare.numbers() == [1, 2, 3]


def test_a_damaged_backup_changes_nothing(home: House) -> None:
    folder = home.back_up().folder
    home.write(4)
    (folder / "leitai.db").write_bytes(b"x")
    with pytest.raises(Broken):
        restored(home)
    assert home.numbers() == [1, 2, 3, 4]
    assert sorted(one.name for one in home.data.glob("leitai.db-re*")) == []


def test_a_backup_of_a_newer_version_is_named(home: House) -> None:
    folder = home.back_up().folder
    with sqlite3.connect(folder / "leitai.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    said = manifest.read(folder)
    from dataclasses import replace

    from scoring.store.backup.checking import digest

    (folder / "backup.json").unlink()
    file = folder / "leitai.db"
    manifest.write(folder, replace(said, sha256=digest(file), size=file.stat().st_size))
    with pytest.raises(Broken) as newer:
        restored(home)
    assert newer.value.code == "db-newer"


def cut_off(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The process ends before its rename number ``after``, counted from 0."""
    count = iter(range(1000))
    for name in ("rename", "replace"):
        true = getattr(Path, name)

        def counted(self: Path, target: Path, *, true: object = true) -> Path:
            if next(count) >= after:
                raise Killed
            return true(self, target)  # type: ignore[operator,no-any-return]

        monkeypatch.setattr(Path, name, counted)


@pytest.mark.parametrize("after", range(8))
def test_a_restore_that_is_cut_off_has_happened_or_not(
    home: House, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    home.back_up()
    database = Database(home.database)
    home.write(4)
    with monkeypatch.context() as patched:
        cut_off(patched, after)
        try:
            restored(home)
            whole = True
        except Killed:
            whole = False
    database.close()
    decided = restoring.pending(home.database) is not None
    assert whole == (after >= 7), "the number of renames: another one wants another row above"
    restoring.settle(home.database)
    assert home.numbers() == ([1, 2, 3] if decided or whole else [1, 2, 3, 4])
    sound(home)
    home.write(7)
    restored(home, AT + 1000)
    assert home.numbers() == [1, 2, 3]
    sound(home)


def test_the_books_of_what_was_deleted_are_kept_and_those_that_are_missing_come_back(
    home: House, tmp_path: Path
) -> None:
    books = home.data / "archive"
    books.mkdir()
    (books / "决赛.leitai.json").write_text("first")
    (books / ".draft").write_text("x")
    (books / "往年.leitai.d").mkdir()  # a folder of somebody's own
    made = home.back_up()
    assert [name for name, _, _ in made.manifest.books] == ["决赛.leitai.json"]
    checking.check(made.folder)
    (books / "决赛.leitai.json").write_text("changed since")
    restored(home)
    assert (books / "决赛.leitai.json").read_text() == "changed since"
    spare = House(tmp_path / "spare", home.place)
    restored(spare)
    assert (spare.data / "archive" / "决赛.leitai.json").read_text() == "first"
    book = made.manifest.books[0][1]
    FileStore(home.place / "files").path(book).write_text("damaged")
    with pytest.raises(Broken, match="backup-damaged"):
        checking.check(made.folder)


def test_a_manifest_leads_no_book_into_another_folder(home: House) -> None:
    (home.data / "archive").mkdir()
    (home.data / "archive" / "决赛.leitai.json").write_text("first")
    folder = home.back_up().folder
    file = folder / "backup.json"
    for name in ("../leitai.db", "a/b", ".hidden", ""):
        said = json.loads(file.read_text())
        said["books"][0][0] = name
        file.write_text(json.dumps(said))
        with pytest.raises(Broken, match="backup-unreadable"):
            checking.check(folder)
