"""The undocumented parts of other packages that the server stands on: each is there and takes what it took."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import engineio
import pytest
import socketio
from engineio import server as engineio_server

import scoreboard
from scoreboard.server import engineio_parts

METHODS = {
    "scoreboard.server.engineio_parts:Connection.__base__.__init__": "(self, server, sid)",
    "scoreboard.server.engineio_parts:Connection.__base__.send": "(self, pkt)",
    "scoreboard.server.engineio_parts:Connection.__base__.receive": "(self, pkt)",
    "scoreboard.server.engineio_parts:Connection.__base__.close": "(self, wait=True, abort=False, reason=None)",
    "scoreboard.server.engineio_parts:Connection.__base__.handle_get_request": "(self, environ, start_response)",
    "scoreboard.server.engineio_parts:Connection.__base__._upgrade_websocket": "(self, environ, start_response)",
    "scoreboard.server.engineio_parts:Connection.__base__._websocket_handler": "(self, ws)",
    "engineio.server:Server._bad_request": "(self, message=None)",
    "socketio.manager:Manager.eio_sid_from_sid": "(self, sid, namespace)",
    "socketio.manager:Manager.is_connected": "(self, sid, namespace)",
    "socketio.packet:Packet.decode": "(self, encoded_packet)",
    "engineio.client:Client._reset": "(self)",
    "socketio.client:Client._engineio_client_class": "(self)",
}
"""Methods that are called or overridden, with their arguments.  The base of ``Connection`` is Engine.IO's own class."""

PRIVATE = re.compile(
    r"_upgrade_websocket|_websocket_handler|_bad_request|eio\.sockets|eio_sid_from_sid"
    r"|_engineio_client_class|\.manager\b|(import|from) (engineio|socketio\.packet)\b|socketio import packet\b"
)
"""What no other module names than the two that are for it: one for the server, one for clients."""


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_there_and_takes_what_it_took(name: str) -> None:
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        assert hasattr(found, part), f"{name} is gone"
        found = getattr(found, part)
    assert str(inspect.signature(found)) == METHODS[name], f"{name} takes other arguments"


@pytest.fixture
def server() -> socketio.Server:
    return socketio.Server(async_mode="threading", monitor_clients=False)


def test_a_server_keeps_its_connections_by_id(server: socketio.Server) -> None:
    assert server.eio.sockets == {}
    assert isinstance(server.manager, socketio.Manager)


@pytest.mark.parametrize("name", ["server", "sid", "queue", "closed"])
def test_a_connection_has_what_is_read_of_it(server: socketio.Server, name: str) -> None:
    assert hasattr(engineio_parts.Connection(server.eio, "s1"), name), f"engineio Socket.{name} is gone"


@pytest.mark.parametrize(("number", "is_what"), [(2, "is_event"), (3, "is_acknowledgement")])
def test_a_packet_says_what_it_is_and_whether_attachments_follow(number: int, is_what: str) -> None:
    alone, attached = (engineio_parts.Packet(packet_type=number + more) for more in (0, 3))
    kinds = ("is_event", "is_acknowledgement", "has_attachments")
    assert [name for name in kinds if getattr(alone, name)()] == [is_what]
    assert [name for name in kinds if getattr(attached, name)()] == ["has_attachments"]


def test_the_server_makes_connections_by_the_name_that_is_replaced() -> None:
    assert engineio_server.socket is engineio.socket
    assert "socket.Socket(self, sid)" in inspect.getsource(engineio_server.Server._handle_connect)


def test_all_that_a_websocket_is_asked_for_is_wait_send_and_close() -> None:
    asked = inspect.getsource(engineio_parts.Connection.__mro__[1]._websocket_handler)  # the class is replaced by now
    assert set(re.findall(r"\bws\.(\w+)", asked)) == {"wait", "send", "close"}
    assert "getattr(ws, attr)" in asked  # an attribute named socket or _sock would get another timeout


def test_eventlets_server_has_the_mark_that_a_connection_was_taken_over() -> None:
    from eventlet import wsgi

    assert hasattr(wsgi, "WSGI_LOCAL")
    assert "if WSGI_LOCAL.already_handled:" in inspect.getsource(wsgi.HttpProtocol.handle_one_response)


def test_eventlets_server_does_not_wait_at_its_end_for_a_connection_that_says_it_is_idle() -> None:
    from eventlet import wsgi

    assert "env['eventlet.set_idle']" in inspect.getsource(wsgi.HttpProtocol.get_environ)


def test_no_other_module_names_a_private_part() -> None:
    root = Path(scoreboard.__file__).parent
    naming = {str(file.relative_to(root)) for file in root.rglob("*.py") if PRIVATE.search(file.read_text("utf-8"))}
    assert naming == {"server/engineio_parts.py", "bots/line.py"}
