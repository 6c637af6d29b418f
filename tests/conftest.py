"""Shared fixtures: an application on fakes, clients that speak as a browser does, and seats for them."""

from __future__ import annotations

import faulthandler
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as property_settings
from werkzeug.test import TestResponse

from scoreboard import config, factory, wiring
from scoring.usecases import accounts, tickets
from scoring.usecases.guards import LOCAL
from scoring.usecases.records import Match, Team, TicketRole
from tests.fakes import FakeClock, FakeFiles, FakeIds, FakeStore
from tests.kept import keep
from tests.servers import postgres, postgres_schema, postgres_upgraded, postgres_url, redis_server

# A property holds or does not; how long an example takes on a busy machine says nothing about it.
property_settings.register_profile("leitai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("leitai")
keep()

__all__ = ("postgres", "postgres_schema", "postgres_upgraded", "postgres_url", "redis_server")
"""Fixtures of servers, for every test."""

PASSWORD = "eight horses draw"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)

SOFFICE = shutil.which("soffice") or ""

ENDS_WITHIN = 180.0
"""Seconds that the process of a suite may take to end once all is said."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what asks the package registry, unless ``-m`` names it: the other tests pass without a network."""
    if "nightly" not in config.option.markexpr:
        left_out = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """After a nightly run: how long the tests of each file took, one file a line."""
    if "nightly" not in config.option.markexpr or "not nightly" in config.option.markexpr:
        return
    reports = [one for kind in ("passed", "failed", "") for one in terminalreporter.stats.get(kind, ())]
    terminalreporter.section("nightly: times")
    for place in dict.fromkeys(one.nodeid.split("::")[0] for one in reports):
        of_file = [one for one in reports if one.nodeid.startswith(f"{place}::")]
        tests, seconds = len({one.nodeid for one in of_file}), sum(one.duration for one in of_file)
        terminalreporter.write_line(f"{place}: {tests} tests in {seconds / 60:.1f} min")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Browser tests need a browser, and tests of printed papers an office program: where there is none they are named
    as not run, and fail where CI must not pass."""
    for marker, found, name in (("browser", CHROMIUM, "Chromium"), ("office", SOFFICE, "LibreOffice")):
        if item.get_closest_marker(marker) and not found:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"not run: no {name} on this machine")


def pytest_unconfigure() -> None:
    """A thread that a failed test has left must not keep the process for ever: it says where its threads stand, and
    ends as failed."""
    faulthandler.dump_traceback_later(ENDS_WITHIN, exit=True, file=sys.__stderr__)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    return CHROMIUM


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of the office program."""
    return SOFFICE


class Browser:
    """A client that keeps cookies and shows the CSRF token, as a page's script does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.seat = ""
        self.home = ""

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """A GET, read to its end: what serves a file closes it."""
        return self.client.get(path, buffered=True, **kwargs)

    def post(self, path: str, **kwargs: Any) -> TestResponse:
        """A POST with the token in its header, and the seat that the page speaks for."""
        headers = {"X-CSRFToken": self.token(), **({"X-Seat": self.seat} if self.seat else {})}
        return self.client.open(
            path,
            method=kwargs.pop("method", "POST"),
            buffered=True,
            headers={**headers, **kwargs.pop("headers", {})},
            **kwargs,
        )

    def token(self) -> str:
        """The CSRF token of this session."""
        token: str = self.client.get("/api/session").get_json()["csrf"]
        return token


@pytest.fixture
def settings(tmp_path: Path) -> config.Config:
    """Settings of a server that keeps its data in a directory of the test's own."""
    return config.load({"LEITAI_DATA": str(tmp_path / "data"), "LEITAI_ASYNC_MODE": "threading"})


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


@pytest.fixture
def services(settings: config.Config, clock: FakeClock) -> wiring.Services:
    """The application's services on a store in memory."""
    return wiring.build(settings, store=FakeStore(), files=FakeFiles(), clock=clock, ids=FakeIds())


@pytest.fixture
def app(settings: config.Config, services: wiring.Services) -> Flask:
    """The application, with no tries counted yet."""
    made, _ = factory.create_app(settings, services)
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser that has been nowhere yet."""
    return Browser(app.test_client())


@pytest.fixture
def match(services: wiring.Services) -> str:
    """A match with two teams, not opened: ``m1`` with ``t1`` 甲队 and ``t2`` 乙队."""
    with services.ctx.store.write() as uow:
        uow.of(Match).put(Match(id="m1", competition="c1", title="决赛", rule_sheet="s1"))
        uow.of(Team).put(Team(id="t1", match="m1", name="甲队", station=1))
        uow.of(Team).put(Team(id="t2", match="m1", name="乙队", station=2))
        uow.commit()
    return "m1"


@pytest.fixture
def code_for(services: wiring.Services, match: str) -> Callable[..., tickets.Issued]:
    """Issue a ticket of the match: ``code_for("team", team="t1")`` → the ticket with its code."""

    def issue(role: TicketRole, team: str = "") -> tickets.Issued:
        return tickets.issue_ticket(services.ctx, actor=LOCAL, match_id=match, role=role, team=team)

    return issue


@pytest.fixture
def organiser(app: Flask, services: wiring.Services) -> Browser:
    """A browser whose organiser has signed in."""
    accounts.add_account(services.ctx, name="张一", password=PASSWORD)
    signed_in = Browser(app.test_client())
    assert signed_in.post("/signin", data={"name": "张一", "password": PASSWORD}).status_code == 303
    return signed_in
