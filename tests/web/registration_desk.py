"""A competition whose registration is open, as its teams and its desk meet it in a browser."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from flask import Flask

from scoring.engine.moments import moment_of
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.registrations import ZONE

RULES = {
    "opens_at": "2026-05-01T00:00",
    "closes_at": "2026-06-01 00:00",
    "erase_on": "2027-01-01",
    "least": "2",
    "most": "3",
    "substitutes": "1",
    "places": "2",
    "per_unit": "1",
    "per_address": "3",
    "field0": "口号",
    "field1": "身份证号后四位",
    "personal1": "on",
    "key": "open",
}

TEAM = {
    "team": "甲队",
    "unit": "甲单位",
    "leader": "李一",
    "members": ["张一", "张二", ""],
    "substitutes": ["张三"],
    "x0": "学习",
    "x1": "1234",
    "contact": "王一",
    "phone": "0745-0000000",
    "email": "",
}


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def competition(organiser: Browser) -> str:
    answer = organiser.post("/organiser/competitions", data={"title": "知识竞赛"})
    found = answer.headers["Location"].rsplit("/", 1)[-1]
    assert organiser.post(f"/organiser/competitions/{found}/registration", data=RULES).status_code == 303
    return found


@pytest.fixture
def unit(app: Flask) -> Browser:
    return Browser(app.test_client())


def in_page(page: str, name: str) -> str:
    """What the hidden field of the page's first form says."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, page
    return html.unescape(found[1])


def begin(browser: Browser, competition: str) -> str:
    answer = browser.post(f"/c/{competition}")
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def hand_in(browser: Browser, form: str, said: dict[str, object] = TEAM, then: str = "submit") -> tuple[int, str]:
    """What becomes of a form that is sent as the page shows it."""
    page = browser.get(f"{form}?edit=1").text
    sent = {name: in_page(page, name) for name in ("key", "revision")}
    answer = browser.post(form, data={**said, **sent, "then": then})
    return answer.status_code, answer.text if answer.status_code != 303 else browser.get(form).text
