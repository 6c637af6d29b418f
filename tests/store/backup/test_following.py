"""The copy of a warm spare is the database, commit by commit, and takes nothing that does not follow from it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from scoring.engine.errors import Broken, Conflict
from scoring.engine.ledger import Draft
from scoring.store.database import Database
from scoring.store.feed import Feed
from scoring.store.following import Copy
from scoring.store.snapshot import copy_snapshot
from scoring.usecases.guards import LOCAL
from scoring.usecases.records import Competition, Match, RuleSheetText, Team
from scoring.usecases.removals import let_go
from tests.fakes import fake_context
from tests.store.backup.house import AT, House, house


class Pair:
    """A database that is led, and its copy."""

    def __init__(self, folder: Path) -> None:
        self.first = house(folder)
        self.database = Database(self.first.database)
        self.spare = House(folder / "spare", folder / "none")
        self.spare.data.mkdir()
        self.copy = Copy(self.spare.database)
        self.epoch, self.no = "", 0

    @property
    def feed(self) -> Feed:
        assert self.database.feed is not None
        return self.database.feed

    def begin(self) -> bool:
        base = self.database.base()
        self.epoch, self.no = base.epoch, base.no
        target = self.spare.data / "base"
        target.unlink(missing_ok=True)
        copy_snapshot(base.source, target)
        return self.copy.begin(target, AT)

    def follow(self) -> int:
        """Apply what there is; returns how many commits."""
        _, told = self.feed.after(self.epoch, self.no, 0)
        for no, line in told:
            self.copy.apply(json.loads(line))
            self.no = no
        return len(told)

    def put(self, *records: Any, remove: tuple[type, str] | None = None, entry: int = 0) -> None:
        with self.database.write() as uow:
            for record in records:
                uow.of(type(record)).put(record)
            if remove is not None:
                uow.of(remove[0]).remove(remove[1])
            if entry:
                uow.ledger.append("match:m1", Draft("scene.show", {"n": entry}, "system", "", f"k{entry}", "", entry))
            uow.commit()

    def same(self) -> bool:
        """Whether both databases hold the same, row for row."""
        self.copy.close()
        return dump(self.first.database) == dump(self.spare.database)


def dump(file: Path) -> list[str]:
    with sqlite3.connect(file) as connection:
        lines = sorted(connection.iterdump())
    connection.close()
    return lines


@pytest.fixture
def pair(tmp_path: Path) -> Any:
    made = Pair(tmp_path)
    yield made
    made.copy.close()
    made.database.close()


def records() -> tuple[Any, ...]:
    sheet, match = RuleSheetText("s1", "c1", "x"), Match("m1", "c1", "场", "s1")
    return (Competition("c1", "赛"), sheet, match, Team("t1", "m1", "甲队"))


def test_a_copy_is_the_same_row_for_row_after_every_commit(pair: Pair) -> None:
    pair.put(*records())
    assert pair.begin()
    assert pair.same()
    pair.put(Team("t2", "m1", "乙队"), entry=4)
    pair.put(Team("t1", "m1", "甲一队", station=2), entry=5)
    pair.put(remove=(Team, "t2"))
    pair.put(Team("t3", "m1", "丙队"))
    assert pair.follow() == 4
    assert pair.same()
    assert pair.spare.numbers() == [1, 2, 3, 4, 5]


def test_a_stream_that_is_removed_leaves_the_copy_too(pair: Pair) -> None:
    pair.begin()
    pair.put(entry=4)
    with pair.database.write() as uow:
        uow.ledger.remove("match:m1")
        uow.commit()
    assert pair.follow() == 2
    assert pair.same()


def test_what_was_removed_while_the_spare_was_away_is_gone_from_it_with_its_next_base(pair: Pair) -> None:
    pair.begin()
    pair.put(entry=4)
    pair.follow()
    with pair.database.write() as uow:
        let_go(fake_context(), uow, LOCAL, "rehearsal", record="m1", title="彩排", streams=["match:m1"])
        uow.commit()
    assert pair.begin()
    assert pair.same()
    assert not list(pair.spare.data.glob("*-replaced-*"))


def test_a_commit_that_is_rolled_back_is_never_told(pair: Pair) -> None:
    pair.begin()
    with pair.database.write() as uow:
        uow.ledger.append("match:m1", Draft("scene.show", {"n": 4}, "system", "", "k4", "", 4))
    assert pair.follow() == 0


def test_without_a_spare_nothing_is_kept(pair: Pair) -> None:
    pair.put(entry=4)
    assert pair.feed.followers() == []
    assert not pair.feed._kept
    with pytest.raises(Conflict) as anew:
        pair.feed.after(pair.feed._epoch, 0, 0)
    assert anew.value.code == "feed-begun-anew"


def test_what_another_process_writes_makes_the_spare_begin_anew(pair: Pair) -> None:
    pair.begin()
    pair.first.write(4)  # by a connection of its own
    pair.put(entry=5)
    with pytest.raises(Conflict):
        pair.follow()
    assert pair.begin()
    assert pair.same()


def test_what_another_process_writes_is_noticed_also_while_this_one_writes_nothing(pair: Pair) -> None:
    pair.begin()
    assert pair.follow() == 0
    pair.first.write(4)
    with pytest.raises(Conflict):
        pair.follow()


def test_a_spare_that_is_too_far_behind_begins_anew(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.store.feed.MOST_COMMITS", 3)
    pair.begin()
    for number in range(4, 9):
        pair.put(entry=number)
    with pytest.raises(Conflict):
        pair.follow()


@pytest.mark.parametrize("field", ["payload", "hash", "seq", "prev"])
def test_an_entry_that_was_altered_on_the_way_is_refused_and_nothing_of_its_commit_is_written(
    pair: Pair, field: str
) -> None:
    pair.begin()
    pair.put(*records(), entry=4)
    _, ((_, line),) = pair.feed.after(pair.epoch, pair.no, 0)
    told = json.loads(line)
    told["entries"][0][field] = {"payload": {"n": 9}, "hash": "0" * 64, "seq": 5, "prev": "0" * 64}[field]
    with pytest.raises(Broken) as broken:
        pair.copy.apply(told)
    assert broken.value.code == "feed-broken"
    pair.copy.close()
    assert pair.spare.numbers() == [1, 2, 3]
    assert not any("甲队" in one for one in dump(pair.spare.database))


@pytest.mark.parametrize(
    "row",
    [
        ["ledger", "x", None],
        ["sqlite_master", "x", None],
        ["teams", "x", {"id": "x"}],
        ["teams", "x"],
        ["accounts", "x", {"row": 1, "id": "y", "name": "n", "password": "p", "role": "organiser"}],
    ],
)
def test_a_row_of_another_shape_is_refused(pair: Pair, row: list[Any]) -> None:
    pair.begin()
    with pytest.raises(Broken):
        pair.copy.apply({"entries": [], "rows": [row]})


def test_a_base_that_lacks_what_was_followed_keeps_the_old_copy_beside(pair: Pair, tmp_path: Path) -> None:
    pair.begin()
    pair.put(entry=4)
    pair.follow()
    other = Pair(tmp_path / "other") if (tmp_path / "other").mkdir() is None else None
    assert other is not None
    other.put(entry=9)
    base = tmp_path / "base2"
    copy_snapshot(other.database.base().source, base)
    other.database.close()
    assert pair.copy.begin(base, AT) is False
    assert pair.spare.numbers() == [1, 2, 3, 9]
    assert House(pair.spare.data / "leitai.db-replaced-20260921-141320Z", tmp_path).numbers() == [1, 2, 3, 4]
