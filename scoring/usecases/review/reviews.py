"""Reviews as records: make one from a campaign's text, set its text before and after entries open, find one."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.errors import NotFound
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_reader import read_campaign
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.review.records import Review


def get_review(uow: UnitOfWork, review_id: str) -> Review:
    """The review; raises ``NotFound("review-unknown")``."""
    review = uow.of(Review).get(review_id)
    if review is None:
        raise NotFound("review-unknown", review=review_id)
    return review


def create_review(ctx: Context, *, actor: Actor, campaign: str) -> Review:
    """A new review under the campaign of this text; raises ``FaultyRuleSheet`` with every fault of it."""
    require_organiser(actor)
    name = read_campaign(campaign).name
    review = Review(ctx.ids.new(), name, campaign, ctx.clock.now())
    with ctx.store.write() as uow:
        uow.of(Review).put(review)
        uow.commit()
    return review


def set_campaign(ctx: Context, *, actor: Actor, review_id: str, campaign: str) -> Review:
    """The review with another text of its campaign.  Once entries are open the text counts for nothing, and the review
    keeps its title, until a new edition is recorded (``review.edition``).

    Raises ``FaultyRuleSheet`` with every fault of the text.
    """
    require_organiser(actor)
    name = read_campaign(campaign).name
    with ctx.store.write() as uow:
        old = get_review(uow, review_id)
        review = replace(old, campaign=campaign, title=old.title if old.opened else name)
        uow.of(Review).put(review)
        uow.commit()
    return review


def review_of(ctx: Context, review_id: str) -> Review:
    """The review; raises ``NotFound("review-unknown")``."""
    with ctx.store.read() as uow:
        return get_review(uow, review_id)


def reviews_of(ctx: Context) -> tuple[Review, ...]:
    """Every review, in order of creation."""
    with ctx.store.read() as uow:
        return tuple(uow.of(Review).all())


def campaign_of(review: Review) -> Campaign:
    """The campaign of the review's text."""
    return read_campaign(review.campaign)
