"""A new edition says who moves by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scoring.engine.review.campaign import Quota
from scoring.engine.review.moves import Misfit, OverQuota, Standing, misfits, moves, over_quotas
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, noon, set_up_review
from tests.unit.engine.review.whole_way import Review


def test_fewer_places_move_who_is_in_and_nobody_else() -> None:
    state = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), "shortlist").state
    awards = tuple(replace(one, places=2) if one.id == AWARD else one for one in state.rules.awards)
    found = moves(state, replace(state.rules, awards=awards))
    assert [(one.award, one.nomination, one.before.listed, one.after.listed) for one in found] == [
        (AWARD, 3, True, False),
        (AWARD, 4, True, False),
    ]
    assert {one.before.rank for one in found} == {3, 4}


def test_what_is_only_print_moves_nobody() -> None:
    state = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), "shortlist").state
    assert moves(state, replace(state.rules, name="又一年")) == ()


def test_a_panel_too_small_for_its_rule_takes_every_score_away() -> None:
    state = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), "shortlist").state
    found = moves(state, replace(state.rules, panel=replace(state.rules.panel, fewest=9)))
    assert [one.after for one in found] == [Standing(None, None, False)] * 4


def test_a_smaller_quota_names_who_is_above_it() -> None:
    review = Review().opened()
    review.submitted("甲支部")
    review.submitted("乙支部")
    review.submitted("丙支部", unit="u2")
    first, *others = review.state.rules.awards
    less = replace(review.state.rules, awards=(replace(first, quota=1, quotas=(Quota("单位 u2", 0),)), *others))
    assert over_quotas(review.state, less) == (
        OverQuota(AWARD, "单位u1", 1, 2),
        OverQuota(AWARD, "单位u2", 0, 1),
    )
    assert over_quotas(review.state, review.state.rules) == ()


def test_a_shorter_text_and_a_field_that_must_be_filled_in_name_the_forms_that_no_longer_fit() -> None:
    review = Review().opened()
    numbers = review.submitted("甲支部"), review.submitted("乙支部", unit="u2")
    whole = {"nominee": ["甲"], "head": ["张一"], "phone": ["1234"], "contact": ["张一"], "mobile": ["1234"]}
    texts = {
        no: whole | {"deeds": ["事"], "report": ["学" * count]} for no, count in zip(numbers, (10, 20), strict=True)
    }
    rules = review.state.rules
    fields = tuple(
        replace(one, characters=15) if one.id == "report" else replace(one, required=True) if one.id == "fax" else one
        for one in rules.fields
    )
    assert misfits(review.state, replace(rules, fields=fields), texts) == (
        Misfit(AWARD, numbers[0], ("传真",)),
        Misfit(AWARD, numbers[1], ("传真", "综合材料")),
    )
    assert misfits(review.state, rules, texts) == ()
