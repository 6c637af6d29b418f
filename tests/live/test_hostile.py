"""Devices that mean no good: what they may say on an open socket, and what they keep when they are put out."""

from __future__ import annotations

import json
from contextlib import closing
from http.client import HTTPConnection

import pytest
import websocket

from scoring.usecases.tickets import reissue_ticket
from tests.halls import ORGANISER
from tests.live.people import NAMESPACE, PATIENCE, Person, Server

MESSAGES = 12
"""So many messages may come before the answer: the namespace's own, a view or two, and the heartbeats of the better
part of a minute.  A server that collects what it was promised sends heartbeats for ever."""


def connected(person: Person) -> bool:
    """Whether the server still holds this connection."""
    return bool(person.io.connected and NAMESPACE in person.io.namespaces)


def new_card(server: Server, ticket: str) -> str:
    """The code of a new card for this ticket, from the organiser's desk beside the hall."""
    with server.beside() as ctx:
        return reissue_ticket(ctx, actor=ORGANISER, ticket_id=ticket).code


def test_a_device_cannot_say_for_the_transport_that_it_came_or_went(server: Server) -> None:
    host, display = server.person("host").connect(), server.person("display").connect()
    for event in ("connect", "disconnect"):
        assert display.ask(event, {"seat": host.seat["seat"]})["error"]["code"] == "unknown-event"
    seats = {s["ticket"]: s for s in host.ask("view.get", {})["presence"]}
    assert (seats[display.seat["seat"]]["state"], seats[display.seat["seat"]]["devices"]) == ("ok", 1)
    seen = len(display.views)
    assert host.do("match.open")["ok"]
    display.until(lambda: len(display.views) > seen)
    assert connected(display)


def test_whoever_came_by_a_lost_card_hears_nothing_more_once_a_new_one_is_issued(server: Server) -> None:
    lost = server.person("display").connect()
    lost.until(lambda: connected(lost))
    new = new_card(server, lost.seat["seat"])
    lost.until(lambda: not connected(lost))
    lost.io.disconnect()
    rightful = Person(server.base, new).connect()
    server.people.append(rightful)
    assert rightful.seat["seat"] == lost.seat["seat"]
    assert connected(rightful)


def raw_socket(person: Person) -> websocket.WebSocket:
    """A websocket on this person's seat, without a library that would keep it from saying what it should not."""
    cookies = "; ".join(f"{c.name}={c.value}" for c in person.http.cookies)
    address = person.base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    raw = websocket.create_connection(address, cookie=cookies, origin=person.base, timeout=PATIENCE)
    raw.send("40/live," + json.dumps({"seat": person.seat["seat"]}))
    return raw


def test_attachments_are_not_collected(server: Server) -> None:
    with closing(raw_socket(server.person("team0"))) as raw:
        raw.send('459999999999-/live,["command",{"_placeholder":true,"num":0}]')
        raw.send_binary(b"x" * 1000)
        raw.send('42/live,7["ping.time",{"t0":1.0}]')
        for _ in range(MESSAGES):
            if (said := raw.recv()).startswith("43/live,7"):
                break
            if said == "2":
                raw.send("3")
        assert said.startswith("43/live,7")
        assert json.loads(said.removeprefix("43/live,7"))[0]["t0"] == 1.0


def test_a_second_device_that_waits_for_a_seat_does_nothing_in_its_name(server: Server) -> None:
    host, team, second = server.person("host").connect(), server.person("team0").connect(), server.person("team0")
    second.connect_only()
    second.until(lambda: any(event == "seat.request" for event, _ in second.heard))
    assert host.ask("press.test", {"start": True}) == {"ok": True}
    assert second.ask("press.test", {"press": "p"})["error"]["code"] == "seat-taken"
    assert second.do("press.record", team=second.seat["team"], press="p", arming="")["error"]["code"] == "seat-taken"
    assert second.ask("view.get", {}) is None
    assert team.ask("press.test", {"press": "p"}) == {"ok": True}


@pytest.mark.parametrize("lacking", ["Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Upgrade"])
def test_half_a_request_for_a_websocket_is_refused_as_one(server: Server, lacking: str) -> None:
    whole = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
    }
    half = {name: value for name, value in whole.items() if name != lacking}
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as line:
        line.request("GET", "/socket.io/?EIO=4&transport=websocket", headers=half)
        assert line.getresponse().status == 400


def test_who_sends_without_a_websocket_what_cannot_be_read_is_answered_at_once(server: Server) -> None:
    """The farewell is for whoever asks for it: nobody waits until then, least of all the request's thread."""
    line = HTTPConnection(server.base.rpartition("/")[2], timeout=PATIENCE)
    line.request("GET", "/socket.io/?EIO=4&transport=polling")
    sid = json.loads(line.getresponse().read()[1:])["sid"]
    line.request("POST", f"/socket.io/?EIO=4&transport=polling&sid={sid}", "0")
    answer = line.getresponse()
    assert (answer.status, answer.read()) == (400, b'"Bad Request"')
    line.close()
