"""A disk that is nearly full is told to those who lead the match, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scoreboard.i18n.catalogue import of_error
from tests.browser.house import House
from tests.live.people import Server
from tests.ports import free_port


@pytest.fixture
def crowded(tmp_path: Path, chrome: Any) -> Iterator[House]:
    """A house whose server wants more free space than any disk has."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "leitai.toml").write_text("disk_warn_mb = 1000000\n", encoding="utf-8")
    (data / "leitai.toml").chmod(0o600)
    started = Server(data, free_port(), "eventlet", halls=0).start()
    house = House(started, chrome)
    yield house
    house.close()
    started.kill()


def test_host_and_chief_see_above_their_desks_that_the_disk_is_nearly_full(crowded: House) -> None:
    hall = crowded.hall()
    host, chief, tablet = hall.seat("host"), hall.seat("chief"), hall.seat("team0")
    said = of_error("zh", "disk-low", "message", free="").removesuffix(" MB").strip()
    for desk in (host, chief):
        notice = desk.page.get_by_role("alert").filter(has_text=said)
        expect(notice).to_be_visible()
        desk.still()
        box = notice.bounding_box()
        assert box is not None
        assert box["y"] < 100
        height = desk.page.evaluate("document.documentElement.scrollHeight - innerHeight")
        assert height <= 0
    expect(tablet.page.get_by_text(said)).to_have_count(0)
