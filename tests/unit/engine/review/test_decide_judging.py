"""The judging of a review: pledges, panels, recusal, the lock, two stages, the shortlist; each refusal by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from scoring.engine.panel.commands import (
    AbstainMark,
    AskCorrection,
    CopyMark,
    DecideMark,
    EnterMark,
    LiftRecusal,
    RecuseJudge,
)
from scoring.engine.panel.rule import PanelMethod
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.campaign import Campaign, Stage
from scoring.engine.review.commands_decision import OpenNotice
from scoring.engine.review.commands_judging import FixShortlist, Group, JoinJudges, LockJudging, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import WithdrawNomination
from scoring.engine.review.ranking import Proposal, award_tally, shortlist_proposal
from scoring.engine.review.review import fold
from scoring.engine.tally.rule import TieBy, TieRule
from tests.unit.engine.review.whole_way import CAMPAIGN, Review

AWARD = "organisation"
JUDGES = tuple(PanelJudge(f"judge-{no}", f"评委{no}", f"单位u{no}") for no in range(1, 4))
PLAIN = PanelMethod(missing="leave_out")


def campaign(*, places: int = 2, award: dict | None = None, **changed: object) -> Campaign:
    """Three judges are enough, nothing is dropped, and there are two places."""
    first = replace(CAMPAIGN.awards[0], places=places, put_forward=1, **(award or {}))
    given: dict = {"panel": PLAIN, "ties": ()} | changed
    return replace(CAMPAIGN, awards=(first, *CAMPAIGN.awards[1:]), **given)


def accepted(rules: Campaign, count: int = 4, judges: tuple[PanelJudge, ...] = JUDGES) -> Review:
    """So many accepted nominations, on the day of the judging; nobody's own."""
    one = Review(campaign=rules, judges=judges).opened()
    for no in range(1, count + 1):
        one.accepted(f"支部{no}", unit=f"v{no}")
    return one.on(date(2012, 7, 2))


def opened(rules: Campaign, count: int = 4, judges: tuple[PanelJudge, ...] = JUDGES, **said: object) -> Review:
    one = accepted(rules, count, judges)
    one.do(OpenJudging(rules.mark_stages()[0].id, AWARD, **said), role="chair")
    for judge in judges:
        one.do(SignPledge(judge.id), role="judge")
    return one


def give(one: Review, subject: int, points: int, judges: tuple[PanelJudge, ...] = JUDGES) -> None:
    for judge in judges:
        if not one.state.subjects[subject].sitting.recused(judge.id):
            one.mark(subject, judge.id, points)


def locked(points: tuple[int, ...], rules: Campaign | None = None) -> Review:
    """Every judge gave nomination n the n-th of these points on each criterion, and the marks are locked."""
    one = opened(rules or campaign(), len(points))
    for subject, given in enumerate(points, start=1):
        give(one, subject, given)
    one.do(LockJudging("judging", AWARD), role="chair")
    return one


def proposal_of(one: Review) -> Proposal | None:
    return shortlist_proposal(one.state, one.state.award(AWARD))


def sheet(judge: str, subject: int, points: int) -> EnterMark:
    return EnterMark(judge, {one.id: Decimal(points) for one in CAMPAIGN.awards[0].criteria}, subject)


def test_a_judge_pledges_before_the_first_mark_and_once() -> None:
    one = accepted(campaign())
    one.do(OpenJudging("judging", AWARD), role="chair")
    assert one.refusal(sheet("judge-1", 1, 10), role="judge") == "Refused pledge-needed"
    one.do(SignPledge("judge-1"), role="judge")
    assert one.refusal(SignPledge("judge-1"), role="judge") == "AlreadyDone pledge-signed"
    assert one.refusal(sheet("judge-1", 1, 10), role="judge") == ""


def test_judging_opens_once_with_judges_and_with_nominations() -> None:
    one = accepted(campaign())
    assert one.refusal(OpenJudging("final", AWARD), role="chair") == "NotFound stage-unknown"
    assert one.refusal(OpenJudging("judging", "none"), role="chair") == "NotFound award-unknown"
    assert one.refusal(OpenJudging("judging", "star"), role="chair") == "Refused no-nominations"
    assert one.refusal(OpenJudging("judging", AWARD), role="chair", judges=()) == "Refused no-judges"
    one.do(OpenJudging("judging", AWARD), role="chair")
    assert one.refusal(OpenJudging("judging", AWARD), role="chair") == "AlreadyDone judging-open"


