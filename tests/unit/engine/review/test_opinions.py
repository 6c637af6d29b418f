"""Who gives the opinion of a level, and by which day what came on paper is in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scoring.engine.errors import Forbidden, Invalid, TooLate
from scoring.engine.review.campaign import Deadline
from scoring.engine.review.commands_nomination import Endorse
from scoring.engine.review.guards import quota_of
from tests.unit.engine.review.whole_way import CAMPAIGN, Review


def test_a_unit_gives_the_opinion_of_its_own_level_and_no_other() -> None:
    review = Review().opened()
    no = review.submitted("支部一")
    review.do(Endorse(no, 1, "agree", "同意推荐"), role="unit", organisation="u1")
    assert review.state.nominations[no].waits_for.organisation == "t"
    with pytest.raises(Forbidden) as refused:
        review.do(Endorse(no, 1, "agree"), role="unit", organisation="u1")
    assert refused.value.code == "not-your-level"


def test_an_opinion_on_paper_is_in_time_by_the_day_on_which_it_arrived() -> None:
    levels = (CAMPAIGN.levels[0], replace(CAMPAIGN.levels[1], due=Deadline(date(2012, 6, 10))))
    review = Review(replace(CAMPAIGN, levels=levels)).opened()
    no = review.submitted("支部一")
    review.do(Endorse(no, 1, "agree"), role="unit", organisation="u1")
    review.on(date(2012, 6, 11))
    with pytest.raises(TooLate) as late:
        review.do(Endorse(no, 1, "agree", paper=True, arrived=date(2012, 6, 11)), role="clerk")
    assert late.value.code == "level-closed"
    with pytest.raises(Invalid) as ahead:
        review.do(Endorse(no, 1, "agree", paper=True, arrived=date(2012, 6, 12)), role="clerk")
    assert ahead.value.code == "day-in-future"
    review.do(Endorse(no, 1, "agree", paper=True, arrived=date(2012, 6, 10)), role="clerk")
    assert len(review.state.held) == 1


def test_the_quota_of_a_unit_counts_what_it_has_put_forward() -> None:
    review = Review(replace(CAMPAIGN, awards=(replace(CAMPAIGN.awards[0], quota=2),))).opened()
    review.submitted("支部一")
    award = review.state.rules.awards[0]
    assert quota_of(review.state, award, "u1", "单位u1") == (2, 1)
    assert quota_of(review.state, award, "t", "甲镇") == (2, 0)
