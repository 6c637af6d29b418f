"""What came on paper and was entered by one person, as the second one compares it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from scoreboard.presenters.review.moments import day_text, moment_text
from scoreboard.presenters.say import Say
from scoring.engine.actors import Actor
from scoring.engine.review.state import Held, ReviewState
from scoring.engine.second_person import own_part


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One entry that waits.  ``what``: a form or an opinion of which level · ``own``: the reader entered it, so
    somebody else has to compare it."""

    seq: int
    kind: str
    what: str
    nominee: str
    unit: str
    by: str
    at: str
    arrived: str
    own: bool


def held_rows(
    state: ReviewState, actor: Actor, device: str, label: Callable[[str], str], say: Say
) -> tuple[HeldRow, ...]:
    """Everything that waits for a second person, oldest first; ``label`` gives the name of who entered it."""
    return tuple(held_row(state, one, actor, device, label, say) for _, one in sorted(state.held.items()))


def held_row(
    state: ReviewState, held: Held, actor: Actor, device: str, label: Callable[[str], str], say: Say
) -> HeldRow:
    """One entry that waits."""
    arrived = held.payload.get("arrived")
    nominee, unit, what = _about(state, held, say)
    return HeldRow(
        held.seq,
        held.kind,
        what,
        nominee,
        unit,
        label(held.by),
        moment_text(held.at, state.rules.zone, say),
        day_text(date.fromisoformat(arrived), say) if arrived else "",
        own_part([(held.by, held.device)], actor.id, device) is not None,
    )


def held_about(state: ReviewState, held: Held, say: Say) -> str:
    """What an entry that waits is about: whom, and whether a form or whose opinion."""
    nominee, _, what = _about(state, held, say)
    return f"{nominee} · {what}"


def _about(state: ReviewState, held: Held, say: Say) -> tuple[str, str, str]:
    """The nominee, its unit, and what of it came on paper."""
    p = held.payload
    form = held.kind == "nomination.submit"
    old = None if form else state.nominations.get(p["nomination"])
    award = state.award(p["award"] if form else old.award if old else "")
    what = say("review_clerk.form") if form else say("review_clerk.opinion_of", name=p["organisation_name"])
    return (
        p["nominee"] if form else old.nominee if old else "",
        p["unit_name"] if form else old.unit_name if old else "",
        what + (f" · {award.name}" if award else ""),
    )


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A nomination in a stage of marks, by the number of its subject; ``waiting``: how many mark sheets need a second
    person."""

    subject: int
    nominee: str
    unit: str
    what: str
    waiting: int


def marked_rows(state: ReviewState, text: str, most: int) -> tuple[MarkedRow, ...]:
    """Nominations that are or were marked, in the order in which the stages were opened: those with a mark sheet that
    waits, and up to ``most`` others with this text in number, name or unit."""
    awards = {one.id: one.name for one in state.rules.awards}
    stages = {one.id: one.name for one in state.rules.mark_stages()}
    rows, left = [], most
    for no, one in sorted(state.subjects.items()):
        nomination, waiting = state.nominations[one.nomination], len(one.sitting.waiting)
        asked = left > 0 and text in f"{nomination.no:04d} {nomination.nominee} {nomination.unit_name}"
        if waiting or asked:
            left -= not waiting
            what = f"{awards[one.award]} · {stages[one.stage]}"
            rows.append(MarkedRow(no, nomination.nominee, nomination.unit_name, what, waiting))
    return tuple(rows)
