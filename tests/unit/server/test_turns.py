"""Turns: so many requests of one sender at a time, and nobody else waits for them."""

from __future__ import annotations

import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from scoreboard.server.turns import AT_A_TIME, CROWD, HANDSHAKES, LIVE, WAITS, Crowd, Turns, _Lane


class Desk:
    """An application that works on each request until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.inside: list[str] = []
        self.came = threading.Semaphore(0)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.inside.append(environ["who"])
        self.came.release()
        if environ.get("waits"):
            environ[WAITS]()
        self.wait()
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]

    def wait(self) -> None:
        self.go.wait(30)


class Stepwise(Desk):
    """The same, which lets as many requests go as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = threading.Semaphore(0)

    def wait(self) -> None:
        self.steps.acquire(timeout=30)


def ask(turns: Turns, who: str, **environ: Any) -> str:
    """One request; its status."""
    told: list[str] = []
    request = {"who": who, "PATH_INFO": "/", "wsgi.input": io.BytesIO(), **environ}
    list(turns(request, lambda status, _headers: told.append(status)))
    return told[0]


def test_so_many_requests_of_one_sender_are_worked_on_and_another_sender_waits_for_none() -> None:
    desk = Desk()
    turns = Turns(desk, lambda environ: environ["who"])
    with ThreadPoolExecutor(20) as pool:
        guests = [pool.submit(ask, turns, "guest") for _ in range(10)]
        for _ in range(AT_A_TIME):
            assert desk.came.acquire(timeout=30)
        host = pool.submit(ask, turns, "host")
        assert desk.came.acquire(timeout=30)
        assert sorted(desk.inside) == ["guest"] * AT_A_TIME + ["host"]
        desk.go.set()
        assert {answer.result(30) for answer in (*guests, host)} == {"200 OK"}
    assert turns._lanes == {}


def test_a_lane_may_be_that_of_several_senders() -> None:
    desk = Desk()
    turns = Turns(desk, lambda environ: environ["who"], lambda environ: environ["who"][0])
    with ThreadPoolExecutor(20) as pool:
        minted = [pool.submit(ask, turns, f"t{number}") for number in range(2 * AT_A_TIME)]
        for _ in range(AT_A_TIME):
            assert desk.came.acquire(timeout=30)
        host = pool.submit(ask, turns, "host")
        assert desk.came.acquire(timeout=30)
        assert (len(desk.inside), desk.inside[-1]) == (AT_A_TIME + 1, "host")
        desk.go.set()
        assert {answer.result(30) for answer in (*minted, host)} == {"200 OK"}


def test_a_request_that_only_waits_gives_its_turn_back_at_once() -> None:
    desk = Desk()
    turns = Turns(desk, lambda environ: environ["who"])
    with ThreadPoolExecutor(20) as pool:
        waiting = [pool.submit(ask, turns, "guest", waits=True) for _ in range(3 * AT_A_TIME)]
        for _ in range(3 * AT_A_TIME):
            assert desk.came.acquire(timeout=30)
        desk.go.set()
        assert {answer.result(30) for answer in waiting} == {"200 OK"}
    assert turns._lanes == {}


