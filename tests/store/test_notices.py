"""What several processes on one PostgreSQL know of each other: notices of commits, and who leads a stream."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from scoring.engine.errors import Refused
from scoring.engine.ledger import Draft, check_chain
from scoring.store.database import Database
from scoring.store.leases import Leases
from scoring.store.migrate import upgrade
from scoring.store.notices import LONGEST, Listener, Notice, alone
from scoring.usecases.records import Competition
from tests.servers import PostgresServer, postgres_running

WAIT = 30.0


def append(database: Database, key: str, stream: str = "match:m1") -> int:
    with database.write() as uow:
        entry = uow.ledger.append(stream, Draft("scene.show", {"scene": "black"}, "system", "", key, "", 1))
        uow.commit()
    return entry.seq


@pytest.fixture
def pair(postgres_url: str) -> Iterator[tuple[Database, Database]]:
    """Two processes' stores on one database."""
    pair = Database(postgres_url), Database(postgres_url)
    yield pair
    for one in pair:
        one.close()


class Heard:
    """What a listener has heard."""

    def __init__(self, database: Database) -> None:
        self._said: queue.Queue[Notice] = queue.Queue()
        self.failed: list[Exception] = []
        self._listener = Listener(database, self._said.put, time.sleep, self.failed.append)
        self._thread = Thread(target=self._listener.run, daemon=True)
        self._thread.start()

    def next(self) -> Notice:
        return self._said.get(timeout=WAIT)

    def end(self) -> None:
        self._listener.end()
        self._thread.join(WAIT)
        assert not self._thread.is_alive()
        assert self.failed == []


@pytest.fixture
def heard(pair: tuple[Database, Database]) -> Iterator[Heard]:
    """What the second one hears."""
    heard = Heard(pair[1])
    assert not heard.next().whole  # it listens from now on, and may have missed what was before
    yield heard
    heard.end()


def test_a_commit_is_told_with_the_heads_and_the_types_of_records_and_its_own_process_does_not_hear_it(
    pair: tuple[Database, Database], heard: Heard
) -> None:
    first, second = pair
    append(second, "own")
    with first.write() as uow:
        uow.ledger.append("match:m1", Draft("scene.show", {}, "system", "", "k2", "", 1))
        uow.ledger.append("match:m2", Draft("scene.show", {}, "system", "", "k1", "", 1))
        uow.of(Competition).put(Competition("c1", "知识竞赛"))
        uow.commit()
    assert heard.next() == Notice(first.token, {"match:m1": 2, "match:m2": 1}, frozenset({"Competition"}))


def test_what_is_rolled_back_is_told_to_nobody(pair: tuple[Database, Database], heard: Heard) -> None:
    first, _ = pair
    with first.write() as uow:
        uow.ledger.append("match:m1", Draft("scene.show", {}, "system", "", "never", "", 1))
    append(first, "k1")
    assert heard.next().heads == {"match:m1": 1}


def test_a_process_notices_that_the_machine_of_the_database_is_gone(pair: tuple[Database, Database]) -> None:
    with alone(pair[0]) as driver:
        said = driver.info.get_parameters()
    names = ("keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout")
    assert [said[name] for name in names] == ["1", "1", "3", "5000"]


def test_whatever_fails_while_notices_are_heard_they_are_heard_again(pair: tuple[Database, Database]) -> None:
    first, second = pair
    said: queue.Queue[Notice] = queue.Queue()
    troubles: list[Exception] = [Refused("database-away"), KeyError("unforeseen")]
    failed: list[Exception] = []

    def heard(notice: Notice) -> None:
        if troubles:
            raise troubles.pop(0)
        said.put(notice)

    listener = Listener(second, heard, lambda seconds: None, failed.append)
    thread = Thread(target=listener.run, daemon=True)
    thread.start()
    assert not said.get(timeout=WAIT).whole
    append(first, "k1")
    assert said.get(timeout=WAIT).heads == {"match:m1": 1}
    listener.end()
    thread.join(WAIT)
    assert [type(one) for one in failed] == [KeyError]


