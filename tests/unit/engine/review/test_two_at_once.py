"""Two persons at the same page: the second one gets a clear answer, and nothing is settled twice."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.engine.errors import Conflict
from scoring.engine.review.commands_decision import OpenNotice, RecordDecision
from scoring.engine.review.commands_judging import FixShortlist, LockJudging, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import Endorse, Vet
from tests.unit.engine.review.whole_way import JUDGES, Review


def test_the_second_of_two_who_vet_the_same_nomination_is_told_that_it_was_vetted() -> None:
    review = Review().opened()
    no = review.submitted("甲支部")
    for organisation in ("u1", "t"):
        review.do(Endorse(no, 1, "agree", "同意推荐"), role="endorser", organisation=organisation)
    review.do(Vet(no, 1, "pass", seen=0))
    with pytest.raises(Conflict) as refused:
        review.do(Vet(no, 1, "refuse", ("ineligible",), seen=0))
    assert (refused.value.code, refused.value.fields) == ("nomination-vetted", {"nomination": no})
    assert review.state.nominations[no].status == "accepted"
    review.do(Vet(no, 1, "refuse", ("ineligible",), seen=1))
    assert review.state.nominations[no].status == "refused"


def listed() -> tuple[Review, tuple[int, ...]]:
    """A review with two nominations whose shortlist is fixed."""
    review = Review().opened()
    numbers = [review.accepted("甲支部", unit="u1"), review.accepted("乙支部", unit="u2")]
    review.on(date(2012, 6, 18)).do(OpenJudging("judging", "organisation"), role="chair")
    for judge in JUDGES:
        review.do(SignPledge(judge.id), role="judge", actor=f"ticket:{judge.id}")
        for subject, points in ((1, 18), (2, 15)):
            review.mark(subject, judge.id, points)
    review.do(LockJudging("judging", "organisation"), role="chair")
    review.do(FixShortlist("organisation", tuple(numbers), "主任等三人", seen=0))
    return review, tuple(numbers)


def test_the_second_of_two_who_fix_a_shortlist_is_told_that_it_has_changed() -> None:
    review, numbers = listed()
    with pytest.raises(Conflict) as refused:
        review.do(FixShortlist("organisation", numbers[::-1], "主任等三人", why="调整", seen=0))
    assert (refused.value.code, refused.value.fields) == ("shortlist-changed", {"award": "organisation"})
    review.do(FixShortlist("organisation", numbers, "主任等四人", seen=review.state.shortlists["organisation"].seq))


def test_the_second_of_two_who_record_a_decision_is_told_that_there_is_one() -> None:
    review, numbers = listed()
    review.on(date(2012, 7, 2)).do(OpenNotice(("organisation",), date(2012, 7, 2)))
    body = review.state.rules.decision.by[0]
    made = RecordDecision("organisation", body, "pass", 9, 8, 8, 0, 0, date(2012, 7, 10), numbers, seen=0)
    review.on(date(2012, 7, 10)).do(made, role="approver")
    with pytest.raises(Conflict) as refused:
        review.do(made, role="approver")
    assert (refused.value.code, refused.value.fields) == ("decision-made", {"award": "organisation", "body": body})
