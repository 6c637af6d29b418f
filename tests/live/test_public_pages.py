"""Sockets of the public: told after the hall, bounded, and of no cost to a seat."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
import socketio

from scoreboard.live import public
from tests.live.people import PATIENCE, Person, Server, new_client

NAMESPACE = "/public"


@contextmanager
def watching(base: str, code: str) -> Iterator[list[dict[str, Any]]]:
    """The views that a page of the public is told."""
    told: list[dict[str, Any]] = []
    io = new_client()
    io.on("view", told.append, namespace=NAMESPACE)
    io.connect(base, namespaces=[NAMESPACE], auth={"code": code}, transports=["websocket"], wait_timeout=PATIENCE)
    try:
        yield told
    finally:
        io.disconnect()


def until(ready: Any) -> None:
    limit = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_a_page_is_told_what_it_would_have_asked_for(server: Server) -> None:
    hall = server.hall
    host = Person(server.base, hall["codes"]["host"]).connect()
    with watching(server.base, hall["match"]) as told:
        until(lambda: told)
        assert (told[0]["kind"], told[0]["state"]) == ("match", "before")
        host.do("match.open")
        until(lambda: told[-1]["state"] == "running")
        asked = requests.get(f"{server.base}/live/{hall['match']}/view", timeout=PATIENCE).json()
        assert asked == told[-1]
    host.leave()


def test_an_unknown_code_gets_no_socket_and_a_page_may_say_nothing(server: Server) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError), watching(server.base, "nothing"):
        pass
    with watching(server.base, server.hall["match"]) as told:
        until(lambda: told)
    assert public.MOST_SOCKETS == 500
