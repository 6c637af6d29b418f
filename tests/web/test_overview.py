"""The overview on its pages: cards of screens and operators, who may open what, the view for programs."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.usecases import tickets
from scoring.usecases.competition.seats import MOST_SEATS, SeatRole, issue_seat, seats_of
from tests.conftest import Browser
from tests.halls import ORGANISER
from tests.overviews import an_event
from tests.registrations import Registered
from tests.web.organiser_files import png


@pytest.fixture
def event(services: wiring.Services) -> Registered:
    return an_event(services.ctx)


def seat(app: Flask, event: Registered, role: SeatRole, stage: int = 0) -> Browser:
    """A browser at a new seat of the overview."""
    issued = issue_seat(event.ctx, actor=ORGANISER, competition_id=event.id, role=role, label="总览", stage=stage)
    browser = Browser(app.test_client())
    entered = browser.post("/api/enter", json={"code": issued.code})
    assert entered.status_code == 200
    browser.seat, browser.home = issued.ticket.id, entered.get_json()["home"]
    return browser


@pytest.mark.parametrize(("role", "other"), [("display", "operator"), ("operator", "display")])
def test_a_seat_opens_its_own_page_and_no_other(app: Flask, event: Registered, role: SeatRole, other: SeatRole) -> None:
    browser = seat(app, event, role)
    assert browser.get(browser.home).status_code == 200
    assert browser.get(f"/hall/{event.id}/{other}").status_code == 403
    assert browser.get(f"/hall/x/{role}").status_code == 403
    match = event.state.played["初赛"][0].match
    assert {browser.get(f"/m/{match}/{page}").status_code for page in ("display", "host", "chief")} == {403}
    assert browser.get(f"/api/matches/{match}/view").status_code in (401, 403)


def test_a_seat_of_a_match_opens_no_overview(app: Flask, event: Registered) -> None:
    match = event.state.played["初赛"][0].match
    browser = Browser(app.test_client())
    for role in ("display", "host"):
        issued = tickets.issue_ticket(event.ctx, actor=ORGANISER, match_id=match, role=role)  # type: ignore[arg-type]
        browser.post("/api/enter", json={"code": issued.code})
    assert {browser.get(f"/hall/{event.id}/{page}").status_code for page in ("display", "operator")} == {403}
    assert browser.get(f"/api/competitions/{event.id}/view").status_code == 403


def test_a_program_gets_the_view_of_its_seat(app: Flask, event: Registered) -> None:
    shown = seat(app, event, "display").get(f"/api/competitions/{event.id}/view").get_json()
    assert (shown["audience"], len(shown["stage"]["groups"])) == ("display", 2)
    shown = seat(app, event, "operator").get(f"/api/competitions/{event.id}/view").get_json()
    assert [match["title"] for match in shown["matches"]] == ["初赛第1组", "初赛第2组"]


def test_a_screen_shows_the_stage_of_its_card(app: Flask, event: Registered) -> None:
    shown = seat(app, event, "display", stage=2).get(f"/api/competitions/{event.id}/view").get_json()
    assert (shown["stage"]["name"], shown["stage"]["groups"]) == ("决赛", [])


def test_an_organiser_issues_cards_and_opens_the_operator_s_page_in_one_step(
    app: Flask, event: Registered, organiser: Browser
) -> None:
    page = f"/organiser/competitions/{event.id}/overview"
    assert "总控台" in organiser.get(page).text
    card = organiser.post(f"{page}/seats", data={"role": "display", "stage": "1"})
    assert card.status_code == 200
    (screen,) = seats_of(event.ctx, event.id)
    assert (screen.role, screen.seat, screen.label) == ("display", 1, "大屏 初赛")
    opened = organiser.post(f"{page}/open")
    assert (opened.status_code, opened.location.split("?")[0]) == (303, f"/hall/{event.id}/operator")
    assert organiser.get(opened.location).status_code == 200
    assert organiser.post(f"{page}/open").location == opened.location  # the seat that this browser holds
    assert len(seats_of(event.ctx, event.id)) == 2
    assert "初赛" in organiser.get(page).text


def test_a_card_can_be_replaced_and_withdrawn(app: Flask, event: Registered, organiser: Browser) -> None:
    screen = seat(app, event, "display")
    page = f"/organiser/competitions/{event.id}/overview/seats/{screen.seat}"
    assert organiser.post(f"{page}/again").status_code == 200
    assert screen.get(screen.home).status_code in (401, 302)
    assert organiser.post(f"{page}/revoke").status_code == 303
    assert seats_of(event.ctx, event.id) == ()
    assert organiser.post(f"/organiser/competitions/{event.id}/overview/seats/none/revoke").status_code == 404


def test_more_seats_than_a_hall_has_are_refused_in_words(event: Registered, organiser: Browser) -> None:
    for _ in range(MOST_SEATS):
        issue_seat(event.ctx, actor=ORGANISER, competition_id=event.id, role="display", label="大屏")
    answer = organiser.post(f"/organiser/competitions/{event.id}/overview/seats", data={"role": "display"})
    assert answer.status_code == 409
    assert f"总览的席位已有{MOST_SEATS}个" in answer.text


@pytest.mark.parametrize(
    "said", [{"role": "host"}, {"role": ""}, {"role": "display", "stage": "9"}, {"role": "display", "label": "大" * 61}]
)
def test_a_form_that_does_not_fit_issues_nothing(event: Registered, organiser: Browser, said: dict[str, str]) -> None:
    answer = organiser.post(f"/organiser/competitions/{event.id}/overview/seats", data=said)
    assert answer.status_code == 400
    assert seats_of(event.ctx, event.id) == ()


@pytest.mark.parametrize("role", ["display", "operator"])
def test_no_seat_of_the_overview_leads_anything(app: Flask, event: Registered, role: SeatRole) -> None:
    browser, headers = seat(app, event, role), {"Idempotency-Key": "k1"}
    match = event.state.played["初赛"][0].match
    for address in (f"/api/competitions/{event.id}/commands", f"/api/matches/{match}/commands"):
        answer = browser.post(address, json={"kind": "match.open"}, headers=headers)
        assert answer.status_code in (401, 403, 404, 405)


def test_the_hall_s_screens_have_the_face_of_the_competition_and_nobody_else_its_pictures(
    app: Flask, event: Registered, organiser: Browser
) -> None:
    page = f"/organiser/competitions/{event.id}"
    organiser.post(f"{page}/face/bodies", data={"undertaken_by": "乙中心", "was-undertaken_by": ""})
    organiser.post(f"{page}/face/logos", data={"file": (io.BytesIO(png()), "标志.png")})
    organiser.post(f"{page}/face/backdrop", data={"file": (io.BytesIO(png()), "图.png")})
    screen, operator = seat(app, event, "display"), seat(app, event, "operator")
    shown = screen.get(f"/api/competitions/{event.id}/view").get_json()["face"]
    assert shown["undertaken_by"] == "乙中心"
    assert organiser.get(f"{page}/ceremony/view").json["face"] == shown
    pictures = [*shown["logos"], shown["backdrop"]["url"]]
    assert [screen.get(one).status_code for one in pictures] == [200, 200]
    assert "face" not in operator.get(f"/api/competitions/{event.id}/view").get_json()
    assert [operator.get(one).status_code for one in pictures] == [403, 403]
