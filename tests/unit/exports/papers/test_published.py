"""A public notice says the same on its page, on paper and on television: what it said when it was opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scoreboard.blueprints.review.office.papers import PAPERS, Asked
from scoreboard.exports.papers.blocks import Text
from scoreboard.exports.papers.lists import Winner, named_alone
from scoreboard.exports.papers.notice import notice_paper
from scoreboard.exports.papers.of_review import certificates_of, commendation_of, minutes_of
from scoreboard.exports.papers.published import published_notice, winners_lists
from scoring.engine.review.commands_decision import FillVacancy, OpenNotice
from scoring.engine.review.commands_nomination import NewEdition
from scoring.engine.rulefile.printed import Lang
from tests import archives
from tests.unit.engine.review.test_decide_decision import AWARD, NATURAL, decided, noticed, objected
from tests.unit.engine.review.test_decide_judging import campaign
from tests.unit.engine.review.whole_way import Review


def two_notices_then_one() -> Review:
    """A review whose second notice is open when a new edition leaves one notice, by another office."""
    one = noticed(campaign(notices=(NATURAL, NATURAL))).on(date(2012, 7, 9))
    one.do(OpenNotice((AWARD,), one.day))
    changed = replace(one.state.rules, notices=(replace(NATURAL, by="别的办公室"),), edition=2)
    one.do(NewEdition(2), reason="更正", campaign=changed)
    return one


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_paper_of_a_notice_is_the_text_of_its_public_page(lang: Lang) -> None:
    one = noticed()
    on_page = notice_paper(published_notice(one.state.notices[0], lang), lang)
    assert PAPERS["notice"](Asked(one.state, "1", lang)) == on_page


@pytest.mark.parametrize("kind", ["notice", "television"])
def test_a_notice_is_printed_as_it_was_opened_though_a_new_edition_has_no_such_notice(kind: str) -> None:
    one = two_notices_then_one()
    said = str(PAPERS[kind](Asked(one.state, "2", "zh")))
    assert NATURAL.by in said
    assert "别的办公室" not in said


@pytest.mark.parametrize("kind", ["notice", "television"])
def test_a_notice_that_repeats_another_one_says_so_on_paper_too(kind: str) -> None:
    one = noticed(campaign(notices=(NATURAL,)))
    objected(one, 2)
    one.do(FillVacancy(AWARD, 2, None, "空缺"))
    one.do(OpenNotice((AWARD,), one.day, repeats=1))
    first, again = (PAPERS[kind](Asked(one.state, no, "zh")) for no in ("1", "2"))
    line = Text("第1号公示的名单有变动，现重新公示；所列奖项以本公示为准。")
    assert (line in first.blocks, line in again.blocks) == (False, True)


def test_an_organisation_stands_beside_a_name_unless_every_name_of_the_list_says_it() -> None:
    said = (Winner("甲村党支部", "甲村"), Winner("乙村党支部", "乙村"))
    unsaid = (Winner("第一党支部", "甲局"), Winner("乙村党支部", "乙村"))
    assert named_alone("unit", said) == (Winner("甲村党支部"), Winner("乙村党支部"))
    assert named_alone("unit", unsaid) == unsaid
    assert named_alone("activity", (Winner("甲村读书月", "甲村"),)) == (Winner("甲村读书月", "甲村"),)


def test_several_papers_in_one_file_have_the_name_of_all_and_not_of_the_first() -> None:
    one = decided(noticed().on(date(2012, 7, 10)), (1, 2))
    named = {
        kind: PAPERS[kind](Asked(one.state, which, "zh")).name for kind, which in (("minutes", "all"), ("forms", AWARD))
    }
    rules = one.state.rules
    assert named == {"minutes": f"{rules.name}审定会议记录", "forms": "附件1 全市十佳学习型党组织推荐表（共4份）"}


def test_people_are_counted_as_people_in_the_minutes() -> None:
    one = noticed()
    rules = replace(one.state.rules, awards=tuple(replace(award, kind="person") for award in one.state.rules.awards))
    one = decided(noticed(rules).on(date(2012, 7, 10)), (1, 2))
    assert {made.text[:13] for meeting in minutes_of(one.state) for made in meeting.resolutions} == {
        "十佳学习型党组织（2名）："
    }


def test_notice_result_and_decision_name_the_host_beside_an_activity() -> None:
    one = archives.hosted_review()
    hosts = [f"{unit}读书会" for unit in ("甲村", "乙村", "丙村", "丁村")]
    for names in (
        published_notice(one.state.notices[0]).awards[0].names,
        winners_lists(one.state)[0].names,
        commendation_of(one.state).awards[0].list.names,
        certificates_of(one.state),
    ):
        assert sorted(name.unit for name in names) == sorted(hosts)
    assert [one.unit for one in commendation_of(one.state).awards[0].list.names] == [
        one.unit for one in published_notice(one.state.notices[0]).awards[0].names
    ]
