"""Two tablets on one seat, a silent one, a slow one, and the press test: over real sockets."""

from __future__ import annotations

import socket
import time
from typing import Any

import websocket

from scoring.engine.trip import ALLOWANCE, LONGEST_TRIP
from tests.live.people import NAMESPACE, PATIENCE, Person, Server
from tests.live.test_match_live import open_item


def test_a_second_tablet_gets_no_view_until_the_desk_gives_it_the_seat(server: Server) -> None:
    host, first = server.person("host").connect(), server.person("team0").connect()
    second = server.person("team0")
    second.connect_only()
    second.until(lambda: ("seat.request", {"state": "waiting"}) in second.heard)
    assert second.ask("view.get", {}) is None
    open_item(host, "all")
    host.do("clock.start")
    refused = second.do("answer.submit", team=second.seat["team"], answer=["A"])
    assert refused["error"]["code"] == "seat-taken"
    assert second.http.get(f"{second.base}/api/matches/{second.match}/view", timeout=PATIENCE).status_code == 409
    assert second.views == []

    def request() -> list[dict[str, object]]:
        seats = host.views[-1]["presence"]
        return next(s["requests"] for s in seats if s["ticket"] == second.seat["seat"])

    host.until(lambda: bool(request()))
    asked = {"ticket": second.seat["seat"], "device": request()[0]["device"], "approve": True}
    late = host.ask("seat.decide", {**asked, "expires": 1})
    assert late["error"]["code"] == "command-expired"
    assert host.ask("press.test", {"start": True, "expires": 1})["error"]["code"] == "command-expired"
    assert host.ask("seat.decide", asked) == {"ok": True}
    second.until(lambda: ("seat.request", {"state": "seated"}) in second.heard)
    first.until(lambda: ("seat.request", {"state": "replaced"}) in first.heard)
    second.until(lambda: bool(second.views))
    assert second.view["me"]["team"] == second.seat["team"]
    assert first.ask("view.get", {}) is None
    seen = len(first.views)
    assert second.do("answer.submit", team=second.seat["team"], answer=["A"])["ok"]
    assert first.do("answer.submit", team=first.seat["team"], answer=["B"])["error"]["code"] == "seat-taken"
    assert host.ask("seat.decide", asked)["error"]["code"] == "request-unknown"
    assert len(first.views) == seen


def test_the_desk_sees_who_is_there_and_how_well(server: Server) -> None:
    host, team = server.person("host").connect(), server.person("team1").connect()
    before = time.time() * 1000
    pong = team.ask("ping.time", {"t0": 12.5, "rtt": 7.4})
    assert pong["t0"] == 12.5
    assert before - 5_000 < pong["server"] < time.time() * 1000 + 5_000
    host.until(lambda: any(event == "presence" for event, _ in host.heard))

    def seats() -> dict[str, tuple[str, object]]:
        newest = [data for event, data in host.heard if event == "presence"][-1]
        return {s["ticket"]: (s["state"], s["rtt"]) for s in newest["seats"]}

    host.until(lambda: seats()[team.seat["seat"]] == ("ok", 7))
    team.leave()
    host.until(lambda: seats()[team.seat["seat"]][0] == "gone")
    assert not any(event == "presence" for event, _ in team.heard)


def test_the_press_test_tells_everybody_and_writes_nothing(server: Server) -> None:
    host, team = server.person("host").connect(), server.person("team0").connect()
    assert team.ask("press.test", {"start": True})["error"]["code"] == "role-not-allowed"
    began = time.monotonic()
    assert host.ask("press.test", {"start": True}) == {"ok": True}
    team.until(lambda: any(e == "press.test" and d["state"] == "started" for e, d in team.heard))
    assert team.ask("press.test", {"press": "p0", "lacks": ["everything"]})["error"]["code"] == "shape"
    assert team.ask("press.test", {"press": "p1", "lacks": ["vibrate"]}) == {"ok": True}
    host.until(lambda: any(e == "press.test" and d["state"] == "pressed" for e, d in host.heard))
    pressed = next(d for e, d in host.heard if e == "press.test" and d["state"] == "pressed")
    assert (pressed["team"], pressed["press"], pressed["cut"]) == (team.seat["team"], "p1", 0)
    assert pressed["lacks"] == ["vibrate"]
    assert 0 <= pressed["after"] <= (time.monotonic() - began) * 1000 + 1
    assert host.ask("view.get", {})["seq"] == 0
    open_item(host, "press")
    assert team.ask("press.test", {"press": "p2"})["error"]["code"] == "press-test-closed"


