"""On the way of a nomination: who may do what, until when, how often; each refusal by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from scoring.engine.errors import Refused, TooLate
from scoring.engine.review.campaign import Campaign, Deadline, Quota, SignOff
from scoring.engine.review.commands_judging import OpenJudging
from scoring.engine.review.commands_nomination import (
    Endorse,
    OpenReview,
    OrderOwn,
    RecordFinding,
    SignOffNomination,
    SubmitNomination,
    Vet,
    WithdrawNomination,
)
from tests.unit.engine.review.whole_way import CAMPAIGN, Review

AWARD = "organisation"


def review(**changed: object) -> Review:
    return Review(campaign=replace(CAMPAIGN, **changed)).opened()


def with_award(**changed: object) -> Campaign:
    return replace(CAMPAIGN, awards=(replace(CAMPAIGN.awards[0], **changed), *CAMPAIGN.awards[1:]))


def submission(one: Review, nominee: str, award: str = AWARD, unit: str = "u1", **changed: object) -> str:
    """The refusal of a unit's submission."""
    draft = one.draft(nominee, award, unit, **changed)
    return one.refusal(SubmitNomination(draft.id, 1), role="unit", organisation=unit, draft=draft)


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp() * 1000)


def test_nothing_happens_before_entries_are_open() -> None:
    one = Review()
    assert submission(one, "甲支部") == "WrongStage review-not-open"
    assert one.refusal(WithdrawNomination(1)) == "WrongStage review-not-open"


def test_entries_open_once() -> None:
    assert review().refusal(OpenReview(), campaign=CAMPAIGN) == "AlreadyDone review-open"


def test_entries_open_on_their_day() -> None:
    one = review()
    assert submission(one.on(date(2012, 4, 30)), "甲支部") == ""  # time never runs backwards: the ledger is at 7 May
    early = Review(day=date(2012, 4, 30)).opened()
    assert submission(early, "甲支部") == "Refused entries-not-open-yet"


def test_a_nomination_is_late_by_one_millisecond_in_the_campaigns_own_zone() -> None:
    one = review()
    one.now = utc(2012, 6, 15, 15, 59, 59) + 999  # 23:59:59.999 in China
    assert submission(one, "甲支部") == ""
    one.now = utc(2012, 6, 15, 16)
    assert submission(one, "甲支部") == "TooLate entries-closed"


def test_a_nomination_is_late_by_one_second_where_the_deadline_has_a_time() -> None:
    one = review(due=Deadline(date(2012, 6, 15), time(18)), zone="Asia/Urumqi")
    one.now = utc(2012, 6, 15, 11, 59, 59)
    assert submission(one, "甲支部") == ""
    one.now = utc(2012, 6, 15, 12)
    draft = one.draft("甲支部", AWARD, "u1")
    with pytest.raises(TooLate) as late:
        one.do(SubmitNomination(draft.id, 1), role="unit", organisation="u1", draft=draft)
    assert late.value.fields["until"] == "2012-06-15T18:00"


def test_a_unit_submits_its_own_draft_and_no_older_state_of_it() -> None:
    one = review()
    draft = one.draft("甲支部")
    assert one.refusal(SubmitNomination(draft.id, 1), role="unit", organisation="u1") == "NotFound draft-unknown"
    other = one.refusal(SubmitNomination(draft.id, 1), role="unit", organisation="u2", draft=draft)
    assert other == "Forbidden not-your-nomination"
    old = one.refusal(SubmitNomination(draft.id, 0), role="unit", organisation="u1", draft=draft)
    assert old == "Conflict draft-changed"


def test_a_form_with_a_problem_is_not_submitted() -> None:
    assert submission(review(), "甲支部", problems=("missing deeds",)) == "Invalid form-faulty"


def test_a_unit_never_says_when_its_form_arrived() -> None:
    one = review().on(date(2012, 6, 16))
    draft = one.draft("甲支部")
    command = SubmitNomination(draft.id, 1, arrived=date(2012, 6, 15))
    assert one.refusal(command, role="unit", organisation="u1", draft=draft) == "Invalid arrived-without-paper"
    command = SubmitNomination(draft.id, 1, paper=True, arrived=date(2012, 6, 15))
    assert one.refusal(command, role="unit", organisation="u1", draft=draft) == "Forbidden role-not-allowed"