def test_judging_waits_for_nominations_on_their_way_unless_somebody_says_why() -> None:
    one = Review(campaign=campaign()).opened()
    one.accepted("甲支部")
    one.submitted("乙支部", unit="u2")
    assert one.refusal(OpenJudging("judging", AWARD), role="chair") == "Refused nominations-unfinished"
    bare = OpenJudging("judging", AWARD, even_if_unfinished=True)
    assert one.refusal(bare, role="chair") == "Invalid text-needed"
    assert one.refusal(replace(bare, why="逾期未审"), role="chair") == ""


def test_another_choice_of_nominations_needs_a_reason_and_takes_accepted_ones_of_the_award() -> None:
    one = accepted(campaign())
    star = one.on(date(2012, 5, 7)).submitted("张一", "star", "v9", way=())
    assert one.refusal(OpenJudging("judging", AWARD, (1, 2)), role="chair") == "Invalid text-needed"
    assert one.refusal(OpenJudging("judging", AWARD, (1, 1), why="x"), role="chair") == "Invalid order-incomplete"
    assert one.refusal(OpenJudging("judging", AWARD, (star,), why="x"), role="chair") == (
        "Invalid nomination-of-other-award"
    )
    one.do(WithdrawNomination(4), reason="撤回")
    assert one.refusal(OpenJudging("judging", AWARD, (4,), why="x"), role="chair") == "Refused nomination-not-accepted"
    assert one.refusal(OpenJudging("judging", AWARD, (2, 1), why="按材料"), role="chair") == ""


def test_a_judge_of_the_own_unit_or_of_one_above_it_is_recused() -> None:
    judges = (PanelJudge("a", "甲", "单位v1"), PanelJudge("b", "乙", "甲 镇"), PanelJudge("c", "丙", "主办社"))
    one = Review(campaign=campaign(), judges=judges).opened()
    one.accepted("支部1", unit="v1")
    one.accepted("支部2", unit="v2", units=("主办社",))
    one.do(OpenJudging("judging", AWARD), role="chair")
    recused = {subject.no: list(subject.sitting.mark_sheets) for subject in one.state.subjects.values()}
    assert recused == {1: ["a", "b"], 2: ["b", "c"]}
    one.do(SignPledge("a"), role="judge")
    assert one.refusal(sheet("a", 1, 10), role="judge") == "Refused judge-recused"


def test_where_the_campaign_says_so_nobody_is_recused_for_the_own_unit() -> None:
    one = opened(campaign(own_unit_recused=False), 1, (PanelJudge("a", "甲", "单位v1"),))
    assert one.state.subjects[1].sitting.mark_sheets == {}


def test_nobody_marks_the_own_nomination() -> None:
    one = starred(PanelJudge("a", "张 一", ""), own_unit_recused=False, judges_enter=True)
    one.do(OpenJudging("judging", "star"), role="chair")
    assert list(one.state.subjects[1].sitting.mark_sheets) == ["a"]


def starred(judge: PanelJudge, **changed: object) -> Review:
    """张一 of 单位v1 is accepted for a person's award; ``judge`` is one of two judges."""
    one = Review(campaign=campaign(**changed), judges=(judge, JUDGES[0])).opened()
    one.accepted("张一", "star", "v1")
    return one.on(date(2012, 7, 2))


@pytest.mark.parametrize("home", ["单位v1", "甲镇"])
def test_a_judge_who_is_a_nominee_keeps_the_judging_from_opening(home: str) -> None:
    one = starred(PanelJudge("a", "张 一", home))
    for why in ("", "另有原因"):
        assert one.refusal(OpenJudging("judging", "star", why=why), role="chair") == "Refused judge-entered"
    joined = starred(PanelJudge("b", "李二", ""))
    joined.do(OpenJudging("judging", "star"), role="chair")
    more = (*joined.judges, PanelJudge("a", "张一", home))
    join = JoinJudges("judging", "star", ("a",), why="递补")
    assert joined.refusal(join, role="chair", judges=more) == "Refused judge-entered"


def test_a_namesake_from_elsewhere_judges_others_and_one_of_an_unknown_home_needs_a_reason() -> None:
    elsewhere = starred(PanelJudge("a", "张一", "单位v9"))
    assert elsewhere.refusal(OpenJudging("judging", "star"), role="chair") == ""
    unknown = starred(PanelJudge("a", "张一", ""))
    assert unknown.refusal(OpenJudging("judging", "star"), role="chair") == "Refused judge-entered"
    unknown.do(OpenJudging("judging", "star", why="同名不同人"), role="chair")
    assert unknown.state.subjects[1].sitting.recused("a")


