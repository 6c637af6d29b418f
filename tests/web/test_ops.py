"""What the machines that watch the server are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from apiflask import APIFlask

from scoreboard import config, factory, readiness, wiring
from tests.conftest import Browser
from tests.fakes import FakeStore

TOKEN = "sixteen signs or more"


def test_a_living_server_says_so(browser: Browser) -> None:
    assert browser.get("/healthz").get_json() == {"status": "ok", "service": "leitai"}


def test_readiness_names_what_is_missing(app: APIFlask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "front_end_missing", lambda: ("preact.js",))
    app.extensions["leitai"] = replace(app.extensions["leitai"], outdated=lambda: True)
    answer = browser.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json() == {"status": "missing", "problems": ["database-outdated", "front-end-missing"]}


def test_a_whole_server_is_ready(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "front_end_missing", tuple)
    assert browser.get("/readyz").get_json() == {"status": "ok", "problems": []}


def test_metrics_are_for_this_machine_alone_where_no_token_is_set(app: APIFlask) -> None:
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


def test_metrics_count_requests_by_route_and_never_name_a_code(browser: Browser, app: APIFlask) -> None:
    browser.get("/e/ABCD2345")
    app.extensions["leitai"].hub.publish("match:m1", 1)
    text = browser.get("/metrics").text
    assert 'leitai_request_seconds_count{method="GET",rule="/e/<code>",status="200"} 1.0' in text
    assert "leitai_commits_total 1.0" in text
    assert "leitai_connections 0.0" in text
    assert "ABCD2345" not in text
