"""What the server gives a warm spare, and what it keeps for itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.config import load
from scoreboard.server import spare_pass, spare_version
from scoring.engine.errors import Refused
from scoring.store import migrate
from scoring.store.database import Database


@pytest.fixture
def services(tmp_path: Path) -> Iterator[wiring.Services]:
    """Those of a server on a database of its own."""
    config = load({"LEITAI_DATA": str(tmp_path / "data")})
    config.data.mkdir()
    migrate.upgrade(config.database, config.files)
    built = wiring.build(config)
    assert isinstance(built.ctx.store, Database)
    yield built
    built.ctx.store.close()


def test_a_base_says_of_which_version_it_is_and_its_copy_is_gone_afterwards(
    app: Flask, services: wiring.Services
) -> None:
    headers = {"Authorization": f"Bearer {spare_pass.give(services.config.data)}"}
    with app.test_client().get("/spare/base", headers=headers) as answer:
        assert answer.get_data().startswith(b"SQLite format 3")
        assert answer.headers["X-Leitai-Version"] == spare_version.version(migrate.newest())
    assert list(services.config.data.glob(".base-*")) == []


def test_a_base_does_not_take_the_last_room_of_the_disk(
    services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert services.feed is not None
    monkeypatch.setattr(wiring.shutil, "disk_usage", lambda _: SimpleNamespace(free=wiring.BASE_LEAVES))
    with pytest.raises(Refused) as refused:
        services.feed.base()
    assert refused.value.code == "disk-full"
    assert list(services.config.data.glob(".base-*")) == []


def test_a_copy_that_failed_leaves_nothing_on_the_disk(
    services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: object, target: object, _sleep: object) -> None:
        target.write_bytes(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    assert services.feed is not None
    monkeypatch.setattr(wiring, "copy_snapshot", full)
    with pytest.raises(OSError, match="No space"):
        services.feed.base()
    assert list(services.config.data.glob(".base-*")) == []


def test_a_disk_of_backups_that_cannot_be_read_lists_none(
    services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(_place: Path) -> list[str]:
        raise OSError(5, "Input/output error")

    assert services.backups is not None
    monkeypatch.setattr(wiring.manifest, "names", pulled)
    assert services.backups() == []


def test_a_pass_that_was_taken_back_and_the_one_before_open_nothing(app: Flask, services: wiring.Services) -> None:
    data = services.config.data
    first, second = spare_pass.give(data), spare_pass.give(data)
    assert [asked(app, one) for one in (first, second)] == [401, 200]
    assert second not in (data / spare_pass.FILE_NAME).read_text()
    spare_pass.revoke(data)
    assert asked(app, second) == 401


def asked(app: Flask, word: str) -> int:
    """The status with which this pass is answered."""
    return app.test_client().get("/spare/secrets", headers={"Authorization": f"Bearer {word}"}).status_code
