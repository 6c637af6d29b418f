"""Which commands a review accepts from each role, from its opening to the objection."""

from __future__ import annotations

from datetime import date

from scoring.engine.review.commands_decision import AdmitObjection, OpenNotice, TakeObjection
from scoring.engine.review.commands_judging import FixShortlist, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import Endorse, SubmitNomination, Vet
from scoring.engine.review.state import ReviewState
from tests.unit.engine.review.test_whole_way import judged
from tests.unit.engine.review.whole_way import OFFICIAL, Review, noon
from tests.unit.review_driver.candidates import Offer
from tests.unit.review_driver.offers import offers


def offered(review: Review, role: str, organisation: str = "", actor: str = "") -> list[Offer]:
    found = offers(review.state, role, organisation, noon(review.day), actor=actor, calendar=OFFICIAL)
    return [one for one in found if one.kind != "review.edition"]


def test_before_entries_are_open_only_the_organiser_and_the_office_open_them() -> None:
    assert offers(ReviewState(), "office", "", 0) == (Offer("review.open"),)
    assert offers(ReviewState(), "unit", "u1", 0) == ()


def test_a_unit_submits_while_entries_are_open_and_withdraws_its_own() -> None:
    review = Review().opened()
    no = review.submitted("甲支部", way=())
    review.submitted("乙支部", unit="u2")
    awards = ("organisation", "activity", "carrier", "star")
    submits = [Offer("nomination.submit", award) for award in awards]
    assert offered(review, "unit", "u1") == [*submits, Offer("nomination.withdraw", "organisation", no)]
    assert offered(review.on(date(2012, 6, 16)), "unit", "u1") == [Offer("nomination.withdraw", "organisation", no)]


def test_a_level_gives_its_opinion_only_of_what_waits_for_it() -> None:
    review = Review().opened()
    no = review.submitted("甲支部")
    verdicts = [Offer("nomination.endorse", "organisation", no, verdict=one) for one in ("agree", "return", "refuse")]
    assert offered(review, "endorser", "u1") == verdicts
    assert offered(review, "endorser", "t") == []
    review.do(Endorse(no, 1, "agree"), role="endorser", organisation="u1")
    assert offered(review, "endorser", "u1") == []
    assert offered(review, "endorser", "t") == verdicts


def test_the_office_returns_a_nomination_once() -> None:
    review = Review().opened()
    no = review.submitted("甲支部", way=())
    review.do(Vet(no, 1, "return", ("incomplete",), "缺证明"))
    assert [one for one in offered(review, "office") if one.kind == "nomination.vet"] == []
    again = review.draft("甲支部", way=(), nomination=no)
    review.do(SubmitNomination(again.id, 1), role="unit", organisation="u1", draft=again)
    verdicts = [one.verdict for one in offered(review, "office") if one.kind == "nomination.vet"]
    assert verdicts == ["pass", "refuse"]


def test_a_judge_marks_once_the_pledge_is_signed() -> None:
    review = Review().opened()
    review.accepted("甲支部")
    review.on(date(2012, 7, 2)).do(OpenJudging("judging", "organisation"), role="chair")
    assert [one.kind for one in offered(review, "judge", actor="ticket:judge-1")] == [
        "judge.pledge", "mark.abstain", "mark.recuse",
    ]  # fmt: skip
    review.do(SignPledge("judge-1"), role="judge")
    assert [(one.kind, one.number) for one in offered(review, "judge", actor="ticket:judge-1")] == [
        ("mark.enter", 1), ("mark.abstain", 1), ("mark.recuse", 1),
    ]  # fmt: skip
    review.mark(1, "judge-1", 10)
    assert "mark.withdraw" in [one.kind for one in offered(review, "judge", actor="ticket:judge-1")]
    assert offered(review, "judge", actor="ticket:stranger") == [Offer("judge.pledge")]


def test_from_the_lock_to_the_objection_each_desk_is_offered_the_next_step() -> None:
    review = judged()
    awards = ["organisation", "activity", "carrier", "star"]  # nobody was entered for the others: their lists are empty
    assert offered(review, "chair") == [Offer("shortlist.fix", award) for award in awards]
    review.do(FixShortlist("organisation", tuple(range(1, 11)), "主任等三人"), role="chair")
    assert Offer("notice.open", "organisation") in offered(review, "office")
    review.do(OpenNotice(("organisation",), date(2012, 7, 2)))
    assert offered(review, "public") == [Offer("objection.take", number=1)]
    assert offered(review, "approver") == []
    review.do(TakeObjection(1, "person", "2" * 64, nomination=3), role="public")
    assert Offer("objection.admit", nomination=3, number=1) in offered(review, "office")
    review.do(AdmitObjection(1, admit=True))
    closings = [one.verdict for one in offered(review, "office") if one.kind == "objection.close"]
    assert closings == ["upheld", "rejected"]
    assert offered(review.on(date(2012, 7, 10)), "public") == []