def test_paper_counts_by_the_day_on_which_it_came() -> None:
    one = review().on(date(2012, 6, 18))
    draft = one.draft("甲支部")
    days = {day: SubmitNomination(draft.id, 1, paper=True, arrived=date(2012, 6, day)) for day in (15, 16, 19)}
    assert one.refusal(days[15], role="clerk", draft=draft) == ""
    assert one.refusal(days[16], role="clerk", draft=draft) == "TooLate entries-closed"
    assert one.on(date(2012, 6, 15)).refusal(days[19], role="clerk", draft=draft) == "TooLate entries-closed"
    future = SubmitNomination(draft.id, 1, paper=True, arrived=date(2012, 6, 14))
    assert one.on(date(2012, 6, 13)).refusal(future, role="clerk", draft=draft) == "Invalid day-in-future"


def test_the_second_of_two_clicks_meets_the_quota() -> None:
    one = Review(campaign=with_award(quota=1)).opened()
    one.submitted("甲支部")
    assert submission(one, "乙支部") == "Refused quota-used"
    assert submission(one, "乙支部", unit="u2") == ""


def test_a_unit_may_have_a_quota_of_its_own_and_a_refused_entry_takes_none() -> None:
    one = Review(campaign=with_award(quota=1, quotas=(Quota("单位u1", 2),))).opened()
    first = one.submitted("甲支部")
    one.submitted("乙支部")
    assert submission(one, "丙支部") == "Refused quota-used"
    one.do(WithdrawNomination(first), role="unit", organisation="u1", reason="另报")
    assert submission(one, "丙支部") == ""


@pytest.mark.parametrize("written", ["单位u1", "单位 u1", "单位Ｕ1", "单位u１"])
def test_a_quota_counts_however_its_unit_is_written(written: str) -> None:
    one = Review(campaign=with_award(quota=3, quotas=(Quota(written, 1),))).opened()
    one.submitted("甲支部")
    assert submission(one, "乙支部") == "Refused quota-used"
    assert submission(one, "乙支部", unit="u2") == ""


def test_a_level_has_the_quota_too() -> None:
    one = Review(campaign=with_award(quota=1)).opened()
    first, second = one.submitted("甲支部"), one.submitted("乙支部", unit="u2")
    for no, unit in ((first, "u1"), (second, "u2")):
        one.do(Endorse(no, 1, "agree"), role="endorser", organisation=unit)
    one.do(Endorse(first, 1, "agree"), role="endorser", organisation="t")
    assert one.refusal(Endorse(second, 1, "agree"), role="endorser", organisation="t") == "Refused quota-used"
    assert one.refusal(Endorse(second, 1, "refuse", "名额已满"), role="endorser", organisation="t") == ""


def test_nobody_is_entered_for_two_awards_where_the_campaign_says_so() -> None:
    one = review()
    one.submitted("张一", "star")
    assert submission(one, "张 一", "star") == "Refused nominee-entered"
    assert submission(one, "张一", "activity") == "Refused nominee-entered"
    several = review(one_award=False)
    several.submitted("张一", "star")
    assert submission(several, "张一", "activity") == ""
    assert submission(several, "张一", "star") == "Refused nominee-entered"


def test_two_people_of_one_name_in_two_units_are_two_and_vetting_is_told() -> None:
    one = review()
    one.submitted("张一", "star", units=("甲镇",))
    two = one.submitted("张一", "star", "u2", units=("甲镇",))
    assert one.state.nominations[two].form.notes == ("namesake 1",)
    assert submission(one, "张一", "star", "u3", homes=("单位u1",)) == "Refused nominee-entered-elsewhere"


def test_a_unit_learns_no_number_of_another_units_nomination() -> None:
    one = review()
    one.submitted("张一", "star")
    draft = one.draft("张 一", "star", "u3", homes=("单位u1",))
    with pytest.raises(Refused) as elsewhere:
        one.do(SubmitNomination(draft.id, 1), role="unit", organisation="u3", draft=draft)
    assert (elsewhere.value.code, elsewhere.value.fields) == ("nominee-entered-elsewhere", {"nominee": "张 一"})
    with pytest.raises(Refused) as desk:
        one.do(SubmitNomination(draft.id, 1, paper=True), role="clerk", draft=draft)
    assert (desk.value.code, desk.value.fields) == ("nominee-entered", {"nomination": 1, "nominee": "张一"})


