"""Pressing first, fairly: when a press was made, whether it counts, and who was first.

The server's clock rules.  A station's own time is believed only as far as its best round trip allows, so that a false
clock gains nothing.  Where the two best lie within their uncertainty the record says so, and the rule sheet decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engine.quiz.sheet import PressRule
from scoring.engine.quiz.state import Press

LONGEST_TRIP = 1000
"""No round trip over this many ms is believed: a station that claims more is taken at this."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """When the press was made, ms since the epoch, and how far off that may be, ± ms."""

    at: int
    uncertainty: int


@dataclass(frozen=True, slots=True)
class Award:
    """Who has it (None: nobody, arm again), the margin to the next in ms (None: alone), whether it was too close to
    call, and what decided: ``estimate`` · ``arrival`` · ``draw`` · ``rearm``."""

    winner: str | None
    margin: int | None
    close_call: bool
    by: str


def estimate(*, arrived: int, pressed_at: int | None, rtt: int | None, rule: PressRule) -> Estimate:
    """The server's estimate of a press that arrived at ``arrived``.

    ``pressed_at`` is the device's word in server time, ``rtt`` its best round trip.  A press cannot have been under way
    for longer than a round trip, nor have been made after it arrived.  Its error is at most half a round trip.
    """
    if rule.order == "arrival" or pressed_at is None or rtt is None:
        return Estimate(arrived, 0)
    trip = min(max(rtt, 0), LONGEST_TRIP)
    return Estimate(min(max(pressed_at, arrived - trip), arrived), (trip + 1) // 2)


def is_early(made: Estimate, opens_at: int) -> bool:
    """Made before the press was open; what may have been in time gets the benefit of the doubt."""
    return made.at + made.uncertainty < opens_at


def award(presses: Sequence[Press], rule: PressRule, lot: int) -> Award:
    """Who was first among the legal presses of one arming.  ``lot`` is a fair number, used only for a draw."""
    first_of: dict[str, Press] = {}
    for press in sorted(presses, key=lambda p: (p.estimate, p.arrived, p.seq)):
        first_of.setdefault(press.team, press)
    ranked = list(first_of.values())
    best = ranked[0]
    if len(ranked) == 1:
        return Award(best.team, None, False, rule.order)
    margin = ranked[1].estimate - best.estimate
    near = [p for p in ranked if p.estimate - best.estimate <= p.uncertainty + best.uncertainty]
    if rule.order == "arrival" or len(near) == 1:
        return Award(best.team, margin, len(near) > 1, rule.order)
    if rule.tie == "rearm":
        return Award(None, margin, True, "rearm")
    if rule.tie == "draw":
        return Award(near[lot % len(near)].team, margin, True, "draw")
    return Award(min(near, key=lambda p: (p.arrived, p.seq)).team, margin, True, "arrival")
