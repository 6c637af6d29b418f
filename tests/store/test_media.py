"""Media in parts: any piece of a file, and files that were kept whole before there were parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text

from scoring.store import migrate
from scoring.store.database import Database
from scoring.usecases.media import new_media
from scoring.usecases.records import PART, MediaFile, Medium

Store = Any
DATA = bytes(range(251)) * (3 * PART // 251)
FILE = new_media(name="film.mp4", mime="video/mp4", data=DATA)


def keep(store: Store, file: MediaFile) -> None:
    with store.write() as uow:
        uow.media.put(file)
        uow.commit()


@pytest.mark.parametrize(
    ("start", "length"),
    [(0, 10), (PART - 3, 6), (PART, PART), (5, 2 * PART), (len(DATA) - 4, 100), (len(DATA), 10), (0, 0),
     (2 * PART - 1, 1)],
)  # fmt: skip
def test_any_piece_of_a_file_can_be_read_alone(store: Store, start: int, length: int) -> None:
    keep(store, FILE)
    with store.read() as uow:
        assert uow.media.part(FILE.id, start, length) == DATA[start : start + length]


def test_a_file_comes_back_whole_and_its_head_without_its_bytes(store: Store) -> None:
    empty = MediaFile("e", "empty.png", "image/png", "e", b"")
    for file in (FILE, empty, FILE):
        keep(store, file)
    with store.read() as uow:
        assert uow.media.get(FILE.id) == FILE
        assert uow.media.all() == (FILE, empty)
        assert uow.media.all(mime="image/png") == (empty,)
        assert uow.media.head(FILE.id) == Medium(FILE.id, "film.mp4", "video/mp4", FILE.sha256, len(DATA))
        assert (uow.media.head("none"), uow.media.get("none"), uow.media.part("none", 0, 5)) == (None, None, b"")


def test_a_removed_file_leaves_nothing(database: Database) -> None:
    keep(database, FILE)
    with database.write() as uow:
        uow.media.remove(FILE.id)
        uow.media.remove("none")
        uow.commit()
    with database.transaction("read") as connection:
        assert connection.scalar(text("SELECT count(*) FROM media_parts")) == 0


def test_files_that_were_kept_whole_are_moved_into_parts(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.transaction("write") as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        old = "INSERT INTO media (id, name, mime, sha256, data) VALUES (:id, :name, :mime, :sha256, :data)"
        for file in (FILE, MediaFile("e", "empty.png", "image/png", "e", b"")):
            fields = ("id", "name", "mime", "sha256", "data")
            connection.execute(text(old), {name: getattr(file, name) for name in fields})
        connection.commit()
    assert migrate.upgrade(str(database.url)) == migrate.newest()
    with database.read() as uow:
        assert uow.media.get(FILE.id) == FILE
        assert uow.media.get("e") == MediaFile("e", "empty.png", "image/png", "e", b"")
    database.close()
