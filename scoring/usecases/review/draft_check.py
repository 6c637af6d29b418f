"""What is wrong with a draft while it is written: the same problems for which its submission would be refused."""

from __future__ import annotations

from scoring.engine.review.eligibility import Eligibility
from scoring.usecases.context import Context
from scoring.usecases.perform import state_of
from scoring.usecases.review.draft_files import files_in, of_the_form
from scoring.usecases.review.facts import checked, homes_of
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import NominationText
from scoring.usecases.review.way import chain_of


def check_draft(ctx: Context, *, review_id: str, text: NominationText) -> Eligibility:
    """The problems of a draft, and what vetting would have to look at."""
    campaign = state_of(ctx, REVIEW, stream_of(review_id)).rules
    with ctx.store.read() as uow:
        unit = next(chain_of(uow, text.unit)).name
        return checked(uow, campaign, text, (unit, *homes_of(text)), of_the_form(files_in(uow, text.id)))
