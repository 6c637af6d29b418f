"""Who puts a name on air, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.quiz.air import LONGEST_NAME, LONGEST_NOTE, TECHNICIANS
from scoreboard.live.quiz.lower_thirds import LowerThirds
from scoreboard.live.rate_limit import BURST
from scoring.usecases.quiz.copy_match import copy_match
from scoring.usecases.quiz.people import people_of
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up

Enter = Callable[..., Browser]
Answer = tuple[int, str]


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A match of two teams with nothing missing."""
    return set_up(services.ctx)


@pytest.fixture
def enter(app: Flask, services: wiring.Services, hall: Hall) -> Enter:
    """Somebody who has entered: ``enter("air")``."""

    def entered(role: str, match: str = "") -> Browser:
        own = hall.teams[0] if role == "team" else ""
        ticket = issue_ticket(services.ctx, actor=ORGANISER, match_id=match or hall.match, role=role, team=own)  # type: ignore[arg-type]
        browser = Browser(app.test_client())
        assert browser.post("/api/enter", json={"code": ticket.code}).status_code == 200
        return browser

    return entered


def show(browser: Browser, match: str, **said: object) -> Answer:
    """Status and error code, "" for none."""
    answer = browser.post(f"/api/matches/{match}/lower-third", json=said)
    return answer.status_code, "" if answer.status_code == 200 else answer.get_json()["error"]["code"]


def on_air(services: wiring.Services, hall: Hall) -> object:
    return LowerThirds(services.shared).part(hall.stream)


@pytest.mark.parametrize("role", TECHNICIANS)
def test_a_technician_puts_a_name_on_air_and_takes_it_off(
    enter: Enter, services: wiring.Services, hall: Hall, role: str
) -> None:
    browser = enter(role)
    assert show(browser, hall.match, name=" 某某 ", note="某单位") == (200, "")
    assert on_air(services, hall) == {"name": "某某", "note": "某单位"}
    team = people_of(services.ctx, hall.match)[0]
    assert show(browser, hall.match, person=team.id) == (200, "")
    assert on_air(services, hall) == {"name": team.name, "note": team.of}
    assert show(browser, hall.match) == (200, "")
    assert on_air(services, hall) is None
    assert hall.entries() == ()


@pytest.mark.parametrize("role", ["team", "judge", "display"])
def test_nobody_else_does(enter: Enter, services: wiring.Services, hall: Hall, role: str) -> None:
    assert show(enter(role), hall.match, name="某某") == (403, "seat-other")
    assert enter(role).get(f"/m/{hall.match}/air/desk").status_code == 403
    assert on_air(services, hall) is None


def test_who_has_not_entered_or_has_a_seat_in_another_match_does_not(
    app: Flask, enter: Enter, services: wiring.Services, hall: Hall
) -> None:
    assert show(Browser(app.test_client()), hall.match, name="某某")[0] == 401
    other = copy_match(services.ctx, actor=ORGANISER, match_id=hall.match, title="另一场")
    assert show(enter("air", other.id), hall.match, name="某某") == (403, "seat-other")
    assert on_air(services, hall) is None


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"person": "team:nobody"}, (404, "person-unknown")),
        ({"note": "某单位"}, (400, "input-wrong")),
        ({"name": "  ", "note": "某单位"}, (400, "input-wrong")),
        ({"name": "长" * (LONGEST_NAME + 1)}, (400, "input-wrong")),
        ({"name": "某某", "note": "长" * (LONGEST_NOTE + 1)}, (400, "input-wrong")),
        ({"person": "x" * 121}, (400, "input-wrong")),
        ({"name": 5}, (400, "input-wrong")),
    ],
)
def test_what_does_not_fit_is_refused_and_the_name_on_air_stays(
    enter: Enter, services: wiring.Services, hall: Hall, said: dict[str, object], refused: Answer
) -> None:
    browser = enter("air")
    assert show(browser, hall.match, name="某某") == (200, "")
    assert show(browser, hall.match, **said) == refused
    assert on_air(services, hall) == {"name": "某某", "note": ""}


def test_one_seat_changes_names_no_faster_than_it_may_send(enter: Enter, hall: Hall) -> None:
    browser = enter("air")
    given = [show(browser, hall.match, name="某某") for _ in range(BURST + 1)]
    assert given[:BURST] == [(200, "")] * BURST
    assert given[BURST] == (409, "too-many-messages")
    assert show(enter("host"), hall.match, name="某某") == (200, "")
