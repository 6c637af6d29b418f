"""A buzzer bridge: presses over a wire, dated by their arrival, once each."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.live.quiz.source import Source
from scoreboard.presenters.quiz.audience import Audience
from scoring.engine.errors import Invalid
from tests.halls import Hall
from tests.programs import Program, code, given, program


def armed(hall: Hall) -> None:
    """A press item whose press counts."""
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    hall.pass_time(900)


def test_a_press_of_a_station_is_recorded_once_and_dated_by_its_arrival(app: Flask, hall: Hall) -> None:
    armed(hall)
    box = program(app, "press", match=hall.match)
    station = hall.state.team(hall.teams[1]).station
    answer = box.post(f"/matches/{hall.match}/press", {"press": "p1", "station": station, "later": "ignored"})
    assert answer.status_code == 200, answer.text
    hall.pass_time(50)
    again = box.post(f"/matches/{hall.match}/press", {"press": "p1", "station": station})
    assert (answer.get_json()["repeat"], again.get_json()) == (False, {**answer.get_json(), "repeat": True})
    entry = hall.entries()[-1]
    assert entry.kind == "press.record"
    assert (entry.payload["team"], entry.payload["source"], entry.payload["standing"]) == (
        hall.teams[1], "bridge", "legal",
    )  # fmt: skip
    assert entry.payload["estimate"] == entry.payload["arrived"] == entry.at
    assert (entry.payload["trip"], entry.payload["cap"], entry.payload["allowance"]) == (0, 0, 0)
    hall.pass_time(300)
    hall.tick()
    assert hall.state.item is not None
    assert hall.state.item.answering == hall.teams[1]


def test_a_tablet_cannot_take_the_key_of_another_teams_press(app: Flask, hall: Hall) -> None:
    armed(hall)
    other = hall.teams[0]
    with pytest.raises(Invalid, match="key-needed"):
        hall.do("press.record", hall.seat(1), key=f"bridge:{other}:p1", team=hall.teams[1], press="p1", arming="")
    answer = program(app, "press").post(f"/matches/{hall.match}/press", {"press": "p1", "team": other})
    assert answer.status_code == 200
    assert hall.entries()[-1].payload["team"] == other


def test_a_press_of_a_team_by_its_id_counts_as_well(app: Flask, hall: Hall) -> None:
    armed(hall)
    answer = program(app, "press").post(f"/matches/{hall.match}/press", {"press": "p1", "team": hall.teams[0]})
    assert answer.status_code == 200
    assert hall.entries()[-1].payload["team"] == hall.teams[0]


def test_what_is_no_press_is_refused_and_leaves_no_entry(app: Flask, hall: Hall) -> None:
    armed(hall)
    box, head = program(app, "press"), hall.state.seq
    at = f"/matches/{hall.match}/press"
    wrong = [
        ({"press": "p1"}, (400, "press-team")),
        ({"press": "p1", "team": "t", "station": 1}, (400, "press-team")),
        ({"press": "p1", "team": "nobody"}, (404, "team-unknown")),
        ({"press": "p1", "station": 99}, (404, "station-unknown")),
        ({"press": "", "station": 1}, (400, "input-wrong")),
        ({"press": "p" * 65, "station": 1}, (400, "input-wrong")),
        ({"press": "p\x00", "station": 1}, (400, "press-id")),
        ({"press": 5, "station": 1}, (400, "input-wrong")),
        ({"press": "p1", "station": 10**9}, (400, "input-wrong")),
        ([], (400, "input-wrong")),
    ]
    assert [code(box.post(at, body)) for body, _ in wrong] == [expected for _, expected in wrong]
    assert hall.state.seq == head


def test_a_press_while_nobody_may_press_is_refused_by_its_stage(app: Flask, hall: Hall) -> None:
    at = f"/matches/{hall.match}/press"
    box = program(app, "press")
    assert code(box.post(at, {"press": "p1", "station": 1}))[0] == 404  # before the opening no team sits there
    hall.do("match.open")
    assert code(box.post(at, {"press": "p1", "station": 1}))[0] == 409


def test_a_press_stands_in_the_log_under_the_name_of_its_token(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    armed(hall)
    made = given(app, "press", name="抢答盒")
    Program(app, made.text).post(f"/matches/{hall.match}/press", {"press": "p1", "team": hall.teams[0]})
    assert hall.entries()[-1].actor == f"token:{made.token.id}"
    source = Source(services.ctx, "", lambda tickets, now: [])
    view: Any = source.view(source.snapshot(hall.match), Audience("host"), "zh")
    assert view["log"][0]["actor"] == "抢答盒"
