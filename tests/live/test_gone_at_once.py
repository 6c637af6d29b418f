"""Who vanishes while it is let in leaves nothing behind: no seat that looks taken, no place of the public."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.live import connection, public
from scoreboard.live.public import PublicPages
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    return set_up(services.ctx)


def vanishes(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Whoever comes is gone before it is let in: its end is told while ``connection.<at>`` would be called."""

    def gone(io: Any, sid: str, namespace: str, *_: Any) -> None:
        io.server._handle_eio_disconnect(io.server.manager.eio_sid_from_sid(sid, namespace), "transport close")

    monkeypatch.setattr(connection, at, gone)


def known(app: Flask, namespace: str) -> list[str]:
    """The ids that the client manager keeps."""
    rooms = app.extensions["socketio"].server.manager.rooms
    return sorted(rooms.get(namespace, {}).get(None, {}))


@pytest.mark.parametrize("role", ["team", "display", "host"])
def test_a_device_that_is_gone_before_it_is_let_in_is_not_shown_as_there(
    app: Flask, services: wiring.Services, hall: Hall, role: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = hall.teams[0] if role == "team" else ""
    issued = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role=role, team=own)
    browser = Browser(app.test_client())
    assert browser.post("/api/enter", json={"code": issued.code}).status_code == 200
    vanishes(monkeypatch, "seated")
    app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)
    assert known(app, "/live") == []
    live = app.extensions["live"].services
    (line,) = live.presence.table([issued.ticket], live.now())
    assert (line["devices"], line["state"]) in ((0, "gone"), (0, "never"))
    assert live.rooms.streams() == ()


def test_pages_of_the_public_that_are_gone_before_they_are_let_in_keep_no_place(
    app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    vanishes(monkeypatch, "watching")
    for _ in range(3):
        app.extensions["socketio"].test_client(app, namespace=public.NAMESPACE, auth={"code": hall.match})
    pages = next(
        one for one in app.extensions["socketio"].server.namespace_handlers.values() if isinstance(one, PublicPages)
    )
    assert pages.watching() == 0
    assert known(app, public.NAMESPACE) == []


def test_who_stays_is_there(app: Flask, services: wiring.Services, hall: Hall) -> None:
    issued = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role="host")
    browser = Browser(app.test_client())
    assert browser.post("/api/enter", json={"code": issued.code}).status_code == 200
    app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)
    app.extensions["socketio"].test_client(app, namespace=public.NAMESPACE, auth={"code": hall.match})
    live = app.extensions["live"].services
    assert [line["devices"] for line in live.presence.table([issued.ticket], live.now())] == [1]
    assert (len(known(app, "/live")), len(known(app, public.NAMESPACE))) == (1, 1)
