"""Presses: when a press was made, whether it counts, and which was first.

The server's clock decides.  A station's own time is believed only within the round trip to the server, and its report
of that round trip only within a limit from the other stations' round trips
(docs/adr/0006-how-far-a-press-is-believed.md).  So a false clock gains nothing, and late answers gain nothing.  If the
two best presses lie within their uncertainty the record says so, and the rule sheet decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engine.quiz.rule_sheet import PressRule
from scoring.engine.quiz.state import Press

SLACK = 40
"""ms of round trip that every station is believed: a busy page, a frame sent twice and a loaded server add so much."""

AS_OTHERS = 3
"""A station's round trip is believed up to so many times that of the others: all use the same router."""

LONGEST_TRIP = 200
"""The longest round trip that is believed, in ms, for every station; a longer one gives a station no more allowance."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What the server knows of the round trip to a station, in ms: ``best``, the best of the last round trips that the
    station acknowledged, and ``cap``, up to which that is believed (see ``cap``)."""

    best: int
    cap: int = LONGEST_TRIP

    @property
    def believed(self) -> int:
        """The longest time in ms that a press may have been under way."""
        return min(max(self.best, 0), self.cap)

    @property
    def slow(self) -> bool:
        """The round trip is longer than what is believed of it."""
        return self.best > self.cap


def cap(*, system_trip: int | None, others: Sequence[int]) -> int:
    """Up to how many ms a station's round trip is believed.

    A station can acknowledge late, so its round trip looks longer than it is; the station cannot raise the limits used
    here.  ``system_trip`` is the round trip that the operating systems of both ends measured (None: not available).
    ``others`` are the best round trips of the other teams' stations; their lower median counts, so false reports of
    fewer than half of them cannot raise it.
    """
    bounds = [LONGEST_TRIP]
    if system_trip is not None:
        bounds.append(system_trip + SLACK)
    if others:
        bounds.append(max(SLACK, AS_OTHERS * sorted(others)[(len(others) - 1) // 2]))
    return min(bounds)


@dataclass(frozen=True, slots=True)
class Estimate:
    """When the press was made, ms since the epoch, and its uncertainty, ± ms; ``cut``: by how many ms the device
    reported an earlier time."""

    at: int
    uncertainty: int
    cut: int = 0


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

    ``pressed_at`` is the device's time of the press, in server time; ``trip`` the round trip to it (None: not known).
    A press cannot have been under way for longer than a round trip, and it cannot have been made after it arrived.  Its
    error is at most half a round trip.
    """
    if rule.order == "arrival" or pressed_at is None or trip is None:
        return Estimate(arrived, 0)
    earliest = arrived - trip.believed
    cut = max(0, earliest - pressed_at)
    return Estimate(min(max(pressed_at, earliest), arrived), (trip.believed + 1) // 2, cut)


def is_early(made: Estimate, opens_at: int) -> bool:
    """Certainly made before the press was open; a press that may have been in time is not early."""
    return made.at + made.uncertainty < opens_at


def award(presses: Sequence[Press], rule: PressRule, lot: int) -> Award:
    """Which of the legal presses of one arming was first.  ``lot`` is a fair number, used only for a draw."""
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
