"""Every address as everybody: what a browser without a seat, each seat, and an organiser may open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from scoring.usecases import tickets
from scoring.usecases.records import TicketRole
from tests.conftest import Browser

Issue = Callable[..., tickets.Issued]

PUBLIC = {
    "/", "/e/<code>", "/enter", "/leave", "/signin", "/signout", "/setup", "/static/<path:filename>",
    "/forgotten", "/forgotten/code",
    "/api/enter", "/api/session", "/api/time", "/openapi.json", "/asyncapi.json", "/healthz", "/readyz", "/metrics",
    "/n/<review>", "/n/<review>/<int:no>", "/n/<review>/<int:no>/list.json", "/n/<review>/result",
    "/n/<review>/result/<int:version>",
    "/n/<review>/<int:no>/objection", "/n/<review>/<int:no>/objection/received",
    "/c/<competition>", "/c/<competition>/<code>", "/c/<competition>/<code>/withdraw",
    "/c/<competition>/written/<int:place>", "/c/<competition>/schedule",
    "/cert/", "/cert/<path:code>", "/help/", "/help/<name>",
    "/live/<code>", "/live/<code>/view", "/live/<code>/qr.svg",
    "/live/<code>/answers", "/live/<code>/answers/<int:item>.txt",
    "/api/v1/", "/api/v1/live/<code>/results.json", "/api/v1/live/<code>/results.csv",
}  # fmt: skip
"""Addresses that need neither seat nor account; every other one is shut.  ``/forgotten`` is for the machine itself."""

MAY_OPEN: dict[str, set[TicketRole]] = {
    "host": {"host"},
    "chief": {"chief"},
    "judge": {"judge"},
    "team": {"team"},
    "display": {"display", "host", "chief"},
    "air": {"air"},
    "air/desk": {"air", "host", "chief"},
    "press-test": {"host", "chief", "team"},
}
ROLES: tuple[TicketRole, ...] = ("host", "chief", "judge", "team", "display", "air")


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Rule, an address of it, and method, for every guarded address."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.rule not in PUBLIC:
                address = re.sub(r"<any\(([a-z]+)[^>]*>", r"\1", re.sub(r"<int:[^>]+>", "1", rule.rule))
                yield rule.rule, re.sub(r"<(?:match)>", "m1", re.sub(r"<(?!match>)[^>]+>", "x", address)), method


def seat(app: Flask, issued: tickets.Issued) -> Browser:
    """A browser at the seat of this ticket."""
    browser = Browser(app.test_client())
    assert browser.post("/api/enter", json={"code": issued.code}).status_code == 200
    return browser


def test_the_public_addresses_are_all_there(app: Flask) -> None:
    assert sorted(PUBLIC - {rule.rule for rule in app.url_map.iter_rules()}) == []


def test_without_a_seat_every_other_address_is_shut(app: Flask, match: str, organiser: Browser) -> None:
    stranger = Browser(app.test_client())
    opened = []
    for rule, address, method in addresses(app):
        answer = stranger.get(address) if method == "GET" else stranger.post(address, method=method, json={})
        to_the_sign_in = answer.status_code == 302 and answer.location.startswith("/signin")
        if answer.status_code != 401 and not to_the_sign_in:
            opened.append((method, rule, answer.status_code))
    assert opened == []


@pytest.mark.parametrize("role", ROLES)
def test_a_seat_opens_its_own_pages_and_no_others(app: Flask, code_for: Issue, role: TicketRole) -> None:
    browser = seat(app, code_for(role, team="t1" if role == "team" else ""))
    opened = {page for page in MAY_OPEN if browser.get(f"/m/m1/{page}").status_code == 200}
    assert opened == {page for page, roles in MAY_OPEN.items() if role in roles}
    refused = {page: browser.get(f"/m/m1/{page}").status_code for page in set(MAY_OPEN) - opened}
    assert set(refused.values()) == {403}


@pytest.mark.parametrize("role", ROLES)
def test_a_seat_opens_nothing_of_another_match(app: Flask, code_for: Issue, role: TicketRole) -> None:
    browser = seat(app, code_for(role, team="t1" if role == "team" else ""))
    statuses = {browser.get(f"/m/m2/{page}").status_code for page in MAY_OPEN}
    assert statuses == {403}
    files = ("view", "ranking.csv", "ranking.xlsx", "book")
    assert {browser.get(f"/api/matches/m2/{file}").status_code for file in files} == {403}


@pytest.mark.parametrize("role", ROLES)
def test_no_seat_opens_the_organisers_desk(app: Flask, code_for: Issue, organiser: Browser, role: TicketRole) -> None:
    browser = seat(app, code_for(role, team="t1" if role == "team" else ""))
    desk = [(address, method) for rule, address, method in addresses(app) if rule.startswith("/organiser")]
    assert desk
    for address, method in desk:
        answer = browser.get(address) if method == "GET" else browser.post(address, method=method, json={})
        assert answer.status_code in (302, 401, 403), address
        assert answer.status_code != 302 or answer.location.startswith("/signin"), address


def test_a_seat_that_may_not_export_is_told_so_and_not_to_enter(app: Flask, code_for: Issue) -> None:
    for role in ("team", "judge", "display", "air"):
        browser = seat(app, code_for(role, team="t1" if role == "team" else ""))
        for file in ("ranking.csv", "ranking.xlsx", "book"):
            answer = browser.get(f"/api/matches/m1/{file}")
            assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "seat-other"), (role, file)
        assert browser.get("/api/competitions/c1/view").status_code == 403, role


def test_an_organiser_without_a_seat_opens_no_seats_page(organiser: Browser, match: str) -> None:
    assert {organiser.get(f"/m/m1/{page}").status_code for page in MAY_OPEN} == {401}


def test_a_page_names_the_seat_it_was_opened_for(app: Flask, code_for: Issue) -> None:
    issued = code_for("team", team="t1")
    page = seat(app, issued).get("/m/m1/team").text
    assert f'<meta name="seat" content="{issued.ticket.id}">' in page
