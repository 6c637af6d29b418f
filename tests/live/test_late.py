"""The server's clock decides: late answers, limits that pass, entries that are due.  On a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from scoreboard import wiring
from scoreboard.live.jobs import Jobs
from scoreboard.live.presence import Presence
from scoreboard.live.quiz.job import MatchLive
from scoreboard.live.timekeeper import UNDONE, Timekeeper
from scoring.engine.errors import Refused
from scoring.engine.quiz.limits import limits
from scoring.usecases.guards import get_match
from scoring.usecases.quiz.gone import remove_rows
from scoring.usecases.tickets import issue_ticket, revoke_ticket
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.halls import ORGANISER, Hall, set_up

Connect = Callable[..., SocketIOTestClient]


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    return set_up(services.ctx)


@pytest.fixture
def connect(app: Flask, services: wiring.Services, hall: Hall) -> Connect:
    """A socket on a seat: ``connect("team", 0)``."""

    def connected(role: str, team: int = -1) -> SocketIOTestClient:
        own = hall.teams[team] if role == "team" else ""
        issued = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role=role, team=own)  # type: ignore[arg-type]
        browser = Browser(app.test_client())
        assert browser.post("/api/enter", json={"code": issued.code}).status_code == 200
        io = app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)
        io.ticket = issued.ticket.id
        return io

    return connected


def ask(io: SocketIOTestClient, event: str, data: object) -> dict[str, object]:
    answer: dict[str, object] = io.emit(event, data, namespace="/live", callback=True)
    return answer


def command(io: SocketIOTestClient, key: str, **fields: object) -> dict[str, object]:
    return ask(io, "command", {"key": key, "command": fields})


def test_a_late_answer_is_refused_by_the_servers_clock(connect: Connect, hall: Hall, clock: FakeClock) -> None:
    team = connect("team", 0)
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("clock.start")
    own = hall.teams[0]
    clock.advance(20_000)
    in_time = command(team, "a1", kind="answer.submit", team=own, answer=["A"])
    assert in_time == {"ok": True, "seq": 5, "at": clock.now(), "repeat": False}
    clock.advance(1)
    late = command(team, "a2", kind="answer.submit", team=own, answer=["B"])
    assert late["ok"] is False
    assert late["error"]["code"] == "time-is-up"  # type: ignore[index]
    assert hall.state.items[-1].answers[own].answer == ("A",)
    assert command(team, "a1", kind="answer.submit", team=own, answer=["A"]) == {**in_time, "repeat": True}


def test_a_device_without_a_seat_is_refused_at_the_door(app: Flask) -> None:
    io = app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=app.test_client())
    assert not io.is_connected("/live")


@pytest.mark.parametrize("trouble", [Refused("store-busy"), RuntimeError("of nobody's making")])
def test_a_device_that_cannot_be_let_in_now_is_refused_and_nothing_of_it_stays(
    app: Flask, connect: Connect, hall: Hall, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    """Without an answer its page would wait for ever."""
    live, manager = app.extensions["live"].services, app.extensions["socketio"].server.manager

    def fails(stream: str, sid: str) -> None:
        raise trouble

    with monkeypatch.context() as patched:
        patched.setattr(live.publisher, "newcomer", fails)
        assert not connect("host").is_connected("/live")
    assert (live.rooms.sids(hall.stream), live.rooms.open(hall.stream), dict(manager.rooms)) == ((), (), {})
    assert [len(live.presence._connections), dict(manager.pending_connect)] == [0, {}]
    assert connect("host").is_connected("/live")


def test_a_device_that_went_while_the_desk_gave_it_the_seat_leaves_nothing_behind(
    app: Flask, connect: Connect, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, host, team = app.extensions["live"].services, connect("host"), connect("team", 0)
    room = dict(live.rooms.sids(hall.stream))
    seat = next(one for one in room.values() if one.audience.kind == "team")
    live.rooms.reserve("gone", seat)
    monkeypatch.setattr(live.presence, "decide", lambda *_, **__: (frozenset({"gone"}), frozenset()))
    assert ask(host, "seat.decide", {"ticket": team.ticket, "device": "d", "approve": True}) == {"ok": True}
    assert dict(live.rooms.sids(hall.stream)) == room


def test_a_revoked_ticket_ends_the_connection_at_its_next_word(connect: Connect, hall: Hall) -> None:
    host = connect("host")
    assert command(host, "k1", kind="match.open")["ok"] is True
    revoke_ticket(hall.ctx, actor=ORGANISER, ticket_id=host.ticket)
    refused = command(host, "k2", kind="round.begin", round="all")
    assert refused["error"]["code"] == "not-entered"  # type: ignore[index]
    assert not host.is_connected("/live")
    assert hall.state.seq == 1


def test_the_watch_cuts_a_connection_whose_ticket_was_revoked(app: Flask, connect: Connect, hall: Hall) -> None:
    screen = connect("display")
    revoke_ticket(hall.ctx, actor=ORGANISER, ticket_id=screen.ticket)
    app.extensions["live"].watch.look(hall.stream)
    assert not screen.is_connected("/live")


def test_a_flood_is_refused_and_then_forgiven(connect: Connect, clock: FakeClock) -> None:
    team = connect("team", 0)
    answers = [ask(team, "ping.time", {"t0": n}) for n in range(90)]
    assert [answer.get("ok") for answer in answers[:80]] == [None] * 80
    assert {answer["error"]["code"] for answer in answers[80:]} == {"too-many-messages"}  # type: ignore[index]
    clock.advance(1_000)
    assert ask(team, "ping.time", {"t0": 1.5}) == {"t0": 1.5, "server": clock.now()}


def test_what_does_not_fit_a_message_is_refused_with_its_place(connect: Connect) -> None:
    team = connect("team", 0)
    for data, place in (
        ({}, "key"),
        ({"key": "k", "command": [], "reason": ""}, "command"),
        ({"key": "k" * 129, "command": {}}, "key"),
        ({"key": "k", "command": {}, "more": 1}, "more"),
    ):
        refused = ask(team, "command", data)
        assert (refused["error"]["code"], refused["error"]["fields"]["place"]) == ("shape", place)  # type: ignore[index]


def test_the_timekeeper_does_what_is_due_and_names_the_next_moment(
    services: wiring.Services, hall: Hall, clock: FakeClock
) -> None:
    told: list[str] = []
    keeper = Timekeeper(hall.ctx, Jobs(MatchLive(services, Presence(services.shared))), told.append)
    hall.do("match.open")
    hall.do("round.begin", round="press")
    assert keeper.step(hall.stream) is None
    hall.do("item.present")
    hall.do("press.arm")
    assert keeper.step(hall.stream) == pytest.approx(15.001, abs=0.2)
    clock.advance(15_200)
    keeper.step(hall.stream)
    assert hall.state.stage == "audience"
    assert hall.state.seq == 5


def test_a_process_that_does_not_lead_does_nothing_and_looks_soon_after_whether_it_should(
    services: wiring.Services, hall: Hall, clock: FakeClock
) -> None:
    leads: list[str] = []
    jobs = Jobs(MatchLive(services, Presence(services.shared)))
    keeper = Timekeeper(hall.ctx, jobs, lambda _: None, lambda stream: stream in leads)
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    assert keeper.step(hall.stream) == pytest.approx(15.001, abs=0.2)  # its own screens change then as well
    clock.advance(15_200)
    assert keeper.step(hall.stream) == 0.501
    assert hall.state.stage != "audience"
    leads.append(hall.stream)
    keeper.step(hall.stream)
    assert hall.state.stage == "audience"


def test_what_was_long_due_is_done_by_whoever_sees_it_while_the_leading_process_hangs(
    services: wiring.Services, hall: Hall, clock: FakeClock
) -> None:
    keeper = Timekeeper(
        hall.ctx, Jobs(MatchLive(services, Presence(services.shared))), lambda _: None, lambda _stream: False
    )
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    keeper.step(hall.stream)
    clock.advance(15_200)
    keeper.step(hall.stream)
    assert hall.state.stage != "audience"
    clock.advance(UNDONE)
    assert keeper.step(hall.stream) is None
    assert (hall.state.stage, hall.state.seq) == ("audience", 5)


def test_nothing_is_due_in_a_match_that_another_process_has_removed(
    services: wiring.Services, hall: Hall, clock: FakeClock
) -> None:
    keeper = Timekeeper(hall.ctx, Jobs(MatchLive(services, Presence(services.shared))), lambda _: None)
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    keeper.step(hall.stream)
    with services.ctx.store.write() as uow:  # no cache of this process hears of it
        remove_rows(uow, get_match(uow, hall.match))
        uow.ledger.remove(hall.stream)
        uow.commit()
    clock.advance(15_200)
    assert keeper.step(hall.stream) is None


def test_the_desks_are_told_when_an_answer_clock_has_run_out(
    services: wiring.Services, hall: Hall, clock: FakeClock
) -> None:
    told: list[str] = []
    keeper = Timekeeper(hall.ctx, Jobs(MatchLive(services, Presence(services.shared))), told.append)
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("clock.start")
    assert limits(hall.state) == (clock.now() + 20_000,)
    assert keeper.step(hall.stream) == 20.001
    clock.advance(19_999)
    assert (keeper.step(hall.stream), told) == (0.002, [])
    clock.advance(1)
    assert (keeper.step(hall.stream), told) == (None, [hall.stream])
    assert keeper.step(hall.stream) is None
    assert told == [hall.stream]
