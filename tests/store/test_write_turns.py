"""A press is written before everything that waits for its turn, however much that is."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from scoring.engine.errors import Refused
from scoring.engine.ledger import Draft
from scoring.store.database import Database
from scoring.store.write_turns import WriteTurns
from tests.fakes import FakeClock, fake_context
from tests.halls import set_up


class Writers:
    """Threads that ask for the turn one after the other, and note the order in which they get it."""

    def __init__(self, turns: WriteTurns) -> None:
        self.turns = turns
        self.order: list[str] = []
        self._threads: list[threading.Thread] = []

    def ask(self, name: str, *, first: bool = False) -> None:
        """Somebody asks, and stands in the line before the next one asks."""

        def write() -> None:
            assert self.turns.acquire(60, first=first)
            self.order.append(name)
            self.turns.release()

        waited = len(self.turns._hurried) + len(self.turns._others)
        self._threads.append(threading.Thread(target=write))
        self._threads[-1].start()
        while len(self.turns._hurried) + len(self.turns._others) == waited:
            threading.Event().wait(0.001)

    def end(self) -> list[str]:
        for thread in self._threads:
            thread.join(60)
        return self.order


def test_presses_go_before_an_import_and_the_marks_of_all_judges_that_came_earlier() -> None:
    turns = WriteTurns(lambda: None)
    writers = Writers(turns)
    assert turns.acquire(60)
    marks = [f"mark {n}" for n in range(31)]
    for name in ("import", *marks):
        writers.ask(name)
    for name in ("press 1", "press 2"):
        writers.ask(name, first=True)
    turns.release()
    assert writers.end() == ["press 1", "press 2", "import", *marks]


def test_who_has_the_turn_and_has_not_begun_lets_a_press_pass_that_came_meanwhile_and_stays_next() -> None:
    came: list[Callable[[], None]] = []
    turns = WriteTurns(lambda: came.pop()() if came else None)
    writers = Writers(turns)
    came.append(lambda: (writers.ask("mark"), writers.ask("press", first=True)))  # type: ignore[func-returns-value]
    assert turns.acquire(60)
    writers.order.append("import")
    turns.release()
    assert writers.end() == ["press", "import", "mark"]


def test_whose_turn_does_not_come_in_time_leaves_the_line() -> None:
    turns = WriteTurns(lambda: None)
    assert turns.acquire(60)
    assert not turns.acquire(0)
    assert not turns.acquire(0, first=True)
    turns.release()
    assert turns.acquire(0)


class _Ended(BaseException):
    """A thread is ended where it waits."""


@pytest.mark.parametrize("given", [False, True])
def test_a_writer_that_is_ended_where_it_waits_holds_nobody_up(given: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = WriteTurns(lambda: None)
    assert turns.acquire(60)

    def ended(self: threading.Event, _timeout: float) -> bool:
        if given:
            turns.release()
        raise _Ended

    with monkeypatch.context() as patched:
        patched.setattr(threading.Event, "wait", ended)
        with pytest.raises(_Ended):
            turns.acquire(60)
    if not given:
        turns.release()
    assert turns.acquire(0)


def test_a_writer_that_is_ended_where_it_gives_way_gives_its_turn_back() -> None:
    def ended() -> None:
        raise _Ended

    turns = WriteTurns(ended)
    with pytest.raises(_Ended):
        turns.acquire(0)
    assert turns.acquire(0, first=True)


def test_a_writer_that_fails_gives_its_turn_back(sqlite_url: str) -> None:
    database = Database(sqlite_url, patience=0)
    for first in (False, True):
        with pytest.raises(RuntimeError), database.write(first=first):
            raise RuntimeError
    with database.write(), pytest.raises(Refused, match="store-busy"), database.write(first=True):
        pass
    with database.write() as uow:
        uow.ledger.append("match:m1", Draft("scene.show", {}, "system", "", "k", "", 1))
        uow.commit()
    database.close()


def test_of_the_commands_of_a_match_the_press_and_its_award_are_written_first(clock: FakeClock) -> None:
    ctx = fake_context(clock=clock)
    hall = set_up(ctx)
    asked: list[bool] = []
    write = ctx.store.write

    def noted(*, first: bool = False) -> object:
        asked.append(first)
        return write(first=first)

    for kind, fields in (("match.open", {}), ("round.begin", {"round": "press"})):
        hall.do(kind, **fields)
    ctx.store.write = noted  # type: ignore[method-assign, assignment]
    hall.play_press(0, "right")
    kinds = [entry.kind for entry in hall.entries(after=2)]
    assert dict(zip(kinds, asked, strict=True)) == {
        "item.present": False,
        "press.arm": False,
        "press.record": True,
        "press.award": True,
        "answer.judge": False,
        "item.close": False,
    }
