"""Media that older versions kept in tables: moved into files, however often the move is interrupted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from scoring.store import migrate
from scoring.store.database import Database
from scoring.store.durability import check
from scoring.store.files import FileStore
from scoring.usecases.media import bytes_of, new_media
from scoring.usecases.records import PART, MediaFile, Medium

FILM = new_media(name="film.mp4", mime="video/mp4", data=bytes(range(251)) * (3 * PART // 251))
EMPTY = new_media(name="empty.png", mime="image/png", data=b"")
SOUND = new_media(name="声.wav", mime="audio/wav", data=b"sound" * 10)
HEAD = ("id", "name", "mime", "sha256")


def medium(file: MediaFile) -> Medium:
    return Medium(file.id, file.name, file.mime, file.sha256, len(file.data))


def begun(database: Database, revision: str, *files: MediaFile) -> Database:
    """A database of an older version that holds these files."""
    with database.transaction("write") as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for file in files:
            head = {name: getattr(file, name) for name in HEAD}
            if revision == "0001":
                _insert(connection, "media", **head, data=file.data)
            else:
                _insert(connection, "media", **head, size=len(file.data))
                for no, start in enumerate(range(0, len(file.data), PART)):
                    _insert(connection, "media_parts", media=file.id, no=no, data=file.data[start : start + PART])
        connection.commit()
    return database


def _insert(connection: Connection, table: str, **row: object) -> None:
    connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{n}' for n in row)})"), row)


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table, of each kind in turn."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        url = request.getfixturevalue("postgres_schema")
    database = Database(url)
    yield database
    database.close()


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_media_of_any_older_version_become_files_and_the_table_goes(
    empty: Database, tmp_path: Path, revision: str
) -> None:
    database = begun(empty, revision, FILM, EMPTY, SOUND)
    files = FileStore(tmp_path / "files")
    assert migrate.upgrade(url_of(database), files.folder) == migrate.newest()
    with database.read() as uow:
        kept = uow.of(Medium).all()
    assert kept == (medium(FILM), medium(EMPTY), medium(SOUND))
    assert [bytes_of(files, one) for one in kept] == [FILM.data, EMPTY.data, SOUND.data]
    with database.transaction("read") as connection:
        assert not inspect(connection).has_table("media_parts")
    assert check(database, files).good


def test_a_move_that_was_stopped_goes_on_where_it_was(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = begun(empty, "0002", FILM, SOUND)
    written: list[str] = []
    keep = FileStore.keep

    def stopped(self: FileStore, parts: Iterable[bytes]) -> str:
        if written:
            raise KeyboardInterrupt
        written.append(keep(self, parts))
        return written[0]

    monkeypatch.setattr(FileStore, "keep", stopped)
    with pytest.raises(KeyboardInterrupt):
        migrate.upgrade(url_of(database), tmp_path / "files")
    assert (migrate.current(url_of(database)), written) == ("0002", [FILM.sha256])
    with database.transaction("read") as connection:
        assert connection.scalar(text("SELECT count(*) FROM media_parts")) == 4

    def noted(self: FileStore, parts: Iterable[bytes]) -> str:
        written.append(keep(self, parts))
        return written[-1]

    monkeypatch.setattr(FileStore, "keep", noted)
    migrate.upgrade(url_of(database), tmp_path / "files")
    assert written == [FILM.sha256, SOUND.sha256]


def test_bytes_that_were_damaged_in_the_table_are_kept_under_their_own_hash(empty: Database, tmp_path: Path) -> None:
    damaged = MediaFile(SOUND.id, SOUND.name, SOUND.mime, SOUND.sha256, b"noise")
    database = begun(empty, "0002", damaged)
    migrate.upgrade(url_of(database), tmp_path / "files")
    with database.read() as uow:
        (kept,) = uow.of(Medium).all()
    assert (kept.id, kept.sha256) == (SOUND.id, new_media(name="", mime="audio/wav", data=b"noise").sha256)
    assert bytes_of(FileStore(tmp_path / "files"), kept) == b"noise"


def test_no_more_than_a_part_of_a_file_is_read_at_a_time(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = begun(empty, "0002", FILM)
    sizes: list[int] = []
    keep = FileStore.keep

    def measured(self: FileStore, parts: Iterable[bytes]) -> str:
        def each() -> Iterator[bytes]:
            for part in parts:
                sizes.append(len(part))
                yield part

        return keep(self, each())

    monkeypatch.setattr(FileStore, "keep", measured)
    migrate.upgrade(url_of(database), tmp_path / "files")
    assert (len(sizes), max(sizes), sum(sizes)) == (3, PART, len(FILM.data))


def test_a_file_of_sqlite_gives_the_space_back(tmp_path: Path) -> None:
    large = new_media(name="long.mp4", mime="video/mp4", data=bytes(20 * 2**20))
    file = tmp_path / "old.db"
    database = begun(Database(f"sqlite:///{file}"), "0002", large)
    database.close()
    assert file.stat().st_size > 20 * 2**20
    migrate.upgrade(url_of(database), tmp_path / "files")
    assert file.stat().st_size < 2**20
    assert FileStore(tmp_path / "files").size(large.sha256) == 20 * 2**20


def test_a_database_in_use_keeps_its_space_until_the_next_start(tmp_path: Path) -> None:
    large = new_media(name="long.mp4", mime="video/mp4", data=bytes(20 * 2**20))
    file = tmp_path / "old.db"
    database = begun(Database(f"sqlite:///{file}"), "0002", large)
    with database.transaction("read"):
        migrate.upgrade(url_of(database), tmp_path / "files")
    database.close()
    migrate.upgrade(url_of(database), tmp_path / "files")
    assert file.stat().st_size < 2**20


@pytest.mark.parametrize(("damage", "name"), [(None, "file-missing"), (b"noise", "file-damaged")])
def test_the_check_names_a_file_that_is_not_as_it_was_kept(
    database: Database, tmp_path: Path, damage: bytes | None, name: str
) -> None:
    files = FileStore(tmp_path / "files")
    files.keep([SOUND.data])
    with database.write() as uow:
        uow.of(Medium).put(medium(SOUND))
        uow.commit()
    assert check(database, files).good
    path = files.path(SOUND.sha256)
    path.unlink() if damage is None else path.write_bytes(damage)
    bad = [(one.name, one.value) for one in check(database, files).findings if not one.good]
    assert bad == [(name, f"声.wav (files/{SOUND.sha256[:2]}/{SOUND.sha256[2:]})")]
