"""Pressing first, fairly: when a press was made, whether it counts, and who was first.

The server's clock rules.  A station's own time is believed only as far as its way to the server allows, and its word
about that way only as far as the others' ways do (docs/adr/0006-how-far-a-press-is-believed.md), so that neither a
false clock nor late answers gain anything.  Where the two best lie within their uncertainty the record says so, and the
rule sheet decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engine.quiz.rule_sheet import PressRule
from scoring.engine.quiz.state import Press

SLACK = 40
"""ms that every station is believed: what a busy page, a frame sent twice and a server under load add to a way."""

AS_OTHERS = 3
"""A station's way is believed up to so many times that of the others: they hang on the same router."""

LONGEST_TRIP = 200
"""No way of more ms is believed, whoever says so: a station so far away presses on its own time's account no more."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What the server knows of the way to a station and back, in ms: ``best``, the best of the last round trips that
    the station acknowledged, and ``cap``, up to which that is believed (see ``cap``)."""

    best: int
    cap: int = LONGEST_TRIP

    @property
    def believed(self) -> int:
        """How long a press may have been under way."""
        return min(max(self.best, 0), self.cap)

    @property
    def slow(self) -> bool:
        """The way is longer than what is believed of it."""
        return self.best > self.cap


def cap(*, line: int | None, others: Sequence[int]) -> int:
    """Up to how many ms a station's way is believed.

    A station can acknowledge late and so make its way look longer than it is; what bounds it cannot be made longer by
    the station.  ``line`` is the round trip that the systems of both ends measured (None: not to be had), ``others``
    the best trips of the other teams' stations, of which the lower median counts: liars who are fewer than half of them
    cannot raise it.
    """
    bounds = [LONGEST_TRIP]
    if line is not None:
        bounds.append(line + SLACK)
    if others:
        bounds.append(max(SLACK, AS_OTHERS * sorted(others)[(len(others) - 1) // 2]))
    return min(bounds)


@dataclass(frozen=True, slots=True)
class Estimate:
    """When the press was made, ms since the epoch, and how far off that may be, ± ms; ``cut``: by how many ms the
    device said it was earlier."""

    at: int
    uncertainty: int
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Award:
    """Who has it (None: nobody, arm again), the margin to the next in ms (None: alone), whether it was too close to
    call, and what decided: ``estimate`` · ``arrival`` · ``draw`` · ``rearm``."""

    winner: str | None
    margin: int | None
    close_call: bool
    by: str


def estimate(*, arrived: int, pressed_at: int | None, trip: Trip | None, rule: PressRule) -> Estimate:
    """The server's estimate of a press that arrived at ``arrived``.

    ``pressed_at`` is the device's word in server time, ``trip`` the way to it (None: not known).  A press cannot have
    been under way for longer than a round trip, nor have been made after it arrived.  Its error is at most half a round
    trip.
    """
    if rule.order == "arrival" or pressed_at is None or trip is None:
        return Estimate(arrived, 0)
    earliest = arrived - trip.believed
    cut = max(0, earliest - pressed_at)
    return Estimate(min(max(pressed_at, earliest), arrived), (trip.believed + 1) // 2, cut)


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
