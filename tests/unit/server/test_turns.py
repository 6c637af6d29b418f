"""Turns: so many requests of one sender at a time, and nobody else waits for them."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from scoreboard.server.turns import AT_A_TIME, HANDSHAKES, LIVE, WAITS, Turns


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
        self.go.wait(30)
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]


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
