"""One award goes the whole way, from the first nomination to the reveal, by the engine alone."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.engine.errors import Refused, WrongStage
from scoring.engine.review.commands_decision import (
    AdmitObjection,
    BeginReveal,
    CloseObjection,
    FillVacancy,
    OpenNotice,
    PublishResult,
    PutForward,
    RecordDecision,
    RevealNext,
    TakeObjection,
)
from scoring.engine.review.commands_judging import FixShortlist, LockJudging, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import RecordFinding
from scoring.engine.review.ranking import listed, shortlist_proposal
from scoring.engine.review.review import fold
from tests.unit.engine.review.whole_way import Review


def judged(count: int = 12) -> Review:
    """Twelve organisations, marked 19, 18, … by all judges, and locked."""
    review = Review().opened()
    numbers = [review.accepted(f"支部{no}", unit=f"u{no}") for no in range(1, count + 1)]
    review.on(date(2012, 7, 2)).do(OpenJudging("judging", "organisation"), role="chair")
    for judge in review.judges:
        review.do(SignPledge(judge.id), role="judge")
        for subject in review.state.subjects.values():
            review.mark(subject.no, judge.id, 20 - numbers.index(subject.nomination) - 1)
    review.do(LockJudging("judging", "organisation"), role="chair")
    return review


def decision(body: str, winners: tuple[int, ...], day: date) -> RecordDecision:
    return RecordDecision("organisation", body, "pass", 9, 8, 8, 0, 0, day, winners)


def test_the_shortlist_is_proposed_by_the_marks_and_ends_with_the_places() -> None:
    review = judged()
    proposal = shortlist_proposal(review.state, review.state.award("organisation"))
    assert proposal.order == (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    assert proposal.tied == ()
    assert proposal.out == (11, 12)


def test_a_departure_from_the_proposal_needs_a_reason() -> None:
    review = judged()
    other = (2, 1, 3, 4, 5, 6, 7, 8, 9, 10)
    with pytest.raises(Refused) as refused:
        review.do(FixShortlist("organisation", other, "主任张一等五人"), role="chair")
    assert refused.value.code == "departure-needs-reason"


def test_an_award_goes_from_the_marks_to_the_reveal() -> None:
    review = judged()
    order = tuple(range(1, 11))
    review.do(FixShortlist("organisation", order, "主任张一等五人"), role="chair")
    review.do(OpenNotice(("organisation",), date(2012, 7, 2), order))
    notice = review.state.notices[0]
    assert (notice.first, notice.last) == (date(2012, 7, 2), date(2012, 7, 9))
    assert [line.nomination for line in notice.shown] == list(order)

    review.on(date(2012, 7, 9)).do(TakeObjection(1, "person", "2" * 64, nomination=3))
    review.do(AdmitObjection(1, admit=True))
    with pytest.raises(WrongStage) as early:
        review.on(date(2012, 7, 9)).do(decision("创学领导小组", order, review.day), role="approver")
    assert early.value.code == "notice-not-over"
    with pytest.raises(Refused) as objected:
        review.on(date(2012, 7, 10)).do(decision("创学领导小组", order, review.day), role="approver")
    assert objected.value.code == "objections-open"

    review.do(CloseObjection(1, upheld=True, text="材料不实"))
    assert review.state.vacancies[0].proposed == 11
    review.do(FillVacancy("organisation", 3, 11))
    assert listed(review.state, "organisation") == (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)

    review.do(OpenNotice(("organisation",), date(2012, 7, 10), repeats=1))
    assert review.state.notices[1].last == date(2012, 7, 17)
    winners = (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)
    review.on(date(2012, 7, 18)).do(decision("创学领导小组", winners, review.day), role="approver")
    review.do(decision("市委宣传部", winners, review.day), role="approver")
    review.do(PublishResult(("organisation",)), role="approver")
    review.do(PutForward("organisation", (1, 2)), role="approver")
    review.do(BeginReveal("organisation"), role="host")
    for shown in range(10):
        review.do(RevealNext(shown), role="host")
    assert review.state.reveal.shown == 10
    assert fold(review.entries) == review.state


def test_a_notice_in_order_of_strokes_never_shows_the_order_of_merit() -> None:
    review = judged()
    review.do(FixShortlist("organisation", tuple(range(1, 11)), "主任张一等五人"), role="chair")
    review.do(OpenNotice(("organisation",), date(2012, 7, 2)))
    assert review.state.rules.notices[0].order == "strokes"
    assert [line.nomination for line in review.state.notices[0].shown] == [1, 10, 2, 3, 4, 5, 6, 7, 8, 9]


def test_no_seq_outside_the_desks_tells_how_many_marks_came_between_two_public_entries() -> None:
    few, many = Review().opened(), Review().opened()
    for review in (few, many):
        review.accepted("支部1", unit="u1")
        review.on(date(2012, 7, 2)).do(OpenJudging("judging", "organisation"), role="chair")
    for judge in few.judges[:1]:
        few.do(SignPledge(judge.id), role="judge", actor=f"ticket:{judge.id}")
    for judge in many.judges:
        many.do(SignPledge(judge.id), role="judge", actor=f"ticket:{judge.id}")
        many.mark(1, judge.id, 18)
    for review in (few, many):
        review.do(RecordFinding(1, "hearing", review.day, "张一", "属实"))
    assert few.state.public_seq == many.state.public_seq
    assert few.state.private_counts["ticket:judge-1"] == 1
    assert many.state.private_counts["ticket:judge-1"] == 2
