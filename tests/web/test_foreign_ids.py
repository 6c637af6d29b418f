"""The organiser's addresses with ids that are another match's, or nobody's: told clearly, changing nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.usecases import tickets
from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz import roster
from scoring.usecases.records import Team, Ticket
from tests.conftest import Browser
from tests.web.organiser_files import ROSTER, new_match, send, with_teams

Own = dict[str, str]


@pytest.fixture
def two(organiser: Browser, services: wiring.Services) -> tuple[Own, Own]:
    """The ids of two matches, each with teams and tickets."""
    found = []
    for title in ("初赛", "决赛"):
        address = new_match(organiser, title=title)
        with_teams(organiser, address)
        match = address.rpartition("/")[2]
        team = roster.roster_of(services.ctx, match)[0].team.id
        ticket = tickets.issue_ticket(services.ctx, actor=LOCAL, match_id=match, role="host").ticket.id
        found.append({"match": match, "team": team, "ticket": ticket})
    return found[0], found[1]


def desk(app: Flask) -> Iterator[tuple[str, str]]:
    """Rule and method of every address of the desk that names something."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            if rule.rule.startswith("/organiser") and rule.arguments:
                yield rule.rule, method


def ask(browser: Browser, rule: str, method: str, ids: Own) -> Any:
    """The answer to this address with these ids, with a form that has a little of everything."""
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: ids.get(found[1], "nobody"), rule)
    if method == "GET":
        return browser.get(path)
    if path.endswith("/teams/import"):
        return send(browser, path, "名单.xlsx", ROSTER)
    form = {
        "name": "新名",
        "title": "新题",
        "station": "1",
        "reason": "因为",
        "template": "nothing",
        "set": "nothing",
        "role": "team",
        "team": "nobody",
        "text": "x",
        "pool": "x",
        "numbers": "1",
    }
    return browser.post(path, data=form)


def test_ids_of_nothing_are_not_found(app: Flask, organiser: Browser, two: tuple[Own, Own]) -> None:
    served_without = {("/organiser/matches/<match>/rules/check", "POST")}  # says how a text stands, of whatever match
    for rule, method in desk(app):
        if (rule, method) not in served_without:
            assert ask(organiser, rule, method, {}).status_code == 404, f"{method} {rule}"


def test_a_team_or_ticket_of_another_match_is_not_found_and_stays_as_it_is(
    app: Flask, organiser: Browser, services: wiring.Services, two: tuple[Own, Own]
) -> None:
    mine, theirs = two
    before = services.ctx.store.kept.snapshot()  # type: ignore[attr-defined]
    tried = 0
    for rule, method in desk(app):
        if "<team>" in rule or "<ticket>" in rule:
            answer = ask(organiser, rule, method, {**theirs, "match": mine["match"]})
            assert answer.status_code == 404, f"{method} {rule}"
            tried += 1
    assert tried >= 5
    after = services.ctx.store.kept.snapshot()  # type: ignore[attr-defined]
    assert [after.of(kind).records for kind in (Team, Ticket)] == [before.of(kind).records for kind in (Team, Ticket)]


def test_no_address_of_the_desk_breaks_whatever_its_form_holds(
    app: Flask, organiser: Browser, two: tuple[Own, Own]
) -> None:
    for rule, method in desk(app):
        for ids in (two[0], {**two[0], "match": "nobody"}):
            assert ask(organiser, rule, method, ids).status_code < 500, f"{method} {rule}"
