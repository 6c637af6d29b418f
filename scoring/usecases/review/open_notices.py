"""The public notices of all reviews that are open now."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.review.calendar import OpenNotice
from scoring.engine.review.guards import day_of
from scoring.engine.review.notices import standing
from scoring.engine.review.state import PublicNotice, ReviewState
from scoring.usecases.context import Context
from scoring.usecases.perform import state_of
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import Review


def open_notices(ctx: Context) -> tuple[OpenNotice, ...]:
    """Every notice that is not over and that no other one has replaced, in the order of the reviews: the ones that a
    change of the calendar may move.  A review that was carried in from an archive has none."""
    with ctx.store.read() as uow:
        reviews = [one for one in uow.of(Review).all(opened=True) if not one.carried]
    now = ctx.clock.now()
    return tuple(
        OpenNotice(_name(state, one), (one.rules or state.rules).notices[one.level], one.first)
        for state in (state_of(ctx, REVIEW, stream_of(review.id)) for review in reviews)
        for one in _open(state, now)
    )


def _open(state: ReviewState, now: int) -> Iterator[PublicNotice]:
    today = day_of(state.rules, now)
    for one in state.notices:
        if today <= one.last and any(standing(state, award) is one for award in one.awards):
            yield one


def _name(state: ReviewState, one: PublicNotice) -> str:
    """As people know it: the review, and the awards whose lists it shows."""
    awards = (award.name for award in state.rules.awards if award.id in one.awards)
    return " · ".join((state.rules.name, *awards))
