"""How far a review is as a whole: by the award that is least far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scoring.engine.review.campaign import Campaign
from scoring.engine.review.commands_decision import BeginReveal, OpenNotice, PublishResult, RevealNext
from scoring.engine.review.commands_judging import FixShortlist
from scoring.engine.review.how_far import how_far
from scoring.engine.review.state import ReviewState
from tests.unit.engine.review.test_decide_decision import AWARD, NATURAL, decided, listed_review
from tests.unit.engine.review.test_decide_judging import campaign, locked
from tests.unit.engine.review.whole_way import Review, noon


def now(one: Review) -> str:
    return how_far(one.state, max(noon(one.day), one.state.at))


def one_award(**changed: object) -> Campaign:
    rules = campaign(notices=(NATURAL,))
    return replace(rules, awards=tuple(one for one in rules.awards if one.id == AWARD), phases=(), **changed)


def test_nominations_come_from_the_first_day_to_the_last_and_are_vetted_after_it() -> None:
    assert how_far(ReviewState(), 0) == "preparing"
    one = Review(one_award(opens=date(2012, 5, 10))).opened()
    days = (date(2012, 5, 9), date(2012, 5, 10), date(2012, 6, 15), date(2012, 6, 16))
    assert [now(one.on(day)) for day in days] == ["ahead", "entering", "entering", "vetting"]


def test_each_stage_has_its_word_to_the_commendation() -> None:
    marked = locked((18, 17, 16, 15), one_award())
    assert now(marked) == "judging"
    marked.do(FixShortlist(AWARD, (1, 2), "主任等三人"), role="chair")
    assert now(marked) == "listed"
    one = listed_review(one_award())
    one.do(OpenNotice((AWARD,), one.day))
    assert now(one) == "noticed"
    assert now(one.on(date(2012, 7, 10))) == "deciding"
    decided(one, (1, 2))
    assert now(one) == "decided"
    one.do(PublishResult((AWARD,)), role="approver")
    assert now(one) == "published"
    one.do(BeginReveal(AWARD), role="host")
    one.do(RevealNext(0), role="host")
    assert now(one) == "published"
    one.do(RevealNext(1), role="host")
    assert now(one) == "commended"


def test_a_review_whose_campaign_is_over_is_called_commended_though_no_screen_showed_it() -> None:
    rules = one_award()
    phase = replace(campaign().phases[-1], last=date(2012, 11, 30))
    one = listed_review(replace(rules, phases=(phase,)))
    one.do(OpenNotice((AWARD,), one.day))
    decided(one.on(date(2012, 7, 10)), (1, 2)).do(PublishResult((AWARD,)), role="approver")
    assert now(one) == "published"
    assert now(one.on(date(2012, 12, 1))) == "commended"


def test_the_award_that_is_least_far_is_the_word_for_all_and_one_that_nobody_entered_is_none() -> None:
    one = listed_review(campaign(notices=(NATURAL,)))
    one.do(OpenNotice((AWARD,), one.day))
    assert now(one) == "noticed"
    beside = Review(campaign(notices=(NATURAL,))).opened()
    beside.accepted("甲读书月", "activity")
    assert now(beside.on(date(2012, 6, 16))) == "vetting"
