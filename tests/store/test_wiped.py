"""Personal data that was erased stands in no file of the database any more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from scoring.engine.moments import moment_of
from scoring.store.database import Database
from scoring.store.following import Copy
from scoring.store.snapshot import copy_snapshot
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.perform import tick
from tests.fakes import FakeClock, fake_context
from tests.registrations import OPENS, ZONE, open_registration, values

PHONE = b"13800001234"


def files(url: str) -> bytes:
    """Every byte of the database and of what SQLite keeps beside it."""
    path = Path(url.removeprefix("sqlite:///"))
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def test_after_the_day_no_byte_of_the_files_has_a_phone_and_the_names_stay(sqlite_url: str) -> None:
    database, clock = Database(sqlite_url), FakeClock(OPENS + 1)
    event = open_registration(fake_context(store=database, clock=clock), erase_on=date(2026, 9, 1))
    event.hand_in(values("甲队") | {"phone": (PHONE.decode(),)})
    assert PHONE in files(sqlite_url)
    clock.time = moment_of(date(2026, 9, 1), ZONE)
    tick(event.ctx, COMPETITION, stream_of(event.id))
    assert event.state.erased
    assert PHONE not in files(sqlite_url)
    assert "甲队".encode() in files(sqlite_url)
    database.close()


def test_after_the_day_no_byte_of_a_spare_that_follows_has_a_phone(sqlite_url: str, tmp_path: Path) -> None:
    database, clock = Database(sqlite_url), FakeClock(OPENS + 1)
    event = open_registration(fake_context(store=database, clock=clock), erase_on=date(2026, 9, 1))
    feed, base, folder = database.feed, database.base(), tmp_path / "spare"
    assert feed is not None
    folder.mkdir()
    copy_snapshot(base.source, folder / "base")
    copy = Copy(folder / "leitai.db")
    copy.begin(folder / "base", OPENS)
    (folder / "base").unlink()

    def follow(after: int) -> int:
        last, told = feed.after(base.epoch, after, 0)
        for _, line in told:
            copy.apply(json.loads(line))
        return last

    event.hand_in(values("甲队") | {"phone": (PHONE.decode(),)})
    no = follow(base.no)
    held = f"sqlite:///{folder / 'leitai.db'}"
    assert PHONE in files(held)
    clock.time = moment_of(date(2026, 9, 1), ZONE)
    tick(event.ctx, COMPETITION, stream_of(event.id))
    follow(no)
    assert PHONE not in files(held)
    assert "甲队".encode() in files(held)
    copy.close()
    database.close()
