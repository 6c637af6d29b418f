"""The port of a server: never shared with another one, whatever the system calls that."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from scoreboard.server import runtime


class Listener:
    """A socket that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def setsockopt(self, *option: int) -> None:
        self.told.append(option)

    def bind(self, address: Any) -> None:
        self.told.append(address)


def test_a_port_that_somebody_listens_on_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.socket() as second, pytest.raises(OSError):
        runtime.bind_alone(second, first.getsockname())


def test_on_windows_the_port_is_asked_for_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    listener: Any = Listener()
    runtime.bind_alone(listener, ("127.0.0.1", 5000))
    assert listener.told == [(socket.SOL_SOCKET, -5, 1), ("127.0.0.1", 5000)]
