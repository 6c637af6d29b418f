"""What a client manager owes every screen: the same over the fan-out and over the stock one, in both modes."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.live.conftest import MODES
from tests.live.people import NAMESPACE, PATIENCE, Person, Server, new_client
from tests.live.test_hostile import connected, new_card
from tests.ports import free_port

CHANGES = 40
SCENES = ("teams", "black")

WAYS = [(mode, fan_out) for mode in MODES for fan_out in (True, False)]


@pytest.fixture(scope="module", params=WAYS, ids=[f"{mode}-{'fan' if fan else 'stock'}" for mode, fan in WAYS])
def either(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with each client manager."""
    mode, fan_out = request.param
    data = tmp_path_factory.mktemp("either") / "data"
    started = Server(data, free_port(), mode, halls=8, fan_out=fan_out).start()
    yield started
    started.kill()


@pytest.fixture
def server(either: Server) -> Iterator[Server]:
    yield either
    either.empty()


def opened(server: Server) -> Person:
    host = server.person("host").connect()
    assert host.do("match.open")["ok"]
    return host


def test_everybody_sees_each_room_s_own_view_and_never_an_older_one_after_a_newer(server: Server) -> None:
    host = opened(server)
    seats = [server.person(who).connect() for who in ("display", "display", "team0", "team1", "judge", "chief")]
    for number in range(CHANGES):
        last = host.do("scene.show", scene=SCENES[number % 2])["seq"]
    for seat in (host, *seats):
        seat.sees(last)
        seqs = [view["seq"] for view in seat.views]
        assert seqs == sorted(seqs)
        assert len({view["epoch"] for view in seat.views}) == 1
        assert {view["audience"] for view in seat.views} == {seat.seat["role"]}
        assert {view["me"]["team"] for view in seat.views if seat.seat["role"] == "team"} <= {seat.seat["team"]}


def test_a_receipt_comes_to_whoever_asked_and_to_nobody_else(server: Server) -> None:
    host = opened(server)
    teams = [server.person(f"team{place}").connect() for place in range(3)]
    answers = [team.ask("ping.time", {"t0": float(place)})["t0"] for place, team in enumerate(teams)]
    assert answers == [0.0, 1.0, 2.0]
    assert host.ask("view.get", {})["audience"] == "host"


def test_a_page_without_a_websocket_beside_the_others_is_shown_every_change(server: Server) -> None:
    host, display, seen = opened(server), server.person("display"), list[int]()
    io = new_client()
    io.on("view", lambda view: seen.append(view["seq"]), namespace=NAMESPACE)
    cookies = "; ".join(f"{c.name}={c.value}" for c in display.http.cookies)
    io.connect(
        host.base, headers={"Cookie": cookies}, namespaces=[NAMESPACE], auth={"seat": display.seat["seat"]},
        transports=["polling"], wait_timeout=PATIENCE,
    )  # fmt: skip
    other = server.person("display").connect()
    last = host.do("scene.show", scene="teams")["seq"]
    other.sees(last)
    host.until(lambda: last in seen)
    io.disconnect()


def test_a_device_that_reads_nothing_is_cut_and_holds_up_nobody(server: Server) -> None:
    host, display = opened(server), server.person("display").connect()
    deaf = line_of(server.person("display"))
    seats = {seat["ticket"]: seat["devices"] for seat in host.ask("view.get", {})["presence"]}
    assert seats[display.seat["seat"]] == 2
    begun, slowest = time.monotonic(), 0.0
    while host.ask("view.get", {})["presence"][3]["devices"] != 1 and time.monotonic() < begun + PATIENCE:
        seq = host.do("scene.show", scene=SCENES[int(time.monotonic() * 10) % 2])["seq"]
        sent = time.monotonic()
        display.sees(seq)
        slowest = max(slowest, time.monotonic() - sent)
        time.sleep(0.1)
    seats = {seat["ticket"]: seat["devices"] for seat in host.ask("view.get", {})["presence"]}
    assert seats[display.seat["seat"]] == 1
    assert slowest < 10
    deaf.close()


def line_of(person: Person) -> socket.socket:
    """A connection of this seat that has entered and reads nothing more."""
    cookies = "; ".join(f"{c.name}={c.value}" for c in person.http.cookies)
    port = int(person.base.rpartition(":")[2])
    line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.sendall(
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\nCookie: {cookies}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    said = f'40/live,{{"seat":"{person.seat["seat"]}"}}'.encode()
    line.recv(4096)
    line.sendall(bytes([0x81, 0x80 | len(said)]) + b"\0\0\0\0" + said)
    got = b""
    while b'["view"' not in got:
        got += line.recv(4096)
    return line


def test_a_device_that_loses_its_seat_sees_no_view_after_it_was_told(server: Server) -> None:
    host, first = opened(server), server.person("team0").connect()
    second = server.person("team0")
    second.connect_only()
    host.until(lambda: any(seat["requests"] for seat in host.ask("view.get", {})["presence"]))
    asking = next(s["requests"][0]["device"] for s in host.ask("view.get", {})["presence"] if s["requests"])
    decided = {"ticket": first.seat["seat"], "device": asking, "approve": True}
    assert host.ask("seat.decide", decided)["ok"]
    first.until(lambda: ("seat.request", {"state": "replaced"}) in first.heard)
    seen = len(first.views)
    last = host.do("scene.show", scene="teams")["seq"]
    second.sees(last)
    assert len(first.views) == seen
    assert first.views[-1]["seq"] < last


def test_whoever_holds_a_lost_card_hears_nothing_more(server: Server) -> None:
    host, lost = opened(server), server.person("display").connect()
    new_card(server, lost.seat["seat"])
    lost.until(lambda: not connected(lost))
    seen = len(lost.views)
    last = host.do("scene.show", scene="teams")["seq"]
    host.sees(last)
    assert len(lost.views) == seen


def test_who_goes_without_a_word_is_known_to_be_gone(server: Server) -> None:
    host, line = opened(server), line_of(server.person("display"))
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
    host.until(lambda: all(s["devices"] == 0 for s in host.ask("view.get", {})["presence"] if s["role"] == "display"))
