"""The files of personal data go with it, without anybody's command."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from scoreboard.config import load
from scoreboard.web.sweeping import AGAIN, ERASING, Sweeping, by_command
from scoreboard.wiring import build
from scoring.engine.competition.kinds import KINDS as COMPETITION
from scoring.engine.errors import Refused
from scoring.engine.ledger import Draft
from scoring.engine.review.kinds import KINDS as REVIEW
from scoring.store import migrate
from scoring.store.database import Database
from scoring.usecases.perform import tick
from scoring.usecases.review import job
from tests.fakes import FakeClock, fake_context
from tests.jobs import fake_services
from tests.reviews import noon, set_up_review
from tests.unit.usecases.review.personal_files import attach


class Swept:
    """Sweeps that are only counted."""

    def __init__(self) -> None:
        self.ctx = fake_context()
        self.services = replace(fake_services(self.ctx), config=load({}))
        self.count = 0
        self.sweeping = Sweeping(self.services, self.sweep)
        self.sweeping.listen()

    def sweep(self) -> None:
        self.count += 1

    def entry(self, kind: str, stream: str) -> None:
        with self.ctx.store.write() as uow:
            entry = uow.ledger.append(stream, Draft(kind, {}, "system", "", f"{kind} {stream}", "", 1))
            uow.commit()
        self.services.hub.publish(stream, entry.seq)

    def after(self, ms: int) -> int:
        self.ctx.clock.advance(ms)  # type: ignore[attr-defined]
        self.sweeping.look()
        return self.count


def test_every_kind_that_erases_is_one_of_a_job() -> None:
    assert {*COMPETITION, *REVIEW} >= ERASING


@pytest.mark.parametrize(("kind", "stream"), [("personal.delete", "review:r"), ("contacts.erase", "event:e")])
def test_what_was_erased_is_swept_at_once_and_once_more_after_an_hour(kind: str, stream: str) -> None:
    swept = Swept()
    swept.entry("result.publish", stream)
    assert swept.after(AGAIN) == 0
    swept.entry(kind, stream)
    assert [swept.after(0), swept.after(AGAIN - 1), swept.after(1), swept.after(AGAIN)] == [1, 1, 2, 2]


def test_what_was_erased_while_the_database_was_away_is_swept_once_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> NoReturn:
        raise Refused("store-busy")

    swept = Swept()
    swept.entry("personal.delete", "review:r")
    with monkeypatch.context() as gone:
        gone.setattr(swept.ctx.store, "read", away)
        with pytest.raises(Refused):
            swept.after(0)
    swept.entry("result.publish", "review:r")
    assert swept.after(0) == 1


def test_no_byte_of_a_personal_file_stays_though_it_was_the_last_file_of_all(tmp_path: Path) -> None:
    config = load({"LEITAI_DATA": str(tmp_path)})
    migrate.upgrade(config.database, config.files)
    services = build(config)
    ctx = replace(services.ctx, clock=FakeClock(noon(date(2012, 5, 7))))
    review = set_up_review(ctx, "endorse").review
    with ctx.store.read() as uow:
        draft = uow.of(job.NominationText).all(review=review.id)[0].id
    made = type("Made", (), {"ctx": ctx})()
    attach(made, draft, "sealed")
    ctx.clock.reach(noon(date(2013, 7, 1)))
    tick(ctx, job.REVIEW, job.stream_of(review.id))
    there = [one for one in config.files.rglob("*") if one.is_file()]
    assert there
    for one in there:
        os.utime(one, (1, 1))
    by_command(config)()
    assert [one for one in config.files.rglob("*") if one.is_file()] == []
    assert isinstance(ctx.store, Database)
    ctx.store.close()
