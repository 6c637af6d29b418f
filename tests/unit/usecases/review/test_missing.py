"""The checklist of a review says what keeps entries from opening, and what else to know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scoring.engine.rulefile.edit import set_values
from scoring.sheets import campaign_text
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists.panels import take_in
from scoring.usecases.records import Organisation, RosterName, Ticket
from scoring.usecases.review import reviews
from scoring.usecases.review.judges import InReview
from scoring.usecases.review.missing import Missing, missing_of
from scoring.usecases.review.seats import issue_seats, missing_seats
from tests.fakes import FakeClock, fake_context
from tests.reviews import noon, set_up_review


@pytest.fixture
def ctx() -> Context:
    """At noon of a day on which entries are open."""
    return fake_context(clock=FakeClock(noon(date(2012, 5, 7))))


def new_review(ctx: Context, **changed: object) -> str:
    text = set_values(campaign_text("hongjiang-2012"), {tuple(k.split("__")): v for k, v in changed.items()})  # type: ignore[misc]
    return reviews.create_review(ctx, actor=LOCAL, campaign=text).id


def register(ctx: Context) -> None:
    with ctx.store.write() as uow:
        uow.of(Organisation).put(Organisation("t", "甲镇"))
        uow.of(Organisation).put(Organisation("v", "甲村", "village", superior="t"))
        uow.of(RosterName).put(RosterName("r", "月月学习之星", "张一"))
        uow.commit()


def found(ctx: Context, review: str) -> dict[str, bool]:
    """Code → whether it blocks."""
    return {one.code: one.blocking for one in missing_of(ctx, review)}


def test_a_new_review_needs_a_register_and_an_office(ctx: Context) -> None:
    assert found(ctx, new_review(ctx)) == {
        "register-empty": True,
        "no-office": True,
        "roster-empty": False,
        "no-chair": False,
        "no-approver": False,
        "judges-few": False,
    }


def test_a_review_with_seats_and_judges_is_ready_but_for_a_town_with_nobody_above(ctx: Context) -> None:
    review = new_review(ctx)
    register(ctx)
    rows = [{"name": f"评委{no}", "organisation": "某校"} for no in "甲乙丙丁戊"]
    assert take_in(ctx, InReview(review), actor=LOCAL, rows=rows, dry_run=False).done
    assert len(issue_seats(ctx, actor=LOCAL, review_id=review)) == 2 * 2 + 3 + 5
    assert missing_of(ctx, review) == (Missing("ways-short", {"count": 1, "name": "甲镇"}, blocking=False),)
    assert missing_seats(ctx, review) == ()


def test_units_without_a_seat_block_only_where_none_has_one(ctx: Context) -> None:
    review = new_review(ctx)
    register(ctx)
    assert found(ctx, review)["units-without-seat"]
    issue_seats(ctx, actor=LOCAL, review_id=review, most=4)
    assert not found(ctx, review)["units-without-seat"]


def test_a_day_that_is_over_blocks(ctx: Context) -> None:
    ctx.clock.reach(noon(date(2012, 6, 18)))
    assert found(ctx, new_review(ctx))["due-over"]


def test_the_last_day_is_over_at_midnight_of_the_reviews_own_zone(ctx: Context) -> None:
    review, midnight = new_review(ctx), noon(date(2012, 6, 15)) + 12 * 3_600_000
    ctx.clock.reach(midnight - 1)
    assert "due-over" not in found(ctx, review)
    ctx.clock.reach(midnight)
    assert found(ctx, review)["due-over"]


def test_a_year_without_official_days_is_named(ctx: Context) -> None:
    review = new_review(ctx, due__day=date(2039, 6, 15), personal_until=date(2041, 1, 1))
    assert "calendar-short" in found(ctx, review)


def test_judges_without_a_unit_are_counted_where_units_recuse(ctx: Context) -> None:
    review = new_review(ctx)
    take_in(ctx, InReview(review), actor=LOCAL, rows=[{"name": "评委甲"}], dry_run=False)
    assert Missing("judges-without-unit", {"count": 1, "name": "评委甲"}, False) in missing_of(ctx, review)


def test_phases_that_end_before_the_entries_do_are_named(ctx: Context) -> None:
    assert "phases-over" not in found(ctx, new_review(ctx))
    late = new_review(ctx, due__day=date(2012, 12, 15))
    assert found(ctx, late)["phases-over"] is False


QUOTA_AT, BAR_AT = ("award", 1, "quota_of", 1, "unit"), ("award", 1, "entry", "bar", 1, "title")


def test_a_quota_or_a_barring_title_that_would_have_no_effect_is_named(ctx: Context) -> None:
    register(ctx)
    own = '[[award.quota_of]]\nunit = "{}"\nmost = 3\n\n[[award.entry.bar]]\ntitle = "{}"\n\n[[award.field]]'
    texts = [
        campaign_text("hongjiang-2012").replace("[[award.field]]", own.format(*names), 1)
        for names in (("甲村委", "劳动模范"), ("甲村", "月月学习之星"), ("甲 村", "月月 学习之星"))
    ]
    wrong, right, spaced = (reviews.create_review(ctx, actor=LOCAL, campaign=text).id for text in texts)
    award = "十佳学习型党组织"
    named = [one for one in missing_of(ctx, wrong) if one.code in ("quota-unit-unknown", "bar-roster-empty")]
    assert named == [
        Missing("quota-unit-unknown", {"award": award, "unit": "甲村委"}, False, QUOTA_AT, ("甲村",)),
        Missing("bar-roster-empty", {"award": award, "roster": "劳动模范"}, False, BAR_AT),
    ]
    for review in (right, spaced):
        assert found(ctx, review).keys() & {"quota-unit-unknown", "bar-roster-empty"} == set()


def test_nothing_must_be_done_before_entries_open_once_they_are_open(ctx: Context) -> None:
    campaign = set_up_review(ctx)
    with ctx.store.write() as uow:
        for seat in uow.of(Ticket).all(review=campaign.review.id, role="office"):
            uow.of(Ticket).put(replace(seat, revoked_at=1))
        uow.commit()
    assert found(ctx, campaign.review.id)["no-office"] is False
