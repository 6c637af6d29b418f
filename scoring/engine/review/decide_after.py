"""Guards of what comes after the publication of a result."""

from __future__ import annotations

from typing import get_args

from scoring.engine.errors import AlreadyDone, Invalid, NotFound, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.review import guards
from scoring.engine.review.commands_after import RevokeAward
from scoring.engine.review.facts import Facts
from scoring.engine.review.state import ReviewState, RevocationGround


def revoke_award(state: ReviewState, command: RevokeAward, at: int, facts: Facts) -> Payload:
    campaign, award = guards.need_open(state), guards.need_award(state, command.award)
    if award.id not in state.published:
        raise WrongStage("result-not-published", award=award.id)
    if not has_won(state, award.id, command.nomination):
        raise NotFound("not-a-winner", nomination=command.nomination)
    if state.revoked(award.id, command.nomination) is not None:
        raise AlreadyDone("award-revoked", nomination=command.nomination)
    if state.reveal is not None and state.reveal.award == award.id:
        raise WrongStage("reveal-running", award=award.id)
    if command.ground not in get_args(RevocationGround):
        raise Invalid("ground-unknown", ground=command.ground)
    guards.need_text(command.text, "text")
    if command.day > guards.day_of(campaign, at):
        raise Invalid("day-in-future", field="day", day=command.day.isoformat())
    published = guards.day_of(campaign, state.published_at.get(award.id, 0))
    if award.id in state.published_at and command.day < published:
        raise Invalid("revocation-day-early", day=published.isoformat())
    return {"body": campaign.decision.by[-1]}


def has_won(state: ReviewState, award: str, nomination: int) -> bool:
    """Whether a nomination is among those that were awarded, whatever came of it later."""
    made = state.decided(award)
    return made is not None and nomination in made.winners
