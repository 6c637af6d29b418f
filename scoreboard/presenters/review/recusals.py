"""Recusals of chairs (主任回避) as pages show them: those that are recorded, and those that the register suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.say import Say
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.chairs import left_by, standing
from scoring.engine.review.decide_judging import recused_by_rule
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState

MOST_SUGGESTED = 20
"""Suggestions on one page; what is beyond them comes once some of these are recorded."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recusal that stands, by the names of its people."""

    award: str
    nomination: Nomination
    chair: str
    deputy: str
    reason: str


def recorded(state: ReviewState, say: Say) -> tuple[Recorded, ...]:
    """Award after award, in order."""
    return tuple(
        Recorded(
            award.name,
            state.nominations[one.nomination],
            seat_name("chair", one.chair.label, say),
            seat_name("chair", one.deputy.label, say),
            one.reason,
        )
        for award in (state.rules.awards if state.chair_recusals else ())
        for one in standing(state, award.id)
    )


def suggestions(state: ReviewState, chairs: Sequence[PanelJudge]) -> tuple[tuple[PanelJudge, Nomination], ...]:
    """Each chair with a nomination that its organisation or its name ties it to, while nothing is recorded for the
    award; not more than a page shows."""
    known = {one.id: one for one in chairs}
    found = (
        (known[chair], one)
        for one in state.nominations.values()
        if not one.over and one.award not in state.published
        for chair in recused_by_rule(state, one.no, chairs)
        if one.award not in left_by(state, chair)
    )
    return tuple(islice(found, MOST_SUGGESTED))
