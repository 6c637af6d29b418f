"""The page of the seats says who sits where and who is connected; cards stay good at another address of the server."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from flask import Flask

from scoreboard import factory, wiring
from scoring.usecases.records import Team
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    return set_up(services.ctx)


def row(page: str, name: str) -> str:
    """The row of a seat without its marks, cells parted by blanks."""
    found = next(
        one for one in re.findall(r"<tr.*?</tr>", page, re.S) if re.search(rf"<td[^>]*>{re.escape(name)}", one)
    )
    return " ".join(re.sub(r"<form.*?</form>|<[^>]+>", " ", found, flags=re.S).split())


def test_each_seat_has_its_station_its_name_and_whether_a_device_is_there(
    app: Flask, organiser: Browser, services: wiring.Services, hall: Hall
) -> None:
    issued = [
        issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role="team", team=team) for team in hall.teams
    ]
    tablet = Browser(app.test_client())
    assert tablet.post("/api/enter", json={"code": issued[0].code}).status_code == 200
    client = app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=tablet.client)
    page = organiser.get(f"/organiser/matches/{hall.match}/tickets").text
    stations = {team.id: team.station for team in _teams(services, hall)}
    first, second = (one.ticket for one in issued)
    assert row(page, first.label) == f"代表队 {stations[first.team]} {first.label} 在线 有效"
    assert row(page, second.label) == f"代表队 {stations[second.team]} {second.label} 未入场 有效"
    client.disconnect(namespace="/live")
    page = organiser.get(f"/organiser/matches/{hall.match}/tickets").text
    assert "已断开 最后在线" in row(page, first.label)


def _teams(services: wiring.Services, hall: Hall) -> Sequence[Team]:
    with services.ctx.store.read() as uow:
        return uow.of(Team).all(match=hall.match)


def test_a_card_that_was_printed_opens_its_seat_also_where_the_server_has_another_address(
    services: wiring.Services, hall: Hall
) -> None:
    issued = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role="host")
    other = replace(services.config, host="10.9.8.7", port=9000, public_url="http://10.9.8.7:9000")
    app, _ = factory.create_app(other, replace(services, config=other))
    client = app.test_client()
    at = "http://10.9.8.7:9000"
    token = client.get("/api/session", base_url=at).get_json()["csrf"]
    typed = f"{issued.code[:3]} {issued.code[3:6]} {issued.code[6:]}"
    headers = {"X-CSRFToken": token, "Referer": f"{at}/"}
    answer = client.post("/enter", base_url=at, data={"code": typed}, headers=headers)
    assert (answer.status_code, answer.location) == (303, f"/m/{hall.match}/host?seat={issued.ticket.id}")
    assert f'value="{issued.code}"' in client.get(f"/e/{issued.code}", base_url=at).text
