"""When the server makes a backup by itself, and what people are told of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.config import load
from scoreboard.services import Services
from scoreboard.web.backups import AGAIN, LOCKS, Backups, Due, by_command
from scoring.engine.competition.kinds import KINDS as COMPETITION
from scoring.engine.errors import Refused
from scoring.engine.ledger import Draft
from scoring.engine.quiz.kinds import KINDS as MATCH
from scoring.engine.review.kinds import KINDS as REVIEW
from scoring.store.backup import manifest
from tests.fakes import fake_context
from tests.jobs import fake_services
from tests.store.backup.house import house

MINUTE = 60_000


class Kept:
    """Backups that are only counted; ``broken`` makes the next ones fail."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.broken = ""
        self.state = 0
        self.ctx = fake_context()
        self.services: Services = replace(
            fake_services(self.ctx), config=load({}), written=lambda: self.state, backups=lambda: ()
        )
        self.backups = Backups(self.services, self.make)
        self.backups._held = 0
        self.services.hub.subscribe(lambda stream, seq: self.backups._grown.append((stream, seq)))

    def make(self, why: str) -> None:
        if self.broken:
            raise Refused(self.broken, folder="x")
        self.made.append(why)

    def after(self, ms: int) -> None:
        self.ctx.clock.advance(ms)  # type: ignore[attr-defined]
        self.backups.look()

    def entry(self, kind: str) -> None:
        with self.ctx.store.write() as uow:
            entry = uow.ledger.append("match:m", Draft(kind, {}, "system", "", f"k{self.state}", "", 1))
            uow.commit()
        self.state += 1
        self.services.hub.publish("match:m", entry.seq)


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_every_kind_that_locks_is_one_of_a_job() -> None:
    assert {*MATCH, *COMPETITION, *REVIEW} >= LOCKS


def test_while_nothing_changes_there_is_no_backup(kept: Kept) -> None:
    for _ in range(20):
        kept.after(MINUTE)
    assert kept.made == []


def test_a_change_is_kept_after_five_minutes_and_a_later_one_after_five_more(kept: Kept) -> None:
    kept.entry("scene.show")
    kept.after(0)
    kept.after(5 * MINUTE - 1)
    assert kept.made == []
    kept.after(1)
    assert kept.made == ["minutes"]
    kept.entry("scene.show")
    kept.after(1000)
    kept.after(4 * MINUTE)
    assert kept.made == ["minutes"]
    kept.after(MINUTE)
    assert kept.made == ["minutes", "minutes"]


def test_a_lock_is_kept_at_once(kept: Kept) -> None:
    kept.entry("scene.show")
    kept.entry("result.lock")
    kept.entry("scene.show")
    kept.after(1000)
    assert kept.made == ["result.lock"]
    kept.after(1000)
    assert kept.made == ["result.lock"]


def test_a_failure_is_told_and_tried_again_after_a_minute(kept: Kept) -> None:
    kept.broken = "backup-disk-full"
    kept.entry("result.lock")
    with pytest.raises(Refused):
        kept.after(1000)
    told = kept.backups.notice()
    assert told is not None
    assert told.code == "backup-disk-full"
    kept.broken = ""
    kept.after(AGAIN - 1)
    assert kept.made == []
    kept.after(1)
    assert (kept.made, kept.backups.notice()) == (["minutes"], None)


def test_a_backup_that_is_overdue_is_told(kept: Kept) -> None:
    kept.entry("scene.show")
    kept.after(0)
    kept.ctx.clock.advance(16 * MINUTE)  # type: ignore[attr-defined]
    told = kept.backups.notice()
    assert told is not None
    assert (told.code, told.fields) == ("backup-old", {"minutes": 16})


def test_with_an_interval_of_nought_nothing_is_made_and_nothing_is_told() -> None:
    due = Due(0, changed_at=0)
    assert not Backups(replace(Kept().services, config=load({"LEITAI_BACKUP_MINUTES": "0"})), lambda _why: None).on
    assert due.lock == ""


def test_the_server_s_own_backup_is_the_command_s_and_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = house(tmp_path)
    by_command(home.data, home.place)("result.lock")
    (name,) = manifest.names(home.place)
    assert manifest.read(home.place / name).why == "result.lock"
    with pytest.raises(Refused) as refused:
        by_command(home.data, tmp_path / "no" / "disk")("minutes")
    assert (refused.value.code, refused.value.fields) == (
        "backup-place-missing",
        {"folder": str(tmp_path / "no" / "disk")},
    )
