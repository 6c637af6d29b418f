"""Which commands the review accepts now, so that tests can compare them with what pages offer and what waits.

Each candidate is tried with the guard of its kind.
"""

from __future__ import annotations

from scoring.engine.actors import Role
from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Command
from scoring.engine.review.calendar import NO_CALENDAR, Calendar
from scoring.engine.review.facts import Facts
from scoring.engine.review.kinds import KINDS
from scoring.engine.review.state import ReviewState
from tests.unit.review_driver.candidates import CANDIDATES, Offer

_BROUGHT = ("no-judges", "judge-unknown", "no-official-days")
"""Refusals for what only the store knows; such commands are offered."""


def offers(
    state: ReviewState, role: Role, organisation: str, at: int, *, actor: str = "", calendar: Calendar = NO_CALENDAR
) -> tuple[Offer, ...]:
    """Every command that somebody of this role may give now, at ``at`` ms since the epoch.

    ``organisation``: the id of the one for which a unit or a level acts · ``actor``: who it is, for a judge's own mark
    sheets and for what a second person has to do · ``calendar``: for notices of working days.
    """
    facts = Facts(actor=actor, role=role, organisation=organisation, calendar=calendar)
    if state.campaign is None:
        return (Offer("review.open"),) if role in KINDS["review.open"].roles else ()
    return tuple(
        offer
        for kinds, candidates in CANDIDATES
        if any(role in KINDS[kind].roles for kind in kinds)
        for offer, command, known in candidates(state, facts, at)
        if role in KINDS[offer.kind].roles and _possible(state, command, at, known)
    )


def _possible(state: ReviewState, command: Command, at: int, facts: Facts) -> bool:
    try:
        KINDS[command.kind].decide(state, command, at, facts)
    except LeitaiError as error:
        return error.code in _BROUGHT
    return True