def test_a_nominee_is_no_judge_of_any_award_where_judges_may_not_enter() -> None:
    one = Review(campaign=campaign(), judges=(PanelJudge("a", "张 一", "单位v1"), JUDGES[0])).opened()
    one.accepted("张一", "star", "v1")
    one.accepted("甲村", AWARD, "v2")
    one.on(date(2012, 7, 2))
    for award in ("star", AWARD):
        assert one.refusal(OpenJudging("judging", award), role="chair") == "Refused judge-entered"
    elsewhere = (PanelJudge("a", "张一", "某校"), JUDGES[0])
    assert one.refusal(OpenJudging("judging", "star"), role="chair", judges=elsewhere) == ""


def test_each_group_marks_its_own_nominations() -> None:
    groups = (Group(("judge-1", "judge-1"), (1, 2)), Group(("judge-2", "judge-3"), (3, 4)))
    one = opened(campaign(), groups=groups)
    assert [judge.id for judge in one.state.subjects[1].sitting.judges] == ["judge-1"]
    assert one.refusal(sheet("judge-2", 1, 10), role="judge") == "Forbidden not-on-panel"
    give(one, 1, 18, JUDGES[:1])
    give(one, 2, 16, JUDGES[:1])
    give(one, 3, 17, JUDGES[1:])
    give(one, 4, 15, JUDGES[1:])
    one.do(LockJudging("judging", AWARD), role="chair")
    assert award_tally(one.state, AWARD).ranks() == {"1": 1, "3": 2, "2": 3, "4": 4}


@pytest.mark.parametrize(
    ("groups", "refusal"),
    [
        ((Group(("judge-1",), (1, 2)),), "Invalid order-incomplete"),
        ((Group((), (1, 2, 3, 4)),), "Refused no-judges"),
        ((Group(("stranger",), (1, 2, 3, 4)),), "NotFound judge-unknown"),
    ],
)
def test_groups_have_judges_and_share_out_all_nominations(groups: tuple[Group, ...], refusal: str) -> None:
    assert accepted(campaign()).refusal(OpenJudging("judging", AWARD, groups=groups), role="chair") == refusal


@pytest.mark.parametrize("by", ["borda", "majority"])
def test_a_tie_that_places_cannot_part_is_left_to_people(by: TieBy) -> None:
    """Every nomination has a judge of its own: nobody has compared two of them."""
    groups = tuple(Group((f"judge-{no}",), (no,)) for no in (1, 2, 3))
    rules = campaign(ties=(TieRule(by),), panel=replace(PLAIN, least=1, fewest=1))
    one = opened(rules, 3, groups=groups)
    for no in (1, 2, 3):
        one.mark(no, f"judge-{no}", 12)
    one.do(LockJudging("judging", AWARD), role="chair")
    assert proposal_of(one) == Proposal((), (1, 2, 3), (), 2)
    assert one.refusal(FixShortlist(AWARD, (2, 1), "三人"), role="chair") == "Refused tie-on-line"
    assert one.refusal(FixShortlist(AWARD, (2, 1), "三人", equals="vote"), role="chair") == ""


def test_a_tie_is_parted_by_places_where_judges_have_compared() -> None:
    one = opened(campaign(ties=(TieRule("borda"),)), 3)
    for no, points in enumerate(((10, 10, 16), (11, 11, 14), (5, 5, 5)), start=1):
        for judge, given in zip(JUDGES, points, strict=True):
            one.mark(no, judge.id, given)
    one.do(LockJudging("judging", AWARD), role="chair")
    assert proposal_of(one) == Proposal((2, 1), (), (3,), 0)


def test_the_lock_waits_for_missing_sheets_unless_the_chair_goes_on_without_them() -> None:
    one = opened(campaign(), 2)
    for subject in (1, 2):
        give(one, subject, 10, JUDGES[:2])
    assert one.refusal(LockJudging("judging", AWARD), role="chair") == "Refused marks-missing"
    one.do(LockJudging("judging", AWARD, even_if_missing=True), role="chair")
    assert one.refusal(LockJudging("judging", AWARD), role="chair") == "AlreadyDone judging-locked"
    assert proposal_of(one) == Proposal((1, 2), (), (), 0)


