"""A new edition says who moves by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scoring.engine.review.moves import Standing, moves
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, noon, set_up_review


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
