"""One server for a data directory: who holds it, and what a look at it costs."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import filelock
import pytest

from scoreboard.server import data_lock
from scoring.engine.errors import Refused


def test_a_second_server_is_told_the_process_of_the_first(tmp_path: Path) -> None:
    with data_lock.held(tmp_path), pytest.raises(Refused) as refused, data_lock.held(tmp_path):
        pass
    assert (refused.value.code, refused.value.fields) == (
        "data-in-use",
        {"data": str(tmp_path), "pid": str(os.getpid())},
    )


def test_a_look_at_a_held_directory_waits_for_nobody(tmp_path: Path) -> None:
    with data_lock.held(tmp_path):
        begun = time.monotonic()
        assert data_lock.in_use(tmp_path)
        assert time.monotonic() - begun < data_lock.BETWEEN
    assert not data_lock.in_use(tmp_path)


def test_a_look_makes_nothing(tmp_path: Path) -> None:
    assert not data_lock.in_use(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_the_first_byte_of_the_file_holds_nothing_so_that_windows_lets_others_read_the_rest(tmp_path: Path) -> None:
    with data_lock.held(tmp_path):
        assert (tmp_path / "serving.lock").read_text("ascii") == f" {os.getpid()}"


def test_a_file_system_without_locks_keeps_nobody_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(fd: int, *, blocking: bool) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(filelock, "lock_descriptor", no_locks)
    with data_lock.held(tmp_path), data_lock.held(tmp_path):
        assert not data_lock.in_use(tmp_path)
