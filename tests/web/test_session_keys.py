"""The server's secrets: made once, kept private."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from scoreboard.server.session_keys import FILE_NAME, cookie_name, session_key
from scoring.engine.errors import Broken


def test_the_key_is_made_at_the_first_start_and_stays_the_same(tmp_path: Path) -> None:
    first = session_key(tmp_path / "data")
    assert len(first) == 64
    assert session_key(tmp_path / "data") == first
    assert session_key(tmp_path / "other") != first


def test_the_cookies_name_belongs_to_the_data_directory(tmp_path: Path) -> None:
    names = [cookie_name(session_key(tmp_path / data)) for data in ("one", "one", "other")]
    assert names[0] == names[1] != names[2]
    assert names[0].startswith("leitai_")


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    session_key(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data" / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert [file.name for file in (tmp_path / "data").iterdir()] == [FILE_NAME]


def test_a_file_that_others_may_read_stops_the_start(tmp_path: Path) -> None:
    session_key(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o640)
    with pytest.raises(Broken, match="secrets-open"):
        session_key(tmp_path)


def test_a_disk_without_hard_links_keeps_a_key_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    first = session_key(tmp_path)
    assert session_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"session_key": "short"}', '{"session_key": 5}'])
def test_a_damaged_file_stops_the_start_and_is_left_alone(tmp_path: Path, text: str) -> None:
    session_key(tmp_path)
    file = tmp_path / FILE_NAME
    file.write_text(text, "utf-8")
    with pytest.raises(Broken, match="secrets-damaged"):
        session_key(tmp_path)
    assert file.read_text("utf-8") == text
