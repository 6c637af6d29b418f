"""Which client manager is used: the fan-out, unless a setting or another version of a package stands against it."""

from __future__ import annotations

from dataclasses import replace

import engineio.socket
import pytest
import socketio
from socketio.base_manager import BaseManager

from scoreboard import config
from scoreboard.live import fan_out
from scoreboard.live.connection import BoundedConnection
from scoreboard.live.connection_alone import FannedConnection
from scoreboard.server import engineio_parts
from scoreboard.server.watch import ThreadWatch
from scoreboard.shared.processes import Alone

SETTINGS = config.load({"LEITAI_DATA": "unused"})


@pytest.fixture(autouse=True)
def _the_same_kind_of_connection_after_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engineio.socket, "Socket", engineio.socket.Socket)


def test_the_fan_out_is_used_where_all_is_as_expected() -> None:
    assert isinstance(fan_out.client_manager(SETTINGS, Alone()), fan_out.FanOut) == ThreadWatch.can_wait()
    assert fan_out.unusable("eventlet") == ""


def test_a_setting_turns_it_off() -> None:
    assert type(fan_out.client_manager(replace(SETTINGS, fan_out=False), Alone())) is engineio_parts.Manager
    assert engineio.socket.Socket is BoundedConnection


def test_its_connections_are_bounded_ones_too() -> None:
    fan_out.connection.install(FannedConnection)
    assert issubclass(engineio.socket.Socket, BoundedConnection)


def test_another_version_of_a_package_that_has_changed_turns_it_off_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(socketio.Manager, "emit")
    assert engineio_parts.changed() == ["socketio.manager:Manager.emit"]
    assert type(fan_out.client_manager(SETTINGS, Alone())) is engineio_parts.Manager


def test_arguments_that_have_changed_turn_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BaseManager, "basic_leave_room", lambda self, sid: None)
    assert engineio_parts.changed() == ["socketio.base_manager:BaseManager.basic_leave_room"]
    assert fan_out.unusable("eventlet") == "socketio.base_manager:BaseManager.basic_leave_room"


def test_a_system_without_epoll_has_it_with_eventlet_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ThreadWatch, "can_wait", staticmethod(lambda: False))
    assert (fan_out.unusable("threading"), fan_out.unusable("eventlet")) == ("epoll", "")
