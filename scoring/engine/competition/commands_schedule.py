"""The commands of a competition's schedule: its days, which match is when and where, with whom, and its publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = tuple[str, int]
"""A match of a stage: the stage's name and the group, from 1.  It has a place in the plan before it is made."""


@dataclass(frozen=True, slots=True)
class Official:
    """A host or a judge by name and organisation ("" where nobody said it)."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """When and where the match of a group is, and with whom.  ``begins_at``, ``ends_at``: ms since the epoch, the
    second is the first moment after it · ``host`` None: not said yet."""

    stage: str
    group: int
    begins_at: int
    ends_at: int
    hall: str
    host: Official | None = None
    judges: tuple[Official, ...] = ()

    @property
    def place(self) -> Place:
        """Which match it is."""
        return self.stage, self.group

    @property
    def officials(self) -> tuple[Official, ...]:
        """The host, then the judges."""
        return (*((self.host,) if self.host else ()), *self.judges)

    def overlaps(self, other: Planned) -> bool:
        """Whether both go on at one moment."""
        return self.begins_at < other.ends_at and other.begins_at < self.ends_at


@dataclass(frozen=True, slots=True)
class SetDays:
    """The first and the last day of the competition.  ``again``: of a schedule that is published."""

    first: date
    last: date
    again: bool = False
    kind: Literal["schedule.days"] = "schedule.days"


@dataclass(frozen=True, slots=True)
class SetSchedule:
    """Put matches into the plan, in place of what it says of them; ``dropped`` are taken out of it.

    ``accepted``: the warnings that the giver has seen and accepts, by their keys · ``again``: of a schedule that is
    published · ``seen``: how often the plan of a stage had been changed when the giver's page showed it.
    """

    matches: tuple[Planned, ...]
    dropped: tuple[Place, ...] = ()
    accepted: tuple[str, ...] = ()
    again: bool = False
    seen: tuple[tuple[str, int], ...] = ()
    kind: Literal["schedule.set"] = "schedule.set"


@dataclass(frozen=True, slots=True)
class PublishSchedule:
    """The plan is given out: from now on every change has a reason."""

    kind: Literal["schedule.publish"] = "schedule.publish"
