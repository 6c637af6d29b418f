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
from scoring.usecases.tickets import issue_ticket, revoke_ticket
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up
from tests.sheets import SHEET

DESKS: tuple[Role, ...] = ("host", "chief")
Connect = Callable[..., SocketIOTestClient]

ASKED = [
    ("device.reload", {"ticket": "t", "device": "d"}),
    ("device.name", {"ticket": "t", "device": "d", "name": "左"}),
    ("device.move", {"ticket": "t", "device": "d", "to": "t2"}),
]
"""What a desk asks of one device."""


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


@pytest.mark.parametrize(("event", "data"), [*ASKED, ("devices.get", {})])
@pytest.mark.parametrize("who", ["team", "judge", "screen"])
def test_nobody_else_sees_or_reaches_a_device(
    people: dict[str, SocketIOTestClient], who: str, event: str, data: dict[str, str]
) -> None:
    assert ask(people[who], event, data)["error"]["code"] == "role-not-allowed"


@pytest.mark.parametrize(("event", "data"), ASKED)
def test_what_comes_too_late_does_not_happen(
    people: dict[str, SocketIOTestClient], event: str, data: dict[str, str]
) -> None:
    assert ask(people["operator"], event, {**data, "expires": 1})["error"]["code"] == "command-expired"


def device_of(operator: SocketIOTestClient, role: str, **what: object) -> dict[str, Any]:
    """The only device of this role for which this holds."""
    told = ask(operator, "devices.get", {})["devices"]
    (found,) = (one for one in told if one["role"] == role and what.items() <= one.items())
    return dict(found)


def naming(device: dict[str, Any]) -> dict[str, str]:
    return {"ticket": device["ticket"], "device": device["device"]}


def test_a_device_that_was_named_keeps_its_name_and_says_it_again(people: dict[str, SocketIOTestClient]) -> None:
    operator, screen = people["operator"], people["second screen"]
    ask(screen, "ping.time", {"t0": 1, "seq": 5})
    found = device_of(operator, "display", seq=5)
    assert found["name"] == ""
    assert ask(operator, "device.name", {**naming(found), "name": "  左侧 大屏\n"}) == {"ok": True}
    assert device_of(operator, "display", seq=5)["name"] == "左侧 大屏"
    (told,) = (one for one in screen.get_received("/live") if one["name"] == "page.name")
    assert told["args"] == [{"name": "左侧 大屏"}]
    assert [one["name"] for one in people["screen"].get_received("/live") if one["name"] == "page.name"] == []
    # Its page says it with each ping, so a server that has started anew learns it.
    ask(screen, "ping.time", {"t0": 2, "seq": 6, "name": "左侧 大屏"})
    assert device_of(operator, "display", seq=6)["name"] == "左侧 大屏"
    ask(operator, "device.name", {**naming(found), "name": ""})
    assert device_of(operator, "display", seq=6)["name"] == ""
    too_long = ask(operator, "device.name", {**naming(found), "name": "屏" * 41})
    assert too_long["error"]["code"] == "shape"


def test_a_screen_goes_to_the_place_of_another_screen_of_the_competition(
    people: dict[str, SocketIOTestClient], hall: Hall, app: Flask
) -> None:
    competition = match_of(hall.ctx, hall.match).competition
    other = issue_seat(hall.ctx, actor=ORGANISER, competition_id=competition, role="display", label="大厅大屏").ticket
    operator, browser = people["operator"], Browser(app.test_client())
    code = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="display").code
    ticket = browser.post("/api/enter", json={"code": code}).get_json()["seat"]
    screen = app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)
    found = device_of(operator, "display", ticket=ticket)
    assert browser.post("/api/moved").get_json()["error"]["code"] == "move-unknown"
    assert {"ticket": other.id, "label": "大厅大屏", "match": ""} in ask(operator, "devices.get", {})["places"]
    assert ask(operator, "device.move", {**naming(found), "to": other.id}) == {"ok": True}
    assert "page.move" in [one["name"] for one in screen.get_received("/live")]
    taken = browser.post("/api/moved").get_json()
    assert (taken["seat"], taken["home"]) == (other.id, f"/hall/{competition}/display?seat={other.id}")
    assert browser.get(taken["home"]).status_code == 200


def test_a_device_goes_nowhere_by_a_card_that_was_taken_back_and_no_other_device_goes_in_its_place(
    people: dict[str, SocketIOTestClient], hall: Hall, app: Flask
) -> None:
    card = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="display")
    to = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="display", label="侧屏").ticket
    browser, stranger = Browser(app.test_client()), Browser(app.test_client())
    browser.post("/api/enter", json={"code": card.code})
    third = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="display", label="门厅大屏")
    stranger.post("/api/enter", json={"code": third.code})
    app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)
    found = device_of(people["operator"], "display", ticket=card.ticket.id)
    assert ask(people["host"], "device.move", {**naming(found), "to": to.id}) == {"ok": True}
    assert stranger.post("/api/moved").get_json()["error"]["code"] == "move-unknown"
    revoke_ticket(hall.ctx, actor=ORGANISER, ticket_id=to.id)
    assert browser.post("/api/moved").get_json()["error"]["code"] == "move-unknown"


@pytest.mark.parametrize(("who", "to"), [("team", "display"), ("judge", "display"), ("screen", "host")])
def test_nothing_but_a_screen_is_moved_and_only_to_where_a_screen_is(
    people: dict[str, SocketIOTestClient], who: str, to: str
) -> None:
    told = ask(people["operator"], "devices.get", {})["devices"]
    by_role = {one["role"]: one for one in told}
    moved = by_role["display" if who == "screen" else who]
    answer = ask(people["operator"], "device.move", {**naming(moved), "to": by_role[to]["ticket"]})
    assert answer["error"]["code"] == "device-not-movable"


def test_pages_of_the_public_are_counted_by_what_they_follow(
    people: dict[str, SocketIOTestClient], hall: Hall, app: Flask
) -> None:
    other = set_up(hall.ctx, bank_name="另一题库").match
    pages = [
        app.extensions["socketio"].test_client(app, namespace="/public", auth={"code": code})
        for code in (hall.match, hall.match, other)
    ]
    for _ in range(6):
        assert app.test_client().get(f"/live/{hall.match}/view").status_code == 200
    asked = ask(people["operator"], "devices.get", {})
    seq = asked["phones"][0]["seq"]
    assert asked["phones"] == [{"code": hall.match, "sockets": 2, "polls": 2, "seq": seq}]
    pages[0].disconnect("/public")
    assert ask(people["host"], "devices.get", {})["phones"][0]["sockets"] == 1
