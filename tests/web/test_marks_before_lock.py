"""While judges are marking, no door of the staff gives a mark away: no page, no export, no supposition."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.actors import Actor
from scoring.usecases import tickets
from scoring.usecases.tickets import TicketRole
from tests.conftest import Browser
from tests.halls import ORGANISER, SHEET, Hall, set_up

JUDGED = (
    SHEET
    + """
[[round]]
id = "scene"
kind = "judged"
name = "情景题"
items = 2

[round.panel]
judges = 3
step = 0.01
digits = 2
drop_high = 0
drop_low = 0
least = 1
"""
)
MARKS = ("13.57", "14.68", "15.79")


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """Three judges have marked, and the panel is not locked."""
    hall = set_up(services.ctx, sheet=JUDGED)
    judges = [
        tickets.issue_ticket(
            hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label=f"{no}号评委"
        ).ticket.id
        for no in (1, 2, 3)
    ]
    hall.do("match.open")
    hall.do("round.begin", round="scene")
    hall.do("item.present")
    hall.do("panel.open")
    for judge, mark in zip(judges, MARKS, strict=True):
        hall.do("mark.enter", Actor(f"ticket:{judge}", "judge"), judge=judge, marks={"score": mark})
    return hall


def at(app: Flask, hall: Hall, role: TicketRole) -> Browser:
    """Somebody on a seat of this role."""
    code = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role=role).code
    browser = Browser(app.test_client())
    assert browser.post("/enter", data={"code": code}).status_code == 303
    return browser


def everything(app: Flask, browser: Browser, hall: Hall) -> dict[str, str]:
    """Whatever this person gets from any address of the match, by address."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.arguments == {"match"}]
    paths = [rule.rule.replace("<match>", hall.match) for rule in rules]
    assert f"/api/matches/{hall.match}/book" in paths
    return {path: text_of(browser.get(path).get_data()) for path in paths}


def text_of(data: bytes) -> str:
    """What an answer says; of a workbook or a Word document all of its parts."""
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.mark.parametrize("role", ["host", "chief"])
def test_no_address_gives_a_desk_a_mark_before_the_lock(app: Flask, hall: Hall, role: TicketRole) -> None:
    told = everything(app, at(app, hall, role), hall)
    assert [(path, mark) for path, text in told.items() for mark in MARKS if mark in text] == []


def test_no_address_gives_the_organiser_a_mark_before_the_lock(app: Flask, organiser: Browser, hall: Hall) -> None:
    told = everything(app, organiser, hall)
    assert [(path, mark) for path, text in told.items() for mark in MARKS if mark in text] == []


def test_the_book_waits_for_the_lock_and_then_has_every_mark(app: Flask, hall: Hall) -> None:
    chief, path = at(app, hall, "chief"), f"/api/matches/{hall.match}/book"
    waiting = chief.get(path)
    assert (waiting.status_code, waiting.get_json()["error"]["code"]) == (409, "marks-not-locked")
    hall.do("panel.lock")
    assert [mark for mark in MARKS if mark not in chief.get(path).get_data(as_text=True)] == []


@pytest.mark.parametrize("role", ["host", "chief"])
def test_only_a_correction_can_be_supposed(app: Flask, hall: Hall, role: TicketRole) -> None:
    browser = at(app, hall, role)
    for command in ({"kind": "panel.lock"}, {"kind": "panel.lock", "even_if_missing": True}, {"kind": "undo"}):
        told = browser.post(f"/m/{hall.match}/chief/what-if", json=command)
        assert (told.status_code, told.get_json()["error"]["code"]) == (403, "not-a-correction")
