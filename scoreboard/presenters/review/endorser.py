"""What a level sees: what waits for it, what it has put forward, in its own order."""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.presenters.review.moments import Until, until_part
from scoreboard.presenters.review.unit import reason_text, state_text
from scoreboard.presenters.say import Say
from scoring.engine.review.campaign import Award
from scoring.engine.review.decide_nomination import own_of
from scoring.engine.review.guards import quota_of
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState


@dataclass(frozen=True, slots=True)
class Row:
    """One nomination.  ``waits``: for the opinion of this level · ``place``: in its own order, from 1."""

    no: int
    nominee: str
    unit: str
    state: str
    waits: bool
    place: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class LevelPart:
    """One award at this level: ``waiting``, then ``own`` in its own order (those that wait too), then what ``ended``.
    ``most`` (None: any number) and ``used``: its places · ``ranks``: it puts its own in order, until the
    judging · ``until``: the deadline of its opinions, None where it has none."""

    award: Award
    waiting: tuple[Row, ...]
    own: tuple[Row, ...]
    ended: tuple[Row, ...]
    most: int | None
    used: int
    ranks: bool
    until: Until | None

    @property
    def order(self) -> str:
        """The order as a form sends it: ``3 1 2``."""
        return " ".join(str(row.no) for row in self.own)


def own_order(state: ReviewState, award: str, organisation: str) -> tuple[Nomination, ...]:
    """What a level has put forward or before it, in its own order; what is new comes last."""
    own = own_of(state, award, organisation)
    order = state.orders.get((organisation, award), ())
    return tuple(sorted(own, key=lambda one: (order.index(one.no) if one.no in order else len(order), one.no)))


def agreed_in_order(state: ReviewState, award: str, organisation: str) -> tuple[Nomination, ...]:
    """What a level has agreed to, in its own order."""
    return tuple(one for one in own_order(state, award, organisation) if one.agreed_by(organisation))


def level_parts(state: ReviewState, organisation: str, name: str, now: int, say: Say) -> tuple[LevelPart, ...]:
    """Every award of which something has come to this level, or may come."""
    return tuple(_level_part(state, award, organisation, name, now, say) for award in state.rules.awards)


def _level_part(state: ReviewState, award: Award, organisation: str, name: str, now: int, say: Say) -> LevelPart:
    own = own_order(state, award.id, organisation)
    ended = [
        one
        for one in state.of_award(award.id)
        if one.over and any(step.organisation == organisation for step in one.way[: one.here + 1])
    ]
    levels = {step.level for one in (*own, *ended) for step in one.way if step.organisation == organisation}
    level = next((one for one in state.rules.levels if one.id in levels), None)
    most, used = quota_of(state, award, organisation, name)
    rows = tuple(_row(one, organisation, say, place) for place, one in enumerate(own, start=1))
    return LevelPart(
        award,
        waiting=tuple(row for row in rows if row.waits),
        own=rows,
        ended=tuple(_row(one, organisation, say) for one in ended),
        most=most,
        used=used,
        ranks=(level is None or level.ranks) and not state.judging_of(award.id),
        until=until_part(state.rules, level.due, now, say) if level is not None and level.due is not None else None,
    )


def _row(one: Nomination, organisation: str, say: Say, place: int = 0) -> Row:
    waits = one.waits_for
    here = waits is not None and waits.organisation == organisation
    state = state_text(one, organisation, say)
    return Row(one.no, one.nominee, one.unit_name, state, here, place, reason_text(one, say))
