"""The judges of a review: a list until judging opens."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.engine.errors import Conflict, NotFound, Refused
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists import panels
from scoring.usecases.review.judges import InReview
from scoring.usecases.tickets import redeem
from tests.fakes import FakeClock, fake_context
from tests.reviews import noon, set_up_review


@pytest.fixture
def ctx() -> Context:
    """At noon of a day on which entries are open."""
    return fake_context(clock=FakeClock(noon(date(2012, 5, 7))))


def names(ctx: Context, review: str) -> list[tuple[str, str]]:
    return [(one.label, one.organisation) for one in panels.listed(ctx, InReview(review))]


def test_judges_are_changed_all_or_none_and_their_cards_stay_good(ctx: Context) -> None:
    campaign = set_up_review(ctx)
    review = campaign.review.id
    first, second, _ = (one.id for one in panels.listed(ctx, InReview(review)))
    with pytest.raises(Conflict, match="judge-exists"):
        panels.edit(ctx, InReview(review), actor=LOCAL, judges={first: ("评委丁", ""), second: ("评委丁", "")})
    panels.edit(ctx, InReview(review), actor=LOCAL, judges={first: ("评委丁", "甲校")})
    assert names(ctx, review) == [("评委丁", "甲校"), ("评委乙", "某校"), ("评委丙", "某校")]
    assert redeem(ctx, campaign.code("judge 评委甲")).label == "评委丁"
    with pytest.raises(NotFound):
        panels.remove(ctx, InReview(review), actor=LOCAL, judge_id=campaign.seats["office"].ticket.id)


def test_a_row_that_is_wrong_keeps_all_of_them_out(ctx: Context) -> None:
    review = set_up_review(ctx).review.id
    rows = [{"name": "评委丁"}, {"name": "评委 甲"}]
    report = panels.take_in(ctx, InReview(review), actor=LOCAL, rows=rows, dry_run=False)
    assert [[fault.code for fault in row.faults] for row in report.rows] == [[], ["judge-exists"]]
    assert len(names(ctx, review)) == 3


def test_the_list_is_closed_once_judging_has_begun(ctx: Context) -> None:
    review = set_up_review(ctx, "lock").review.id
    first = panels.listed(ctx, InReview(review))[0].id
    with pytest.raises(Refused, match="judging-begun"):
        panels.remove(ctx, InReview(review), actor=LOCAL, judge_id=first)
    with pytest.raises(Refused, match="judging-begun"):
        panels.take_in(ctx, InReview(review), actor=LOCAL, rows=[{"name": "评委丁"}])
