"""What a clerk enters from paper is held until a second person, in a second browser, has compared it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scoring.engine.review.commands_judging import OpenJudging
from scoring.engine.review.commands_nomination import ConfirmPaper, Endorse, SubmitNomination, Vet, WithdrawNomination
from scoring.engine.review.review import fold
from tests.unit.engine.review.test_decide_nomination import AWARD, with_award
from tests.unit.engine.review.whole_way import Review

OTHER = {"role": "office"}


def on_paper(one: Review, nominee: str = "甲支部", unit: str = "u1", **changed: object) -> int:
    """The seq of a form that a clerk entered."""
    draft = one.draft(nominee, unit=unit, **changed)
    return one.do(SubmitNomination(draft.id, 1, paper=True, arrived=date(2012, 5, 6)), role="clerk", draft=draft).seq


def test_a_form_from_paper_changes_nothing_until_it_is_confirmed() -> None:
    one = Review().opened()
    held = on_paper(one)
    assert (one.state.nominations, one.state.numbers, list(one.state.held)) == ({}, 1, [held])
    assert one.submitted("乙支部", unit="u2") == 2
    one.do(ConfirmPaper(held, accept=True), **OTHER)
    assert (one.state.nominations[1].nominee, one.state.nominations[1].form.by) == ("甲支部", "ticket:clerk")
    assert one.state.held == {}
    assert fold(one.entries) == one.state


def test_the_second_person_is_another_one_in_another_browser() -> None:
    one = Review().opened()
    held = on_paper(one)
    assert one.refusal(ConfirmPaper(held, accept=True), role="clerk") == "Forbidden second-person-needed"
    same = one.refusal(ConfirmPaper(held, accept=True), role="office", device="clerk")
    assert same == "Forbidden second-device-needed"
    assert one.refusal(ConfirmPaper(99, accept=True), **OTHER) == "NotFound paper-not-waiting"


def test_what_is_not_accepted_is_dropped() -> None:
    one = Review().opened()
    held = on_paper(one)
    one.do(ConfirmPaper(held, accept=False), **OTHER)
    assert (one.state.held, one.state.nominations) == ({}, {})
    assert one.refusal(ConfirmPaper(held, accept=True), **OTHER) == "NotFound paper-not-waiting"


def test_what_became_impossible_meanwhile_is_refused_and_can_still_be_dropped() -> None:
    one = Review(campaign=with_award(quota=1)).opened()
    held, same = on_paper(one), on_paper(one, "乙支部", "u2")
    one.submitted("丙支部")
    one.submitted("乙支部", "star", "u2")
    assert one.refusal(ConfirmPaper(held, accept=True), **OTHER) == "Refused quota-used"
    assert one.refusal(ConfirmPaper(same, accept=True), **OTHER) == "Refused nominee-entered"
    assert one.refusal(ConfirmPaper(held, accept=False), **OTHER) == ""


def test_a_form_that_was_not_confirmed_before_the_marks_is_refused() -> None:
    one = Review().opened()
    held = on_paper(one)
    one.accepted("乙支部", unit="u2")
    one.do(OpenJudging("judging", AWARD), role="chair")
    assert one.refusal(ConfirmPaper(held, accept=True), **OTHER) == "WrongStage award-being-judged"


def test_of_two_corrections_from_paper_one_counts() -> None:
    one = Review().opened()
    no = one.submitted("甲支部", way=())
    one.do(Vet(no, 1, "return", ("unsealed",)))
    first, second = (on_paper(one, way=(), nomination=no) for _ in range(2))
    one.do(ConfirmPaper(first, accept=True), **OTHER)
    assert one.state.nominations[no].form.version == 2
    assert one.refusal(ConfirmPaper(second, accept=True), **OTHER) == "Refused nomination-not-returned"


def test_a_sealed_opinion_from_paper_counts_once_it_is_confirmed() -> None:
    one = Review().opened()
    no = one.submitted("甲支部")
    held = one.do(Endorse(no, 1, "agree", "同意", paper=True), role="clerk").seq
    assert one.state.nominations[no].here == 0
    one.do(ConfirmPaper(held, accept=True), **OTHER)
    opinion = one.state.nominations[no].opinions[0]
    assert (opinion.organisation, opinion.paper, opinion.by) == ("u1", True, "ticket:clerk")


def test_an_opinion_from_paper_is_refused_where_the_level_was_faster_or_the_unit_withdrew() -> None:
    one = Review().opened()
    no = one.submitted("甲支部")
    held = one.do(Endorse(no, 1, "agree", "同意", paper=True), role="clerk").seq
    faster = replace(one, entries=list(one.entries))
    faster.do(Endorse(no, 1, "agree"), role="endorser", organisation="u1")
    assert faster.refusal(ConfirmPaper(held, accept=True), **OTHER) == "Refused nomination-not-waiting"
    one.do(WithdrawNomination(no), role="unit", organisation="u1", reason="不报")
    assert one.refusal(ConfirmPaper(held, accept=True), **OTHER) == "Refused nomination-not-waiting"
