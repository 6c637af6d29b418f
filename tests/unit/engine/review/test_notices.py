"""What a public notice says can be proved later by its hash, and holds nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from scoring.engine.review.campaign import NoticeOrder
from scoring.engine.review.commands_decision import FillVacancy, OpenNotice, PublishResult
from scoring.engine.review.decided_again import check_entries
from scoring.engine.review.notices import as_told, begun, in_public_order, public_text, replaced_by, shown_digest
from scoring.engine.review.state import PublicNotice, ReviewState, Shown
from tests.unit.engine.review.test_decide_decision import AWARD, BODIES, NATURAL, decided, listed_review, made, noticed
from tests.unit.engine.review.test_decide_judging import campaign
from tests.unit.engine.review.whole_way import OFFICIAL, Review

FIRST, LAST = date(2012, 7, 2), date(2012, 7, 9)
SHOWN = (
    Shown("star", 7, "张一", "甲村"),
    Shown("star", 3, "李二", "乙村"),
    Shown("carrier", 12, "甲讲坛", "丙村"),
)


def notice(no: int, first: date, repeats: int | None = None) -> PublicNotice:
    return PublicNotice(no, ("star",), 0, first, LAST, SHOWN, "", no, 0, repeats)


def test_the_text_of_a_notice_has_its_days_and_its_names_in_their_order_and_no_numbers() -> None:
    assert json.loads(public_text(SHOWN, FIRST, LAST)) == {
        "first": "2012-07-02",
        "last": "2012-07-09",
        "lists": [
            {"award": "star", "names": [{"nominee": "张一", "unit": "甲村"}, {"nominee": "李二", "unit": "乙村"}]},
            {"award": "carrier", "names": [{"nominee": "甲讲坛", "unit": "丙村"}]},
        ],
    }


def test_the_digest_of_a_notice_is_the_sha256_of_the_bytes_of_its_text() -> None:
    text = public_text(SHOWN, FIRST, LAST).encode("utf-8")
    assert shown_digest(SHOWN, FIRST, LAST) == hashlib.sha256(text).hexdigest()


def test_another_last_day_gives_another_digest() -> None:
    assert shown_digest(SHOWN, FIRST, LAST) != shown_digest(SHOWN, FIRST, date(2012, 7, 10))


def test_a_notice_is_public_from_its_first_day_and_stays() -> None:
    state = ReviewState(notices=(notice(1, FIRST), notice(2, date(2012, 7, 10))))
    assert [one.no for one in begun(state, date(2012, 7, 1))] == []
    assert [one.no for one in begun(state, FIRST)] == [1]
    assert [one.no for one in begun(state, date(2013, 1, 1))] == [1, 2]


def test_a_notice_is_replaced_only_once_the_other_one_has_begun() -> None:
    first, second = notice(1, FIRST), notice(2, date(2012, 7, 5), repeats=1)
    state = ReviewState(notices=(first, second))
    assert replaced_by(state, first, date(2012, 7, 4)) == {}
    assert replaced_by(state, first, date(2012, 7, 5)) == {"star": second}
    assert replaced_by(state, second, date(2012, 7, 5)) == {}


def test_a_notice_of_several_awards_is_replaced_for_those_alone_whose_list_has_changed() -> None:
    both = replace(notice(1, FIRST), awards=("star", "carrier"))
    again = notice(2, date(2012, 7, 5), repeats=1)
    assert replaced_by(ReviewState(notices=(both, again)), both, date(2012, 7, 5)) == {"star": again}


def test_a_list_that_is_shown_from_the_first_notice_on_again_replaces_all_of_its_notices_so_far() -> None:
    first, second = notice(1, FIRST), replace(notice(2, date(2012, 7, 10)), level=1)
    again = notice(3, date(2012, 7, 20), repeats=2)
    following = replace(notice(4, date(2012, 7, 30)), level=1)
    state = ReviewState(notices=(first, second, again, following))
    found = [replaced_by(state, one, date(2012, 8, 1)) for one in state.notices]
    assert found == [{"star": again}, {"star": again}, {}, {}]


def told(order: NoticeOrder, given: tuple[int, ...] = (), chosen: NoticeOrder | None = None) -> Review:
    """A notice of nominations 1 and 2, whose names stand the other way round by their signs."""
    one = listed_review(campaign(notices=(replace(NATURAL, order=order),)))
    one.do(OpenNotice((AWARD,), one.day, given, ordered=chosen or ""))
    return one


def numbers(one: Review) -> list[int]:
    return [line.nomination for line in one.state.notices[0].shown]


def test_a_notice_in_order_of_merit_stands_so_by_the_rule_or_because_somebody_chose_it() -> None:
    assert numbers(told("rank")) == [1, 2]
    assert numbers(told("strokes", chosen="rank")) == [1, 2]


def test_nobody_moves_a_name_in_a_notice_in_order_of_merit() -> None:
    one = listed_review(campaign(notices=(replace(NATURAL, order="rank"),)))
    assert one.refusal(OpenNotice((AWARD,), one.day, (2, 1))) == "Invalid notice-not-by-merit"
    assert one.refusal(OpenNotice((AWARD,), one.day, (1, 2))) == ""
    assert one.refusal(OpenNotice((AWARD,), one.day, (2, 1), ordered="strokes")) == ""


def test_the_decision_stands_as_the_notice_by_merit_or_by_strokes() -> None:
    by_merit = decided(told("rank").on(date(2012, 7, 10)), (2, 1))
    by_strokes = decided(told("strokes", (2, 1)).on(date(2012, 7, 10)), (1, 2))
    assert in_public_order(by_merit.state, AWARD, (2, 1)) == (2, 1)
    assert in_public_order(by_strokes.state, AWARD, (1, 2)) == (2, 1)


def test_a_notice_names_whose_each_nomination_is_as_it_was_then() -> None:
    one = Review(campaign()).opened()
    hosted, own = one.accepted("甲读书会", homes=("甲局",)), one.accepted("乙读书会", unit="u2")
    assert [one.state.nominations[no].owner for no in (hosted, own)] == ["甲局", "单位u2"]
    by_two = replace(one.state.nominations[hosted], homes=("甲局", "乙局", "甲局"))
    assert by_two.owner == "甲局、乙局"


def one_turned_down_after_two_notices(heir: int | None) -> Review:
    """Three notices in turn are the rule; during the second one the first on the list is turned down, and ``heir``
    has the place."""
    one = noticed(campaign(notices=(NATURAL, NATURAL, NATURAL))).on(date(2012, 7, 9))
    one.do(OpenNotice((AWARD,), one.day))
    one.on(date(2012, 7, 16)).do(OpenNotice((AWARD,), one.day))
    one.on(date(2012, 7, 23)).do(replace(made(one, BODIES[0], (), "fail"), turned_down=(1,), text="x"), role="approver")
    one.do(FillVacancy(AWARD, 1, heir, "" if heir else "空缺"))
    return one


def test_who_comes_on_the_list_late_stands_in_each_notice_of_the_campaign_in_turn() -> None:
    one = one_turned_down_after_two_notices(3)
    one.do(OpenNotice((AWARD,), one.day, repeats=3))
    assert one.on(date(2012, 7, 30)).refusal(made(one, BODIES[0], (2, 3)), role="approver").endswith("notice-not-over")
    one.do(OpenNotice((AWARD,), one.day))
    one.on(date(2012, 8, 6)).do(OpenNotice((AWARD,), one.day))
    assert [(of.level, of.repeats) for of in one.state.notices] == [
        (0, None),
        (1, None),
        (2, None),
        (0, 3),
        (1, None),
        (2, None),
    ]
    decided(one.on(date(2012, 8, 13)), (2, 3))
    assert check_entries(one.entries, OFFICIAL) == ()


def test_where_nobody_new_is_on_the_list_only_the_newest_notice_is_given_again() -> None:
    one = one_turned_down_after_two_notices(None)
    one.do(OpenNotice((AWARD,), one.day, repeats=3))
    assert one.state.notices[-1].level == 2
    decided(one.on(date(2012, 7, 30)), (2,))


def test_a_notice_of_the_time_when_the_newest_one_was_given_again_for_everybody_verifies() -> None:
    one = one_turned_down_after_two_notices(3)
    one.do(OpenNotice((AWARD,), one.day, repeats=3), each_in_all=False)
    assert one.state.notices[-1].level == 2
    decided(one.on(date(2012, 7, 30)), (2, 3))
    assert check_entries(one.entries, OFFICIAL) == ()


def test_whom_a_body_turned_down_is_told_to_nobody_until_a_notice_without_the_name_has_begun() -> None:
    one = noticed(campaign(notices=(NATURAL,))).on(date(2012, 7, 9))
    before = one.state
    one.do(replace(made(one, BODIES[0], (), "fail"), turned_down=(2,), text="材料不实"), role="approver")
    assert as_told(one.state, one.day).nominations == before.nominations
    one.do(FillVacancy(AWARD, 2, 3))
    one.do(OpenNotice((AWARD,), date(2012, 7, 11), repeats=1))
    assert as_told(one.state, date(2012, 7, 10)).nominations == before.nominations
    assert as_told(one.state, date(2012, 7, 11)) == one.state


def test_where_no_notice_follows_the_result_tells_who_was_turned_down() -> None:
    one = noticed(campaign(notices=(NATURAL,))).on(date(2012, 7, 9))
    one.do(replace(made(one, BODIES[0], (), "fail"), turned_down=(1, 2), text="材料不实"), role="approver")
    for no in (1, 2):
        one.do(FillVacancy(AWARD, no, None, "空缺"))
    decided(one, ())
    assert as_told(one.state, one.day).nominations[1].status == "accepted"
    one.do(PublishResult((AWARD,)), role="approver")
    assert as_told(one.state, one.day) == one.state
