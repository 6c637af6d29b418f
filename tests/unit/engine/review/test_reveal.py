"""揭榜: one winner for each key, a way back from a key too many, and a way on where it was broken off."""

from __future__ import annotations

from datetime import date

from scoring.engine.review.commands_decision import BeginReveal, EndReveal, RevealBack, RevealNext
from scoring.engine.review.review import fold
from tests.unit.engine.review.test_decide_decision import AWARD, decided, noticed
from tests.unit.engine.review.whole_way import Review


def running(shown: int = 0) -> Review:
    """The reveal of two winners, of whom so many are shown."""
    one = decided(noticed().on(date(2012, 7, 10)), (1, 2))
    one.do(BeginReveal(AWARD), role="host")
    for number in range(shown):
        one.do(RevealNext(number), role="host")
    return one


def shown(one: Review) -> int | None:
    return one.state.reveal.shown if one.state.reveal is not None else None


def test_the_reveal_shows_one_winner_for_two_keys_and_then_no_more() -> None:
    one = decided(noticed().on(date(2012, 7, 10)), (1, 2))
    assert one.refusal(RevealNext(0), role="host") == "WrongStage reveal-not-begun"
    assert one.refusal(EndReveal(), role="host") == "WrongStage reveal-not-begun"
    assert one.refusal(BeginReveal("star"), role="host") == "WrongStage decision-missing"
    one.do(BeginReveal(AWARD), role="host")
    one.do(RevealNext(0), role="host")
    assert one.refusal(RevealNext(0), role="host") == "Conflict reveal-moved-on"
    one.do(RevealNext(1), role="host")
    assert one.refusal(RevealNext(2), role="host") == "AlreadyDone reveal-complete"
    one.do(EndReveal(), role="host")
    assert one.state.reveal is None


def test_a_key_too_many_is_taken_back_one_at_a_time() -> None:
    one = running(2)
    one.do(RevealBack(2), role="host")
    assert one.refusal(RevealBack(2), role="host") == "Conflict reveal-moved-on"
    assert shown(one) == 1
    one.do(RevealNext(1), role="host")
    assert shown(one) == 2
    for number in (2, 1):
        one.do(RevealBack(number), role="host")
    assert one.refusal(RevealBack(0), role="host") == "AlreadyDone reveal-nobody-shown"
    one.do(EndReveal(), role="host")
    assert one.refusal(RevealBack(0), role="host") == "WrongStage reveal-not-begun"


def test_a_reveal_that_was_broken_off_goes_on_there_or_begins_anew() -> None:
    one = running(1)
    one.do(EndReveal(), role="host")
    assert one.state.revealed == {AWARD: 1}
    assert one.refusal(BeginReveal(AWARD, 2), role="host") == "Conflict reveal-moved-on"
    assert one.refusal(BeginReveal(AWARD), role="host") == ""
    one.do(BeginReveal(AWARD, 1), role="host")
    assert shown(one) == 1
    one.do(RevealNext(1), role="host")
    one.do(EndReveal(), role="host")
    assert one.state.revealed == {AWARD: 2}
    assert fold(one.entries) == one.state


def test_an_award_whose_reveal_is_left_for_another_one_keeps_how_far_it_was() -> None:
    one = running(1)
    one.do(BeginReveal(AWARD), role="host")
    assert (shown(one), one.state.revealed) == (0, {AWARD: 1})
