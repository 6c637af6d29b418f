"""What the phones of a hall answer at any process: numbers without a gap or a double, and one list at the end."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Sequence

import pytest

from scoreboard.shared.hall_answers import HallAnswers, Held, about
from scoreboard.shared.memory import Memory
from scoreboard.shared.protocol import Shared
from scoreboard.shared.redis_link import Link
from scoreboard.shared.redis_store import RedisStore
from tests.fakes import FakeClock

OPENING = about("m1", 1, 1_700_000_000_000)
PHONES = 40


@pytest.fixture(params=["memory", "redis"])
def processes(request: pytest.FixtureRequest, clock: FakeClock) -> Iterator[Sequence[HallAnswers]]:
    """Two processes of one server; in memory there is one, which is asked by two names."""
    if request.param == "memory":
        one = Memory(clock.now)
        yield [HallAnswers(one), HallAnswers(one)]
        return
    url, space = request.getfixturevalue("redis_server").url, f"test_{secrets.token_hex(6)}"
    links = [Link(url, space, own) for own in ("p1", "p2")]
    stores: list[Shared] = [RedisStore(link, "secret", clock.now) for link in links]
    yield [HallAnswers(store) for store in stores]
    for link in links:
        link.close()


def test_phones_at_two_processes_get_each_number_once(processes: Sequence[HallAnswers]) -> None:
    def give(of: int) -> None:
        for phone in range(of, PHONES, 2):
            processes[of].give(OPENING, f"{phone:032x}", "A", phone, "")

    threads = [threading.Thread(target=give, args=(of,)) for of in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert processes[1].count(OPENING) == PHONES
    assert [held.no for held in processes[0].close(OPENING)] == list(range(1, PHONES + 1))


def test_what_one_process_closes_is_closed_at_the_other_and_asked_again_gives_the_same(
    processes: Sequence[HallAnswers],
) -> None:
    first, second = processes
    kept = first.give(OPENING, "a" * 32, "B", 5, "小王")
    assert second.give(OPENING, "a" * 32, "C", 9, "") == kept, "the first answer stays, whoever has the second"
    assert second.close(OPENING) == [kept]
    assert first.give(OPENING, "b" * 32, "A", 9, "") == "closed"
    assert first.close(OPENING) == second.close(OPENING) == [kept]


def test_another_opening_of_the_same_item_begins_anew(processes: Sequence[HallAnswers]) -> None:
    first, _ = processes
    first.give(OPENING, "a" * 32, "B", 5, "")
    first.close(OPENING)
    again = about("m1", 1, 1_700_000_060_000)
    held = first.give(again, "a" * 32, "C", 5, "")
    assert not isinstance(held, str)
    assert (held.no, held.choice) == (1, "C")
    assert first.close(again) == [held]


@pytest.mark.parametrize("seen", [True, False])
def test_a_phone_whose_answer_came_beside_the_closing_is_told_what_the_list_says(
    processes: Sequence[HallAnswers], monkeypatch: pytest.MonkeyPatch, seen: bool
) -> None:
    first, second = processes
    put = first._answers.put

    def beside(key: str, held: Held, lives: int | None = None) -> None:
        if seen:
            put(key, held, lives)
        second.close(OPENING)
        if not seen:
            put(key, held, lives)

    monkeypatch.setattr(first._answers, "put", beside)
    told = first.give(OPENING, "a" * 32, "B", 5, "")
    assert second.close(OPENING) == ([told] if seen else [])
    assert (told == "closed", first.give(OPENING, "a" * 32, "B", 5, "") == "closed") == (not seen, not seen)
