"""Backups are made while others write, are whole or not there, and go by the rule."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from scoring.engine.errors import Broken, NotFound, Refused
from scoring.engine.ledger import Draft
from scoring.store.backup import checking, making, manifest, rule
from scoring.store.database import Database
from scoring.store.migrate import newest
from scoring.store.snapshot import copy_snapshot
from tests.store.backup.house import AT, House, house

HOUR, DAY = 3_600_000, 86_400_000


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path)


def test_a_backup_holds_entries_files_and_the_key_and_says_so(home: House) -> None:
    picture = home.picture("图一")
    (home.data / "secrets.json").write_text("{}")
    made = home.back_up()
    assert made.folder.name == "20260921-141320Z"
    said, found = checking.check(made.folder)
    assert (said.streams, said.entries, said.why, said.revision) == (1, 3, "asked", newest())
    assert said.files == ((picture, 6),)
    assert found.heads["match:m1"][0] == 3
    assert (made.folder / "secrets.json").read_text() == "{}"
    assert sorted(one.name for one in made.folder.iterdir()) == ["backup.json", "leitai.db", "secrets.json"]
    assert {one.stat().st_mode & 0o077 for one in made.folder.iterdir()} == {0}


def test_a_file_is_copied_once_for_all_backups(home: House) -> None:
    home.picture("图一")
    assert home.back_up().copied == 1
    home.picture("图二")
    assert home.back_up(AT + 1000).copied == 1
    assert home.back_up(AT + 2000).copied == 0


def test_what_is_written_during_a_backup_waits_for_no_step_and_is_in_the_next_one(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write(*range(4, 600))
    begun, written = threading.Event(), threading.Event()

    def pause(_seconds: float) -> None:
        begun.set()
        assert written.wait(10)

    monkeypatch.setattr(making, "copy_snapshot", lambda source, target: copy_snapshot(source, target, pause))
    made: list[making.Made] = []
    backup = threading.Thread(target=lambda: made.append(home.back_up()))
    backup.start()
    assert begun.wait(10)
    database = Database(home.database, patience=0.05)
    with database.write() as uow:
        uow.ledger.append("match:m1", Draft("scene.show", {"n": 600}, "system", "", "k600", "", 600))
        uow.commit()
    database.close()
    written.set()
    backup.join(30)
    assert made[0].manifest.entries == 599
    assert home.back_up(AT + 1000).manifest.entries == 600


def test_a_database_whose_chain_does_not_hold_gives_no_backup(home: House) -> None:
    with sqlite3.connect(home.database) as connection:
        connection.execute("DROP TRIGGER ledger_no_update")
        connection.execute("UPDATE ledger SET payload = '{\"n\":9}' WHERE seq = 2")
    connection.close()
    with pytest.raises(Broken) as broken:
        home.back_up()
    assert (broken.value.code, broken.value.fields["problem"]) == ("backup-damaged", "match:m1 2: chain-hash")
    assert manifest.names(home.place) == []
    assert list(home.place.glob(".new-*")) == []


def test_a_full_disk_is_named_and_the_backups_before_it_stay(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    home.back_up()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "copy", full)
    with pytest.raises(Refused) as refused:
        home.back_up(AT + 1000)
    assert refused.value.code == "backup-disk-full"
    monkeypatch.undo()
    assert manifest.names(home.place) == ["20260921-141320Z"]
    checking.check(home.place / "20260921-141320Z")


def test_a_disk_that_is_not_there_is_not_made_on_another(home: House, tmp_path: Path) -> None:
    away = House(home.data, tmp_path / "stick" / "leitai")
    with pytest.raises(Refused) as refused:
        away.back_up()
    assert refused.value.code == "backup-place-missing"
    assert not (tmp_path / "stick").exists()


def test_two_backups_at_once_are_one_and_a_refusal(home: House) -> None:
    home.place.mkdir()
    with making._alone(home.place), pytest.raises(Refused) as refused:
        home.back_up()
    assert refused.value.code == "backup-running"
    assert home.back_up().manifest.entries == 3


def test_without_a_database_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        House(tmp_path, tmp_path / "b").back_up()
    assert missing.value.code == "database-missing"


def test_what_was_cut_off_goes_with_the_next_backup(home: House) -> None:
    for name in (".new-1", ".gone-20260921-141319Z"):
        (home.place / name).mkdir(parents=True)
        (home.place / name / "leitai.db").write_bytes(b"half")
    home.back_up()
    assert sorted(one.name for one in home.place.iterdir() if one.is_dir()) == ["20260921-141320Z"]


def test_the_newest_twelve_one_an_hour_and_one_a_day_are_kept() -> None:
    minutes = [f"20260921-14{minute:02}00Z" for minute in range(0, 60, 3)]
    hours = [f"20260921-{hour:02}5900Z" for hour in range(14)]
    days = [f"202608{day:02}-120000Z" for day in range(1, 32)] + ["20260801-110000Z"]
    stay = rule.kept([*minutes, *hours, *days])
    assert sorted(stay & set(minutes)) == minutes[-12:]
    assert sorted(stay & set(hours)) == hours
    assert "20260801-110000Z" not in stay
    assert sorted(stay & set(days)) == days[2:31], "29 days besides today"


def test_a_backup_that_the_rule_does_not_keep_goes_with_the_files_that_only_it_had(home: House) -> None:
    gone, stays = home.picture("旧图"), home.picture("新图")
    home.back_up()
    database = Database(home.database)
    with database.write() as uow:
        from scoring.usecases.records import Medium

        uow.of(Medium).remove(gone)
        uow.commit()
    database.close()
    for one in (home.place / "files").glob("*/*"):
        os.utime(one, (1, 1))
    removed = [home.back_up(AT + number * 1000).removed for number in range(1, 14)]
    assert [name for names in removed for name in names] == ["20260921-141320Z", "20260921-141321Z"]
    assert len(manifest.names(home.place)) == 12
    left = [one.parent.name + one.name for one in (home.place / "files").glob("*/*")]
    assert left == [stays]


def test_one_byte_of_a_backup_that_changed_is_found(home: House) -> None:
    home.picture("图一")
    folder = home.back_up().folder
    file = folder / "leitai.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    with pytest.raises(Broken) as broken:
        checking.check(folder)
    assert (broken.value.code, broken.value.fields["problem"]) == ("backup-damaged", "SHA-256")
    file.write_bytes(whole)
    checking.check(folder)
    next((home.place / "files").glob("??/*")).write_bytes(b"other!")
    with pytest.raises(Broken) as broken:
        checking.check(folder)
    assert broken.value.fields["problem"] == "file-damaged"