class Trickle(io.RawIOBase):
    """A body that comes when it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def read(self, size: int = -1) -> bytes:
        self.go.wait(30)
        return b"x" * size


def test_who_sends_his_body_slowly_keeps_nobody_elses_place() -> None:
    desk, slow = Desk(), Trickle()
    desk.go.set()
    turns = Turns(desk, lambda environ: environ["who"])
    with ThreadPoolExecutor(20) as pool:
        late = [
            pool.submit(ask, turns, "guest", CONTENT_LENGTH="1000", **{"wsgi.input": slow})
            for _ in range(2 * AT_A_TIME)
        ]
        assert ask(turns, "guest") == "200 OK"
        slow.go.set()
        assert {answer.result(30) for answer in late} == {"200 OK"}


def test_one_sender_opens_so_many_live_connections_and_another_is_not_kept_from_his() -> None:
    desk = Desk()
    desk.go.set()
    turns = Turns(desk, lambda environ: environ["who"])
    opened = {"PATH_INFO": LIVE, "QUERY_STRING": "EIO=4&transport=polling"}
    answers = [ask(turns, "guest", **opened) for _ in range(2 * int(HANDSHAKES.burst))]
    assert answers.count("200 OK") < 1.5 * HANDSHAKES.burst
    assert answers[-1] == "429 Too Many Requests"
    for disguised in ("EIO=4&transport=polling&x=sid=", "EIO=4&xsid=1", "sid=&EIO=4", "EIO=4&SID=1"):
        assert ask(turns, "guest", PATH_INFO=LIVE, QUERY_STRING=disguised) == "429 Too Many Requests"
    assert ask(turns, "host", **opened) == "200 OK"
    assert ask(turns, "guest", PATH_INFO=LIVE, QUERY_STRING="EIO=4&sid=x") == "200 OK"


def test_only_what_engine_io_reads_as_the_id_of_a_connection_spares_the_share_of_new_ones() -> None:
    desk = Desk()
    desk.go.set()
    turns = Turns(desk, lambda environ: environ["who"])
    for query in ("nosid=1", "sid=", "sid", "x=1&mysid=sid=2"):
        opened = {"PATH_INFO": LIVE, "QUERY_STRING": f"EIO=4&transport=polling&{query}"}
        answers = {ask(turns, query, **opened) for _ in range(2 * int(HANDSHAKES.burst))}
        assert answers == {"200 OK", "429 Too Many Requests"}


def test_a_query_longer_than_any_page_s_is_a_handshake_and_is_not_read_before_its_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = list[str]()

    def noted(query: str) -> dict[str, list[str]]:
        read.append(query)
        return {"sid": ["1"]}

    monkeypatch.setattr("scoreboard.server.turns.parse_qs", noted)
    desk = Desk()
    desk.go.set()
    turns = Turns(desk, lambda environ: environ["who"])
    long = {"PATH_INFO": LIVE, "QUERY_STRING": "sid=1&" + "a=1&" * 16_000}
    answers = [ask(turns, "guest", **long) for _ in range(2 * int(HANDSHAKES.burst))]
    assert (read, answers[-1]) == ([], "429 Too Many Requests")
    assert ask(turns, "guest", PATH_INFO=LIVE, QUERY_STRING="EIO=4&sid=1") == "200 OK"


def test_of_a_crowd_behind_one_address_the_newest_goes_first_every_other_time() -> None:
    lane = _Lane()
    came = [threading.Event() for _ in range(6)]
    lane.waiting.extend(came)
    assert [came.index(lane.next(newest=True)) for _ in range(6)] == [5, 0, 4, 1, 3, 2]
    lane.waiting.extend(came)
    assert [came.index(lane.next(newest=False)) for _ in range(6)] == [0, 1, 2, 3, 4, 5]


def test_a_newcomer_does_not_wait_behind_all_that_his_address_has_sent_before() -> None:
    desk = Stepwise()
    turns = Turns(desk, lambda environ: f"{CROWD}192.0.2.7")
    with ThreadPoolExecutor(20) as pool:
        sent = [pool.submit(ask, turns, "guest") for _ in range(3 * AT_A_TIME)]
        for _ in range(AT_A_TIME):
            assert desk.came.acquire(timeout=30)
        while len(turns._lanes[f"{CROWD}192.0.2.7"].waiting) < 2 * AT_A_TIME:
            time.sleep(0.001)
        newcomer = pool.submit(ask, turns, "newcomer")
        while len(turns._lanes[f"{CROWD}192.0.2.7"].waiting) < 2 * AT_A_TIME + 1:
            time.sleep(0.001)
        desk.steps.release(2)
        for _ in range(2):
            assert desk.came.acquire(timeout=30)
        assert "newcomer" in desk.inside[AT_A_TIME:]
        desk.steps.release(3 * AT_A_TIME)
        assert {answer.result(30) for answer in (*sent, newcomer)} == {"200 OK"}
    assert turns._lanes == {}


def test_of_many_who_are_alike_a_few_have_a_place_and_the_newest_goes_before_those_who_wait() -> None:
    crowd, order = Crowd(1), list[int]()
    crowd.enter()

    def come(number: int) -> None:
        crowd.enter()
        order.append(number)
        crowd.leave()

    threads = [threading.Thread(target=come, args=(number,)) for number in range(4)]
    for number, thread in enumerate(threads):
        thread.start()
        while len(crowd._lane.waiting) <= number:
            time.sleep(0.001)
    crowd.leave()
    for thread in threads:
        thread.join(30)
    assert order == [3, 0, 2, 1]
    crowd.enter()  # there is a place again
