"""Who may enter: a roster, a day of beginning and earlier titles block a form, or are noted for vetting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scoring.engine.review.campaign import Award, Bar, Entry
from scoring.engine.review.eligibility import Held, check_entry
from scoring.engine.review.form_values import Problem
from tests.unit.engine.review.whole_way import CAMPAIGN

TITLE = "月月学习之星"
STAR = {"nominee": ("张一",)}


def award(**entry: object) -> Award:
    return replace(CAMPAIGN.awards[0], entry=Entry(**entry))  # type: ignore[arg-type]


def checked(one: Award, lines: tuple[Held, ...] = (), title: str = TITLE, values: dict = STAR):
    found = check_entry(CAMPAIGN, one, values, {title: lines}, ("甲村",))
    return found.problems, found.note_texts


def test_a_nominee_stands_in_the_roster() -> None:
    star = award(roster=TITLE)
    assert checked(star, (Held("张 一", "甲村"),)) == ((), ())
    assert checked(star, (Held("张一"),)) == ((), ())


def test_a_nominee_who_is_not_in_the_roster_is_refused() -> None:
    assert checked(award(roster=TITLE), (Held("李二", "甲村"),)) == (
        (Problem("not-on-roster", "nominee", said=TITLE),),
        (),
    )


def test_somebody_of_a_judges_name_is_for_vetting_where_judges_may_not_enter() -> None:
    person = replace(CAMPAIGN.awards[0], kind="person", entry=Entry())
    for campaign, notes in ((CAMPAIGN, ("judge-entered 张 一",)), (replace(CAMPAIGN, judges_enter=True), ())):
        found = check_entry(campaign, person, STAR, {}, ("甲村",), ("李二", "张 一"))
        assert (found.problems, found.note_texts) == ((), notes)


def test_a_name_of_another_organisation_or_a_similar_one_is_for_vetting() -> None:
    assert checked(award(roster=TITLE), (Held("张一", "乙村"),)) == ((), (f"roster-near {TITLE}",))
    near = checked(award(roster=TITLE), (Held("张大明", "甲村"),), values={"nominee": ("张大鸣",)})
    assert near == ((), (f"roster-near {TITLE}",))


def test_a_roster_that_is_not_kept_here_is_for_vetting() -> None:
    assert checked(award(roster=TITLE)) == ((), (f"roster-not-kept {TITLE}",))


def test_what_began_too_early_is_refused_by_the_day_of_its_form() -> None:
    since = award(since=date(2009, 1, 1), since_field="begun")
    assert checked(since, values={"begun": ("2009年1月1日",)}) == ((), ())
    assert checked(since, values={"begun": ("2008-12-31",)}) == (
        (Problem("begun-too-early", "begun", said="2009-01-01"),),
        (),
    )


def test_without_a_field_for_the_day_vetting_finds_when_it_began() -> None:
    assert checked(award(since=date(2009, 1, 1))) == ((), ("begin-to-check 2009-01-01",))


def test_a_title_bars_for_ever_or_for_some_years() -> None:
    barred = ((Problem("title-bars", "nominee", said="劳动模范"),), ())
    ever, three = award(bars=(Bar("劳动模范"),)), award(bars=(Bar("劳动模范", 3),))
    assert checked(ever, (Held("张一", "甲村", "1990"),), "劳动模范") == barred
    assert checked(three, (Held("张一", "甲村", "2009-06-16"),), "劳动模范") == barred
    assert checked(three, (Held("张一", "甲村", "2009-06-15"),), "劳动模范") == ((), ())
    assert checked(three, (Held("张一", "甲村", "2010年"),), "劳动模范") == barred
    assert checked(three, (Held("张一", "甲村", "2008年"),), "劳动模范") == ((), ())


def test_a_year_alone_on_the_edge_is_for_vetting() -> None:
    three = award(bars=(Bar("劳动模范", 3),))
    assert checked(three, (Held("张一", "甲村", "2009年"),), "劳动模范") == ((), ("title-unclear 劳动模范",))
    assert checked(three, (Held("张一", "甲村", ""),), "劳动模范") == ((), ("title-unclear 劳动模范",))


def test_new_merit_is_for_vetting_where_the_campaign_counts_it() -> None:
    merit = award(bars=(Bar("劳动模范", 3, merit=True),))
    assert checked(merit, (Held("张一", "甲村", "2011"),), "劳动模范") == ((), ("title-merit 劳动模范",))


def test_a_barring_title_whose_roster_is_empty_is_for_vetting() -> None:
    assert checked(award(bars=(Bar("劳动模范"),)), (), "劳动模范") == ((), ("roster-not-kept 劳动模范",))


def test_a_similar_holder_of_a_barring_title_is_for_vetting() -> None:
    bar = award(bars=(Bar("劳动模范"),))
    assert checked(bar, (Held("张一", "丙厂", "2011"),), "劳动模范") == ((), ("title-near 劳动模范",))
