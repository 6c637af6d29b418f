"""A new edition of a campaign while a review runs: what it may not drop, what it freezes, whom it moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scoring.engine.panel.rule import PanelMethod
from scoring.engine.review.campaign import Campaign, Decision
from scoring.engine.review.campaign_changes import step_digest
from scoring.engine.review.commands_decision import OpenNotice, PublishResult
from scoring.engine.review.commands_judging import FixShortlist, LockJudging
from scoring.engine.review.commands_nomination import ConfirmPaper, NewEdition
from scoring.engine.review.moves import Move, Standing, moves
from scoring.engine.review.review import fold
from scoring.engine.rounding import Rounding
from scoring.engine.tally.rule import TieRule
from tests.unit.engine.review.test_decide_decision import BODIES, NATURAL, decided, made, noticed
from tests.unit.engine.review.test_decide_judging import AWARD, JUDGES, campaign, locked, opened
from tests.unit.engine.review.test_paper import OTHER, on_paper
from tests.unit.engine.review.whole_way import Review


def edition(one: Review, new: Campaign, number: int = 2) -> str:
    return one.refusal(NewEdition(number), reason="更正", campaign=replace(new, edition=number))


def test_an_edition_is_the_one_that_was_shown_and_newer() -> None:
    one = Review(campaign=campaign()).opened()
    new = replace(campaign(), notes=(), edition=2)
    assert one.refusal(NewEdition(3), campaign=new) == "Conflict edition-changed"
    assert edition(one, new, 1) == "Invalid edition-not-newer"
    one.do(NewEdition(2), reason="更正", campaign=new)
    assert (one.state.rules.edition, one.state.editions) == (2, (1, 2))
    assert one.entries[-1].payload["changes"] == ["notes"]
    assert fold(one.entries) == one.state


def test_an_edition_drops_nothing_that_people_have_worked_on() -> None:
    one = opened(campaign(), 1)
    rules = campaign()
    assert edition(one, replace(rules, awards=rules.awards[1:])) == "Refused edition-drops-award"
    assert edition(one, replace(rules, stages=rules.stages[:1])) == "Refused edition-drops-stage"
    first = replace(rules.awards[0], criteria=rules.awards[0].criteria[:2])
    assert edition(one, replace(rules, awards=(first, *rules.awards[1:]))) == "Refused edition-changes-criteria"
    assert edition(one, replace(rules, awards=rules.awards[:2])) == ""


def test_an_edition_keeps_the_award_of_a_form_on_paper_until_somebody_has_compared_it() -> None:
    one = Review(campaign=campaign()).opened()
    held = on_paper(one)
    fewer = replace(campaign(), awards=campaign().awards[1:])
    assert edition(one, fewer) == "Refused edition-drops-paper"
    one.do(ConfirmPaper(held, accept=False), **OTHER)
    assert edition(one, fewer) == ""


def test_an_edition_keeps_the_bodies_that_have_decided_and_all_of_them_once_a_result_is_published() -> None:
    one = noticed().on(date(2012, 7, 10))
    first_only, renamed = (Decision(by, "next") for by in (BODIES[:1], ("别的机构", BODIES[1])))
    more = Decision((*BODIES, "市委"), "next")
    one.do(made(one, BODIES[0], (1, 2)), role="approver")
    assert edition(one, campaign(decision=renamed)) == "Refused edition-drops-body"
    assert edition(one, campaign(decision=first_only)) == ""
    assert edition(one, campaign(decision=more)) == ""
    one.do(made(one, BODIES[1], (1, 2)), role="approver")
    assert edition(one, campaign(decision=first_only)) == "Refused edition-drops-body"
    one.do(PublishResult((AWARD,)), role="approver")
    assert edition(one, campaign(decision=more)) == "Refused edition-changes-bodies"
    assert edition(one, campaign(decision=Decision(BODIES[::-1], "next"))) == "Refused edition-changes-bodies"
    assert edition(one, campaign(decision=Decision(BODIES, "empty"))) == ""


def test_an_edition_moves_no_scores_once_a_notice_has_named_somebody() -> None:
    one = noticed()
    for new in (
        campaign(panel=PanelMethod(drop_high=1, drop_low=1, missing="leave_out")),
        campaign(rounding=replace(campaign().rounding, final=Rounding(4))),
        campaign(ties=(TieRule("first_places"),)),
        campaign(award={"ties": (TieRule("first_places"),)}),
    ):
        assert edition(one, new) == "Refused edition-changes-scores"
        assert edition(locked((18, 17)), new) == ""
    other = replace(campaign().awards[1], ties=(TieRule("first_places"),))
    rules = campaign()
    assert edition(one, replace(rules, awards=(rules.awards[0], other, *rules.awards[2:]))) == ""


def test_the_first_judging_to_open_freezes_what_decides_and_a_new_edition_says_what_it_is_then() -> None:
    one = Review(campaign=campaign()).opened()
    assert one.state.frozen == {"entries": step_digest(campaign(), "entries")}
    one = opened(campaign(), 1)
    assert one.state.frozen["marks"] == step_digest(campaign(), "marks")
    new = replace(campaign(), equals="lot", edition=2)
    one.do(NewEdition(2), reason="更正", campaign=new)
    assert one.state.frozen == {step: step_digest(new, step) for step in ("entries", "marks")}


def test_an_edition_shows_beforehand_whom_it_moves() -> None:
    one = opened(campaign(), 3)
    for subject, points in enumerate(((19, 11, 10), (14, 14, 14), (12, 12, 12)), start=1):
        for judge, given in zip(JUDGES, points, strict=True):
            one.mark(subject, judge.id, given)
    one.do(LockJudging("judging", AWARD), role="chair")
    assert moves(one.state, campaign()) == ()
    new = replace(campaign(), panel=PanelMethod(drop_high=1, drop_low=1, missing="leave_out"))
    found = moves(one.state, new)
    assert [(move.nomination, move.before.rank, move.after.rank) for move in found] == [(1, 2, 3), (3, 3, 2)]
    assert found[0] == Move(
        AWARD, 1, Standing(Decimal("66.67"), 2, listed=True), Standing(Decimal("55.00"), 3, listed=False)
    )


def test_an_edition_with_fewer_notices_lets_the_award_go_on() -> None:
    one = locked((18, 17, 16), campaign(notices=(NATURAL, NATURAL)))
    one.do(FixShortlist(AWARD, (1, 2), "主任"), role="chair")
    one.do(OpenNotice((AWARD,), date(2012, 7, 2)))
    one.on(date(2012, 7, 9)).do(OpenNotice((AWARD,), date(2012, 7, 9)))
    one.do(NewEdition(2), reason="减少", campaign=campaign(notices=(NATURAL,), edition=2))
    decided(one.on(date(2012, 7, 16)), (1, 2)).do(PublishResult((AWARD,)), role="approver")
    assert AWARD in one.state.published