def test_a_commit_of_too_many_streams_is_told_as_one_that_may_have_changed_anything(
    pair: tuple[Database, Database], heard: Heard
) -> None:
    first, _ = pair
    with first.write() as uow:
        for number in range(LONGEST // 20):
            uow.ledger.append(f"match:m{number:012}", Draft("scene.show", {}, "system", "", "k", "", 1))
        uow.commit()
    assert heard.next() == Notice(first.token, whole=False)


def test_a_stream_is_led_by_one_process_and_by_another_once_that_one_has_ended(
    pair: tuple[Database, Database],
) -> None:
    first, second = Leases(pair[0]), Leases(pair[1])
    assert (first.hold("match:m1"), second.hold("match:m1"), second.hold("match:m2")) == (True, False, True)
    assert (first.hold("match:m1"), first.hold("match:m2")) == (True, False)
    first.close()
    until = time.monotonic() + WAIT
    while not second.hold("match:m1"):
        assert time.monotonic() < until
    assert not first.hold("match:m1")
    for one in (first, second):
        one.close()


def test_two_stores_that_append_at_once_give_each_seq_once_in_the_order_of_the_commits(
    pair: tuple[Database, Database], heard: Heard
) -> None:
    given: list[tuple[int, str]] = []

    def write(database: Database, name: str) -> None:
        for number in range(30):
            given.append((append(database, f"{name}-{number}"), f"{name}-{number}"))

    third = Database(pair[0].url.render_as_string(hide_password=False))
    threads = [Thread(target=write, args=one) for one in ((pair[0], "a"), (third, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    with third.read() as uow:
        entries = uow.ledger.read("match:m1")
    third.close()
    check_chain(entries)
    assert sorted(given) == [(entry.seq, entry.key) for entry in entries]
    assert [heard.next().heads["match:m1"] for _ in entries] == list(range(1, 61))


@pytest.fixture
def mortal() -> Iterator[PostgresServer]:
    """A server that the test may stop."""
    with postgres_running() as server:
        yield server


def test_a_server_that_is_stopped_is_named_and_one_that_is_back_is_used_and_listened_to_again(
    mortal: PostgresServer, tmp_path: Path
) -> None:
    upgrade(mortal.url, tmp_path)
    first, second = Database(mortal.url, patience=0.2), Database(mortal.url)
    heard, leases = Heard(second), Leases(second)
    assert not heard.next().whole
    assert leases.hold("match:m1")
    append(first, "k1")
    assert heard.next().heads == {"match:m1": 1}
    mortal.stop()
    with pytest.raises(Refused) as caught:
        append(first, "k2")
    assert caught.value.code == "database-away"
    with pytest.raises(Refused) as caught, first.read():
        pass
    assert caught.value.code == "database-away"
    leases.look()
    assert not leases.hold("match:m1")
    mortal.start()
    assert append(first, "k2") == 2
    assert not heard.next().whole
    append(first, "k3")
    while heard.next().heads != {"match:m1": 3}:  # the notice of the second one comes where it listened again in time
        pass
    assert leases.hold("match:m1")
    heard.end()
    leases.close()
    for one in (first, second):
        one.close()


def test_a_server_that_is_stopped_in_the_middle_of_a_transaction_writes_nothing_and_is_named(
    mortal: PostgresServer, tmp_path: Path
) -> None:
    upgrade(mortal.url, tmp_path)
    database = Database(mortal.url, patience=0.2)

    def cut_off() -> None:
        with database.write() as uow:
            uow.ledger.append("match:m1", Draft("scene.show", {}, "system", "", "k1", "", 1))
            mortal.stop()
            uow.commit()

    with pytest.raises(Refused) as caught:
        cut_off()
    assert caught.value.code == "database-away"
    mortal.start()
    assert append(database, "k2") == 1
    database.close()
