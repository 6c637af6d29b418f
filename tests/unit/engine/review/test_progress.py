"""What waits at each desk, until when, and how far each award is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scoring.engine.panel.commands import AskCorrection, DecideMark
from scoring.engine.review.campaign import Deadline
from scoring.engine.review.commands_decision import (
    AdmitObjection,
    CloseObjection,
    FillVacancy,
    OpenNotice,
    PublishResult,
    RecordDecision,
    TakeObjection,
)
from scoring.engine.review.commands_judging import FixShortlist, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import Endorse, Vet
from scoring.engine.review.progress import Owed, Task, overview, owed, phases_on, step_of, tasks
from scoring.engine.review.ranking import next_in_line
from scoring.engine.review.state import ReviewState
from tests.unit.engine.review.test_whole_way import judged
from tests.unit.engine.review.whole_way import CAMPAIGN, Review, noon

DUE = date(2012, 6, 15)
AWARD = "organisation"


def waiting(review: Review, role: str, organisation: str = "", actor: str = "") -> list[Task]:
    return list(tasks(review.state, role, organisation, noon(review.day), actor=actor))


def test_before_entries_are_open_nothing_waits() -> None:
    assert tasks(ReviewState(), "office", "", 0) == ()
    assert overview(ReviewState(), 0) == ()
    assert tuple(owed(ReviewState(), [("u1", "单位")], 0)) == ()


def test_a_unit_may_still_enter_the_awards_for_which_it_has_nothing() -> None:
    review = Review().opened()
    review.submitted("甲支部", way=())
    assert waiting(review, "unit", "u1") == [Task("enter", award, due=DUE) for award in ("activity", "carrier", "star")]
    assert waiting(review.on(date(2012, 6, 16)), "unit", "u1") == []


def test_what_came_back_waits_at_its_unit_until_its_day() -> None:
    review = Review().opened()
    no = review.submitted("甲支部", way=())
    review.on(date(2012, 6, 20)).do(Vet(no, 1, "return", ("incomplete",), "缺证明", date(2012, 6, 25)))
    assert waiting(review, "unit", "u1") == [Task("correct", AWARD, no, due=date(2012, 6, 25))]
    late = Task("correct", AWARD, no, due=date(2012, 6, 25), late=True)
    assert waiting(review.on(date(2012, 6, 26)), "unit", "u1") == [late]


def test_a_level_sees_what_waits_for_it_and_whether_its_day_has_passed() -> None:
    levels = (replace(CAMPAIGN.levels[0], due=Deadline(date(2012, 6, 20))), CAMPAIGN.levels[1])
    review = Review(campaign=replace(CAMPAIGN, levels=levels)).opened()
    no = review.submitted("甲支部")
    assert waiting(review, "endorser", "u1") == [Task("endorse", AWARD, no, name="unit", due=date(2012, 6, 20))]
    assert waiting(review, "endorser", "t") == []
    assert waiting(review.on(date(2012, 6, 21)), "endorser", "u1")[0].late


def test_the_office_knows_whom_to_chase() -> None:
    review = Review().opened()
    first, second = review.submitted("甲支部"), review.submitted("乙支部", unit="u2")
    review.do(Endorse(first, 1, "agree"), role="endorser", organisation="u1")
    review.do(Endorse(second, 1, "return", "请补充"), role="endorser", organisation="u2")
    units = [("u1", "单位u1"), ("u2", "单位u2"), ("u3", "单位u3")]
    due = Deadline(DUE)
    assert tuple(owed(review.state, units, noon(review.day))) == (
        Owed("u3", "单位u3", "enter", 0, due),
        Owed("t", "甲镇", "endorse", first, due),
        Owed("u2", "单位u2", "correct", second, due),
    )
    later = tuple(owed(review.state, units, noon(date(2012, 6, 16))))
    assert [(one.code, one.late, one.shut) for one in later] == [("endorse", True, False), ("correct", True, True)]
    levels = (CAMPAIGN.levels[0], replace(CAMPAIGN.levels[1], due=Deadline(date(2012, 6, 18))))
    state = replace(review.state, campaign=replace(CAMPAIGN, levels=levels))
    for day, shut in ((18, False), (19, True)):
        assert next(owed(state, (), noon(date(2012, 6, day)))).shut is shut


def test_a_judge_sees_the_pledge_first_and_then_each_sheet_that_is_missing() -> None:
    review = Review().opened()
    for no in (1, 2):
        review.accepted(f"支部{no}", unit=f"u{no}")
    review.on(date(2012, 7, 2)).do(OpenJudging("judging", AWARD), role="chair")
    marks = [Task("mark", AWARD, no, no, "judging") for no in (1, 2)]
    assert waiting(review, "judge", actor="ticket:judge-1") == [Task("pledge"), *marks]
    review.do(SignPledge("judge-1"), role="judge")
    review.mark(1, "judge-1", 10)
    assert waiting(review, "judge", actor="ticket:judge-1") == marks[1:]
    assert overview(review.state, noon(review.day))[0].sheets == (1, 14)


def test_the_chair_opens_locks_and_fixes_in_turn() -> None:
    review = Review().opened()
    review.accepted("甲支部")
    assert waiting(review, "chair") == []
    assert waiting(review.on(date(2012, 6, 16)), "chair") == [Task("open-judging", AWARD, name="judging")]
    review.do(OpenJudging("judging", AWARD), role="chair")
    assert waiting(review, "chair") == [Task("lock-judging", AWARD, name="judging")]
    assert waiting(judged(), "chair") == [Task("fix-shortlist", AWARD)]


def test_an_award_waits_for_one_step_after_the_other() -> None:
    review = judged()

    def step() -> str:
        return step_of(review.state, AWARD, noon(review.day))

    assert step_of(review.state, "star", noon(review.day)) == "entries"
    assert step() == "shortlist"
    review.do(FixShortlist(AWARD, tuple(range(1, 11)), "主任等三人"), role="chair")
    assert step() == "notice"
    assert waiting(review, "office") == [Task("open-notice", AWARD, number=1)]
    review.do(OpenNotice((AWARD,), date(2012, 7, 2)))
    assert waiting(review, "office") == []
    review.do(TakeObjection(1, "person", "2" * 64, nomination=3), role="public")
    assert waiting(review, "office") == [Task("admit-objection", "", 3, 1, due=date(2012, 7, 12))]
    review.do(AdmitObjection(1, admit=True))
    late = Task("answer-objection", "", 3, 1, due=date(2012, 7, 12), late=True)
    assert waiting(review.on(date(2012, 7, 13)), "office") == [late]
    assert waiting(review, "approver") == []
    review.do(CloseObjection(1, upheld=False, text="不成立"))
    assert step() == "decision"
    for body in CAMPAIGN.decision.by:
        assert waiting(review, "approver") == [Task("decide", AWARD, name=body)]
        review.do(RecordDecision(AWARD, body, "pass", 9, 8, 8, 0, 0, review.day, (1, 2)), role="approver")
    assert waiting(review, "approver") == [Task("publish", AWARD), Task("put-forward", AWARD)]
    review.do(PublishResult((AWARD,)), role="approver")
    assert step() == "published"


def test_a_correction_that_waits_for_a_second_person_comes_before_the_shortlist() -> None:
    review = judged()
    marks = {item.id: Decimal(2) for item in review.state.award(AWARD).criteria}
    asked = review.do(AskCorrection(1, "judge-1", marks), role="judge", reason="笔误").seq
    nomination = review.state.subjects[1].nomination
    assert waiting(review, "chair") == [Task("decide-sheet", AWARD, nomination, asked, "judging")]
    review.do(DecideMark(1, asked, accept=True), role="chair", reason="属实")
    assert waiting(review, "chair") == [Task("fix-shortlist", AWARD)]


def test_a_notice_waits_until_the_place_that_became_free_is_settled() -> None:
    review = judged()
    review.do(FixShortlist(AWARD, tuple(range(1, 11)), "主任等三人"), role="chair")
    review.do(OpenNotice((AWARD,), date(2012, 7, 2)))
    review.do(TakeObjection(1, "person", "2" * 64, nomination=3), role="public")
    review.do(AdmitObjection(1, admit=True))
    review.do(CloseObjection(1, upheld=True, text="不实"))
    assert waiting(review, "office") == [Task("fill-vacancy", AWARD, 3)]
    review.do(FillVacancy(AWARD, 3, next_in_line(review.state, review.state.award(AWARD))))
    assert waiting(review, "office") == [Task("open-notice", AWARD, number=1)]


def test_the_overview_counts_every_status() -> None:
    review = Review().opened()
    review.accepted("甲支部")
    review.submitted("乙支部", unit="u2")
    counts = overview(review.state, noon(review.day))[0].counts
    assert {status: count for status, count in counts.items() if count} == {"accepted": 1, "endorsing": 1}
    assert len(counts) == 7


def test_a_day_may_lie_in_two_phases() -> None:
    assert [one.name for one in phases_on(CAMPAIGN, date(2012, 5, 7))] == ["宣传发动", "组织实施"]
    assert phases_on(CAMPAIGN, date(2012, 12, 1)) == ()
