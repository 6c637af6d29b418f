"""The organiser's page of backups: what was kept, a backup by hand, the pass of a spare."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.server import spare_pass
from scoreboard.services import KeptBackup
from scoring.engine.errors import Refused
from tests.conftest import Browser

LISTED = [
    KeptBackup("20260921-141320Z", True, 1_790_000_000_000, "result.lock", 120, 3, 5_000_000),
    KeptBackup("20260921-131320Z", False),
]


@pytest.fixture
def made(app: Flask, services: wiring.Services) -> list[str]:
    """The reasons of the backups that were made by this server."""
    reasons: list[str] = []
    kept = app.extensions["backups"]
    kept.services = app.extensions["leitai"] = replace(services, backups=lambda: LISTED)
    kept.make = reasons.append
    return reasons


def test_the_page_lists_what_was_kept_and_makes_one_more(organiser: Browser, made: list[str]) -> None:
    page = organiser.get("/organiser/backups").get_data(as_text=True)
    assert "最近一次备份：2026-09-21 22:13:20。" in page
    assert ("锁定" in page, "这一份读不出来" in page) == (True, True)
    answer = organiser.post("/organiser/backups", data={})
    assert (answer.status_code, made) == (303, ["asked"])


def test_what_is_wrong_with_the_backups_is_on_the_page(app: Flask, organiser: Browser, made: list[str]) -> None:
    def broken(_why: str) -> None:
        raise Refused("backup-disk-full", folder="/media/stick")

    app.extensions["backups"].make = broken
    answer = organiser.post("/organiser/backups", data={})
    assert (answer.status_code, "备份盘满了：/media/stick" in answer.get_data(as_text=True)) == (409, True)
    assert "备份盘满了：/media/stick" in organiser.get("/organiser/backups").get_data(as_text=True)
    assert made == []


def test_a_pass_is_shown_once_and_can_be_taken_back(app: Flask, organiser: Browser, made: list[str]) -> None:
    data = app.extensions["leitai"].config.data
    page = organiser.post("/organiser/backups/spare", data={}).get_data(as_text=True)
    word = re.findall(r"\b[0-9a-f]{40}\b", page)[0]
    assert spare_pass.fits(data, word)
    assert word not in organiser.get("/organiser/backups").get_data(as_text=True)
    assert word not in (data / spare_pass.FILE_NAME).read_text()
    organiser.post("/organiser/backups/spare", data={"revoke": "1"})
    assert not spare_pass.fits(data, word)
    assert made == []


def test_nobody_else_opens_it(app: Flask) -> None:
    stranger: Any = app.test_client()
    assert stranger.get("/organiser/backups").status_code in (302, 303, 401)
    for place in ("base", "commits", "secrets", f"files/{'0' * 64}"):
        assert stranger.get(f"/spare/{place}", headers={"Authorization": "Bearer x"}).status_code == 401
