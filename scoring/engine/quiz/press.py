"""Presses: when a press was made, whether it counts, and which was first.

The server's clock decides.  A station's own time is believed only as far as the way to the server can have taken
(``trip``; docs/adr/0009-dating-a-press.md), so a false clock and late answers gain next to nothing.  Whatever a claim
says beyond that widens its uncertainty instead.  If the two best presses lie within their uncertainty the record says
so, and the rule sheet decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engine.quiz.press_first_rule import dated
from scoring.engine.quiz.rule_sheet import PressRule
from scoring.engine.quiz.state import Press
from scoring.engine.trip import Trip

LONGEST_REPEAT = 2_000
"""ms until a frame that was lost several times has come in; a claim beyond that is a false clock, and no doubt."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """When the press was made, ms since the epoch, and its uncertainty, ± ms; ``cut``: by how many ms the device
    reported an earlier time, and ``widened``: how much of that is in the uncertainty; ``half``: ± what the way to the
    station leaves open, whatever it claims; ``reach``: for how long the press may have been under way at most."""

    at: int
    uncertainty: int
    cut: int = 0
    half: int = 0
    widened: int = 0
    reach: int = 0


@dataclass(frozen=True, slots=True)
class Award:
    """The winner (None: nobody, arm again), the margin to the next press in ms (None: there is no other), whether it
    was too close to call, and what decided: ``estimate`` · ``arrival`` · ``draw`` · ``rearm``."""

    winner: str | None
    margin: int | None
    close_call: bool
    by: str


def estimate(*, arrived: int, pressed_at: int | None, trip: Trip | None, rule: PressRule) -> Estimate:
    """The server's estimate of a press that arrived at ``arrived``.

    ``pressed_at`` is the device's time of the press, in server time; ``trip`` the round trip to it (None: entered by a
    person, or not known).  A press was under way for half of the round trip, and for longer only if the device says so
    and within the allowance.  It may have been made at any time until it arrived, as early as the device says, and as
    early as its acknowledged round trip allows: with unequal directions the way to the server takes nearly all of it.
    """
    if rule.order == "arrival" or trip is None:
        return Estimate(arrived, 0)
    if trip.allowance is None:
        at, uncertainty, cut = dated(arrived, pressed_at, trip)
        return Estimate(at, uncertainty, cut, uncertainty)
    claimed = trip.half if pressed_at is None else max(trip.half, arrived - pressed_at)
    back = min(claimed, trip.half + trip.allowance)
    cut = claimed - back
    sure = max(trip.doubt, back)
    reach = _reach(trip, claimed)
    widened = max(min(cut, LONGEST_REPEAT), reach - back - sure)
    return Estimate(arrived - back, sure + widened, cut, trip.doubt, widened, reach)


def _reach(trip: Trip, claimed: int) -> int:
    """For how many ms a press may have been under way: the whole round trip that the station acknowledges, and what the
    device says that this press took beyond half of it; 0 in older entries."""
    acknowledged = max(trip.best, 0)
    return min(acknowledged + max(claimed - acknowledged // 2, 0), LONGEST_REPEAT) if trip.whole else 0


def is_early(made: Estimate, opens_at: int) -> bool:
    """Certainly made before the press was open; a press that may have been in time is not early."""
    return made.at + made.half < opens_at


def is_late(made: Estimate, closes_at: int | None) -> bool:
    """Certainly made after the press was closed."""
    return closes_at is not None and made.at - made.half > closes_at


def award(presses: Sequence[Press], rule: PressRule, lot: int) -> Award:
    """Which of the legal presses of one arming was first.  ``lot`` is a fair number, used only for a draw.

    A claim that was cut makes a call too close, so that people look at it; it does not bring a station into a draw or
    make all press again, or any station could force that.
    """
    first_of: dict[str, Press] = {}
    for press in sorted(presses, key=lambda p: (p.estimate, p.arrived, p.seq)):
        first_of.setdefault(press.team, press)
    ranked = list(first_of.values())
    best = ranked[0]
    if len(ranked) == 1:
        return Award(best.team, None, False, rule.order)
    margin = ranked[1].estimate - best.estimate
    close = any(p.estimate - best.estimate <= p.uncertainty + best.uncertainty for p in ranked[1:])
    near = [p for p in ranked if p.estimate - best.estimate <= _open(p) + _open(best)]
    if rule.order == "arrival" or len(near) == 1 or rule.tie == "estimate":
        return Award(best.team, margin, close, rule.order)
    if rule.tie == "rearm":
        return Award(None, margin, True, "rearm")
    if rule.tie == "draw":
        return Award(near[lot % len(near)].team, margin, True, "draw")
    return Award(min(near, key=lambda p: (p.arrived, p.seq)).team, margin, True, "arrival")


def _open(press: Press) -> int:
    """What is uncertain about a press without what its own claim adds."""
    return press.uncertainty - press.widened
