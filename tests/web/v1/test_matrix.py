"""Every address of ``/api/v1`` by everybody: each scope, each place that a token is good for, each role of a seat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from scoreboard.api_docs.operation import operation_of
from scoring.usecases import tickets
from scoring.usecases.programs.tokens import SCOPES
from scoring.usecases.quiz import matches
from scoring.usecases.records import TicketRole
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up
from tests.programs import Program, code, program

OPEN = {"/", "/live/<code>/results.json", "/live/<code>/results.csv"}
"""Addresses that take no token."""

ROLES: tuple[TicketRole, ...] = ("host", "chief", "judge", "team", "display")

CHIEFS = "?audience=chief"


def routes(app: Flask, hall: Hall) -> Iterator[tuple[str, str, str]]:
    """Method, address and scope of everything that takes a token; "any" for what every token opens."""
    competition = matches.match_of(hall.ctx, hall.match).competition
    for rule in app.url_map.iter_rules():
        path = rule.rule.removeprefix("/api/v1")
        if path == rule.rule or path in OPEN:
            continue
        operation = operation_of(app.view_functions[rule.endpoint])
        assert operation is not None, rule.rule
        address = path.replace("<match>", hall.match).replace("<competition>", competition)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield method, re.sub("<[^>]+>", "x", address), operation.scope


def answer(who: Program, method: str, path: str) -> tuple[int, str]:
    """Status and code of a request with a body that fits nothing."""
    body = {} if method == "GET" else {"json": {"stations": "x", "displays": "x", "events": "x"}}
    return code(who.send(method, path, **body))


def test_every_address_takes_a_scope_that_there_is(app: Flask, hall: Hall) -> None:
    found = {scope for _, _, scope in routes(app, hall)}
    assert found == {*SCOPES, "any"} - {"officials"}


def test_each_scope_opens_its_own_addresses_and_no_others(app: Flask, hall: Hall) -> None:
    for scope in SCOPES:
        own = program(app, scope)
        for method, path, needed in routes(app, hall):
            status, said = answer(own, method, path)
            if needed in (scope, "any"):
                assert status not in (401, 403, 429, 500), (scope, method, path, said)
            else:
                assert (status, said) == (403, "token-scope"), (scope, method, path)
    assert answer(program(app, "feed"), "GET", f"/matches/{hall.match}/events{CHIEFS}") == (403, "token-scope")


def test_without_a_token_every_address_is_shut_also_for_seats_and_organisers(
    app: Flask, hall: Hall, organiser: Browser
) -> None:
    seats = [organiser]
    for role in ROLES:
        own = hall.teams[0] if role == "team" else ""
        issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role=role, team=own)
        seats.append(Browser(app.test_client()))
        assert seats[-1].post("/api/enter", json={"code": issued.code}).status_code == 200
    for method, path, _ in routes(app, hall):
        assert answer(Program(app), method, path) == (401, "token-needed"), path
        for browser in seats:
            given = browser.post(f"/api/v1{path}", method=method, json=None if method == "GET" else {})
            assert code(given) == (401, "token-needed"), path


@pytest.mark.parametrize("of", ["match", "competition"])
def test_a_token_of_one_place_is_good_for_nothing_elsewhere(app: Flask, hall: Hall, of: str) -> None:
    other = set_up(hall.ctx, bank_name="另一个题库")
    competition = matches.match_of(hall.ctx, hall.match).competition
    own = program(app, **({"match": hall.match} if of == "match" else {"competition": competition}))
    for method, path, scope in routes(app, other):
        if scope != "any" and not path.startswith("/live/"):  # what everybody may see
            assert answer(own, method, path) == (403, "token-elsewhere"), path
    inside = {path: answer(own, method, path) for method, path, _ in routes(app, hall) if "/matches/" in path}
    of_match = {path: said for path, said in inside.items() if path.startswith(f"/matches/{hall.match}")}
    assert {said for said in of_match.values() if said[0] in (401, 403)} == set()
    beside = answer(own, "GET", f"/competitions/{competition}")
    assert beside == ((403, "token-elsewhere") if of == "match" else (200, ""))


def test_a_match_that_is_not_there_is_not_found_by_a_token_of_everything(app: Flask, hall: Hall) -> None:
    own: Callable[[str], tuple[int, str]] = lambda path: answer(program(app), "GET", path)  # noqa: E731
    assert own("/matches/nothing") == (404, "match-unknown")
    assert own("/matches/nothing/events") == (404, "match-unknown")
    assert own("/competitions/nothing") == (404, "competition-unknown")
