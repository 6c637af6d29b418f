"""The judges of a review: a list until judging opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scoring.engine.errors import Conflict, NotFound, Refused
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists import panels
from scoring.usecases.records import Ticket
from scoring.usecases.review import job
from scoring.usecases.review.job import stream_of
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


def test_relatives_are_kept_as_names_and_stay_where_an_edit_does_not_say_them(ctx: Context) -> None:
    review = set_up_review(ctx).review.id
    rows = [{"name": "评委丁", "organisation": "某校", "kin": " 张一，李 二；张一\n王三 "}]
    assert panels.take_in(ctx, InReview(review), actor=LOCAL, rows=rows, dry_run=False).done
    judge = panels.listed(ctx, InReview(review))[-1]
    assert judge.kin == "张一、李 二、王三"
    panels.edit(ctx, InReview(review), actor=LOCAL, judges={judge.id: ("评委丁", "甲校")})
    assert panels.listed(ctx, InReview(review))[-1].kin == "张一、李 二、王三"
    panels.edit(ctx, InReview(review), actor=LOCAL, judges={judge.id: ("评委丁", "甲校", "赵四")})
    assert panels.listed(ctx, InReview(review))[-1].kin == "赵四"
    too_long = [{"name": "评委戊", "kin": "、".join(f"亲属{no}" for no in range(200))}]
    report = panels.take_in(ctx, InReview(review), actor=LOCAL, rows=too_long)
    assert [(fault.field, fault.code) for fault in report.rows[0].faults] == [("kin", "text-too-long")]


def test_relatives_go_with_the_other_personal_data(ctx: Context) -> None:
    campaign = set_up_review(ctx)
    judge = panels.listed(ctx, InReview(campaign.review.id))[0]
    with ctx.store.write() as uow:
        uow.of(Ticket).put(replace(judge, kin="张一"))
        entry = uow.ledger.read(stream_of(campaign.review.id))[-1]
        job._personal_deleted(uow, campaign.review, entry)
        uow.commit()
    assert panels.listed(ctx, InReview(campaign.review.id))[0].kin == ""
