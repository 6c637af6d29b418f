"""What the study office's pages show, from a review's state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from scoreboard.i18n.catalogue import say
from scoreboard.presenters.remembered import Remembered
from scoreboard.presenters.review.office import judging as office_judging
from scoreboard.presenters.review.office.calendar import calendar_lines
from scoreboard.presenters.review.office.judging import certainty, opening, short_of_judges, some_of
from scoreboard.presenters.review.office.missing import group_message, lacking, message, to_chase
from scoreboard.presenters.review.office.nominations import Answer, Filter, checks, history, table
from scoreboard.presenters.review.office.notices import preview, together
from scoreboard.presenters.review.office.steps import next_step
from scoreboard.presenters.review.office.words import Words
from scoreboard.presenters.review.unit import history as unit_history
from scoring.engine.panel.commands import AbstainMark, AskCorrection, DecideMark, RecuseJudge
from scoring.engine.review.calendar import NO_CALENDAR
from scoring.engine.review.campaign import Deadline, SignOff
from scoring.engine.review.commands_decision import OpenNotice
from scoring.engine.review.commands_judging import FixShortlist, LockJudging, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import RecordFinding, WithdrawNomination
from scoring.engine.review.decided_again import check_entries
from scoring.engine.review.form import FormField
from scoring.engine.review.nomination import Attached
from scoring.engine.review.state import ReviewState
from scoring.usecases.records import Organisation, RosterName
from tests.unit.engine.review.test_decide_decision import noticed
from tests.unit.engine.review.test_decide_judging import locked
from tests.unit.engine.review.whole_way import CAMPAIGN, JUDGES, OFFICIAL, Review, noon

WORDS = Words(partial(say, "zh"), "Asia/Shanghai", dict)
TOWN = Organisation("t", "甲镇", contact="王五", phone="0745-1111111")


def step_of(review: Review) -> str:
    """The code of the next step of the first award."""
    return next_step(review.state, review.state.rules.awards[0], noon(review.day)).code


def judged(review: Review) -> tuple[int, ...]:
    """Two nominations that were marked; the first is the better one."""
    numbers = (review.accepted("甲支部", unit="u1"), review.accepted("乙支部", unit="u2"))
    review.on(date(2012, 6, 18)).do(OpenJudging("judging", "organisation"), role="chair")
    for judge in JUDGES:
        review.do(SignPledge(judge.id), role="judge", actor=f"ticket:{judge.id}")
        for subject, points in ((1, 18), (2, 15)):
            review.mark(subject, judge.id, points)
    return numbers


def test_the_next_step_goes_from_entries_to_the_notice() -> None:
    review = Review().opened()
    assert step_of(review) == "collect"
    review.submitted("丙支部", unit="u3")
    assert step_of(review) == "wait"
    review = Review().opened()
    numbers = judged(review)
    assert step_of(review) == "lock"
    review.do(LockJudging("judging", "organisation"), role="chair")
    assert step_of(review) == "shortlist"
    review.do(FixShortlist("organisation", numbers, "主任等三人"))
    assert step_of(review) == "notice"
    review.on(date(2012, 7, 2)).do(OpenNotice(("organisation",), date(2012, 7, 2)))
    assert step_of(review) == "standing"
    review.on(date(2012, 7, 10))
    assert step_of(review) == "decide"


def test_a_step_that_somebody_else_takes_does_not_wait_for_the_office() -> None:
    review = Review().opened()
    numbers = judged(review)

    def waiting() -> list[str]:
        things = lacking(review.state, noon(review.day), WORDS)
        award = f"{review.state.rules.awards[0].name} · "
        return [one.about.removeprefix(award) for one in things if one.of_office and one.about.startswith(award)]

    assert waiting() == []  # the chair locks
    review.do(LockJudging("judging", "organisation"), role="chair")
    assert waiting() == ["确定入选名单"]
    review.do(FixShortlist("organisation", numbers, "主任等三人"))
    review.on(date(2012, 7, 2)).do(OpenNotice(("organisation",), date(2012, 7, 2)))
    assert waiting() == []
    review.on(date(2012, 7, 10))
    assert step_of(review) == "decide"
    assert waiting() == []


def test_a_mark_sheet_that_waits_for_a_second_person_is_missing_until_it_is_decided() -> None:
    review = Review().opened()
    judged(review)
    review.do(LockJudging("judging", "organisation"), role="chair")
    marks = {item.id: Decimal(2) for item in review.state.rules.awards[0].criteria}
    asked = review.do(AskCorrection(1, "judge-1", marks), role="judge", reason="笔误").seq

    def sheets() -> list[tuple[str, str, object, bool]]:
        things = lacking(review.state, noon(review.day), WORDS)
        return [(one.about, one.page, one.values, one.of_office) for one in things if one.group == "sheet"]

    about = f"甲支部 · {review.state.rules.awards[0].name}：1 张评分表等另一个人核对"
    assert sheets() == [(about, "review_chair.subject", {"no": 1}, True)]
    review.do(DecideMark(1, asked, accept=True), role="chair", reason="属实")
    assert sheets() == []


def test_whoever_is_waited_for_is_chased_with_the_last_day_and_the_way_in() -> None:
    review = Review().opened()
    review.submitted("甲支部", unit="u1")
    found = to_chase(lacking(review.state, noon(review.day), WORDS, [("u1", "单位u1"), ("u2", "单位u2")]), {"t": TOWN})
    assert [(one.name, [it.group for it in one.things]) for one in found] == [
        ("单位u1", ["opinion"]),
        ("单位u2", ["entry"]),
    ]
    assert message(found[0], WORDS, title="四评", link="http://house/") == (
        "【四评】单位u1：\n"
        "1. 甲支部 · 十佳学习型党组织：请签署推荐意见\n"
        "请于2012年6月15日前办理。入口：http://house/（用单位的入场码进入）"
    )
    units = [("u3", "单位u3"), ("u2", "单位u2"), ("u1", "单位u1")]
    as_registered = to_chase(lacking(review.state, noon(review.day), WORDS, units), {})
    assert [one.name for one in as_registered] == ["单位u1", "单位u3", "单位u2"]
    late = to_chase(lacking(review.state, noon(date(2012, 6, 16)), WORDS, [("u2", "单位u2")]), {})
    assert [(one.name, one.late) for one in late] == [("单位u1", True)]
    said = message(late[0], WORDS, title="四评", link="http://house/")
    assert (
        said.splitlines()[2] == "期限为2012年6月15日，已经逾期，请尽快办理。入口：http://house/（用单位的入场码进入）"
    )
    shut = replace(late[0], things=(replace(late[0].things[0], shut=True),))
    assert "已经截止，网上不再受理" in message(shut, WORDS, title="四评", link="http://house/")
    other = replace(late[0].things[0], until=Deadline(date(2012, 6, 20)), late=False)
    both = message(replace(late[0], things=(*late[0].things, other)), WORDS, title="四评", link="http://house/")
    assert both.splitlines()[1:] == [
        "1. 甲支部 · 十佳学习型党组织：请签署推荐意见（期限2012年6月15日，已逾期）",
        "2. 甲支部 · 十佳学习型党组织：请签署推荐意见（2012年6月20日前）",
        "请按各项期限办理；已经逾期的，请尽快办理。入口：http://house/（用单位的入场码进入）",
    ]


def test_one_message_for_the_group_has_a_line_for_each_and_no_name_of_a_nominee() -> None:
    review = Review().opened()
    for nominee in ("甲支部", "乙支部"):
        review.submitted(nominee, unit="u1")
    units = [("u1", "单位u1"), ("u2", "单位u2")]
    found = to_chase(lacking(review.state, noon(review.day), WORDS, units), {})
    assert group_message(found, WORDS, title="四评", link="http://house/").splitlines() == [
        "【四评】请以下单位尽快办理：",
        "1. 单位u1：签署推荐意见 2 件（2012年6月15日前）",
        "2. 单位u2：填写推荐表并提交（2012年6月15日前）",
        "入口：http://house/（用单位的入场码进入）",
    ]
    late = to_chase(lacking(review.state, noon(date(2012, 6, 16)), WORDS, units), {})
    assert "（期限2012年6月15日，已逾期）" in group_message(late, WORDS, title="四评", link="http://house/")


def test_a_notice_that_stands_is_going_on_and_not_only_to_come() -> None:
    review = noticed()
    days = (date(2012, 7, 1), date(2012, 7, 2), date(2012, 7, 9), date(2012, 7, 10))
    told = [next(line.when for line in calendar_lines(review.state, day, WORDS) if "公示" in line.name) for day in days]
    assert told == ["ahead", "now", "now", "over"]


def test_the_calendar_names_what_comes_soon_and_what_is_late() -> None:
    review = Review().opened()
    lines = {one.name: one.when for one in calendar_lines(review.state, date(2012, 6, 10), WORDS)}
    assert lines == {
        "宣传发动": "over",
        "组织实施": "now",
        "表彰推广": "ahead",
        "申报截止": "soon",
        "删除个人信息": "ahead",
    }


def many(count: int) -> ReviewState:
    """A state with so many nominations of two awards, of organisations ``u0`` … ``u9`` in turn."""
    review = Review().opened()
    first = review.submitted("甲支部")
    one = review.state.nominations[first]
    awards = ("organisation", "star")
    found = {
        no: replace(one, no=no, nominee=f"支部{no}", unit=f"u{no % 10}", award=awards[no % 2])
        for no in range(1, count + 1)
    }
    return replace(review.state, nominations=found)


def test_the_table_is_cut_and_paged() -> None:
    state = many(1600)
    units = {f"u{no}": Organisation(f"u{no}", f"单位{no}", "village" if no < 5 else "school") for no in range(10)}
    whole = table(state, Filter(), units, 32)
    assert (whole.pages, whole.total, [one.no for one in whole.rows][-1]) == (32, 1600, 1600)
    assert table(state, Filter(), units, 99).page == 32
    assert table(state, Filter(award="star", category="village"), units, 1).total == 320
    assert [one.no for one in table(state, Filter(text="0007"), units, 1).rows] == [7]
    assert table(state, Filter(status="accepted"), units, 1).rows == ()
    assert [one.no for one in table(state, Filter(text="支 部１５９９"), units, 1).rows] == [1599]


def test_the_vetting_list_says_what_the_records_say() -> None:
    campaign = replace(CAMPAIGN, sign_offs=(SignOff("纪检", "廉洁"),))
    review = Review(campaign).opened()
    no = review.submitted("张一", "star", "u1")
    award = review.state.award("star")
    assert award is not None
    found = checks(
        review.state, review.state.nominations[no], award, (), [RosterName("1", "r", "张 一", held="2011年")]
    )
    assert [(one.code, one.holds) for one in found] == [
        ("complete", True),
        ("limits", True),
        ("levels", False),
        ("roster", True),
        ("sealed", False),
        ("sign-offs", False),
        ("single", True),
    ]


def test_the_vetting_list_asks_for_the_sealed_scan_of_what_came_online_and_for_the_departments_of_the_award() -> None:
    departments = (SignOff("纪检", "廉洁", awards=("star",)),)
    review = Review(replace(CAMPAIGN, sign_offs=departments)).opened()
    scan = Attached("sealed", "盖章.pdf", "0" * 64, 9)
    no = review.submitted("甲支部", files=(scan,))
    one, award = review.state.nominations[no], review.state.award("organisation")
    assert award is not None
    codes = {check.code: check.holds for check in checks(review.state, one, award, (), [])}
    assert codes == {"complete": True, "limits": True, "levels": False, "sealed": True, "single": True}
    on_paper = replace(one, forms=(replace(one.form, paper=True, files=()),))
    assert "sealed" not in {check.code for check in checks(review.state, on_paper, award, (), [])}
    unsealed = replace(review.state, campaign=replace(review.state.rules, sealed_form=False))
    assert "sealed" not in {check.code for check in checks(unsealed, one, award, (), [])}


def test_the_vetting_list_names_what_is_beyond_a_limit_that_a_new_edition_has_set() -> None:
    review = Review().opened()
    film = Attached("papers", "讲堂.mp4", "0" * 64, 30 * 1024 * 1024)
    no = review.submitted("甲支部", files=(film,))
    one, award = review.state.nominations[no], review.state.award("organisation")
    assert award is not None
    report, papers = (field for field in review.state.rules.fields if field.id in ("report", "papers"))
    said = [Answer(report, ("学" * 20,))]

    def limits(**changed: FormField) -> tuple[bool | None, str]:
        fields = tuple(changed.get(field.id, field) for field in review.state.rules.fields)
        state = replace(review.state, campaign=replace(review.state.rules, fields=fields))
        line = next(check for check in checks(state, one, award, said, []) if check.code == "limits")
        return line.holds, line.text(WORDS)

    assert limits()[0] is True
    shorter, smaller = replace(report, characters=19), replace(papers, megabytes=20)
    assert limits(report=shorter, papers=smaller) == (False, "超出限额或字数：综合材料、其他附件")
    assert limits(papers=replace(papers, files=("pdf",))) == (False, "超出限额或字数：其他附件")


def test_the_history_says_who_did_what_in_order() -> None:
    review = Review().opened()
    no = review.accepted("甲支部")
    finding = RecordFinding(no, "inspection", date(2012, 5, 7), "张一、李二", "与材料相符")
    review.do(finding)
    told = [(one.what, one.said) for one in history(review.state.nominations[no], WORDS)]
    assert told == [
        ("提交第1稿", ""),
        ("单位u1同意推荐", "同意推荐"),
        ("甲镇同意推荐", "同意推荐"),
        ("审核通过", ""),
        ("2012年5月7日直接考察，参加：张一、李二", "与材料相符"),
    ]


def test_the_history_says_who_withdrew_a_nomination_when_and_why() -> None:
    review = Review().opened()
    own, other = review.submitted("甲支部"), review.submitted("乙支部", unit="u2")
    withdraw = {"reason": "材料有误"}
    review.do(WithdrawNomination(own), role="unit", organisation="u1", **withdraw)
    review.do(WithdrawNomination(other), **withdraw)
    for no, said, plain in (
        (own, "单位u1撤回申报", "单位u1：撤回申报"),
        (other, "评选办公室代单位u2撤回申报", "评选办公室：代单位u2撤回申报"),
    ):
        told = history(review.state.nominations[no], WORDS)[-1]
        assert (told.what, told.said, told.at) == (said, "材料有误", noon(review.day))
        shown = unit_history(review.state.rules, review.state.nominations[no], partial(say, "zh"))[-1]
        assert (shown.text, shown.said) == (plain, "材料有误")
    assert check_entries(review.entries, OFFICIAL) == ()


def test_a_notice_is_previewed_with_its_last_day_or_without_a_calendar() -> None:
    review = Review().opened()
    numbers = judged(review)
    review.do(LockJudging("judging", "organisation"), role="chair")
    review.do(FixShortlist("organisation", numbers, "主任等三人"))
    award = review.state.rules.awards[0]
    assert together(review.state, [award]) == [award]
    found = preview(review.state, [award], date(2012, 7, 2), OFFICIAL, "rank")
    assert (found.last, [(row.place, row.name) for row in found.rows]) == (
        date(2012, 7, 9),
        [(1, "甲支部"), (2, "乙支部")],
    )
    unknown = preview(review.state, [award], date(2012, 7, 2), NO_CALENDAR, "strokes", numbers[::-1])
    assert unknown.last is None
    assert unknown.problem is not None
    assert unknown.problem.code == "no-official-days"
    assert [row.name for row in unknown.rows] == ["乙支部", "甲支部"]


def test_where_marks_are_many_some_judges_are_left_out_in_turn_and_the_page_says_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = locked((18, 17, 16, 15))
    award = one.state.rules.awards[0]
    whole = certainty(one.state, award)
    assert whole is not None
    assert (whole.judges, whole.all_judges) == (3, 3)
    assert certainty(one.state, award) is whole
    monkeypatch.setattr(office_judging, "MOST_FOR_CERTAINTY", 1)
    monkeypatch.setattr(office_judging, "FEWEST_LEFT_OUT", 2)
    monkeypatch.setattr(office_judging, "_CERTAINTIES", Remembered())
    some = certainty(one.state, award)
    assert some is not None
    assert (some.judges, some.all_judges, some.changes) == (2, 3, 0)
    assert some_of([str(no) for no in range(31)], 5) == ("0", "7", "15", "22", "30")
    assert some_of(["a", "b"], 0) == ("a", "b")


def test_a_nomination_for_which_too_few_judges_are_left_is_named_before_the_lock_and_before_the_opening() -> None:
    review = Review().opened()
    judged(review)
    judging = review.state.judgings["judging", "organisation"]
    assert short_of_judges(review.state, judging) == ()
    for judge in JUDGES[:5]:
        review.do(RecuseJudge(judge.id, 2), reason="有利害关系")
    found = short_of_judges(review.state, judging)
    assert [(one.nomination.nominee, one.left, one.fewest) for one in found] == [("乙支部", 2, 3)]
    assert step_of(review) == "lock"
    review.do(RecuseJudge(JUDGES[5].id, 2), reason="有利害关系")
    review.do(AbstainMark(JUDGES[6].id, 2), role="judge")
    assert [one.left for one in short_of_judges(review.state, judging)] == [0]
    assert step_of(review) == "join"

    review = Review().opened()
    review.accepted("丙支部", unit="u3")
    home = [replace(one, organisation="单位u3") for one in JUDGES[:6]]
    award, stage = review.state.rules.awards[0], review.state.rules.mark_stages()[0]
    before = opening(review.state, award, stage, [*home, JUDGES[6]])
    assert [(one.nomination.nominee, one.left) for one in before.short] == [("丙支部", 1)]
    assert opening(review.state, award, stage, JUDGES).short == ()
