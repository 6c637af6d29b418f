"""Redis that is away, is emptied or comes back, and what two processes know of each other by it."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import redis

from scoreboard.live.presence import Presence
from scoreboard.shared import redis_link, redis_store
from scoreboard.shared.memory import SWEPT_EVERY
from scoreboard.shared.protocol import Progress, Upload
from scoreboard.shared.redis_group import ALIVE_MS, Group
from scoreboard.shared.redis_link import ALIVE, CHECK, Bus, Link
from scoreboard.shared.redis_store import SWEPT_AT_A_TIME, RedisStore
from tests.fakes import FakeClock
from tests.servers import RedisServer, redis_running
from tests.unit.shared.test_contract import HOUR, NOW, Kept

STREAM = "match:m1"
WAIT = 60.0


@pytest.fixture(scope="module")
def mortal() -> Iterator[RedisServer]:
    """A server that a test may stop, and starts again."""
    with redis_running() as server:
        yield server


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that stands still for seconds loses neither Redis nor a turn; asked for before ``processes``."""
    monkeypatch.setattr(redis_link, "ANSWER", WAIT)
    monkeypatch.setattr(redis_store, "TURN_MS", int(1000 * WAIT))


@pytest.fixture
def processes(mortal: RedisServer, clock: FakeClock) -> Iterator[tuple[RedisStore, RedisStore]]:
    """The stores of two processes of one server."""
    space = f"test_{secrets.token_hex(6)}"
    links = [Link(mortal.url, space, own) for own in ("p1", "p2")]
    yield RedisStore(links[0], "secret", clock.now), RedisStore(links[1], "secret", clock.now)
    for link in links:
        link.close()


def until(ready: Callable[[], bool]) -> None:
    limit = time.monotonic() + WAIT
    while not ready():
        assert time.monotonic() < limit
        time.sleep(0.01)


def test_whoever_waits_for_messages_notices_that_the_machine_of_redis_is_gone(
    processes: tuple[RedisStore, RedisStore],
) -> None:
    with processes[0].link.patient.pubsub() as channel:
        channel.subscribe("said")
        line = channel.connection._sock
        assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        assert {one: line.getsockopt(socket.IPPROTO_TCP, one) for one in ALIVE} == ALIVE
        assert channel.connection.health_check_interval == CHECK


def test_what_one_process_puts_the_other_one_reads_changes_and_forgets(
    processes: tuple[RedisStore, RedisStore],
) -> None:
    first, second = (store.table("kept", Kept) for store in processes)
    first.put("a", Kept("first"))
    assert second.get("a") == Kept("first")
    second.put("a", Kept("second"))
    assert (first.get("a"), dict(first.items())) == (Kept("second"), {"a": Kept("second")})
    assert second.pop("a") == Kept("second")
    assert first.get("a") is None


def test_a_sweep_removes_what_is_over_a_part_at_a_time_and_reads_nothing_else(
    processes: tuple[RedisStore, RedisStore], mortal: RedisServer, clock: FakeClock
) -> None:
    first, second = (store.table("kept", Kept) for store in processes)
    with redis.Redis.from_url(mortal.url) as client:
        name = processes[0].link.name("table", "kept")
        for number in range(2 * SWEPT_AT_A_TIME):
            first.put(f"short {number}", Kept("short"), 100)
        for key in ("forever", "prolonged", "for ever now", "gone"):
            second.put(key, Kept(key), None if key == "forever" else 200)
        first.put("prolonged", Kept("prolonged"), HOUR)
        first.put("for ever now", Kept("for ever now"))
        first.pop("gone")
        clock.advance(SWEPT_EVERY)
        read = client.info("commandstats").get("cmdstat_hgetall", {}).get("calls", 0)
        left = []
        for number in range(3):
            first.put("one", Kept("one", number))
            left.append(client.hlen(name))
        assert left == [SWEPT_AT_A_TIME + 4, 4, 4]
        assert client.info("commandstats").get("cmdstat_hgetall", {}).get("calls", 0) == read
        assert client.zrange(f"{name}:ends", 0, -1) == [b"prolonged"]
        client.flushall()
    first.restore()  # type: ignore[attr-defined]
    assert {key for key, _ in second.items()} == {"prolonged", "for ever now", "one"}
    clock.advance(HOUR)
    first.put("one", Kept("one"))
    assert {key for key, _ in second.items()} == {"for ever now", "one"}


def test_a_turn_of_another_process_is_waited_for(patient: None, processes: tuple[RedisStore, RedisStore]) -> None:
    first, second = (store.table("kept", Kept) for store in processes)
    said: list[str] = []

    def other() -> None:
        with second.turn("a"):
            said.append("second")

    thread = threading.Thread(target=other)
    with first.turn("a"):
        thread.start()
        with second.turn("b"):  # another key is free
            said.append("first")
    thread.join(WAIT)
    assert said == ["first", "second"]


