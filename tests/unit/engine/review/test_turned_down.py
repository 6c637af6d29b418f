"""不通过: whom a deciding body turns down leaves the list; a list that it did not pass as a whole stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scoring.engine.panel.commands import AbstainMark, AskCorrection, DecideMark, WithdrawMark
from scoring.engine.review.commands_decision import FillVacancy, OpenNotice
from scoring.engine.review.commands_judging import FixShortlist, LockJudging
from scoring.engine.review.decided_again import check_entries
from scoring.engine.review.ranking import listed
from scoring.engine.review.review import fold
from tests.unit.engine.review.test_decide_decision import AWARD, BODIES, NATURAL, decided, made, noticed, objected
from tests.unit.engine.review.test_decide_judging import JUDGES, campaign, give, opened, sheet
from tests.unit.engine.review.whole_way import OFFICIAL, Review


def over() -> Review:
    """A list of two on the day after its notice."""
    return noticed(campaign(notices=(NATURAL,))).on(date(2012, 7, 9))


def test_whom_a_body_turns_down_leaves_the_list_and_each_place_goes_by_the_rule() -> None:
    one = over()
    down = replace(made(one, BODIES[0], (), "fail"), turned_down=(2, 1), text="材料不实")
    assert one.refusal(replace(down, verdict="defer"), role="approver") == "Invalid turned-down-passed"
    assert one.refusal(replace(down, turned_down=(2, 4)), role="approver") == "Invalid order-incomplete"
    assert one.refusal(replace(down, text=" "), role="approver") == "Invalid text-needed"
    one.do(down, role="approver")
    assert [(vacancy.removed, vacancy.proposed) for vacancy in one.state.vacancies] == [(2, 3), (1, 3)]
    assert listed(one.state, AWARD) == ()
    assert one.refusal(made(one, BODIES[0], (3,)), role="approver") == "Refused vacancy-open"
    one.do(FillVacancy(AWARD, 2, 3))
    one.do(FillVacancy(AWARD, 1, 4))
    assert listed(one.state, AWARD) == (3, 4)
    assert one.refusal(made(one, BODIES[0], (3, 4)), role="approver") == "WrongStage notice-not-over"
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    decided(one.on(date(2012, 7, 16)), (3, 4))
    assert check_entries(one.entries, OFFICIAL) == ()
    assert fold(one.entries) == one.state


def test_a_list_that_was_not_passed_as_a_whole_stays_and_may_be_passed_later() -> None:
    one = over()
    one.do(made(one, BODIES[0], (), "fail"), role="approver")
    assert (listed(one.state, AWARD), one.state.vacancies) == ((1, 2), ())
    decided(one, (1, 2))
    assert one.state.decided(AWARD) is not None


def with_a_judge_who_was_late() -> Review:
    """A list of two under its notice; judge 3 gave nothing on the first."""
    one = opened(campaign(notices=(NATURAL,)))
    give(one, 1, 18, JUDGES[:2])
    for subject, points in ((2, 17), (3, 16), (4, 15)):
        give(one, subject, points)
    one.do(LockJudging("judging", AWARD, even_if_missing=True), role="chair")
    one.do(FixShortlist(AWARD, (1, 2), "主任等三人"), role="chair")
    one.do(OpenNotice((AWARD,), one.day))
    return one


def test_no_answer_tells_a_judge_that_a_nomination_was_removed() -> None:
    one, other = objected(with_a_judge_who_was_late(), 1), with_a_judge_who_was_late()
    given, late, recused = "judge-2", "judge-3", "judge-1"
    marks = sheet(given, 1, 10).marks
    said = [sheet(given, 1, 10), sheet(late, 1, 10), sheet(recused, 1, 10), AbstainMark(late, 1)]
    said += [WithdrawMark(given, 1), AskCorrection(1, given, marks), AskCorrection(1, recused, marks)]
    assert one.state.nominations[1].status == "removed"
    answers = [one.refusal(command, role="judge") for command in said]
    assert answers == [other.refusal(command, role="judge") for command in said]
    assert answers[1] == ""
    one.do(sheet(late, 1, 10), role="judge")
    (waiting,) = one.state.subjects[1].sitting.waiting
    assert one.refusal(DecideMark(1, waiting, accept=True), role="chair") == "AlreadyDone nomination-over"
    one.do(DecideMark(1, waiting, accept=False), role="chair")
    assert check_entries(one.entries, OFFICIAL) == ()
