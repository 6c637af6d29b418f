"""The demo review stands at the stage that was asked for, today."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoreboard.cli import demo
from scoreboard.cli.demo_review import STAGES, make_demo_review
from scoreboard.cli.demo_review_play import clock_for, own_folder
from scoreboard.cli.demo_review_steps import DAY
from scoring.engine.review.state import ReviewState
from scoring.usecases.perform import state_of
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Organisation, RosterName
from scoring.usecases.review.job import REVIEW, stream_of
from tests.fakes import FakeClock, FakeStore, fake_context
from tests.reviews import noon

TODAY = date(2026, 4, 15)
AWARDS = ("organisation", "activity", "carrier", "star")


class CountingStore(FakeStore):
    """Counts the transactions that write."""

    writes = 0

    def write(self, *, first: bool = False) -> AbstractContextManager[UnitOfWork]:
        self.writes += 1
        return super().write(first=first)


def review_at(stage: str, lang: str = "zh", hour: int = 12) -> tuple[ReviewState, int]:
    """A small demo at this stage, made at this hour of ``TODAY``: its state and its cards."""
    ctx = fake_context(clock=FakeClock(noon(TODAY) + (hour - 12) * 3_600_000))
    made = make_demo_review(ctx, stage=stage, lang=lang, units=4, judges=3)  # type: ignore[arg-type]
    return state_of(ctx, REVIEW, stream_of(made.review.id)), len(made.issued)


def test_the_command_offers_every_stage() -> None:
    assert tuple(STAGES) == demo.STAGES


def test_every_seat_has_a_card() -> None:
    assert review_at("nominate")[1] == 8 * 2 + 6 + 3


@pytest.mark.parametrize(("stage", "status"), [("endorse", "endorsing"), ("vet", "vetting"), ("judge", "accepted")])
def test_every_nomination_has_come_as_far_as_the_stage(stage: str, status: str) -> None:
    state, _ = review_at(stage)
    assert Counter((one.award, one.status) for one in state.nominations.values()) == {
        (award, status): 4 for award in AWARDS
    }


def test_all_but_one_judge_have_pledged_where_judging_begins() -> None:
    state, _ = review_at("judge")
    assert (len(state.judgings), len(state.pledges)) == (4, 2)


def test_judging_is_locked_where_the_shortlist_is_due() -> None:
    state, _ = review_at("shortlist")
    assert [one.locked is not None for one in state.judgings.values()] == [True] * 4
    assert not state.shortlists


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_the_notice_stands_today_where_objections_are_taken(hour: int) -> None:
    state, _ = review_at("objection", hour=hour)
    assert state.notices[0].first < TODAY <= state.notices[0].last
    assert [one.status for one in state.objections] == ["received"]


def test_the_names_of_the_notice_stand_in_the_order_that_it_says() -> None:
    state, _ = review_at("objection")
    notice = state.notices[0]
    assert notice.rules is not None
    assert notice.rules.notices[0].order == "strokes"
    names = [line.nominee[0] for line in notice.shown if line.award == "organisation"]
    assert names == ["乙", "丁", "丙", "甲"]


def test_the_notice_is_over_where_the_bodies_decide() -> None:
    state, _ = review_at("decide")
    assert state.notices[0].last < TODAY
    assert [one.status for one in state.objections] == ["rejected"]
    assert not state.decisions


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_is_decided_and_nothing_published_before_the_ceremony(lang: str) -> None:
    state, _ = review_at("award", lang)
    assert all(state.decided(award) for award in AWARDS)
    assert not state.published
    assert datetime.fromtimestamp(state.at / 1000, UTC).date() < TODAY


def test_a_review_has_no_rule_sheet() -> None:
    answer = CliRunner().invoke(demo.demo, ["--review", "--sheet", "quick-league"])
    assert (answer.exit_code, "--sheet" in answer.output) == (2, True)


def test_what_a_step_writes_reaches_the_disk_at_once() -> None:
    store = CountingStore()
    ctx = fake_context(store=store, clock=FakeClock(noon(TODAY)))
    made = make_demo_review(ctx, stage="judge", units=2, judges=3)
    before_steps = len(made.issued) + 10
    assert store.writes < before_steps
    assert state_of(ctx, REVIEW, stream_of(made.review.id)).seq > before_steps


@pytest.mark.parametrize("stage", STAGES)
def test_a_played_review_begins_so_long_ago_that_it_ends_today(stage: str) -> None:
    clock, now = clock_for(stage), time.time_ns() // 1_000_000
    assert abs(now - clock.now() - (STAGES["award"] - STAGES[stage]) * DAY) < 5_000
    assert clock.behind() == 0
    later = clock.now() + 3 * DAY
    clock.set_forward(later)
    clock.set_forward(later - DAY)
    assert later <= clock.now() < later + 5_000


def test_a_played_review_has_a_data_directory_of_its_own(tmp_path: Path) -> None:
    assert own_folder(tmp_path) == tmp_path / "review-1"
    (tmp_path / "review-1").mkdir()
    assert own_folder(tmp_path) == tmp_path / "review-2"


def test_a_second_demo_takes_the_register_that_is_there() -> None:
    ctx = fake_context(clock=FakeClock(noon(TODAY)))
    for _ in range(2):
        made = make_demo_review(ctx, units=4, judges=3)
    assert len(made.issued) == 8 * 2 + 6 + 3
    with ctx.store.read() as uow:
        assert len(uow.of(Organisation).all()) == 8
        assert len(uow.of(RosterName).all()) == 4
