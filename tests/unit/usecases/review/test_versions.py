"""Each reads the nominations that are its own business, and of personal fields those that it needs."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.engine.errors import Forbidden, NotFound, Refused
from scoring.engine.review.commands_nomination import ConfirmPaper, SubmitNomination
from scoring.engine.review.form import FormField
from scoring.usecases.competition.archiving import archive
from scoring.usecases.review.drafts import drafts_of, remove_draft, save_draft
from scoring.usecases.review.records import NominationText
from scoring.usecases.review.versions import is_contact, nomination_for, versions_for
from tests.fakes import FakeClock, fake_context
from tests.registrations import ORGANISER
from tests.reviews import AWARD, Campaign, noon, set_up_review


@pytest.fixture
def campaign() -> Campaign:
    """One nomination of 甲村, which waits for its own opinion."""
    made = set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))), "nominate")
    made.submit("甲村")
    return made


def reads(campaign: Campaign, seat: str) -> bool:
    try:
        nomination_for(campaign.ctx, actor=campaign.actor(seat), review_id=campaign.review.id, nomination=1)
    except NotFound:
        return False
    return True


def test_a_unit_reads_its_own_and_a_level_what_has_come_to_it(campaign: Campaign) -> None:
    seats = ("unit 甲村", "unit 乙村", "endorser 甲村", "endorser 甲镇", "endorser 乙村", "office", "clerk", "chair")
    own = {"unit 甲村", "endorser 甲村", "office", "clerk"}
    assert {seat for seat in seats if reads(campaign, seat)} == own
    campaign.endorse(1)
    assert {seat for seat in seats if reads(campaign, seat)} == own | {"endorser 甲镇"}


def test_a_level_reads_by_whom_it_reaches_a_unit_and_nothing_else_that_is_personal(campaign: Campaign) -> None:
    (version,) = versions_for(
        campaign.ctx, actor=campaign.actor("endorser 甲村"), review_id=campaign.review.id, nomination=1
    )
    assert version.values["mobile"] == ("13000000000",)
    assert version.values["report"] == ("材料",)
    assert not is_contact(FormField("number", "身份证号", personal=True))


def enter_from_paper(campaign: Campaign) -> NominationText:
    clerk = campaign.actor("clerk")
    values = {"nominee": ("丁村党支部",), "head": ("张一",), "deeds": ("事迹",), "report": ("材料",)}
    values |= {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
    draft = save_draft(
        campaign.ctx, actor=clerk, review_id=campaign.review.id, award=AWARD, values=values, unit="village4"
    )
    campaign.give("clerk", SubmitNomination(draft.id, draft.revision, paper=True, arrived=date(2012, 5, 7)))
    return draft


def test_a_form_from_paper_that_was_entered_wrongly_is_a_draft_again(campaign: Campaign) -> None:
    draft = enter_from_paper(campaign)
    (held,) = campaign.state.held
    with pytest.raises(Forbidden) as own:
        campaign.give("clerk", ConfirmPaper(held, accept=False))
    assert own.value.code == "second-person-needed"
    campaign.give("office", ConfirmPaper(held, accept=False))
    with campaign.ctx.store.read() as uow:
        drafts = uow.of(NominationText).all(review=campaign.review.id, submitted=False)
    assert [(one.values["nominee"], one.nomination, one.by) for one in drafts] == [(("丁村党支部",), 0, draft.by)]
    assert not campaign.state.held


def test_a_form_from_paper_that_was_confirmed_is_a_nomination(campaign: Campaign) -> None:
    enter_from_paper(campaign)
    campaign.give("office", ConfirmPaper(next(iter(campaign.state.held)), accept=True))
    assert campaign.state.nominations[2].form.paper


def test_nobody_writes_a_nomination_for_a_review_that_was_put_away(campaign: Campaign) -> None:
    ctx, review = campaign.ctx, campaign.review.id
    unit = campaign.actor("unit 甲村")
    draft = save_draft(ctx, actor=unit, review_id=review, award=AWARD, values={"nominee": ("张一",)})
    archive(ctx, actor=ORGANISER, kind="review", record_id=review)
    for change in (
        lambda: save_draft(ctx, actor=unit, review_id=review, award=AWARD, values={"nominee": ("李二",)}),
        lambda: remove_draft(ctx, actor=unit, review_id=review, draft_id=draft.id),
    ):
        with pytest.raises(Refused, match="archived"):
            change()
    assert drafts_of(ctx, actor=unit, review_id=review) == (draft,)