def test_in_the_press_test_a_false_clock_is_cut_to_the_way_that_the_server_measured(server: Server) -> None:
    host, team = server.person("host").connect(), server.person("team0")
    team.io.on("time.probe", lambda _: team.heard.append(("time.probe", None)), namespace=NAMESPACE)
    team.connect()
    # One measurement at a time: when the second is asked for, the first was answered.
    team.until(lambda: team.heard.count(("time.probe", None)) >= 2)
    assert team.ask("press.test", {"press": "p", "pressed_at": 1, "rtt": 60_000}) == {"ok": True}
    host.until(lambda: any(event == "press.test" for event, _ in host.heard))
    said: dict[str, Any] = next(data for event, data in host.heard if event == "press.test")
    assert said["rtt"] is not None
    assert said["arrived"] - said["at"] <= min(said["rtt"], LONGEST_TRIP) // 2 + ALLOWANCE
    assert said["cut"] == said["at"] - 1


def test_a_device_without_the_seat_presses_in_no_test(server: Server) -> None:
    first, second = server.person("team0").connect(), server.person("team0")
    second.connect_only()
    second.until(lambda: ("seat.request", {"state": "waiting"}) in second.heard)
    assert second.ask("press.test", {"press": "p1"})["error"]["code"] == "seat-taken"
    assert first.ask("press.test", {"press": "p1"}) == {"ok": True}


def test_the_big_screen_tells_the_desks_what_it_does_not_show_and_nobody_else_may(server: Server) -> None:
    host, screen, team = (server.person(who).connect() for who in ("host", "display", "team0"))
    assert screen.ask("screen.report", {"troubles": ["film-no-picture"]}) == {"ok": True}
    host.until(lambda: bool(host.view.get("warnings")))
    assert [warning["code"] for warning in host.view["warnings"]] == ["screen-film-no-picture"]
    assert team.ask("screen.report", {"troubles": []})["error"]["code"] == "role-not-allowed"
    for said in (["smoke"], ["text-cut"] * 9):
        assert screen.ask("screen.report", {"troubles": said})["error"]["code"] == "shape"
    assert screen.ask("screen.report", {"troubles": []}) == {"ok": True}
    host.until(lambda: "warnings" not in host.view)


def test_who_leaves_the_seat_hears_nothing_more_and_the_seat_is_free(server: Server) -> None:
    first, second = server.person("team0").connect(), server.person("team0")
    assert first.http.post(f"{first.base}/leave", timeout=PATIENCE).status_code == 200
    first.until(lambda: NAMESPACE not in first.io.namespaces)
    second.connect()
    assert second.ask("view.get", {})["audience"] == "team"


def test_a_client_that_reads_nothing_stalls_nobody(server: Server) -> None:
    host, screen = server.person("host").connect(), server.person("display").connect()
    chief = server.person("chief")
    deaf = deaf_client(chief)

    def is_held() -> bool:
        seats = host.ask("view.get", {})["presence"]
        return any(seat["ticket"] == chief.seat["seat"] and seat["state"] != "gone" for seat in seats)

    open_item(host, "all")
    assert is_held()
    for number in range(60):
        began = time.monotonic()
        last = host.do("scene.show", scene=("question", "black")[number % 2])
        screen.sees(last["seq"])
        # A send that waited for the deaf one would go on only when the server has given it up, many seconds later; what
        # is slow while the server still holds it is the machine.
        assert time.monotonic() - began < 5 or is_held()
    deaf.close(timeout=0)


def deaf_client(person: Person) -> websocket.WebSocket:
    """A socket that enters ``/live`` and then takes nothing more: its buffers fill, and the server's behind them."""
    cookies = "; ".join(f"{c.name}={c.value}" for c in person.http.cookies)
    raw = websocket.create_connection(
        person.base.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket",
        cookie=cookies,
        sockopt=((socket.SOL_SOCKET, socket.SO_RCVBUF, 2048),),
        timeout=PATIENCE,
    )
    assert raw.recv().startswith("0")
    raw.send("40/live,{}")
    assert raw.recv().startswith("40/live,")
    return raw


def test_a_desk_calls_a_judge_and_nobody_else_hears_it(server: Server) -> None:
    chief, judge, team = server.person("chief").connect(), server.person("judge"), server.person("team0").connect()
    call = {"ticket": judge.seat["seat"]}
    assert chief.ask("judge.call", call)["error"]["code"] == "judge-not-connected"
    judge.io.on("judge.call", lambda data: judge.heard.append(("judge.call", data)), namespace="/live")
    judge.connect()
    assert chief.ask("judge.call", call) == {"ok": True}
    judge.until(lambda: any(event == "judge.call" for event, _ in judge.heard))
    assert next(data["by"] for event, data in judge.heard if event == "judge.call") == "chief"
    for other in (team, judge):
        assert other.ask("judge.call", call)["error"]["code"] == "role-not-allowed"