def test_a_level_gives_its_opinion_of_what_waits_for_it() -> None:
    one = review()
    no = one.submitted("甲支部")
    assert one.refusal(Endorse(no, 1, "agree"), role="endorser", organisation="t") == "Forbidden not-your-level"
    assert one.refusal(Endorse(no, 2, "agree"), role="endorser", organisation="u1") == "Conflict nomination-changed"
    assert one.refusal(Endorse(9, 1, "agree"), role="endorser", organisation="u1") == "NotFound nomination-unknown"
    assert one.refusal(Endorse(no, 1, "refuse", " "), role="endorser", organisation="u1") == "Invalid text-needed"
    assert one.refusal(Endorse(no, 1, "agree"), role="clerk") == "Forbidden role-not-allowed"
    one.do(Endorse(no, 1, "agree"), role="endorser", organisation="u1")
    assert one.refusal(Endorse(no, 1, "agree"), role="endorser", organisation="u1") == "Forbidden not-your-level"
    one.do(Endorse(no, 1, "agree"), role="endorser", organisation="t")
    assert (
        one.refusal(Endorse(no, 1, "agree"), role="endorser", organisation="t") == "WrongStage nomination-not-waiting"
    )
    assert one.state.nominations[no].status == "vetting"


def test_a_levels_opinion_is_late_by_one_millisecond() -> None:
    levels = (replace(CAMPAIGN.levels[0], due=Deadline(date(2012, 6, 20), time(12))), CAMPAIGN.levels[1])
    one = review(levels=levels)
    no = one.submitted("甲支部")
    one.now = utc(2012, 6, 20, 4) - 1
    assert one.refusal(Endorse(no, 1, "agree"), role="endorser", organisation="u1") == ""
    one.now = utc(2012, 6, 20, 4)
    assert one.refusal(Endorse(no, 1, "agree"), role="endorser", organisation="u1") == "TooLate level-closed"


def test_a_unit_gives_the_opinion_of_the_first_level_where_it_is_that_level() -> None:
    one = review()
    no = one.submitted("甲支部")
    agree = Endorse(no, 1, "agree")
    assert one.refusal(agree, role="unit", organisation="u2") == "Forbidden not-your-level"
    one.do(agree, role="unit", organisation="u1")
    assert one.refusal(agree, role="unit", organisation="u1") == "Forbidden not-your-level"


def test_a_sealed_opinion_counts_by_the_day_on_which_it_came_and_only_paper_has_one() -> None:
    levels = (replace(CAMPAIGN.levels[0], due=Deadline(date(2012, 6, 20))), CAMPAIGN.levels[1])
    one = review(levels=levels)
    no = one.submitted("甲支部")
    opinion = Endorse(no, 1, "agree", paper=True, arrived=date(2012, 6, 20))
    one.on(date(2012, 6, 25))
    assert one.refusal(opinion, role="clerk") == ""
    assert one.refusal(replace(opinion, arrived=date(2012, 6, 21)), role="clerk") == "TooLate level-closed"
    assert one.refusal(replace(opinion, arrived=date(2012, 6, 26)), role="clerk") == "Invalid day-in-future"
    own = one.refusal(replace(opinion, paper=False), role="endorser", organisation="u1")
    assert own == "Invalid arrived-without-paper"


def test_what_a_level_returned_goes_all_the_way_up_again() -> None:
    one = review()
    no = one.submitted("甲支部")
    one.do(Endorse(no, 1, "agree"), role="endorser", organisation="u1")
    one.do(Endorse(no, 1, "return", "请补充"), role="endorser", organisation="t")
    assert (one.state.nominations[no].status, one.state.nominations[no].ended_for) == ("returned", "请补充")
    one.submitted("甲支部", nomination=no)
    again = one.state.nominations[no]
    assert (again.status, again.here, again.form.version, len(again.opinions)) == ("endorsing", 0, 2, 2)


