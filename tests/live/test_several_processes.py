"""Three processes of one server, on PostgreSQL and Redis: a hall is spread over them and notices nothing.

Some tests of one process run here as well, with each person at another process than the one before; at night all
of them do (``conftest.SERVED``).
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import requests

from scoring.engine.ledger import check_chain
from scoring.usecases.guards import LOCAL
from scoring.usecases.programs.tokens import SCOPES, make_token
from scoring.usecases.tickets import revoke_ticket
from tests.halls import ORGANISER
from tests.live import test_devices, test_match_live
from tests.live.conftest import MODES, SEVERAL, served
from tests.live.people import PATIENCE, Person, Server
from tests.live.several import Several
from tests.live.test_match_live import open_item
from tests.servers import nginx_before, redis_running

pytestmark = pytest.mark.slow

TAKEN_OVER = 30.0
"""Seconds after which another process leads at the latest, on a machine that is busy with other things: 0.6 on a quiet
one."""
HALLS = 16


@pytest.fixture(scope="session", params=[(mode, SEVERAL) for mode in MODES], ids=MODES)
def running(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Server | Several]:
    """Three processes for all the tests of a mode."""
    with served(request, tmp_path_factory.mktemp("several"), HALLS) as started:
        yield started


test_everybody_gets_a_view = test_match_live.test_everybody_gets_a_view_of_their_own_at_connect_and_after_every_command
test_two_answers_are_both_counted = test_match_live.test_two_answers_at_the_same_moment_are_both_counted
test_the_first_press_is_awarded = test_match_live.test_the_first_press_is_awarded_by_the_server_itself
test_views_never_go_backwards = test_match_live.test_views_never_go_backwards_while_many_write
test_a_second_tablet_waits = test_devices.test_a_second_tablet_gets_no_view_until_the_desk_gives_it_the_seat
test_the_press_test_tells_everybody = test_devices.test_the_press_test_tells_everybody_and_writes_nothing
test_who_leaves_the_seat = test_devices.test_who_leaves_the_seat_hears_nothing_more_and_the_seat_is_free


def test_a_called_judge_hears_it_at_another_process_and_one_who_is_not_there_is_named(server: Several) -> None:
    host = server.person("host").connect()
    judge = server.person("judge")
    called: list[Any] = []
    judge.io.on("judge.call", called.append, namespace="/live")
    wanted = {"ticket": judge.seat["seat"]}
    assert host.ask("judge.call", wanted)["error"]["code"] == "judge-not-connected"
    judge.connect()
    assert host.ask("judge.call", wanted) == {"ok": True}
    judge.until(lambda: bool(called))
    assert called[0]["by"] == "host"


def test_a_card_that_is_taken_back_at_one_process_is_worth_nothing_at_the_others(server: Several) -> None:
    judge = server.person("judge").connect()
    assert judge.ask("ping.time", {"t0": 1})["t0"] == 1
    with server.beside() as ctx:
        revoke_ticket(ctx, actor=ORGANISER, ticket_id=judge.seat["seat"])
    judge.until(lambda: not judge.io.connected)


def is_shown(host: Person, others: Sequence[Person], ready: Callable[[dict[str, Any]], bool]) -> None:
    """Wait until the host's page shows it.  Everybody goes on to be heard: one who falls silent is shown as stale, and
    that view would bring along what should have come before."""

    def looks() -> bool:
        for one in (host, *others):
            one.ask("ping.time", {"t0": 1})
        time.sleep(0.1)  # the messages of a device have a rate
        return ready(host.view)

    host.until(lambda: [event for event, _ in host.heard].count("presence") > 1)  # who is there has been shown
    host.until(looks)


def test_what_is_prepared_at_one_process_is_on_the_hosts_page_at_another(server: Several) -> None:
    host = server.person("host", 1).connect()
    before = host.view["missing"]
    is_shown(host, (), lambda view: view["missing"] == before)
    with server.beside() as ctx:
        program = make_token(ctx, actor=LOCAL, name="会务", scopes=SCOPES, match=host.match)
    answer = requests.post(
        f"{server.servers[0].base}/api/v1/matches/{host.match}/teams",
        json={"teams": [{"name": "丁队"}]},
        headers={"Authorization": f"Bearer {program.text}", "Idempotency-Key": "late"},
        timeout=PATIENCE,
    )
    assert answer.status_code == 200, answer.text
    is_shown(host, (), lambda view: view["missing"] != before)


def test_what_a_big_screen_tells_one_process_is_on_the_hosts_page_at_another(server: Several) -> None:
    host, screen = server.person("host", 1).connect(), server.person("display", 2).connect()
    is_shown(host, [screen], lambda view: all(seat["state"] != "stale" for seat in view["presence"]))
    assert screen.ask("screen.report", {"troubles": ["film-no-picture"]}) == {"ok": True}
    wanted = ["screen-film-no-picture"]
    is_shown(host, [screen], lambda view: [one["code"] for one in view.get("warnings", [])] == wanted)


def test_behind_nginx_a_browser_stays_with_one_process_and_the_public_page_comes_from_its_cache(
    server: Several,
) -> None:
    with nginx_before([one.port for one in server.servers]) as nginx:
        port = nginx.port
        base = f"http://127.0.0.1:{port}"
        host, team = (Person(base, server.hall["codes"][who]).connect() for who in ("host", "team0"))
        polling = Person(base, server.hall["codes"]["display"])
        polling.transports = ["polling"]
        polling.io = polling._client()
        polling.connect()
        seq = open_item(host, "all")
        for person in (team, polling):
            person.sees(seq)
        view = f"{base}/live/{host.match}/view"
        assert requests.get(view, timeout=PATIENCE).headers["ETag"]
        answers = [requests.get(view, timeout=PATIENCE) for _ in range(5)]
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.headers["ETag"] for answer in answers}) <= 2  # it may have become too old in between
        assert all("Set-Cookie" not in answer.headers for answer in answers)
        for person in (host, team, polling):
            person.leave()
        # What a client says of its own address counts for nothing, and every device here has this machine's.
        for _ in range(2):
            told = {"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Host": "hall.example"}
            answer = requests.get(f"{base}/healthz", headers=told, timeout=PATIENCE)
            assert f"ws://127.0.0.1:{port};" in answer.headers["Content-Security-Policy"]
        server.servers[2].kill()
        assert [requests.get(f"{base}/healthz", timeout=PATIENCE).status_code for _ in range(6)] == [200] * 6
    server.servers[2].start()


def test_a_process_that_is_killed_leaves_its_match_to_another_which_decides_the_press_once(server: Several) -> None:
    host = server.person("host", 1).connect()
    teams = [server.person(f"team{n}", n).connect() for n in range(3)]
    open_item(host, "press")
    armed = host.do("press.arm")
    arming = teams[0].sees(armed["seq"])["press"]["arming"]
    started = server.servers[0]  # it began first, so it leads every match that was there
    started.process.send_signal(signal.SIGSTOP)  # type: ignore[union-attr]
    pressed = teams[1].do("press.record", team=teams[1].seat["team"], press="p1", arming=arming)
    assert pressed["ok"]
    killed = time.monotonic()
    started.kill()
    teams[2].until(lambda: teams[2].view["press"] is not None and teams[2].view["press"]["state"] == "awarded")
    taken_over = time.monotonic() - killed
    assert teams[2].view["press"]["winner"] == teams[1].seat["team"]
    with server.beside() as ctx, ctx.store.read() as uow:
        entries = uow.ledger.read(f"match:{host.match}")
    check_chain(entries)
    assert [entry.kind for entry in entries].count("press.award") == 1
    assert taken_over < TAKEN_OVER


def test_without_redis_every_step_counts_and_is_shown_and_the_desk_is_told_until_it_is_back(
    tmp_path: Path, postgres_url: str
) -> None:
    with redis_running() as own:
        several = Several(tmp_path / "data", "eventlet", postgres_url, own.url, halls=1).start()
        try:
            host, screen, team = (several.person(who).connect() for who in ("host", "display", "team0"))
            notices: list[Any] = []
            host.io.on("server.notice", lambda data: notices.append(data["notices"]), namespace="/live")
            own.stop()
            seq = open_item(host, "all")
            host.do("clock.start")
            screen.sees(seq)
            assert team.do("answer.submit", team=team.seat["team"], answer=["A"])["ok"]
            host.until(lambda: bool(notices) and [one["code"] for one in notices[-1]] == ["redis-unreachable"])
            own.start()
            host.until(lambda: notices[-1] == [])
            # The seat is still this tablet's: another one at another process has to ask for it.
            second = several.person("team0")
            second.connect_only()
            second.until(lambda: ("seat.request", {"state": "waiting"}) in second.heard)
            assert team.do("answer.submit", team=team.seat["team"], answer=["B"])["ok"]
            assert all(one.io.connected for one in (host, screen, team))
        finally:
            several.empty()
            several.kill()
