"""A judge who is recused learns nothing of the marks before the lock, by no address and no answer; after it, the
team's score with the hall and nothing of how it came about (docs/adr/0007-what-a-recused-judge-learns.md)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.actors import Actor
from scoring.usecases import tickets
from scoring.usecases.records import Team
from tests.conftest import Browser
from tests.halls import ORGANISER, SHEET, Hall, set_up

JUDGED = (
    SHEET
    + """
[[round]]
id = "scene"
kind = "judged"
name = "情景题"
items = 1

[round.panel]
judges = 3
step = 0.01
digits = 2
drop_high = 0
drop_low = 0
least = 1
"""
)
MARKS = ("13.57", "15.79")
SCORE = "114.68"


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A panel of three is open; the third judge comes from the team's own unit."""
    hall = set_up(services.ctx, sheet=JUDGED)
    with services.ctx.store.read() as uow:
        own = uow.of(Team).get(hall.teams[0])
    assert own is not None
    for no, unit in enumerate(("", "", own.organisation), start=1):
        tickets.issue_ticket(
            hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label=f"{no}号评委", organisation=unit
        )
    hall.do("match.open")
    hall.do("round.begin", round="scene")
    hall.do("item.present")
    hall.do("panel.open")
    return hall


def panel(hall: Hall) -> list[str]:
    run = hall.state.items[-1].panel
    assert run is not None
    return [judge.id for judge in run.judges]


def give(hall: Hall, judge: str, mark: str) -> None:
    hall.do("mark.enter", Actor(f"ticket:{judge}", "judge"), judge=judge, marks={"score": mark})


def seated(app: Flask, hall: Hall, ticket: str) -> Browser:
    """The judge of this ticket at its tablet."""
    browser = Browser(app.test_client())
    code = tickets.reissue_ticket(hall.ctx, actor=ORGANISER, ticket_id=ticket).code
    assert browser.post("/enter", data={"code": code}).status_code == 303
    browser.seat = ticket
    return browser


def addresses(app: Flask, browser: Browser, hall: Hall) -> dict[str, tuple[int, str]]:
    """What every address of the match answers this judge."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.arguments == {"match"}]
    found = {}
    for rule in rules:
        path = rule.rule.replace("<match>", hall.match)
        answer = browser.get(path, headers={"X-Seat": browser.seat})
        if not answer.content_type.startswith("text/html"):  # pages hold a token of their own each time, and no view
            found[path] = answer.status_code, answer.get_data(as_text=True)
    assert found[f"/api/matches/{hall.match}/view"][0] == 200
    return found


def tries(browser: Browser, hall: Hall, judge: str, round_no: int) -> list[tuple[int, Any]]:
    """Everything that this judge may try, each with the answer it gets."""
    commands: list[dict[str, Any]] = [
        {"kind": "mark.enter", "judge": judge, "marks": {"score": "10"}},
        {"kind": "mark.withdraw", "judge": judge},
        {"kind": "mark.abstain", "judge": judge},
        {"kind": "mark.recuse", "judge": judge},
        {"kind": "mark.ask", "judge": judge, "item": 1, "marks": {"score": "10"}},
        {"kind": "mark.decide", "item": 1, "sheet": 5, "accept": True},
        {"kind": "panel.lock"},
        {"kind": "panel.lock", "even_if_missing": True, "whole_round": True},
        {"kind": "scene.show", "scene": "marks"},
    ]
    found = []
    for no, command in enumerate(commands):
        headers = {"Idempotency-Key": f"try-{round_no}-{no}"}
        answer = browser.post(f"/api/matches/{hall.match}/commands", json={**command, "reason": "试"}, headers=headers)
        assert answer.status_code >= 400, command
        found.append((answer.status_code, answer.get_json()["error"]))
    asked = browser.post(f"/m/{hall.match}/chief/what-if", json={"kind": "panel.lock"})
    return [*found, (asked.status_code, None)]


def test_no_address_and_no_answer_tells_a_recused_judge_that_somebody_has_marked(app: Flask, hall: Hall) -> None:
    first, second, recused = panel(hall)
    browser = seated(app, hall, recused)
    before = addresses(app, browser, hall), tries(browser, hall, recused, 1)
    codes = [error["code"] for _, error in before[1] if error]
    assert codes[:4] == ["judge-recused"] * 4
    assert codes[4:] == ["marks-not-locked"] + ["role-not-allowed"] * 4
    give(hall, first, MARKS[0])
    assert (addresses(app, browser, hall), tries(browser, hall, recused, 2)) == before
    give(hall, second, MARKS[1])
    give(hall, second, MARKS[1].replace("5", "6"))
    assert (addresses(app, browser, hall), tries(browser, hall, recused, 3)) == before


def test_after_the_lock_it_has_the_teams_score_with_the_hall_and_nothing_of_how_it_came_about(
    app: Flask, hall: Hall
) -> None:
    first, second, recused = panel(hall)
    browser = seated(app, hall, recused)
    give(hall, first, MARKS[0])
    give(hall, second, MARKS[1])
    hall.do("panel.lock")
    view = addresses(app, browser, hall)[f"/api/matches/{hall.match}/view"][1]
    assert [mark for mark in MARKS if mark in view] == []
    assert SCORE in view
    another = addresses(app, seated(app, hall, first), hall)[f"/api/matches/{hall.match}/view"][1]
    assert [mark for mark in MARKS if mark not in another] == []
