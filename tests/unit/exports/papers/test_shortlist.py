"""The minutes of the meeting that fixed a shortlist, as a review's entries give them."""

from __future__ import annotations

from datetime import date

import pytest

from scoreboard.exports.papers.blocks import Grid, Heading, Text
from scoreboard.exports.papers.of_shortlist import kept_in_order, list_minutes_of
from scoreboard.exports.papers.shortlist import ListMinutes, shortlist_paper
from scoring.engine.errors import Refused, WrongStage
from scoring.engine.panel.commands import AskCorrection, DecideMark, RecuseJudge
from scoring.engine.review.commands_decision import FillVacancy, OpenNotice
from scoring.engine.review.commands_judging import FixShortlist, LockJudging
from scoring.engine.review.commands_nomination import WithdrawNomination
from tests.unit.engine.review.test_decide_decision import objected
from tests.unit.engine.review.test_decide_judging import AWARD, campaign, give, locked, opened, sheet
from tests.unit.engine.review.whole_way import Review


def minutes_of(one: Review, award_id: str = AWARD) -> ListMinutes:
    award = one.state.award(award_id)
    assert award is not None
    return list_minutes_of(one.state, award)


def fixed(one: Review, order: tuple[int, ...], why: str = "", equals: str = "") -> Review:
    one.do(FixShortlist(AWARD, order, "主任等三人", why, equals), role="chair")  # type: ignore[arg-type]
    return one


def texts(minutes: ListMinutes) -> list[str]:
    return [block.text for block in shortlist_paper(minutes).blocks if isinstance(block, Text)]


def test_a_list_as_the_judging_gave_it_says_so_and_names_nobody_behind_it() -> None:
    made = minutes_of(fixed(locked((18, 17, 16, 15)), (1, 2)))
    assert [(one.rank, one.nominee.name, one.total) for one in made.proposed] == [
        (1, "支部1", "90.00"),
        (2, "支部2", "85.00"),
    ]
    assert (made.when, made.places, made.present) == ("2012年7月2日", 2, "主任等三人")
    assert texts(made) == ["入选名单与评审结果一致。"]
    assert "支部3" not in repr(shortlist_paper(made))


def test_each_departure_is_a_sentence_with_the_reason_under_them() -> None:
    made = minutes_of(fixed(locked((18, 17, 16, 15, 14), campaign(places=3)), (2, 1, 5), "集体研究"))
    assert texts(made) == [
        "支部2（单位v2）评审结果为第2名，列入选名单第1位。",
        "支部5（单位v5）评审结果为第5名，列入选名单第3位。",
        "支部3（单位v3）评审结果为第3名，未列入入选名单。",
        "以上不同的理由：集体研究",
    ]


def test_a_tie_on_the_line_is_named_with_how_it_was_settled_and_is_no_departure() -> None:
    made = minutes_of(fixed(locked((18, 15, 15, 12)), (1, 3), equals="lot"))
    assert [(one.rank, one.tied, one.nominee.name) for one in made.proposed] == [
        (1, False, "支部1"),
        (2, True, "支部2"),
        (2, True, "支部3"),
    ]
    assert texts(made) == ["支部2（单位v2）、支部3（单位v3）并列第2名，剩余名额1个。经抽签，支部3（单位v3）入选。"]
    none = minutes_of(fixed(locked((18, 15, 15, 12)), (1,), "宁缺毋滥", "meeting"))
    assert texts(none)[0].endswith("经会议复议，均不入选。")
    assert texts(none)[1:] == ["说明：宁缺毋滥"]


def test_who_has_no_rank_and_who_was_recused_are_told() -> None:
    one = opened(campaign(), 3)
    one.do(RecuseJudge("judge-2", 1), role="office", reason="亲属")
    for no, points in enumerate((18, 17, 16), start=1):
        give(one, no, points)
    one.do(LockJudging("judging", AWARD), role="chair")
    assert minutes_of(fixed(one, (1, 2))).recusals == "评委2回避支部1（单位v1）。"


def test_who_came_in_for_somebody_removed_stands_apart_and_the_decided_list_stays() -> None:
    one = fixed(locked((18, 17, 16, 15)), (1, 2))
    one.do(OpenNotice((AWARD,), one.day))
    before = minutes_of(one)
    objected(one, 2)
    assert minutes_of(one) == before
    one.do(FillVacancy(AWARD, 2, 3, "递补"))
    made = minutes_of(one)
    assert (made.proposed, made.decided) == (before.proposed, before.decided)
    assert made.later == ("支部2（单位v2）不再列入名单，由支部3（单位v3）递补。",)
    objected(one, 1)
    one.do(FillVacancy(AWARD, 1, None, "空缺"))
    assert minutes_of(one).later[1] == "支部1（单位v1）不再列入名单，名额不再递补。"


def test_a_tie_stays_in_the_minutes_when_one_of_the_tied_is_removed_later() -> None:
    one = fixed(locked((18, 15, 15, 12)), (1, 3), equals="vote")
    one.do(OpenNotice((AWARD,), one.day))
    before = minutes_of(one)
    objected(one, 3)
    assert minutes_of(one).tie == before.tie != ""


def test_there_are_no_minutes_before_the_list_is_fixed_nor_of_one_that_marks_contradict() -> None:
    one = locked((18, 17, 16))
    with pytest.raises(WrongStage, match="shortlist-missing"):
        minutes_of(one)
    fixed(one, (1, 2))
    given = sheet("judge-1", 3, 20).marks
    ask = AskCorrection(3, "judge-1", given)
    asked = one.do(ask, role="judge", actor="ticket:judge-1", reason="笔误").seq
    one.do(DecideMark(3, asked, accept=True), role="chair", reason="属实")
    with pytest.raises(Refused, match="shortlist-outdated"):
        minutes_of(one)


def test_an_award_that_nobody_was_put_forward_for_has_an_empty_list_in_its_minutes() -> None:
    one = Review(campaign=campaign()).opened()
    one.do(WithdrawNomination(one.submitted("甲支部")), reason="撤回")
    made = minutes_of(fixed(one.on(date(2012, 6, 16)), ()))
    paper = shortlist_paper(made)
    assert texts(made) == ["没有可供评审的申报。", "无入选对象，名额空缺。"]
    assert not [block for block in paper.blocks if isinstance(block, Grid)]
    assert [block.text for block in paper.blocks if isinstance(block, Heading)] == ["一、评审结果", "二、入选名单"]


def test_the_fewest_count_as_moved() -> None:
    assert kept_in_order([2, 0, 1, 3]) == {0, 1, 3}
    assert kept_in_order([1, 2, 0]) == {1, 2}
    assert kept_in_order([1, 0]) == {0}
    assert kept_in_order([]) == frozenset()
