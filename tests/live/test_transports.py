"""A page behind a proxy that lets no websocket through, and one that comes to a websocket from there."""

from __future__ import annotations

import json
import socket
from http.client import HTTPConnection

import pytest

from tests.live.attacks import FRONT
from tests.live.people import NAMESPACE, PATIENCE, Server, new_client

SHOWN = ({"kind": "scene.show", "scene": "teams"}, {"kind": "scene.show", "scene": "black"})


@pytest.mark.parametrize("transports", [["polling"], ["polling", "websocket"], ["websocket"]])
def test_a_seat_is_taken_and_acts_by_every_transport(server: Server, transports: list[str]) -> None:
    host = server.person("host")
    cookies = "; ".join(f"{c.name}={c.value}" for c in host.http.cookies)
    io = new_client()
    io.connect(
        host.base,
        headers={"Cookie": cookies},
        namespaces=[NAMESPACE],
        auth={"seat": host.seat["seat"]},
        transports=transports,
        wait_timeout=PATIENCE,
    )
    assert io.transport() == transports[-1]
    for number in range(6):  # more than so many requests of one sender are worked on at a time
        asked = {"key": f"k{number}", "command": {"kind": "match.open"} if not number else SHOWN[number % 2]}
        assert io.call("command", asked, namespace=NAMESPACE, timeout=PATIENCE)["seq"] == number + 1
    io.disconnect()


def test_what_is_said_in_one_breath_with_coming_over_to_a_websocket_is_heard_at_once(server: Server) -> None:
    port = int(server.base.rpartition(":")[2])
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request("GET", "/socket.io/?EIO=4&transport=polling")
    sid = json.loads(line.getresponse().read()[1:])["sid"]
    line.close()
    front = FRONT.replace(b"transport=websocket", f"transport=websocket&sid={sid}".encode())
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as comes_over:
        comes_over.sendall(front)
        assert_comes(comes_over, b"\r\n\r\n")
        comes_over.sendall(said(b"2probe"))
        assert_comes(comes_over, b"3probe")
        comes_over.sendall(said(b"5") + said(b"40/live,"))
        assert_comes(comes_over, b"not-entered")  # without another word, which would have both read


def assert_comes(line: socket.socket, wanted: bytes) -> None:
    got = b""
    while wanted not in got:
        more = line.recv(4096)
        assert more, got
        got += more


def said(message: bytes) -> bytes:
    """A short message as a client sends it, under a mask that changes nothing."""
    return bytes([0x81, 0x80 | len(message)]) + bytes(4) + message
