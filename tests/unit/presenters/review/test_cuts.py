"""Progress of a review by category of organisation and by lead body."""

from __future__ import annotations

from datetime import date

from scoreboard.presenters.review.office.cuts import by_category, by_lead
from scoring.engine.review.commands_judging import FixShortlist, LockJudging
from scoring.engine.review.commands_nomination import WithdrawNomination
from scoring.usecases.records import Organisation
from tests.unit.engine.review.whole_way import Review
from tests.unit.presenters.review.test_office import judged

REGISTER = {
    "u1": Organisation("u1", "单位u1", "village", "甲镇党委"),
    "u2": Organisation("u2", "单位u2", "office", "市直机关工委"),
    "u3": Organisation("u3", "单位u3", "village", ""),
    "t": Organisation("t", "甲镇", "office", "市直机关工委"),
}


def test_progress_is_counted_by_category_and_by_lead_body() -> None:
    review = Review().opened()
    no = review.submitted("丙支部", unit="u3")
    review.do(WithdrawNomination(no), role="unit", organisation="u3", reason="材料有误")
    office, village = by_category(review.state, REGISTER, ("u1", "u2", "u3"))
    assert (office.key, office.units, office.entered, office.total) == ("office", 1, 0, 0)
    assert (village.key, village.units, village.entered, village.total) == ("village", 2, 0, 1)
    assert village.counts["withdrawn"] == 1


def test_who_is_listed_is_counted_for_one_award_or_for_all() -> None:
    review = Review().opened()
    judged(review)
    review.do(LockJudging("judging", "organisation"), role="chair")
    review.on(date(2012, 6, 20)).do(FixShortlist("organisation", (1, 2), "主任等三人"))
    found = [
        (one.key, one.units, one.entered, one.listed) for one in by_lead(review.state, REGISTER, ("u1", "u2", "u3"))
    ]
    assert found == [("市直机关工委", 1, 1, 1), ("甲镇党委", 1, 1, 1), ("", 1, 0, 0)]
    assert [one.listed for one in by_lead(review.state, REGISTER, ("u1",), "star")] == [0]


def test_a_nomination_of_an_organisation_that_left_the_register_is_counted_on_a_line_of_its_own() -> None:
    review = Review().opened()
    review.submitted("丙支部", unit="u3")
    kept = {key: one for key, one in REGISTER.items() if key != "u3"}
    for lines in (by_category(review.state, kept, ("u1",)), by_lead(review.state, kept, ("u1",))):
        assert [(one.gone, one.units, one.entered, one.total) for one in lines] == [(False, 1, 0, 0), (True, 0, 1, 1)]


def test_who_has_entered_and_holds_no_card_any_more_may_not_enter() -> None:
    review = Review().opened()
    review.submitted("丙支部", unit="u3")
    (village,) = by_category(review.state, REGISTER, ())
    assert (village.units, village.entered) == (0, 1)
