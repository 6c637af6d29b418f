"""A mark sheet that waits is decided by a second person on a second device, whatever cards one browser holds."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.actors import Actor
from scoring.usecases import tickets
from scoring.usecases.tickets import TicketRole
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up
from tests.web.test_marks_before_lock import JUDGED, MARKS

CHANGED = {"score": "12.00"}


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """Three judges are on the panel, two of them have marked."""
    hall = set_up(services.ctx, sheet=JUDGED)
    for no in (1, 2, 3):
        tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label=f"{no}号评委")
    hall.do("match.open")
    hall.do("round.begin", round="scene")
    hall.do("item.present")
    hall.do("panel.open")
    for judge, mark in zip(panel(hall)[:2], MARKS, strict=False):
        hall.do("mark.enter", Actor(f"ticket:{judge}", "judge"), judge=judge, marks={"score": mark})
    return hall


def panel(hall: Hall) -> list[str]:
    run = hall.state.items[-1].panel
    assert run is not None
    return [judge.id for judge in run.judges]


def take(browser: Browser, hall: Hall, role: TicketRole) -> str:
    """The browser takes one more seat; the id of its ticket."""
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role=role)
    assert browser.post("/enter", data={"code": issued.code}).status_code == 303
    return issued.ticket.id


def give(browser: Browser, hall: Hall, seat: str, kind: str, **fields: Any) -> tuple[int, str]:
    """The status and the code of the refusal, "" if it was done."""
    answer = browser.post(
        f"/api/matches/{hall.match}/commands",
        json={"kind": kind, "reason": "核对", **fields},
        headers={"X-Seat": seat, "Idempotency-Key": f"{kind}-{seat}-{hall.state.seq}"},
    )
    return answer.status_code, (answer.get_json().get("error") or {}).get("code", "")


def test_a_browser_with_both_cards_does_not_confirm_what_it_copied_from_paper(app: Flask, hall: Hall) -> None:
    here, there = Browser(app.test_client()), Browser(app.test_client())
    host, chief, other = take(here, hall, "host"), take(here, hall, "chief"), take(there, hall, "chief")
    third = panel(hall)[2]
    assert give(here, hall, host, "mark.copy", judge=third, marks=CHANGED) == (200, "")
    sheet = hall.state.seq
    assert give(here, hall, chief, "mark.decide", item=1, sheet=sheet, accept=True) == (403, "second-device-needed")
    assert here.post("/leave").status_code == 303  # the browser is the same one after it has left its seats
    again = take(here, hall, "chief")
    assert give(here, hall, again, "mark.decide", item=1, sheet=sheet, accept=True) == (403, "second-device-needed")
    assert give(there, hall, other, "mark.decide", item=1, sheet=sheet, accept=True) == (200, "")


def test_a_judge_who_also_holds_the_chiefs_card_does_not_confirm_the_own_correction(app: Flask, hall: Hall) -> None:
    here, there = Browser(app.test_client()), Browser(app.test_client())
    own, other = take(here, hall, "chief"), take(there, hall, "chief")
    judge = panel(hall)[0]
    code = tickets.reissue_ticket(hall.ctx, actor=ORGANISER, ticket_id=judge).code
    assert here.post("/enter", data={"code": code}).status_code == 303
    hall.do("mark.enter", Actor(f"ticket:{panel(hall)[2]}", "judge"), judge=panel(hall)[2], marks={"score": MARKS[2]})
    hall.do("panel.lock")
    assert give(here, hall, judge, "mark.ask", judge=judge, item=1, marks=CHANGED) == (200, "")
    sheet = hall.state.seq
    assert give(here, hall, own, "mark.decide", item=1, sheet=sheet, accept=True) == (403, "second-device-needed")
    assert give(there, hall, other, "mark.decide", item=1, sheet=sheet, accept=True) == (200, "")


def test_no_view_names_the_device_that_a_waiting_sheet_came_from(app: Flask, hall: Hall) -> None:
    here = Browser(app.test_client())
    host = take(here, hall, "host")
    assert give(here, hall, host, "mark.copy", judge=panel(hall)[2], marks=CHANGED) == (200, "")
    device = hall.entries()[-1].device
    seen = here.get(f"/api/matches/{hall.match}/view", headers={"X-Seat": host}).get_data(as_text=True)
    assert device
    assert '"waiting"' in seen
    assert device not in seen