def test_while_redis_is_away_each_process_goes_on_with_what_it_knows_and_brings_it_back(
    processes: tuple[RedisStore, RedisStore], mortal: RedisServer
) -> None:
    here, there = processes
    first, second = (store.table("kept", Kept) for store in processes)
    for store in processes:
        store.look()
    first.put("mine", Kept("first"))
    second.put("yours", Kept("second"))
    mortal.stop()
    assert (first.get("mine"), first.get("yours"), here.away) == (Kept("first"), None, True)
    with first.turn("mine"):
        first.put("mine", Kept("meanwhile"))
    assert first.pop("unknown") is None
    assert dict(first.items()) == {"mine": Kept("meanwhile")}
    here.look()
    assert here.away
    mortal.start()
    for store in processes:
        store.look()
    assert (here.away, there.away) == (False, False)
    assert dict(first.items()) == dict(second.items()) == {"mine": Kept("meanwhile"), "yours": Kept("second")}


def test_what_is_lost_with_an_emptied_redis_is_brought_back_by_those_who_know_it(
    processes: tuple[RedisStore, RedisStore], mortal: RedisServer, clock: FakeClock
) -> None:
    first, second = (store.table("kept", Kept) for store in processes)
    for store in processes:
        store.look()
    first.put("mine", Kept("first"))
    first.put("over", Kept("over"), lives=1_000)
    second.put("yours", Kept("second"))
    clock.advance(1_000)
    with redis.Redis.from_url(mortal.url) as client:
        client.flushall()
    assert first.get("yours") is None
    for store in processes:
        store.look()
    assert dict(first.items()) == {"mine": Kept("first"), "yours": Kept("second")}


def test_an_upload_is_shown_dropped_and_given_up_by_another_process_than_the_one_that_reads_it(
    processes: tuple[RedisStore, RedisStore],
) -> None:
    first, second = (store.uploads for store in processes)
    given_up: list[bool] = []

    def read(progress: Progress) -> str:
        progress(1, 2)
        return "the report"

    first.begin(Upload("u1", "题库.xlsx", "o1", NOW), read)
    first.wait("u1", WAIT)
    second.wait("u1", WAIT)
    found = second.get("u1", "o1")
    assert found is not None
    assert (found.done, found.total, found.report) == (1, 2, "the report")
    assert second.get("u1", "o2") is None
    second.drop("u1")
    assert (first.get("u1", "o1"), second.get("u1", "o1")) == (None, None)

    def endless(progress: Progress) -> str:
        try:
            while True:
                progress(1, 2)
                time.sleep(0.01)
        finally:
            given_up.append(True)

    first.begin(Upload("u2", "题库.xlsx", "o1", NOW), endless)
    second.drop("u2")
    until(lambda: given_up == [True])


def test_an_upload_that_no_process_of_this_server_has_written_is_not_read(
    processes: tuple[RedisStore, RedisStore], mortal: RedisServer
) -> None:
    first, _ = processes
    first.uploads.begin(Upload("u1", "题库.xlsx", "o1", NOW), lambda progress: "the report")
    first.uploads.wait("u1", WAIT)
    stranger = RedisStore(Link(mortal.url, first.link.space, "p3"), "another secret")
    assert stranger.uploads.get("u1", "o1") is None
    stranger.link.close()


def test_the_connections_of_a_process_that_was_killed_are_forgotten_once_it_is_silent(
    processes: tuple[RedisStore, RedisStore], clock: FakeClock
) -> None:
    groups = [Group(store, lambda _: True, clock.now, lambda: None) for store in processes]
    assert [group.several for group in groups] == [True, True]
    here, there = (Presence(store, group.id) for store, group in zip(processes, groups, strict=True))
    arrive = {"stream": STREAM, "ticket": "t1", "role": "display", "now": clock.now()}
    assert here.arrive(device="d1", sid="s1", **arrive)  # type: ignore[arg-type]
    assert there.arrive(device="d2", sid="s2", **arrive)  # type: ignore[arg-type]
    assert groups[0].alive() | groups[1].alive() == {"p1", "p2"}
    assert there.forget_those_of_others_than(groups[1].alive(), clock.now()) == set()
    clock.advance(ALIVE_MS)
    assert there.forget_those_of_others_than(groups[1].alive(), clock.now()) == {STREAM}
    assert there.seated("t1") == {"s2"}


def test_what_a_process_says_the_others_hear_and_it_does_not(processes: tuple[RedisStore, RedisStore]) -> None:
    first, second = (Bus(store.link) for store in processes)
    heard: list[object] = []
    for name, bus in (("first", first), ("second", second)):
        bus.listen("moved", lambda said, name=name: heard.append((name, said)))
    threads = [threading.Thread(target=bus.run) for bus in (first, second)]
    for thread in threads:
        thread.start()
    assert first.subscribed.wait(WAIT)
    assert second.subscribed.wait(WAIT)
    first.say("unknown", {})
    first.say("moved", {"asking": ["s1"]})
    until(lambda: bool(heard))
    assert heard == [("second", {"asking": ["s1"]})]
    for bus in (first, second):
        bus.end()
    for thread in threads:
        thread.join(WAIT)
    assert not any(thread.is_alive() for thread in threads)