def test_a_judge_who_abstains_or_is_recused_everywhere_lets_the_others_finish() -> None:
    one = opened(campaign(), 2)
    for subject in (1, 2):
        give(one, subject, 10 + subject, JUDGES[:1])
        one.do(AbstainMark("judge-2", subject), role="judge")
        one.do(RecuseJudge("judge-3", subject), role="judge", reason="亲属")
    assert one.refusal(sheet("judge-3", 1, 9), role="judge") == "Refused judge-recused"
    one.do(LockJudging("judging", AWARD), role="chair")
    assert proposal_of(one) == Proposal((2, 1), (), (), 0)


def test_a_declared_recusal_is_lifted_by_the_chair_and_the_judge_marks_anew() -> None:
    one = opened(campaign(), 1)
    give(one, 1, 10)
    one.do(RecuseJudge("judge-3", 1), role="office", reason="亲属")
    lift = LiftRecusal("judge-3", 1)
    one.do(lift, role="chair", reason="记错")
    assert one.state.subjects[1].sitting.missing == ("judge-3",)
    one.do(sheet("judge-3", 1, 12), role="judge")
    one.do(LockJudging("judging", AWARD), role="chair")
    assert one.refusal(lift, role="chair", reason="记错") == "WrongStage marks-locked"
    assert fold(one.entries) == one.state


def test_a_recusal_by_the_rules_is_lifted_for_nobody_also_where_the_judge_joined_later() -> None:
    judges = (PanelJudge("a", "甲", "单位v1"), PanelJudge("b", "乙", ""))
    one = opened(campaign(), 1, judges)
    new = (*judges, PanelJudge("c", "丙", "单位v1"))
    one.do(JoinJudges("judging", AWARD, ("c",), (1,), "递补"), role="chair", judges=new)
    for judge in ("a", "c"):
        assert one.refusal(LiftRecusal(judge, 1), role="chair", reason="记错") == "Refused recused-by-rule"


def test_substitutes_join_where_all_judges_are_recused() -> None:
    one = opened(campaign(), 2)
    give(one, 2, 10)
    for judge in JUDGES:
        one.do(RecuseJudge(judge.id, 1), role="office", reason="回避")
    assert one.refusal(LockJudging("judging", AWARD, even_if_missing=True), role="chair") == "Refused nobody-marked"
    new = (*JUDGES, PanelJudge("judge-8", "评委8", ""), PanelJudge("judge-9", "评委9", "单位v1"))
    join = JoinJudges("judging", AWARD, ("judge-8", "judge-9"), (1,), "全部回避，递补")
    assert one.refusal(replace(join, why=""), role="chair", judges=new) == "Invalid text-needed"
    assert one.refusal(join, role="chair") == "NotFound judge-unknown"
    assert one.refusal(replace(join, judges=()), role="chair") == "Refused no-judges"
    assert one.refusal(replace(join, nominations=(9,)), role="chair", judges=new) == "Refused nomination-not-judged"
    one.do(join, role="chair", judges=new)
    assert one.refusal(join, role="chair", judges=new) == "AlreadyDone judges-there"
    assert one.state.subjects[1].sitting.missing == ("judge-8",)
    assert one.state.subjects[1].sitting.recused("judge-9")
    one.do(SignPledge("judge-8"), role="judge")
    one.mark(1, "judge-8", 12)
    one.do(LockJudging("judging", AWARD), role="chair")
    assert one.refusal(join, role="chair", judges=new) == "AlreadyDone judging-locked"
    assert proposal_of(one) == Proposal((1, 2), (), (), 0)
    assert fold(one.entries) == one.state


def test_a_nomination_with_too_few_marks_has_no_rank_and_can_be_listed_with_a_reason() -> None:
    one = opened(campaign(panel=PanelMethod(missing="leave_out", fewest=2)), 3)
    give(one, 1, 10)
    give(one, 2, 11)
    give(one, 3, 19, JUDGES[:1])
    for judge in ("judge-2", "judge-3"):
        one.do(RecuseJudge(judge, 3), role="office", reason="回避")
    one.do(LockJudging("judging", AWARD), role="chair")
    assert proposal_of(one) == Proposal((2, 1), (), (3,), 0)
    assert one.refusal(FixShortlist(AWARD, (3, 2), "主任"), role="chair") == "Refused departure-needs-reason"
    assert one.refusal(FixShortlist(AWARD, (3, 2), "主任", "集体评议"), role="chair") == ""


