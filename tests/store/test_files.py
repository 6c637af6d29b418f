"""Files by their SHA-256: durable, private, kept once; what nothing names goes, and nothing else."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.engine.errors import Broken
from scoring.store.files import SAFE_AGE, FileStore
from scoring.usecases.ports import Files
from tests.fakes import FakeFiles

PARTS = [bytes(range(251)) * 1000, b"", bytes(range(100))]
DATA = b"".join(PARTS)
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """No file yet."""
    return FileStore(tmp_path / "files")


@pytest.fixture(params=["fake", "folder"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    """Every implementation, held to the same contract."""
    return FakeFiles() if request.param == "fake" else FileStore(tmp_path / "files")


@pytest.mark.parametrize("start", [0, 5, 250_999, 251_000, len(DATA) - 4, len(DATA), len(DATA) + 9])
@pytest.mark.parametrize("length", [0, 1, 100, 300_000])
def test_any_part_of_a_file_can_be_read_alone(files: Files, start: int, length: int) -> None:
    assert files.keep(PARTS) == SHA256
    assert files.size(SHA256) == len(DATA)
    assert files.part(SHA256, start, length) == DATA[start : start + length]


def test_of_a_file_that_is_not_there_nothing_is_read(files: Files) -> None:
    assert files.size(SHA256) is None
    with pytest.raises(Broken, match="file-missing") as broken:
        files.part(SHA256, 0, 1)
    assert broken.value.fields == {"file": f"files/{SHA256[:2]}/{SHA256[2:]}"}


def test_a_file_that_is_whole_is_taken_into_its_place_and_is_gone_from_where_it_was(
    files: Files, tmp_path: Path
) -> None:
    for name in ("first", "the same again"):
        brought = tmp_path / name
        brought.write_bytes(DATA)
        os.utime(brought, (1, 1))
        assert files.take(brought) == SHA256
        assert not brought.exists()
        assert files.part(SHA256, 0, len(DATA)) == DATA


def test_a_file_that_was_just_taken_is_not_swept_however_old_it_was(store: FileStore, tmp_path: Path) -> None:
    brought = tmp_path / "brought"
    brought.write_bytes(DATA)
    os.utime(brought, (1, 1))
    store.take(brought)
    assert store.sweep(set()) == []


def test_a_file_has_its_place_by_its_hash_and_belongs_to_its_owner_alone(store: FileStore) -> None:
    store.keep(PARTS)
    path = store.folder / SHA256[:2] / SHA256[2:]
    assert path.read_bytes() == DATA
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (store.folder, path.parent, path)]
    assert modes == [0o700, 0o700, 0o600]
    assert list((store.folder / "new").iterdir()) == []


def test_the_bytes_are_on_the_disk_before_their_name_is_and_the_name_before_the_hash_is_given_back(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bool, bool]] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(handle).st_mode), store.path(SHA256).exists()))
        sync(handle)

    store.keep([b"the folder is there"])
    monkeypatch.setattr(os, "fsync", fsync)
    store.keep(PARTS)
    assert synced == [(False, False), (True, True), (True, True)]


def test_a_write_that_fails_leaves_nothing(store: FileStore) -> None:
    def torn() -> Iterator[bytes]:
        yield DATA
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        store.keep(torn())
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_a_file_that_is_gone_or_damaged_is_found_and_mended_by_keeping_it_again(store: FileStore) -> None:
    assert store.fault(SHA256, len(DATA)) == "file-missing"
    store.keep(PARTS)
    assert store.fault(SHA256, len(DATA)) == ""
    for damaged in (DATA[:-1], b"x" + DATA[1:]):
        store.path(SHA256).write_bytes(damaged)
        assert store.fault(SHA256, len(DATA)) == "file-damaged"
    store.keep(PARTS)
    assert store.fault(SHA256, len(DATA)) == ""


def test_where_the_system_replaces_no_file_that_is_read_the_one_there_is_kept_and_counts_as_new(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(PARTS)
    aged(store.path(SHA256))

    def in_use(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", in_use)
    assert store.keep(PARTS) == SHA256
    assert store.unused(set()) == []
    with pytest.raises(PermissionError):
        store.keep([b"another file"])


def aged(path: Path) -> None:
    """Let the file be older than an hour."""
    long_ago = time.time() - SAFE_AGE - 60
    os.utime(path, (long_ago, long_ago))


def test_what_nothing_names_is_removed_once_it_is_older_than_an_hour(store: FileStore) -> None:
    named, old, new = store.keep([b"named"]), store.keep([b"old"]), store.keep([b"new"])
    for sha256 in (named, old):
        aged(store.path(sha256))
    assert [(one.path, one.size) for one in store.unused({named})] == [(store.path(old), 3)]
    assert [one.path for one in store.sweep({named})] == [store.path(old)]
    assert [store.size(sha256) for sha256 in (named, old, new)] == [5, None, 3]
    assert store.sweep({named}) == []


def test_what_a_stopped_process_left_half_written_is_removed_too(store: FileStore) -> None:
    store.keep(PARTS)
    left = store.folder / "new" / "tmpabc"
    left.write_bytes(b"half")
    assert store.sweep({SHA256}) == []
    aged(left)
    assert [one.path for one in store.sweep({SHA256})] == [left]


def test_a_file_that_is_kept_again_while_it_is_swept_stays(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(PARTS)
    aged(store.path(SHA256))
    listed = store.unused(set())
    store.keep(PARTS)
    monkeypatch.setattr(store, "unused", lambda named: listed)
    assert store.sweep(set()) == []
    assert store.fault(SHA256, len(DATA)) == ""


def test_a_full_disk_is_told_with_the_folder_and_leaves_no_draft(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as refused:
        store.keep(PARTS)
    assert refused.value.filename == str(store.folder)
    assert [file for file in store.folder.rglob("*") if file.is_file()] == []
