"""What the use case gives to a decision about a review: read from the store, never guessed by the engine."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.engine.actors import Role
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.calendar import NO_CALENDAR, Calendar
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.nomination import Attached, WayStep


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that is submitted, as its record has it.

    ``nomination``: the number of the one that it corrects, None for a new one · ``problems``: what keeps it from being
    submitted, as codes with places · ``notes``: what vetting has to look at · ``units``: the names of the organisations
    that the nominee comes from, besides those of the way · ``homes``: those of them that the form itself names as the
    nominee's.
    """

    id: str
    revision: int
    award: str
    unit: str
    unit_name: str
    nominee: str
    digest: str
    personal: str
    nomination: int | None = None
    files: tuple[Attached, ...] = ()
    way: tuple[WayStep, ...] = ()
    units: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """``campaign`` for review.open and review.edition · ``draft`` for nomination.submit · ``judges`` for judging.open ·
    ``chairs`` for chair.recuse: who holds a chair's card · ``calendar`` for notices and answers · ``lots`` for
    defence.draw: the nominations as they were drawn · ``actor``, ``role``, ``device``: who gives the command, from
    which browser · ``organisation``: the one that the actor's seat acts for, "" for none, and its name · ``by_owner``:
    whether a notice names whose each nomination is; the oldest ones named who nominated it · ``each_in_all``: whether
    somebody who came on a list later stands in all notices of the campaign; in the oldest entries in the last one."""

    campaign: Campaign | None = None
    draft: Draft | None = None
    judges: tuple[PanelJudge, ...] = ()
    chairs: tuple[PanelJudge, ...] = ()
    calendar: Calendar = NO_CALENDAR
    lots: tuple[int, ...] = ()
    actor: str = ""
    role: Role = "system"
    device: str = ""
    organisation: str = ""
    organisation_name: str = ""
    by_owner: bool = True
    each_in_all: bool = True


NO_FACTS = Facts()
"""For commands that need nothing from the store."""
