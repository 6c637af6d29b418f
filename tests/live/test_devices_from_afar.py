"""Whoever looks after the screens sees every device by itself, and loads the page of one anew, of no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from scoreboard import wiring
from scoreboard.web.pages import VERSION
from scoring.engine.actors import Role
from scoring.usecases.competition.seats import issue_seat
from scoring.usecases.quiz.matches import match_of
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up
from tests.sheets import SHEET

DESKS: tuple[Role, ...] = ("host", "chief")
Connect = Callable[..., SocketIOTestClient]


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    return set_up(services.ctx)


@pytest.fixture
def connect(app: Flask) -> Connect:
    """A socket of a device of its own on the seat of this code."""

    def connected(code: str) -> SocketIOTestClient:
        browser = Browser(app.test_client())
        assert browser.post("/api/enter", json={"code": code}).status_code == 200
        return app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)

    return connected


@pytest.fixture
def people(hall: Hall, connect: Connect) -> dict[str, SocketIOTestClient]:
    """The operator, two screens of one card, a team and a judge."""
    competition = match_of(hall.ctx, hall.match).competition
    operator = issue_seat(hall.ctx, actor=ORGANISER, competition_id=competition, role="operator", label="总控台")
    codes = {
        role: issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role=role, team=team).code  # type: ignore[arg-type]
        for role, team in (("display", ""), ("team", hall.teams[0]), ("judge", ""), ("host", ""))
    }
    found = {"operator": connect(operator.code), "screen": connect(codes["display"])}
    found["second screen"] = connect(codes["display"])
    return found | {role: connect(codes[role]) for role in ("team", "judge", "host")}


def ask(io: SocketIOTestClient, event: str, data: object) -> Any:
    return io.emit(event, data, namespace="/live", callback=True)


def heard(io: SocketIOTestClient) -> list[str]:
    return [one["name"] for one in io.get_received("/live") if one["name"] == "page.reload"]


def test_the_operator_sees_every_device_with_its_way_and_of_screens_alone_what_they_show(
    people: dict[str, SocketIOTestClient],
) -> None:
    for name, seq in (("screen", 7), ("second screen", 5), ("judge", 3), ("team", 3)):
        ask(people[name], "ping.time", {"t0": 1, "rtt": 12, "seq": seq, "version": "0.1"})
    told = ask(people["operator"], "devices.get", {})
    assert told["version"] == VERSION
    shown = [(one["role"], one["state"], one["rtt"], one["seq"], one["version"]) for one in told["devices"]]
    assert shown == [
        ("operator", "ok", None, None, ""),
        ("display", "ok", 12, 7, "0.1"),
        ("display", "ok", 12, 5, "0.1"),
        ("team", "ok", 12, None, "0.1"),
        ("judge", "ok", 12, None, "0.1"),
        ("host", "ok", None, None, ""),
    ]


def test_a_device_is_loaded_anew_and_no_other_one(people: dict[str, SocketIOTestClient]) -> None:
    ask(people["second screen"], "ping.time", {"t0": 1, "seq": 5})
    told = ask(people["operator"], "devices.get", {})["devices"]
    (second,) = (one for one in told if one["seq"] == 5)
    asked = {"ticket": second["ticket"], "device": second["device"]}
    assert ask(people["operator"], "device.reload", asked) == {"ok": True}
    assert [name for name, io in people.items() if heard(io)] == ["second screen"]
    people["second screen"].disconnect("/live")
    gone = ask(people["operator"], "device.reload", asked)
    assert gone["error"]["code"] == "device-not-connected"


def test_the_desk_of_a_match_reaches_the_devices_of_its_match_alone(
    people: dict[str, SocketIOTestClient], services: wiring.Services, connect: Connect
) -> None:
    other = set_up(services.ctx, bank_name="另一题库")
    foreign = connect(issue_ticket(services.ctx, actor=ORGANISER, match_id=other.match, role="host").code)
    (own,) = ask(foreign, "devices.get", {})["devices"]
    assert own["role"] == "host"
    screen = next(one for one in ask(people["host"], "devices.get", {})["devices"] if one["role"] == "display")
    asked = {"ticket": screen["ticket"], "device": screen["device"]}
    assert ask(foreign, "device.reload", asked)["error"]["code"] == "device-not-connected"
    assert ask(people["host"], "device.reload", asked) == {"ok": True}


def test_the_chief_judge_is_called_as_the_rules_call_him(services: wiring.Services, connect: Connect) -> None:
    match = set_up(services.ctx, sheet=f'chief = "总裁判"\n{SHEET}').match
    asks = [connect(issue_ticket(services.ctx, actor=ORGANISER, match_id=match, role=role).code) for role in DESKS]
    assert [one["label"] for one in ask(asks[0], "devices.get", {})["devices"]] == ["主持人", "总裁判"]


@pytest.mark.parametrize("event", ["devices.get", "device.reload"])
@pytest.mark.parametrize("who", ["team", "judge", "screen"])
def test_nobody_else_sees_or_reaches_a_device(people: dict[str, SocketIOTestClient], who: str, event: str) -> None:
    told = ask(people[who], event, {"ticket": "t", "device": "d"} if event == "device.reload" else {})
    assert told["error"]["code"] == "role-not-allowed"
