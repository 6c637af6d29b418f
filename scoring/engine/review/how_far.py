"""How far a review is as a whole, in the words of an office: 申报中 … 已表彰."""

from __future__ import annotations

from typing import Literal, get_args

from scoring.engine.review import guards
from scoring.engine.review.progress import Step, step_of
from scoring.engine.review.state import ReviewState

HowFar = Literal[
    "preparing", "ahead", "entering", "vetting", "judging", "listed", "noticed", "deciding", "decided", "published",
    "commended",
]  # fmt: skip
"""Entries are not open yet, or open on a later day · nominations come · are vetted · are judged · the lists are fixed ·
stand in a public notice · wait for the deciding bodies · for the publication · the result is public · the winners were
shown in the hall, or the campaign's last day has passed."""

_OF_STEP: dict[Step, HowFar] = {
    "judging": "judging",
    "shortlist": "judging",
    "decision": "deciding",
    "publication": "decided",
}


def how_far(state: ReviewState, at: int) -> HowFar:
    """How far the award is that is least far; one for which nobody was nominated in time holds nothing up."""
    if state.campaign is None:
        return "preparing"
    closed = at >= guards.ends_at(state.rules, state.rules.due)
    entered = {one.award for one in state.nominations.values()} if closed else set()
    awards = [one.id for one in state.rules.awards if one.id in entered or not entered]
    steps = get_args(Step)
    step: Step = min((step_of(state, award, at) for award in awards), key=steps.index)
    day = guards.day_of(state.rules, at)
    if step == "entries":
        if state.rules.opens is not None and day < state.rules.opens:
            return "ahead"
        return "vetting" if closed else "entering"
    if step == "notice":
        return "noticed" if any(one.first <= day <= one.last for one in state.notices) else "listed"
    if step == "published":
        over = bool(state.rules.phases) and day > max(one.last for one in state.rules.phases)
        return "commended" if over or _revealed(state) else "published"
    return _OF_STEP[step]


def _revealed(state: ReviewState) -> bool:
    """Whether the hall has seen every winner who holds an award."""
    seen = dict(state.revealed)
    if state.reveal is not None:
        seen[state.reveal.award] = state.reveal.shown
    return all(seen.get(one.id, 0) >= len(state.standing_winners(one.id)) for one in state.rules.awards)