def test_a_late_sheet_and_a_correction_wait_for_a_second_person() -> None:
    one = opened(campaign(), 2)
    for subject in (1, 2):
        give(one, subject, 10 + subject, JUDGES[:2])
    one.do(LockJudging("judging", AWARD, even_if_missing=True), role="chair")
    late = one.do(sheet("judge-3", 1, 20), role="judge", actor="ticket:judge-3").seq
    assert one.refusal(FixShortlist(AWARD, (2, 1), "主任"), role="chair") == "Refused sheets-waiting-in"
    own = one.refusal(DecideMark(1, late, accept=True), role="chair", actor="ticket:judge-3")
    assert own == "Forbidden second-person-needed"
    one.do(DecideMark(1, late, accept=True), role="chair", reason="网络中断")
    assert proposal_of(one) == Proposal((1, 2), (), (), 0)
    ask = AskCorrection(1, "judge-3", {item.id: Decimal(2) for item in CAMPAIGN.awards[0].criteria})
    asked = one.do(ask, role="judge", actor="ticket:judge-3", reason="笔误").seq
    one.do(DecideMark(1, asked, accept=True), role="office", reason="属实")
    assert proposal_of(one) == Proposal((2, 1), (), (), 0)


def test_marks_from_paper_count_once_a_second_person_has_compared_them() -> None:
    one = opened(campaign(), 1)
    marks = {item.id: Decimal(10) for item in CAMPAIGN.awards[0].criteria}
    held = one.do(CopyMark("judge-1", marks, 1), role="clerk").seq
    assert one.refusal(LockJudging("judging", AWARD, even_if_missing=True), role="chair") == "Refused sheets-waiting"
    assert one.refusal(DecideMark(1, held, accept=True), role="clerk") == "Forbidden second-person-needed"
    one.do(DecideMark(1, held, accept=True), role="office", reason="核对无误")
    assert one.state.subjects[1].sitting.mark_sheets["judge-1"].source == "paper"


def test_a_correction_after_the_shortlist_asks_for_the_shortlist_again() -> None:
    one = locked((18, 17, 16))
    one.do(FixShortlist(AWARD, (1, 2), "主任"), role="chair")
    ask = AskCorrection(3, "judge-1", {item.id: Decimal(20) for item in CAMPAIGN.awards[0].criteria})
    asked = one.do(ask, role="judge", actor="ticket:judge-1", reason="笔误").seq
    one.do(DecideMark(3, asked, accept=True), role="chair", reason="属实")
    assert proposal_of(one) == Proposal((1, 3), (), (2,), 0)
    assert one.refusal(OpenNotice((AWARD,), one.day)) == "Refused shortlist-outdated"
    one.do(FixShortlist(AWARD, (1, 3), "主任"), role="chair")
    one.do(OpenNotice((AWARD,), one.day))
    assert one.refusal(ask, role="judge", actor="ticket:judge-1", reason="笔误") == "WrongStage notice-open"
    assert one.refusal(FixShortlist(AWARD, (1, 3), "主任"), role="chair") == "WrongStage notice-open"


def test_a_tie_on_the_line_is_settled_by_name() -> None:
    one = locked((18, 15, 15, 12))
    assert proposal_of(one) == Proposal((1,), (2, 3), (4,), 1)
    assert one.refusal(FixShortlist(AWARD, (1, 2), "主任"), role="chair") == "Refused tie-on-line"
    for how in ("vote", "lot", "meeting"):
        assert one.refusal(FixShortlist(AWARD, (1, 3), "主任", equals=how), role="chair") == ""
    both = FixShortlist(AWARD, (1,), "主任", equals="vote")
    assert one.refusal(both, role="chair") == "Refused departure-needs-reason"


def test_places_may_stay_empty_only_where_the_award_says_so() -> None:
    one = locked((18, 15, 12))
    fewer = FixShortlist(AWARD, (1,), "主任", "宁缺毋滥")
    assert one.refusal(replace(fewer, why=""), role="chair") == "Refused departure-needs-reason"
    assert one.refusal(fewer, role="chair") == ""
    full = locked((18, 15, 12), campaign(award={"may_stay_empty": False}))
    assert full.refusal(fewer, role="chair") == "Refused places-must-be-filled"