def test_what_a_level_returned_may_come_until_that_levels_day() -> None:
    levels = (CAMPAIGN.levels[0], replace(CAMPAIGN.levels[1], due=Deadline(date(2012, 6, 25))))
    one = review(levels=levels)
    no = one.submitted("甲支部")
    one.do(Endorse(no, 1, "agree"), role="endorser", organisation="u1")
    one.on(date(2012, 6, 20)).do(Endorse(no, 1, "return", "请补充"), role="endorser", organisation="t")
    assert submission(one.on(date(2012, 6, 25)), "甲支部", nomination=no) == ""
    assert submission(one.on(date(2012, 6, 26)), "甲支部", nomination=no) == "TooLate entries-closed"
    assert submission(one, "乙支部") == "TooLate entries-closed"


def test_what_vetting_returned_goes_back_to_vetting_and_only_once() -> None:
    one = review()
    no = one.submitted("甲支部")
    for organisation in ("u1", "t"):
        one.do(Endorse(no, 1, "agree"), role="endorser", organisation=organisation)
    one.on(date(2012, 6, 18))
    assert one.refusal(Vet(no, 1, "return", ("unsealed",))) == "Invalid correction-day-needed"
    assert one.refusal(Vet(no, 1, "return", ("unsealed",), until=date(2012, 6, 17))) == "Invalid day-in-past"
    assert one.refusal(Vet(no, 1, "return", ("unsealed",), until=date(9999, 12, 31))) == "Invalid day-far"
    one.do(Vet(no, 1, "return", ("unsealed",), until=date(2012, 6, 20)))
    assert submission(one.on(date(2012, 6, 21)), "甲支部", nomination=no) == "TooLate entries-closed"
    other_way = one.draft("甲支部", nomination=no, way=())
    one.on(date(2012, 6, 20)).do(SubmitNomination(other_way.id, 1), role="unit", organisation="u1", draft=other_way)
    again = one.state.nominations[no]
    assert (again.status, again.here, len(again.way), again.form.version) == ("vetting", 2, 2, 2)
    second = Vet(no, 2, "return", ("unsealed",), until=date(2012, 6, 22))
    assert one.refusal(second) == "Refused returned-once"
    assert one.refusal(Vet(no, 2, "pass")) == ""


def test_a_correction_is_of_the_same_unit_for_the_same_award_and_names_nobody_who_is_entered() -> None:
    one = review()
    no = one.submitted("甲支部", way=())
    one.submitted("乙支部")
    assert submission(one, "甲支部", nomination=no) == "WrongStage nomination-not-returned"
    one.do(Vet(no, 1, "return", ("incomplete",)))
    assert submission(one, "甲支部", unit="u2", nomination=no) == "Forbidden not-your-nomination"
    assert submission(one, "甲支部", "star", nomination=no) == "Invalid correction-other-award"
    assert submission(one, "乙支部", nomination=no) == "Refused nominee-entered"
    assert submission(one, "甲支部", nomination=no) == ""


def test_nothing_comes_in_for_an_award_that_is_being_judged() -> None:
    one = review()
    one.accepted("甲支部")
    one.do(OpenJudging("judging", AWARD), role="chair")
    assert submission(one, "乙支部") == "WrongStage award-being-judged"
    assert submission(one, "乙支部", "activity") == ""


def test_a_unit_withdraws_its_own_nomination_once_and_before_it_is_judged() -> None:
    one = review()
    no, judged = one.submitted("甲支部"), one.accepted("乙支部", unit="u2")
    withdraw = {"role": "unit", "organisation": "u1"}
    assert one.refusal(WithdrawNomination(judged), **withdraw) == "Forbidden not-your-nomination"
    one.do(WithdrawNomination(no), **withdraw, reason="不再申报")
    assert one.state.nominations[no].ended_for == "不再申报"
    assert one.refusal(WithdrawNomination(no), **withdraw) == "AlreadyDone nomination-over"
    one.do(OpenJudging("judging", AWARD), role="chair")
    assert one.refusal(WithdrawNomination(judged)) == "WrongStage nomination-judged"
    assert one.refusal(Vet(judged, 1, "refuse", ("false",))) == "WrongStage nomination-judged"


