"""The session outlives a clock that is put back or forward, another port, and a time in which it cannot be read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from scoreboard import config, factory, wiring
from scoreboard.web.session_cookie import BESIDE
from scoring.usecases import tickets
from tests.conftest import Browser

Issue = Callable[..., tickets.Issued]
DAY = 86_400


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Put the machine's clock so many seconds forward."""
    true = time.time

    def put(seconds: int) -> None:
        monkeypatch.setattr(time, "time", lambda: true() + seconds)

    return put


def seats(browser: Browser) -> int:
    return len(browser.get("/api/session").get_json()["seats"])


def cookies(browser: Browser) -> dict[str, str]:
    held: dict[Any, Any] = browser.client._cookies  # type: ignore[attr-defined]  werkzeug shows one by its name only
    return {cookie.key: cookie.value for cookie in held.values() if cookie.key.startswith("leitai_")}


def test_a_clock_that_is_put_back_signs_nobody_out(
    browser: Browser, code_for: Issue, wall: Callable[[int], None]
) -> None:
    wall(3_600)
    browser.post("/enter", data={"code": code_for("host").code})
    wall(0)
    assert [seats(browser), seats(browser)] == [1, 1]


def test_a_browser_keeps_its_cookie_by_a_time_to_live(app: Flask, browser: Browser, code_for: Issue) -> None:
    headers = browser.post("/enter", data={"code": code_for("host").code}).headers
    (cookie,) = (line for line in headers.getlist("Set-Cookie") if line.startswith("leitai_"))
    assert f"Max-Age={app.permanent_session_lifetime // timedelta(seconds=1)}" in cookie


def test_a_session_that_a_wrong_clock_calls_old_is_back_when_the_clock_is_right(
    browser: Browser, code_for: Issue, wall: Callable[[int], None]
) -> None:
    browser.post("/enter", data={"code": code_for("host").code})
    wall(8 * DAY)
    assert seats(browser) == 0
    wall(0)
    assert seats(browser) == 1


def test_a_cookie_that_cannot_be_read_is_kept_until_somebody_enters(
    app: Flask, browser: Browser, code_for: Issue
) -> None:
    browser.post("/enter", data={"code": code_for("host").code})
    (kept,) = cookies(browser).items()
    key, app.config["SECRET_KEY"] = app.secret_key, "another" * 8
    assert seats(browser) == 0
    assert browser.post("/enter", data={"code": "AAAA2222"}).status_code == 403, "a form has its token"
    assert cookies(browser)[kept[0]] == kept[1]
    app.config["SECRET_KEY"] = key
    assert seats(browser) == 1


def test_who_enters_over_a_cookie_that_cannot_be_read_has_a_new_one_and_no_second(
    app: Flask, browser: Browser, code_for: Issue
) -> None:
    (name,) = cookies(entered(browser, code_for))
    app.config["SECRET_KEY"] = "another" * 8
    browser.get("/")
    assert sorted(cookies(browser)) == [name, name + BESIDE]
    browser.post("/enter", data={"code": code_for("display").code})
    assert (list(cookies(browser)), seats(browser)) == ([name], 1)


def test_a_server_that_moves_to_another_port_finds_its_seats(
    settings: config.Config, services: wiring.Services, browser: Browser, code_for: Issue
) -> None:
    entered(browser, code_for)
    moved = replace(settings, port=settings.port + 1)
    app, _ = factory.create_app(moved, replace(services, config=moved))
    other = Browser(app.test_client())
    for name, value in cookies(browser).items():
        other.client.set_cookie(name, value)
    assert seats(other) == 1


def told(browser: Browser) -> str:
    """The cookies that an answer sets which changed nothing."""
    return browser.get("/").headers.get("Set-Cookie", "")


def test_an_answer_that_changes_nothing_puts_no_old_session_over_a_newer_one(browser: Browser, code_for: Issue) -> None:
    """A picture that was asked for before a card was entered may arrive after it."""
    entered(browser, code_for)
    seats(browser)
    assert told(browser) == ""
    assert browser.get("/static/css/base.css").headers.get("Set-Cookie") is None


def test_a_session_in_use_is_renewed_once_a_day(browser: Browser, code_for: Issue, wall: Callable[[int], None]) -> None:
    entered(browser, code_for)
    seats(browser)
    for day in range(1, 10):
        wall(day * DAY + 60)
        assert "leitai_" in told(browser)
        assert told(browser) == ""
    assert seats(browser) == 1


def entered(browser: Browser, code_for: Issue) -> Browser:
    browser.post("/enter", data={"code": code_for("host").code})
    return browser