def test_the_shortlist_has_no_more_names_than_the_notice_may_show_and_nobody_twice() -> None:
    one = locked((18, 15, 12))
    assert one.refusal(FixShortlist(AWARD, (1, 2, 3), "主任", "增补"), role="chair") == "Invalid too-many-listed"
    assert one.refusal(FixShortlist(AWARD, (1, 1), "主任", "x"), role="chair") == "Invalid order-incomplete"
    assert one.refusal(FixShortlist(AWARD, (1, 2), " "), role="chair") == "Invalid text-needed"
    assert one.refusal(FixShortlist("star", (), "主任"), role="chair") == ""  # nobody was entered for it
    longer = locked((18, 15, 12, 9), campaign(award={"shortlist": 3}))
    assert proposal_of(longer) == Proposal((1, 2, 3), (), (4,), 0)
    assert longer.refusal(FixShortlist(AWARD, (1, 2, 3), "主任"), role="chair") == ""


def test_an_award_for_which_nobody_is_left_has_an_empty_list_once_no_more_may_come() -> None:
    one = Review(campaign=campaign()).opened()
    no = one.submitted("甲支部")
    empty = FixShortlist(AWARD, (), "主任")
    assert one.refusal(empty, role="chair") == "WrongStage marks-not-locked"
    one.do(WithdrawNomination(no), reason="撤回")
    assert one.refusal(empty, role="chair") == "WrongStage entries-still-open"
    one.on(date(2012, 6, 16)).do(empty, role="chair")
    assert one.state.shortlists[AWARD].order == ()


TWO = (
    Stage("papers", "材料评审", "marks", "评审委员会", Decimal("0.6"), through=3),
    Stage("defence", "现场答辩", "marks", "评审委员会", Decimal("0.4")),
)


def test_two_stages_weigh_60_and_40_and_only_those_who_come_through_go_on() -> None:
    one = opened(campaign(stages=TWO), 5)
    assert one.refusal(OpenJudging("defence", AWARD), role="chair") == "WrongStage stage-before-open"
    for subject, points in enumerate((20, 15, 14, 5, 4), start=1):
        give(one, subject, points)
    one.do(LockJudging("papers", AWARD), role="chair")
    assert proposal_of(one) is None
    one.do(OpenJudging("defence", AWARD), role="chair")
    second = [subject for subject in one.state.subjects.values() if subject.stage == "defence"]
    assert [(subject.no, subject.nomination) for subject in second] == [(6, 1), (7, 2), (8, 3)]
    for subject, points in zip(second, (5, 20, 10), strict=True):
        give(one, subject.no, points)
    one.do(LockJudging("defence", AWARD), role="chair")
    found = award_tally(one.state, AWARD)
    assert {line.entry: line.score.score for line in found.results} == {
        "2": Decimal("85.00"), "1": Decimal("70.00"), "3": Decimal("62.00"),
    }  # fmt: skip
    assert proposal_of(one) == Proposal((2, 1), (), (3,), 0)
    assert award_tally(one.state, AWARD, "papers").ranks()["4"] == 4


def test_a_tie_on_the_line_of_a_stage_goes_on_as_a_whole() -> None:
    one = opened(campaign(stages=TWO), 5)
    for subject, points in enumerate((20, 15, 14, 14, 4), start=1):
        give(one, subject, points)
    one.do(LockJudging("papers", AWARD), role="chair")
    one.do(OpenJudging("defence", AWARD), role="chair")
    assert [one.state.subjects[no].nomination for no in one.state.judgings["defence", AWARD].subjects] == [1, 2, 3, 4]


def test_a_stage_asks_for_its_own_criteria_alone() -> None:
    first, *rest = CAMPAIGN.awards[0].criteria
    criteria = (replace(first, stage="papers"), *(replace(one, stage="defence") for one in rest))
    one = opened(campaign(stages=TWO, award={"criteria": criteria}), 2)
    assert one.refusal(sheet("judge-1", 1, 10), role="judge") == "Invalid criteria-incomplete"
    own = EnterMark("judge-1", {first.id: Decimal(10)}, 1)
    assert one.refusal(own, role="judge") == ""
    for subject in (1, 2):
        for judge in JUDGES:
            marks = {first.id: Decimal(10 + subject)}
            one.do(EnterMark(judge.id, marks, subject), role="judge", actor=f"ticket:{judge.id}")
    one.do(LockJudging("papers", AWARD), role="chair")
    assert award_tally(one.state, AWARD).ranks() == {"2": 1, "1": 2}


def test_a_sheet_names_a_nomination_that_is_judged() -> None:
    one = opened(campaign(), 1)
    assert one.refusal(sheet("judge-1", 9, 10), role="judge") == "NotFound subject-unknown"
    assert one.refusal(EnterMark("judge-1", {}, None), role="judge") == "NotFound subject-unknown"
