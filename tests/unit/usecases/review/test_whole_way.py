"""A review goes the whole way through the use cases, and a stranger can fold its ledger again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scoring.engine.errors import Refused
from scoring.engine.ledger import check_chain
from scoring.engine.review.commands_nomination import Endorse
from scoring.engine.review.review import fold
from scoring.usecases.attachment_records import Attachment, PageImage
from scoring.usecases.perform import tick
from scoring.usecases.review.drafts import remove_draft, save_draft, start_correction
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import NominationText
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, STAGES, noon, set_up_review
from tests.unit.usecases.review.personal_files import attach, with_files


@pytest.fixture
def clock() -> FakeClock:
    """Noon of a day on which entries are open."""
    return FakeClock(noon(date(2012, 5, 7)))


@pytest.mark.parametrize("stage", STAGES)
def test_a_review_reaches_every_stage(clock: FakeClock, stage: str) -> None:
    set_up_review(fake_context(clock=clock), stage)


def test_a_published_result_is_the_fold_of_its_entries(clock: FakeClock) -> None:
    campaign = set_up_review(fake_context(clock=clock), "publish")
    with campaign.ctx.store.read() as uow:
        entries = uow.ledger.read(stream_of(campaign.review.id))
    check_chain(entries)
    assert fold(entries) == campaign.state
    assert campaign.state.decided(AWARD).winners == (1, 2, 3, 4)


def test_personal_data_goes_on_its_day_and_the_public_texts_stay(clock: FakeClock) -> None:
    campaign = set_up_review(fake_context(clock=clock), "publish")
    clock.reach(noon(date(2013, 6, 30)))
    tick(campaign.ctx, REVIEW, stream_of(campaign.review.id))
    with campaign.ctx.store.read() as uow:
        texts = uow.of(NominationText).all(review=campaign.review.id)
    assert [(text.personal, text.salt) for text in texts] == [({}, "")] * 4
    assert texts[0].values["nominee"] == ("甲村党支部",)


def test_personal_files_and_the_scan_of_the_form_go_with_the_pictures_of_their_pages_from_drafts_too() -> None:
    made = with_files()
    with made.ctx.store.write() as uow:
        (text,) = uow.of(NominationText).all(review=made.review.id)
        uow.of(NominationText).put(replace(text, id="begun", submitted=False))
        uow.commit()
    attach(made, "begun", "papers", "another")
    made.ctx.clock.reach(noon(date(2013, 6, 30)))
    tick(made.ctx, REVIEW, stream_of(made.review.id))
    with made.ctx.store.read() as uow:
        assert uow.of(Attachment).all() == ()
        assert uow.of(PageImage).all() == ()


def test_the_public_files_of_a_form_stay_when_personal_data_goes(clock: FakeClock) -> None:
    campaign = set_up_review(fake_context(clock=clock), "endorse")
    draft = campaign.state.nominations[1].form.draft
    attach(campaign, draft, "papers")
    attach(campaign, draft, "sealed")
    clock.reach(noon(date(2013, 6, 30)))
    tick(campaign.ctx, REVIEW, stream_of(campaign.review.id))
    with campaign.ctx.store.read() as uow:
        assert [one.field for one in uow.of(Attachment).all()] == ["papers"]
        assert len(uow.of(PageImage).all()) == 1


def test_no_form_is_written_or_corrected_once_personal_data_was_deleted() -> None:
    made = with_files()
    unit, review = made.actor("unit 甲村"), made.review.id
    made.give("endorser 甲村", Endorse(1, 1, "return", "请补充"))
    begun = save_draft(made.ctx, actor=unit, review_id=review, award=AWARD, values={})
    made.ctx.clock.reach(noon(date(2013, 6, 30)))
    tick(made.ctx, REVIEW, stream_of(review))
    phone = {"phone": ("0745-0000000",)}
    for refused in (
        lambda: save_draft(made.ctx, actor=unit, review_id=review, award=AWARD, values=phone),
        lambda: save_draft(
            made.ctx, actor=unit, review_id=review, award=AWARD, values=phone, draft_id=begun.id, revision=1
        ),
        lambda: start_correction(made.ctx, actor=unit, review_id=review, nomination=1),
    ):
        with pytest.raises(Refused) as caught:
            refused()
        assert caught.value.code == "personal-data-gone"
    with made.ctx.store.read() as uow:
        assert not any(text.personal for text in uow.of(NominationText).all())


def test_a_draft_that_is_removed_takes_the_pictures_of_its_pages_along(clock: FakeClock) -> None:
    made = set_up_review(fake_context(clock=clock))
    unit, review = made.actor("unit 甲村"), made.review.id
    draft = save_draft(made.ctx, actor=unit, review_id=review, award=AWARD, values={})
    attach(made, draft.id, "papers")
    remove_draft(made.ctx, actor=unit, review_id=review, draft_id=draft.id)
    with made.ctx.store.read() as uow:
        assert uow.of(PageImage).all() == ()
