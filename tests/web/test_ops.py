"""What the machines that watch the server are told."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from scoreboard import config, factory, wiring
from scoreboard.web import readiness
from scoring.engine.errors import Broken
from scoring.store.database import Database
from scoring.store.migrate import upgrade
from tests.conftest import Browser
from tests.fakes import FakeStore

TOKEN = "sixteen signs or more"


def test_a_living_server_says_so(browser: Browser) -> None:
    assert browser.get("/healthz").get_json() == {"status": "ok", "service": "leitai"}


def test_readiness_names_what_is_missing(app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "front_end_missing", lambda: ("preact.js",))
    app.extensions["leitai"] = replace(app.extensions["leitai"], outdated=lambda: True)
    answer = browser.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json() == {"status": "missing", "problems": ["database-outdated", "front-end-missing"]}


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The front end is there, fetched or not."""
    monkeypatch.setattr(readiness, "front_end_missing", tuple)


def test_a_whole_server_is_ready(browser: Browser, whole: None) -> None:
    assert browser.get("/readyz").get_json() == {"status": "ok", "problems": []}


def test_a_database_that_takes_no_entries_is_named(app: Flask, browser: Browser, whole: None) -> None:
    def broken() -> bool:
        raise OSError("the disk is gone")

    app.extensions["leitai"] = replace(app.extensions["leitai"], writable=broken)
    assert browser.get("/readyz").get_json()["problems"] == ["database-not-writable"]


def test_readiness_is_looked_at_once_in_two_seconds_and_then_anew(services: wiring.Services, whole: None) -> None:
    looks: list[float] = []
    now = [100.0]
    watched = replace(services, writable=lambda: bool(looks.append(now[0])) or len(looks) == 1)
    asked = readiness.Readiness(lambda: now[0])
    for now[0] in (100.0, 101.9, 102.0, 103.9):
        asked.problems(watched)
    assert looks == [100.0, 102.0]
    assert asked.problems(watched) == ("database-not-writable",)


def test_while_one_look_hangs_the_others_hear_the_answer_before(services: wiring.Services, whole: None) -> None:
    now, begun, go_on = [100.0], threading.Event(), threading.Event()
    asked = readiness.Readiness(lambda: now[0])
    assert asked.problems(services) == ()
    now[0] = 105.0

    def hang() -> bool:
        begun.set()
        return go_on.wait(60) and False

    looking = threading.Thread(target=asked.problems, args=(replace(services, writable=hang),))
    looking.start()
    assert begun.wait(60)
    assert asked.problems(services) == ()
    go_on.set()
    looking.join()
    assert asked.problems(services) == ("database-not-writable",)


def test_readiness_waits_for_no_writer_and_no_writer_for_it(settings: config.Config, whole: None) -> None:
    upgrade(settings.database, settings.files)
    real = wiring.build(settings)
    with real.ctx.store.write():
        assert readiness.Readiness().problems(real) == ()


def test_a_database_file_that_nobody_may_write_to_takes_no_entries(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'leitai.db'}", tmp_path / "files")
    database = Database(f"sqlite:///{tmp_path / 'leitai.db'}")
    assert database.writable()
    may = os.access
    with pytest.MonkeyPatch.context() as patch:  # root may write to whatever is read-only
        patch.setattr(os, "access", lambda path, mode: Path(path).suffix != ".db" and may(path, mode))
        assert not database.writable()
    database.close()


def test_metrics_are_for_this_machine_alone_where_no_token_is_set(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).status_code == 200
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 403
    forwarded = client.get(
        "/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}, headers={"X-Forwarded-For": "192.0.2.9"}
    )
    assert forwarded.status_code == 403


def test_metrics_with_a_token_are_for_its_bearer_alone(settings: config.Config) -> None:
    guarded = replace(settings, metrics_token=TOKEN)
    app, _ = factory.create_app(guarded, wiring.build(guarded, store=FakeStore()))
    client = app.test_client()
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_metrics_count_requests_by_route_and_never_name_a_code(browser: Browser, app: Flask) -> None:
    browser.get("/e/ABCD2345")
    app.extensions["leitai"].hub.publish("match:m1", 1)
    text = browser.get("/metrics").text
    assert 'leitai_request_seconds_count{method="GET",rule="/e/<code>",status="200"} 1.0' in text
    assert "leitai_commits_total 1.0" in text
    assert "leitai_connections 0.0" in text
    assert "ABCD2345" not in text


def damaged(code: str) -> Callable[[], None]:
    def examine() -> None:
        raise Broken(code, stream="match:m1", seq=3, file="leitai.db", problem="x")

    return examine


@pytest.mark.parametrize("code", ["db-broken", "db-behind", "db-forked", "db-chain"])
def test_damaged_data_are_named_by_readiness(services: wiring.Services, whole: None, code: str) -> None:
    assert readiness.Readiness().problems(replace(services, examine=damaged(code))) == (code,)


def test_the_data_are_examined_once_a_minute_and_the_rest_every_two_seconds(
    services: wiring.Services, whole: None
) -> None:
    looks: list[float] = []
    now = [100.0]
    watched = replace(services, examine=lambda: looks.append(now[0]))
    asked = readiness.Readiness(lambda: now[0])
    for now[0] in (100.0, 102.0, 159.9, 162.0, 164.0):
        asked.problems(watched)
    assert looks == [100.0, 162.0]


MB = 1024 * 1024


@pytest.mark.parametrize(
    ("free", "said", "problems"),
    [
        (500 * MB, None, ()),
        (500 * MB - 1, ("disk-low", {"free": 499}), ()),
        (16 * MB, ("disk-low", {"free": 16}), ()),
        (16 * MB - 1, ("disk-spent", {"free": 15}), ("disk-full",)),
    ],
)
def test_the_room_on_the_disk_is_told_before_it_is_used_up(
    services: wiring.Services,
    whole: None,
    free: int,
    said: tuple[str, dict[str, int]] | None,
    problems: tuple[str, ...],
) -> None:
    filling = replace(services, free=lambda: free)
    notice = readiness.disk_notice(filling)
    assert (notice and (notice.code, notice.fields)) == said
    assert readiness.Readiness().problems(filling) == problems


def test_a_real_disk_says_how_much_room_it_has(settings: config.Config) -> None:
    assert wiring.build(settings, store=FakeStore()).free() > 0
