"""What a competition's ledger says of its schedule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scoring.engine.competition.commands_schedule import Place, Planned


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who accepted a warning, when (ms since the epoch), and why."""

    by: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the plan: of which matches, by whom, when (ms since the epoch), and why."""

    places: tuple[Place, ...]
    by: str
    at: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan.  ``first``, ``last``: the competition's days, None until they are said · ``plans``: by match ·
    ``accepted``: warnings by their keys · ``published_at``: ms since the epoch, 0 until then · ``changes``: since ·
    ``edits``: how often the plan of each stage was changed."""

    first: date | None = None
    last: date | None = None
    plans: Mapping[Place, Planned] = field(default_factory=dict)
    accepted: Mapping[str, Accepted] = field(default_factory=dict)
    published_at: int = 0
    changes: tuple[Change, ...] = ()
    edits: Mapping[str, int] = field(default_factory=dict)

    @property
    def in_order(self) -> tuple[Planned, ...]:
        """The matches by their beginning, then by hall."""
        return tuple(sorted(self.plans.values(), key=lambda one: (one.begins_at, one.hall, one.place)))


NO_SCHEDULE = Schedule()
