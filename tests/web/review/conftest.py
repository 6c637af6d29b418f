"""A review on the application's services, at any of its stages, and browsers that hold its seats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from scoreboard import wiring
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import Campaign, noon, set_up_review

AtStage = Callable[[str], Campaign]
Seated = Callable[[Campaign, str], Browser]


@pytest.fixture
def clock() -> FakeClock:
    """Noon of a day on which entries are open."""
    return FakeClock(noon(date(2012, 5, 7)))


@pytest.fixture
def campaign_at(services: wiring.Services) -> AtStage:
    """``campaign_at("vet")``: the review of ``tests.reviews`` on the application's store, at the beginning of that
    stage (``nominate``, ``endorse``, ``vet``, ``judge``, ``lock``, ``shortlist``, ``notice``, ``decide``,
    ``publish``)."""
    return lambda stage: set_up_review(services.ctx, stage)


@pytest.fixture
def seated(app: Flask) -> Seated:
    """``seated(campaign, "unit 甲村")``: a browser of its own that has entered by the card of this seat.  Its ``home``
    is the address of the seat's page, its ``seat`` the ticket."""

    def enter(campaign: Campaign, seat: str) -> Browser:
        browser = Browser(app.test_client())
        entered = browser.post("/api/enter", json={"code": campaign.code(seat)})
        assert entered.status_code == 200, entered.get_data(as_text=True)
        browser.seat = campaign.seats[seat].ticket.id
        browser.home = entered.get_json()["home"]
        return browser

    return enter


@pytest.fixture
def review(organiser: Browser) -> str:
    """The address of a new review."""
    made = organiser.post("/organiser/reviews", data={"template": "hongjiang-2012"})
    assert made.status_code == 303
    return str(made.headers["Location"])
