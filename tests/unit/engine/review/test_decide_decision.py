"""From the notice to the reveal: days, objections, vacancies, deciding bodies; each refusal by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scoring.engine.panel.commands import DecideMark
from scoring.engine.review.calendar import NO_CALENDAR
from scoring.engine.review.campaign import Campaign, Decision, Notice
from scoring.engine.review.commands_decision import (
    AdmitObjection,
    BeginReveal,
    CloseObjection,
    DeletePersonal,
    FillVacancy,
    OpenNotice,
    PublishResult,
    PutForward,
    RecordDecision,
    TakeObjection,
)
from scoring.engine.review.commands_judging import FixShortlist, LockJudging
from scoring.engine.review.guards import holds_place, places_of
from scoring.engine.review.notices import is_true
from scoring.engine.review.progress import step_of
from scoring.engine.review.ranking import listed, next_tied
from scoring.engine.review.review import due, fold
from tests.unit.engine.review.test_decide_judging import AWARD, campaign, give, locked, opened, sheet
from tests.unit.engine.review.whole_way import JUDGES, Review, noon

BODIES = ("创学领导小组", "市委宣传部")
NATURAL = Notice("办公室", ("公告栏",), 7, "natural", first_day_counts=True)
WORKING = Notice("办公室", ("公告栏",), 5, "working", first_day_counts=False)


def listed_review(rules: Campaign | None = None, order: tuple[int, ...] = (1, 2)) -> Review:
    """Four nominations, marked 18, 17, 16, 15; a shortlist of two, on Monday 2 July 2012."""
    one = locked((18, 17, 16, 15), rules or campaign())
    one.do(FixShortlist(AWARD, order, "主任等三人"), role="chair")
    return one


def noticed(rules: Campaign | None = None, order: tuple[int, ...] = (1, 2)) -> Review:
    one = listed_review(rules, order)
    one.do(OpenNotice((AWARD,), one.day))
    return one


def objected(one: Review, nomination: int, notice: int = 1) -> Review:
    """An objection against a nomination is upheld."""
    taken = one.do(TakeObjection(notice, "person", "2" * 64, nomination), role="public").payload["no"]
    one.do(AdmitObjection(taken, admit=True))
    one.do(CloseObjection(taken, upheld=True, text="不实"))
    return one


def made(one: Review, body: str, winners: tuple[int, ...], verdict: str = "pass") -> RecordDecision:
    return RecordDecision(AWARD, body, verdict, 9, 8, 8, 0, 0, one.day, winners, sure=not winners)  # type: ignore[arg-type]


def decided(one: Review, winners: tuple[int, ...]) -> Review:
    for body in BODIES:
        one.do(made(one, body, winners), role="approver")
    return one


@pytest.mark.parametrize(
    ("removed", "places", "held"),
    [((3,), 2, False), ((2,), 1, True), ((3, 2), 1, True), ((2, 3), 1, False), ((1, 2), 0, True)],
)
def test_only_a_place_that_was_held_is_withdrawn(
    removed: tuple[int, ...],
    places: int,
    held: bool,
) -> None:
    """Three stand on the list for two places: the third one holds none."""
    rules = campaign(award={"shortlist": 3})
    one = noticed(replace(rules, decision=replace(rules.decision, vacancy="withdrawn")), (1, 2, 3))
    for no in removed:
        objected(one, no)
        one.do(FillVacancy(AWARD, no, None))
    award = one.state.award(AWARD)
    assert award is not None
    assert places_of(one.state, award) == places
    assert holds_place(one.state, award, removed[-1]) == held


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        (NATURAL, date(2012, 7, 8)),
        (replace(NATURAL, first_day_counts=False), date(2012, 7, 9)),
        (WORKING, date(2012, 7, 9)),
        (replace(WORKING, first_day_counts=True), date(2012, 7, 6)),
    ],
)
def test_a_notice_stands_by_working_or_natural_days_with_the_first_day_or_without(notice: Notice, last: date) -> None:
    one = noticed(campaign(notices=(notice,)))
    assert one.state.notices[0].last == last
    assert one.on(last).refusal(made(one, BODIES[0], (1, 2))) == "WrongStage notice-not-over"


def test_working_days_of_a_year_without_a_calendar_are_not_guessed() -> None:
    one = listed_review()
    assert one.refusal(OpenNotice((AWARD,), date(2012, 12, 27))) == ""
    assert one.refusal(OpenNotice((AWARD,), date(2013, 7, 1))) == ""
    assert one.refusal(OpenNotice((AWARD,), one.day), calendar=NO_CALENDAR) == "Refused no-official-days"
    natural = listed_review(campaign(notices=(NATURAL,)))
    assert natural.refusal(OpenNotice((AWARD,), natural.day), calendar=NO_CALENDAR) == ""


def test_a_notice_begins_today_or_later_and_not_in_another_age() -> None:
    one = listed_review()
    assert one.refusal(OpenNotice((AWARD,), date(2012, 7, 1))) == "Invalid day-in-past"
    assert one.refusal(OpenNotice((AWARD,), date(9999, 12, 31))) == "Invalid day-far"


def test_a_notice_is_of_awards_whose_lists_are_fixed() -> None:
    one = listed_review()
    assert one.refusal(OpenNotice((), one.day)) == "Invalid award-needed"
    assert one.refusal(OpenNotice((AWARD, AWARD), one.day)) == "Invalid award-needed"
    assert one.refusal(OpenNotice(("star",), one.day)) == "WrongStage shortlist-missing"
    assert one.refusal(OpenNotice((AWARD,), one.day, (1,))) == "Invalid order-incomplete"
    one.do(OpenNotice((AWARD,), one.day, (2, 1)))
    assert [line.nomination for line in one.state.notices[0].shown] == [2, 1]
    assert one.refusal(OpenNotice((AWARD,), one.day)) == "AlreadyDone notices-done"


def test_several_notices_stand_one_after_the_other() -> None:
    one = noticed(campaign(notices=(NATURAL, WORKING)))
    assert one.refusal(OpenNotice((AWARD,), date(2012, 7, 8))) == "WrongStage notice-standing"
    assert one.on(date(2012, 7, 9)).refusal(made(one, BODIES[0], (1, 2))) == "WrongStage notice-not-over"
    one.do(OpenNotice((AWARD,), date(2012, 7, 9)))
    assert (one.state.notices[1].level, one.state.notices[1].last) == (1, date(2012, 7, 16))
    assert one.on(date(2012, 7, 17)).refusal(made(one, BODIES[0], (1, 2))) == ""


def test_an_objection_comes_while_the_notice_stands_by_its_own_day() -> None:
    one = noticed()
    take = TakeObjection(1, "unit", "2" * 64, 1)
    assert one.refusal(replace(take, notice=2), role="public") == "NotFound notice-unknown"
    assert one.refusal(replace(take, nomination=4), role="public") == "NotFound nomination-not-shown"
    assert one.on(date(2012, 7, 9)).refusal(take, role="public") == ""
    assert one.on(date(2012, 7, 10)).refusal(take, role="public") == "TooLate objection-late"
    posted = replace(take, arrived=date(2012, 7, 9))
    assert one.refusal(posted, role="public") == "Forbidden role-not-allowed"
    assert one.refusal(posted) == ""
    assert one.refusal(replace(take, arrived=date(2012, 7, 11))) == "Invalid day-in-future"
    assert one.refusal(replace(take, arrived=date(2012, 7, 1))) == "WrongStage notice-not-begun"
    one.do(posted)
    assert one.state.objections[0].answer_by == date(2012, 7, 19)


def test_an_objection_is_refused_on_a_ground_of_the_campaign_or_taken_up_and_answered_once() -> None:
    rules = campaign(objections=replace(campaign().objections, grounds=("anonymous",)))
    one = noticed(rules)
    one.do(TakeObjection(1, "person", "2" * 64, 1), role="public")
    one.do(TakeObjection(1, "person", "3" * 64), role="public")
    assert one.refusal(AdmitObjection(9, admit=True)) == "NotFound objection-unknown"
    assert one.refusal(AdmitObjection(1, admit=False)) == "Invalid ground-needed"
    assert one.refusal(AdmitObjection(1, admit=False, ground="late")) == "Invalid ground-unknown"
    assert one.refusal(CloseObjection(1, upheld=True, text="x")) == "WrongStage objection-not-admitted"
    one.do(AdmitObjection(1, admit=False, ground="anonymous"))
    assert one.refusal(AdmitObjection(1, admit=True)) == "AlreadyDone objection-handled"
    assert one.refusal(CloseObjection(1, upheld=False, text="x")) == "AlreadyDone objection-handled"
    one.do(AdmitObjection(2, admit=True))
    assert one.refusal(CloseObjection(2, upheld=True, text="x")) == "Refused objection-names-nobody"
    assert one.refusal(CloseObjection(2, upheld=False, text=" ")) == "Invalid text-needed"
    one.do(CloseObjection(2, upheld=False, text="不成立"))
    assert [item.status for item in one.state.objections] == ["refused", "rejected"]


def test_an_inquiry_may_find_whom_an_objection_does_not_name() -> None:
    one = noticed()
    for nomination in (None, 1):
        one.do(TakeObjection(1, "person", "2" * 64, nomination), role="public")
    for no in (1, 2):
        one.do(AdmitObjection(no, admit=True))
    assert one.refusal(CloseObjection(1, upheld=True, text="x", nomination=4)) == "NotFound nomination-not-shown"
    assert one.refusal(CloseObjection(2, upheld=True, text="x", nomination=2)) == "Invalid objection-names-another"
    one.do(CloseObjection(1, upheld=True, text="查实", nomination=2))
    assert (one.state.objections[0].nomination, one.state.nominations[2].status) == (2, "removed")
    assert fold(one.entries) == one.state


def test_the_next_in_line_has_a_place_that_falls_free_and_the_notice_is_repeated() -> None:
    one = objected(noticed(), 1)
    assert (one.state.nominations[1].status, one.state.vacancies[0].proposed) == ("removed", 3)
    assert one.refusal(OpenNotice((AWARD,), one.day, repeats=1)) == "Refused vacancy-open"
    assert one.refusal(FillVacancy(AWARD, 2, 3)) == "NotFound vacancy-unknown"
    assert one.refusal(FillVacancy(AWARD, 1, 2, "x")) == "Refused vacancy-not-for"
    assert one.refusal(FillVacancy(AWARD, 1, 4)) == "Refused departure-needs-reason"
    assert one.refusal(FillVacancy(AWARD, 1, 4, "集体评议")) == ""
    one.do(FillVacancy(AWARD, 1, 3))
    assert one.refusal(FillVacancy(AWARD, 1, 4, "x")) == "AlreadyDone vacancy-settled"
    assert listed(one.state, AWARD) == (2, 3)
    assert not is_true(one.state, AWARD)
    assert one.refusal(OpenNotice((AWARD,), one.day)) == "Invalid notice-repeats"
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    assert [line.nomination for line in one.state.notices[1].shown] == [2, 3]


def test_among_those_who_are_level_for_a_free_place_a_person_chooses_and_says_why() -> None:
    one = locked((18, 17, 15, 15, 14))
    one.do(FixShortlist(AWARD, (1, 2), "主任等三人"), role="chair")
    one.do(OpenNotice((AWARD,), one.day))
    objected(one, 1)
    assert next_tied(one.state, one.state.award(AWARD)) == (3, 4)
    assert one.refusal(FillVacancy(AWARD, 1, 3)) == "Refused tie-for-place"
    assert one.refusal(FillVacancy(AWARD, 1, 4, " ")) == "Refused tie-for-place"
    assert one.refusal(FillVacancy(AWARD, 1, 5)) == "Refused departure-needs-reason"
    assert one.refusal(FillVacancy(AWARD, 1, None)) == "Refused departure-needs-reason"
    one.do(FillVacancy(AWARD, 1, 4, "集体评议"))
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    objected(one, 2, notice=2)
    assert next_tied(one.state, one.state.award(AWARD)) == ()
    assert one.refusal(FillVacancy(AWARD, 2, 3)) == ""


def test_who_came_in_may_be_removed_too() -> None:
    one = objected(noticed(), 1)
    one.do(FillVacancy(AWARD, 1, 3))
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    objected(one, 3, notice=2)
    assert one.state.vacancies[1].proposed == 4
    one.do(FillVacancy(AWARD, 3, 4))
    one.do(OpenNotice((AWARD,), one.day, repeats=2))
    assert listed(one.state, AWARD) == (2, 4)
    decided(one.on(date(2012, 7, 10)), (2, 4))
    assert fold(one.entries) == one.state


@pytest.mark.parametrize(("vacancy", "places"), [("empty", 2), ("withdrawn", 1)])
def test_a_place_stays_empty_or_is_taken_away_from_the_award(vacancy: str, places: int) -> None:
    decision = Decision(BODIES, vacancy)  # type: ignore[arg-type]
    one = objected(noticed(campaign(award={"shortlist": 3}, decision=decision), (1, 2, 3)), 1)
    assert one.state.vacancies[0].proposed is None
    one.do(FillVacancy(AWARD, 1, None))
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    one.on(date(2012, 7, 10))
    allowed = {count: one.refusal(made(one, BODIES[0], (2, 3)[:count]), role="approver") for count in (1, 2)}
    assert allowed == {1: "", 2: "" if places == 2 else "Invalid too-many-listed"}


def test_an_award_whose_whole_list_was_removed_is_decided_empty() -> None:
    one = noticed(campaign(decision=Decision(BODIES, "empty")))
    for nomination in (1, 2):
        objected(one, nomination)
        one.do(FillVacancy(AWARD, nomination, None))
    assert one.refusal(OpenNotice((AWARD,), one.day, repeats=1)) == "Refused nobody-listed"
    decided(one.on(date(2012, 7, 10)), ())
    one.do(PublishResult((AWARD,)), role="approver")
    assert one.state.decided(AWARD).winners == ()


def test_the_bodies_decide_in_turn_and_may_decide_again() -> None:
    one = noticed().on(date(2012, 7, 10))
    assert one.refusal(made(one, "别的机构", (1,)), role="approver") == "NotFound body-unknown"
    assert one.refusal(made(one, BODIES[1], (1,)), role="approver") == "WrongStage body-before-missing"
    one.do(made(one, BODIES[0], (), "defer"), role="approver")
    assert one.refusal(made(one, BODIES[1], (1,)), role="approver") == "WrongStage body-before-missing"
    one.do(made(one, BODIES[0], (), "fail"), role="approver")
    decided(one, (1, 2))
    assert one.state.decided(AWARD).body == BODIES[1]
    one.do(made(one, BODIES[0], (2,)), role="approver")
    assert one.state.decided(AWARD) is None  # the second body has not seen this
    assert one.refusal(PublishResult((AWARD,)), role="approver") == "WrongStage decision-missing"
    one.do(made(one, BODIES[1], (2,)), role="approver")
    assert one.state.decided(AWARD).winners == (2,)


def test_a_decision_has_votes_that_fit_a_day_after_the_notice_and_winners_of_the_list() -> None:
    one = noticed().on(date(2012, 7, 10))
    right = made(one, BODIES[0], (1, 2))
    for wrong in ({"yes": 9}, {"present": 10}, {"no": -1}):
        assert one.refusal(replace(right, **wrong), role="approver") == "Invalid votes-do-not-fit"
    assert one.refusal(replace(right, day=date(2012, 7, 11)), role="approver") == "Invalid day-in-future"
    assert one.refusal(replace(right, day=date(2012, 7, 9)), role="approver") == "Invalid decision-day-early"
    assert one.refusal(replace(right, winners=(1, 3)), role="approver") == "Invalid order-incomplete"
    assert one.refusal(replace(right, winners=(1, 1)), role="approver") == "Invalid order-incomplete"
    full = noticed(campaign(award={"may_stay_empty": False})).on(date(2012, 7, 10))
    assert full.refusal(made(full, BODIES[0], (1,)), role="approver") == "Refused places-must-be-filled"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"yes": 2, "no": 6}, "Refused votes-against"),
        ({"members": 0, "present": 0, "yes": 0}, "Refused nobody-present"),
        ({"winners": ()}, "Refused decision-for-nobody"),
    ],
)
def test_a_resolution_that_is_most_likely_a_slip_is_asked_about_before_it_is_recorded(
    said: dict[str, Any], refusal: str
) -> None:
    one = noticed().on(date(2012, 7, 10))
    slip = replace(made(one, BODIES[0], (1, 2)), **said)
    assert one.refusal(slip, role="approver") == refusal
    assert one.refusal(replace(slip, sure=True), role="approver") == ""
    assert one.refusal(replace(slip, verdict="fail"), role="approver") == ""


def test_more_names_may_be_shown_than_there_are_places_and_the_choice_comes_after() -> None:
    one = noticed(campaign(award={"shortlist": 3}), (1, 2, 3)).on(date(2012, 7, 10))
    assert one.refusal(made(one, BODIES[0], (1, 2, 3)), role="approver") == "Invalid too-many-listed"
    assert one.refusal(made(one, BODIES[0], (3, 1)), role="approver") == ""


def test_a_decision_before_the_notice_is_taken_again_when_somebody_it_awards_is_removed() -> None:
    decision = Decision(BODIES, "next", "before_notice")
    one = listed_review(campaign(decision=decision))
    assert one.refusal(OpenNotice((AWARD,), one.day)) == "WrongStage decision-missing"
    decided(one, (1, 2)).do(OpenNotice((AWARD,), one.day))
    assert one.refusal(BeginReveal(AWARD), role="host") == "WrongStage notice-not-over"
    objected(one, 1).do(FillVacancy(AWARD, 1, 3))
    assert one.state.decided(AWARD) is None
    assert one.refusal(OpenNotice((AWARD,), one.day, repeats=1)) == "WrongStage decision-missing"
    decided(one, (2, 3)).do(OpenNotice((AWARD,), one.day, repeats=1))
    one.on(date(2012, 7, 10)).do(PublishResult((AWARD,)), role="approver")
    assert one.state.decided(AWARD).winners == (2, 3)


def test_a_late_sheet_for_a_nomination_that_was_removed_can_only_be_turned_down() -> None:
    one = opened(campaign(), 1)
    give(one, 1, 18, JUDGES[:2])
    one.do(LockJudging("judging", AWARD, even_if_missing=True), role="chair")
    one.do(FixShortlist(AWARD, (1,), "主任等三人"), role="chair")
    one.do(OpenNotice((AWARD,), one.day))
    late = one.do(sheet("judge-3", 1, 20), role="judge", actor="ticket:judge-3").seq
    objected(one, 1)
    assert one.refusal(DecideMark(1, late, accept=True), role="chair") == "AlreadyDone nomination-over"
    one.do(DecideMark(1, late, accept=False), role="chair", reason="已取消资格")
    assert one.state.subjects[1].sitting.waiting == {}


def test_a_list_that_is_fixed_again_asks_the_bodies_again() -> None:
    one = listed_review(campaign(decision=Decision(BODIES, "next", "before_notice")))
    one.do(made(one, BODIES[0], (1, 2)), role="approver")
    fixed = FixShortlist(AWARD, (1, 3), "主任等三人", why="集体研究")
    one.do(fixed, role="chair")
    assert one.refusal(made(one, BODIES[1], (1, 3)), role="approver") == "Refused decision-outdated"
    decided(one, (1, 3)).do(fixed, role="chair")
    assert one.state.decided(AWARD) is None
    for command, role in ((OpenNotice((AWARD,), one.day), "office"), (PutForward(AWARD, (1,)), "approver")):
        assert one.refusal(command, role=role) == "Refused decision-outdated"
    for command, role in ((PublishResult((AWARD,)), "approver"), (BeginReveal(AWARD), "host")):
        assert one.refusal(command, role=role) == "Refused decision-outdated"
    decided(one, (1, 3)).do(OpenNotice((AWARD,), one.day))
    assert one.state.decided(AWARD).winners == (1, 3)


def test_a_notice_after_the_decision_names_whom_the_body_awards_and_nobody_else() -> None:
    one = listed_review(campaign(award={"shortlist": 3}, decision=Decision(BODIES, "next", "before_notice")), (1, 2, 3))
    decided(one, (3, 1))
    assert one.refusal(OpenNotice((AWARD,), one.day, (1, 2, 3))) == "Invalid order-incomplete"
    one.do(OpenNotice((AWARD,), one.day))
    assert [line.nomination for line in one.state.notices[0].shown] == [1, 3]
    assert is_true(one.state, AWARD)
    decided(one, (1,))
    assert not is_true(one.state, AWARD)
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    assert [line.nomination for line in one.state.notices[1].shown] == [1]
    assert one.on(date(2012, 7, 10)).refusal(PublishResult((AWARD,)), role="approver") == ""


def test_a_body_that_awards_nobody_before_the_notice_needs_none() -> None:
    one = listed_review(campaign(decision=Decision(BODIES, "next", "before_notice")))
    decided(one, ())
    assert one.refusal(OpenNotice((AWARD,), one.day)) == "Refused nobody-listed"
    assert one.refusal(PublishResult((AWARD,)), role="approver") == ""
    assert step_of(one.state, AWARD, one.state.at) == "publication"


def test_an_objection_by_post_that_comes_after_the_decision_is_settled_before_the_publication() -> None:
    one = decided(noticed().on(date(2012, 7, 10)), (1, 2))
    taken = one.do(TakeObjection(1, "person", "2" * 64, 2, arrived=date(2012, 7, 9))).payload["no"]
    assert one.refusal(PublishResult((AWARD,)), role="approver") == "Refused objections-open"
    one.do(AdmitObjection(taken, admit=True))
    one.do(CloseObjection(taken, upheld=True, text="不实"))
    one.do(FillVacancy(AWARD, 2, 3))
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    one.on(date(2012, 7, 18))
    assert one.refusal(PublishResult((AWARD,)), role="approver") == "WrongStage decision-missing"
    decided(one, (1, 3)).do(PublishResult((AWARD,)), role="approver")
    assert one.state.decided(AWARD).winners == (1, 3)


def test_results_are_published_once_and_several_awards_at_one_moment() -> None:
    one = decided(noticed().on(date(2012, 7, 10)), (1, 2))
    one.do(FixShortlist("star", (), "主任"), role="chair")
    for body in BODIES:
        one.do(RecordDecision("star", body, "pass", 9, 8, 8, 0, 0, one.day), role="approver")
    assert one.refusal(PublishResult(()), role="approver") == "Invalid award-needed"
    seq = one.do(PublishResult((AWARD, "star")), role="approver").seq
    assert one.state.published == {AWARD: seq, "star": seq}
    assert one.refusal(PublishResult((AWARD,)), role="approver") == "WrongStage result-published"
    assert one.refusal(made(one, BODIES[0], (1,)), role="approver") == "WrongStage result-published"
    assert one.refusal(OpenNotice((AWARD,), one.day)) == "WrongStage result-published"


def test_the_first_winners_go_up_unless_a_reason_is_given() -> None:
    one = noticed().on(date(2012, 7, 10))
    assert one.refusal(PutForward(AWARD, (1,)), role="approver") == "WrongStage decision-missing"
    decided(one, (1, 2))
    assert one.refusal(PutForward(AWARD, (1, 2)), role="approver") == "Invalid too-many-listed"
    assert one.refusal(PutForward(AWARD, (3,)), role="approver") == "Invalid order-incomplete"
    assert one.refusal(PutForward(AWARD, (2,)), role="approver") == "Refused departure-needs-reason"
    one.do(PutForward(AWARD, (2,), "另有任务"), role="approver")
    assert one.state.forward == {AWARD: (2,)}


def test_personal_data_is_due_on_its_day_and_goes_once() -> None:
    one = Review()
    assert due(one.state) is None
    one.opened()
    waiting = due(one.state)
    assert (waiting.at, waiting.key) == (noon(date(2013, 6, 30)) - 12 * 3600_000, "auto:personal:2013-06-30")
    one.do(DeletePersonal(), role="system")
    assert due(one.state) is None
    assert one.refusal(DeletePersonal(), role="system") == "AlreadyDone personal-deleted"
    assert due(Review(campaign=campaign(personal_until=None)).opened().state) is None
