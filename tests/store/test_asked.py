"""What a usual command asks of the store: nothing twice, for each statement costs as much as all that is decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from scoreboard import config, wiring
from scoreboard.live.jobs import Jobs
from scoreboard.live.presence import Presence
from scoreboard.live.quiz import source
from scoreboard.live.quiz.job import MatchLive
from scoreboard.live.timekeeper import Timekeeper
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.web.auth import Seat
from scoreboard.web.commands import handle_command
from scoreboard.web.session_cookie import SessionCookie
from scoring.store.database import Database
from scoring.usecases.records import Match
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.fakes import FakeClock, FakeFiles, FakeIds
from tests.halls import HOST, ORGANISER, Hall, set_up

Asked = Callable[[Callable[[], Any]], list[str]]

COMMAND = [
    "BEGIN IMMEDIATE",
    "SELECT ledger of this key",
    "SELECT matches",
    "SELECT ledger head",
    "INSERT ledger",
    "COMMIT",
]
LOOK = ["BEGIN", "SELECT sqlite_master", "SELECT ledger head", "ROLLBACK"]


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def services(database: Database, clock: FakeClock, tmp_path: Path) -> wiring.Services:
    settings = config.load({"LEITAI_DATA": str(tmp_path / "data"), "LEITAI_ASYNC_MODE": "threading"})
    return wiring.build(settings, store=database, files=FakeFiles(), clock=clock, ids=FakeIds())


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    made = set_up(services.ctx)
    made.do("match.open")
    made.do("round.begin", round="all")
    made.do("item.present")
    made.do("clock.start")
    return made


@pytest.fixture
def asked(database: Database) -> Asked:
    """What a call asks of the database, in short."""
    said: list[str] = []
    database.engine.dispose()  # every connection from now on is heard

    @event.listens_for(database.engine, "connect")
    def _hear(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(said.append)

    def of(call: Callable[[], Any]) -> list[str]:
        with database.read():  # a connection is there
            pass
        said.clear()
        call()
        return [_short(one) for one in said]

    return of


def _short(statement: str) -> str:
    words = " ".join(statement.split())
    if not words.startswith(("SELECT", "INSERT")):
        return words.rstrip("; ")
    table = words.partition(" FROM " if words.startswith("SELECT") else " INTO ")[2].split()[0]
    more = ""
    if table == "ledger" and words.startswith("SELECT"):
        told = {'ledger."key" =': " of this key", "DESC": " head"}
        more = next((short for sign, short in told.items() if sign in words), " entries")
    return f"{words.split()[0]} {table}{more}"


def seat(hall: Hall, role: str, team: str = "") -> Seat:
    actor = hall.seat(0) if role == "team" else HOST
    return Seat(actor, hall.match, hall.stream, role, team, 0, "甲队", "device", actor.id.removeprefix("ticket:"))


def test_a_command_looks_at_its_key_its_match_and_the_head_and_writes_its_entry(hall: Hall, asked: Asked) -> None:
    assert asked(lambda: hall.do("scene.show", scene="black")) == COMMAND


@pytest.mark.parametrize("role", ["host", "team"])
def test_a_receipt_asks_nothing_more_whoever_gets_it(
    services: wiring.Services, hall: Hall, asked: Asked, role: str
) -> None:
    presence = Presence(services.shared)
    job, own = MatchLive(services, presence), seat(hall, role, hall.teams[0] if role == "team" else "")
    commands = {
        "host": {"kind": "scene.show", "scene": "black"},
        "team": {"kind": "answer.submit", "team": hall.teams[0], "answer": ["A"], "final": False, "item": 1},
    }
    got: list[Any] = []
    said = asked(lambda: got.append(handle_command(hall.ctx, job, presence, own, commands[role], "key")))
    assert said == COMMAND
    again = handle_command(hall.ctx, job, presence, own, commands[role], "key")
    assert [got, again] == [[{**again, "repeat": False}], {**again, "repeat": True}]


def test_a_step_of_the_timekeeper_in_which_nothing_is_due_looks_once(
    services: wiring.Services, hall: Hall, asked: Asked
) -> None:
    presence = Presence(services.shared)
    keeper = Timekeeper(hall.ctx, Jobs(MatchLive(services, presence)), lambda stream: None)
    keeper.step(hall.stream)
    assert asked(lambda: keeper.step(hall.stream)) == LOOK


def test_the_questions_of_a_match_are_read_out_of_their_text_once(hall: Hall) -> None:
    def questions() -> object:
        with hall.ctx.store.read() as uow:
            match = uow.of(Match).get(hall.match)
        assert match is not None
        return match.questions

    assert questions() is questions()


def test_a_message_of_an_open_connection_reads_no_cookie(
    app: Flask, services: wiring.Services, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(app.test_client())
    issued = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="host")
    assert browser.post("/api/enter", json={"code": issued.code}).status_code == 200
    io = app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)
    monkeypatch.setattr(SessionCookie, "_read", lambda *_: pytest.fail("the cookie is read again"))
    command = {"key": "one", "command": {"kind": "scene.show", "scene": "black"}}
    try:
        assert io.emit("command", command, namespace="/live", callback=True)["ok"] is True
    finally:
        io.disconnect("/live")


def test_seats_are_called_by_name_only_for_those_who_see_them(
    services: wiring.Services, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge")
    called: list[str] = []
    monkeypatch.setattr(source, "seat_name", lambda role, *_: called.append(role) or role)
    job = MatchLive(services, Presence(services.shared))
    at = job.snapshot(hall.stream)
    for kind in ("display", "team", "judge"):
        job.view(at, Audience(kind, team=hall.teams[0] if kind == "team" else ""), "zh")  # type: ignore[arg-type]
    assert called == []
    job.view(at, Audience("host"), "zh")
    assert called == ["judge"]
