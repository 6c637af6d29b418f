"""What every store of shared things must do, in memory and in Redis."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from scoreboard.shared.memory import Memory
from scoreboard.shared.protocol import Progress, Shared, SharedTable, Upload
from scoreboard.shared.redis_link import Link
from scoreboard.shared.redis_store import RedisStore
from tests.fakes import FakeClock

STORES = ("memory", "redis")

Make = Callable[[Callable[[], int]], Shared]
"""Makes a new and empty store, by a clock in ms."""

NOW = 1_700_000_000_000
HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A value to keep."""

    name: str
    count: int = 0


@pytest.fixture(params=STORES)
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes stores of each kind in turn, with names of their own."""
    if request.param == "memory":
        yield Memory
        return
    url, links = request.getfixturevalue("redis_server").url, list[Link]()

    def new(now: Callable[[], int]) -> Shared:
        links.append(Link(url, f"test_{secrets.token_hex(6)}", "p1"))
        return RedisStore(links[-1], "secret", now)

    yield new
    for link in links:
        link.close()


@pytest.fixture
def shared(make: Make, clock: FakeClock) -> Shared:
    return make(clock.now)


@pytest.fixture
def table(shared: Shared) -> SharedTable[Kept]:
    return shared.table("kept", Kept)


def test_a_value_is_kept_replaced_and_forgotten(table: SharedTable[Kept]) -> None:
    assert table.get("a") is None
    table.put("a", Kept("first"))
    table.put("a", Kept("second"))
    assert table.get("a") == Kept("second")
    assert table.pop("a") == Kept("second")
    assert (table.get("a"), table.pop("a")) == (None, None)


def test_all_values_can_be_gone_through_while_they_change(table: SharedTable[Kept]) -> None:
    for name in "abc":
        table.put(name, Kept(name))
    for key, value in table.items():
        table.pop(key)
        table.put(key * 2, value)
    assert dict(table.items()) == {"aa": Kept("a"), "bb": Kept("b"), "cc": Kept("c")}
    assert len(table) == 3


def test_whoever_asks_for_a_table_by_its_name_has_the_same_one_and_tables_do_not_mix(shared: Shared) -> None:
    shared.table("kept", Kept).put("a", Kept("a"))
    assert shared.table("kept", Kept).get("a") == Kept("a")
    assert shared.table("also kept", Kept).get("a") is None


def test_a_table_that_is_asked_for_with_another_type_is_refused(shared: Shared) -> None:
    shared.table("kept", Kept)
    with pytest.raises(TypeError, match="the table 'kept' holds Kept, not int"):
        shared.table("kept", int)


def test_a_value_with_a_time_to_live_is_gone_after_it(table: SharedTable[Kept], clock: FakeClock) -> None:
    table.put("short", Kept("short"), lives=1_000)
    table.put("renewed", Kept("renewed"), lives=1_000)
    table.put("kept", Kept("kept"), lives=1_000)
    clock.advance(999)
    assert (table.get("short"), len(table)) == (Kept("short"), 3)
    table.put("renewed", Kept("again"), lives=1_000)
    table.put("kept", Kept("for ever"))
    clock.advance(1)
    assert (table.get("short"), table.pop("short")) == (None, None)
    assert dict(table.items()) == {"renewed": Kept("again"), "kept": Kept("for ever")}
    clock.advance(HOUR)
    table.put("new", Kept("new"))
    assert dict(table.items()) == {"kept": Kept("for ever"), "new": Kept("new")}


def test_two_stores_know_nothing_of_each_other(shared: Shared, make: Make, clock: FakeClock) -> None:
    other = make(clock.now)
    shared.table("kept", Kept).put("a", Kept("a"))
    assert other.table("kept", Kept).get("a") is None


def test_who_has_the_turn_of_a_key_reads_and_writes_alone(table: SharedTable[Kept]) -> None:
    table.put("a", Kept("a"))

    def count() -> None:
        for _ in range(200):
            with table.turn("a"):
                held = table.get("a")
                assert held is not None
                table.put("a", Kept("a", held.count + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert table.get("a") == Kept("a", 800)


def test_a_turn_ends_also_with_an_error(table: SharedTable[Kept]) -> None:
    with pytest.raises(KeyError), table.turn("a"):
        raise KeyError("a")
    with table.turn("a"):
        table.put("a", Kept("a"))
    assert len(table) == 1


def upload(shared: Shared, upload_id: str, at: int = NOW) -> Upload:
    """An upload of which one row is read, and then the rest."""

    def read(progress: Progress) -> str:
        progress(1, 2)
        return "the report"

    begun = shared.uploads.begin(Upload(upload_id, "题库.xlsx", "o1", at), read)
    shared.uploads.wait(upload_id, 30)
    return begun


def test_an_upload_is_read_beside_and_its_report_is_for_its_organiser_alone(shared: Shared) -> None:
    begun = upload(shared, "u1")
    assert begun == Upload("u1", "题库.xlsx", "o1", NOW)
    assert shared.uploads.get("u1", "o1") == replace(begun, done=1, total=2, report="the report")
    assert shared.uploads.get("u1", "o2") is None


def test_whoever_waits_for_an_upload_goes_on_after_a_while_and_sees_how_far_it_is(shared: Shared) -> None:
    half_way, go_on = threading.Event(), threading.Event()

    def read(progress: Progress) -> str:
        progress(1, 2)
        half_way.set()
        assert go_on.wait(30)
        return "the report"

    begun = shared.uploads.begin(Upload("u1", "题库.xlsx", "o1", NOW), read)
    assert half_way.wait(30)
    shared.uploads.wait("u1", 0.01)
    shared.uploads.wait("unknown", 30)
    assert shared.uploads.get("u1", "o1") == replace(begun, done=1, total=2)
    go_on.set()
    shared.uploads.wait("u1", 30)
    assert shared.uploads.get("u1", "o1") == replace(begun, done=1, total=2, report="the report")


def test_an_upload_is_forgotten_when_it_is_dropped_too_old_or_one_too_many(shared: Shared) -> None:
    upload(shared, "u0")
    shared.uploads.drop("u0")
    upload(shared, "u1")
    for number in range(2, 9):
        upload(shared, f"u{number}", NOW + number)
    kept = [number for number in range(9) if shared.uploads.get(f"u{number}", "o1")]
    assert kept == [3, 4, 5, 6, 7, 8]
    upload(shared, "later", NOW + HOUR + 8)
    kept = [number for number in range(9) if shared.uploads.get(f"u{number}", "o1")]
    assert kept == [8]
