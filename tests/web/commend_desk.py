"""The organiser's pages of a competition's results, as two people use them."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.moments import moment_of
from scoring.usecases import accounts
from tests.conftest import PASSWORD, Browser
from tests.fakes import FakeClock
from tests.registrations import ZONE, Registered
from tests.unit.usecases.competition.commend_events import begun, play_final, play_first


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def event(services: wiring.Services) -> Registered:
    """Five teams; both stages are played, nothing is signed."""
    event = begun(ctx=services.ctx)
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    play_final(event, {"1队": 20, "2队": 10, "5队": 30})
    return event


@pytest.fixture
def second(app: Flask, services: wiring.Services, organiser: Browser) -> Browser:
    """Another organiser in another browser."""
    accounts.add_account(services.ctx, name="李二", password=PASSWORD)
    other = Browser(app.test_client())
    assert other.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303
    return other


def sign_in_as_second(browser: Browser) -> bool:
    """The other organiser signs in, in the browser of the first."""
    left = browser.post("/signout").status_code == 303
    return left and browser.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303


_KEYS = iter(range(1, 10_000))


def do(browser: Browser, event: Registered, what: str, status: int = 303, **said: Any) -> Any:
    answer = browser.post(f"/organiser/competitions/{event.id}/{what}", data={"key": f"k{next(_KEYS)}", **said})
    assert answer.status_code == status, answer.text
    return answer


def page(browser: Browser, event: Registered, what: str) -> str:
    return browser.get(f"/organiser/competitions/{event.id}/{what}").text


def sign(first: Browser, second: Browser, event: Registered, stage: str, **said: str) -> None:
    do(first, event, "signoff", stage=stage, **said)
    do(second, event, "signoff/confirm", no=str(len(event.state.commend.signoffs)))


def signed(first: Browser, second: Browser, event: Registered) -> None:
    """Everything is signed; 单位1 has the award by name."""
    sign(first, second, event, "初赛")
    sign(first, second, event, "决赛")
    do(first, event, "awards/name", award="优秀组织奖", holder=["unit:单位1"], reason="组委会会议")
    sign(first, second, event, "")


def made(browser: Browser, answer: Any, patience: int = 20) -> list[tuple[str, bytes]]:
    """The files of a page on which they are made."""
    for _ in range(10 * patience):
        text = browser.get(answer.headers["Location"]).text
        links = re.findall(r'href="([^"]*/made/[^"]+/\d+)">([^<]+)<', text)
        if links:
            return [(name, browser.get(link).data) for link, name in links]
        time.sleep(0.1)
    raise AssertionError(text)