def test_vetting_names_a_fault_and_explains_another_one() -> None:
    one = review()
    no = one.submitted("甲支部", way=())
    assert one.refusal(Vet(no, 1, "refuse")) == "Invalid fault-needed"
    assert one.refusal(Vet(no, 1, "refuse", ("other",))) == "Invalid text-needed"
    assert one.refusal(Vet(no, 1, "refuse", ("other",), "重复")) == ""
    waiting = one.submitted("乙支部", unit="u2")
    assert one.refusal(Vet(waiting, 1, "pass")) == "WrongStage nomination-not-vetted"


def test_a_level_that_refuses_is_not_overruled_by_vetting() -> None:
    one = review()
    no = one.submitted("甲支部")
    one.do(Endorse(no, 1, "refuse", "不同意"), role="endorser", organisation="u1")
    assert one.refusal(Vet(no, 1, "pass")) == "WrongStage nomination-not-vetted"


def test_a_refused_nomination_comes_back_only_where_there_is_still_room_for_it() -> None:
    one = Review(campaign=with_award(quota=1)).opened()
    no = one.submitted("甲支部", way=())
    one.do(Vet(no, 1, "refuse", ("ineligible",)))
    assert one.refusal(Vet(no, 1, "pass")) == ""
    one.submitted("乙支部")
    assert one.refusal(Vet(no, 1, "pass")) == "Refused quota-used"
    level = Review(campaign=with_award(quota=1)).opened()
    no = level.accepted("甲支部")
    level.do(Vet(no, 1, "refuse", ("ineligible",)))
    level.accepted("乙支部", unit="u2")
    assert level.refusal(Vet(no, 1, "pass")) == "Refused quota-used"  # that of the town above both
    free = review()
    no = free.submitted("甲支部", way=())
    free.do(Vet(no, 1, "refuse", ("duplicate",)))
    free.submitted("甲支部")
    assert free.refusal(Vet(no, 1, "pass")) == "Refused nominee-entered"


def test_a_department_that_must_agree_is_a_gate_before_vetting_and_before_the_marks() -> None:
    one = review(sign_offs=(SignOff("税务部门", "纳税"), SignOff("纪检部门", "廉洁", ("star",))))
    no = one.submitted("甲支部", way=())
    assert one.refusal(Vet(no, 1, "pass")) == "Refused sign-off-missing"
    assert one.refusal(SignOffNomination(no, "纪检部门", agrees=True)) == "NotFound department-unknown"
    one.do(SignOffNomination(no, "税务部门", agrees=False, note="欠税"))
    assert one.refusal(Vet(no, 1, "pass")) == "Refused sign-off-missing"
    one.do(SignOffNomination(no, "税务部门", agrees=True, document="a" * 64))
    one.do(Vet(no, 1, "pass"))
    one.do(SignOffNomination(no, "税务部门", agrees=False, note="更正"))
    assert one.refusal(OpenJudging("judging", AWARD), role="chair") == "Refused sign-off-missing"
    assert [(one.agrees, one.note) for one in one.state.nominations[no].sign_offs] == [(False, "更正")]


def test_a_finding_has_a_day_that_has_come_people_and_a_text() -> None:
    one = review()
    no = one.submitted("甲支部")
    finding = RecordFinding(no, "inspection", one.day, "张一、李二", "属实")
    assert one.refusal(replace(finding, day=date(2012, 5, 8))) == "Invalid day-in-future"
    assert one.refusal(replace(finding, people="")) == "Invalid text-needed"
    one.do(finding)
    assert [(found.what, found.text) for found in one.state.nominations[no].findings] == [("inspection", "属实")]


@pytest.mark.parametrize(
    ("order", "refusal"),
    [((2, 1), ""), ((1,), "Invalid order-incomplete"), ((1, 2, 3), "Invalid order-incomplete")],
)
def test_a_level_puts_in_order_exactly_what_it_has_endorsed_or_has_before_it(order: tuple, refusal: str) -> None:
    one = review()
    for no in (1, 2):
        one.submitted(f"支部{no}", unit=f"u{no}")
        one.do(Endorse(no, 1, "agree"), role="endorser", organisation=f"u{no}")
    one.submitted("支部3", unit="u3")
    assert one.refusal(OrderOwn(AWARD, order), role="endorser", organisation="t") == refusal
