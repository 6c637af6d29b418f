"""A page behind a proxy that lets no websocket through, and one that comes to a websocket from there."""

from __future__ import annotations

import pytest
import socketio

from tests.live.people import NAMESPACE, PATIENCE, Server

SHOWN = ({"kind": "scene.show", "scene": "teams"}, {"kind": "scene.show", "scene": "black"})


@pytest.mark.parametrize("transports", [["polling"], ["polling", "websocket"], ["websocket"]])
def test_a_seat_is_taken_and_acts_by_every_transport(server: Server, transports: list[str]) -> None:
    host = server.person("host")
    cookies = "; ".join(f"{c.name}={c.value}" for c in host.http.cookies)
    io = socketio.Client(reconnection=False)
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
