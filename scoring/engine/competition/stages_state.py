"""What a competition's ledger says of its stages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.engine.codec import later
from scoring.engine.competition.commands_stages import GroupMatch
from scoring.engine.competition.draw import FIRST_RULE, Groups
from scoring.engine.stages import Stage


@dataclass(frozen=True, slots=True)
class StageRules:
    """The stages in force, and the rule sheet that they come from."""

    name: str
    digest: str
    stages: tuple[Stage, ...]

    def find(self, name: str) -> Stage | None:
        """The stage of this name."""
        return next((one for one in self.stages if one.name == name), None)

    def before(self, stage: Stage) -> Stage | None:
        """The stage before this one; None for the first."""
        place = self.stages.index(stage)
        return self.stages[place - 1] if place else None

    def after(self, stage: Stage) -> Stage | None:
        """The stage after this one; None for the last."""
        place = self.stages.index(stage) + 1
        return self.stages[place] if place < len(self.stages) else None


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw of groups.  ``no`` counts them · ``digest``: of the secret, "" for one by hand · ``groups``: None until it
    was made · ``secret``, ``number``: "" until then · ``made_at``: 0 until then · ``rule``: the published rule by which
    teams of one organisation are kept apart.  Times in ms since the epoch."""

    no: int
    stage: str
    pots: Groups
    count: int
    apart: bool
    digest: str
    at: int
    reason: str = ""
    secret: str = ""
    number: str = ""
    groups: Groups | None = None
    together: tuple[int, ...] = ()
    made_at: int = 0
    rule: int = later(FIRST_RULE)


@dataclass(frozen=True, slots=True)
class Passed:
    """A team that goes on, and why: its group (from 1), its rank in it, its score; ``runner_up``: as one of the best of
    the next; ``settled``: people let it through; ``by``: what it was compared by as such, None for its score;
    ``tie_off``: it was level on the line, and a tie-off gave it the place."""

    team: int
    group: int
    rank: int
    score: Decimal
    runner_up: bool = False
    settled: bool = False
    by: Fraction | None = later(None)
    tie_off: bool = later(False)


@dataclass(frozen=True, slots=True)
class Level:
    """Teams that are level across a line: ``places`` of them go on."""

    where: str
    places: int
    teams: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Advance:
    """A proposal of who goes on.  ``results``: the seq of each match's ledger that it was made from · ``by``,
    ``device``: who proposed it · ``confirmed``: who agreed, "" until then."""

    no: int
    stage: str
    through: tuple[Passed, ...]
    open: tuple[Level, ...]
    results: tuple[tuple[str, int], ...]
    by: str
    device: str
    at: int
    reason: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class TieOff:
    """A match for the ``places`` of an open line.  ``where``: as in ``Level`` · ``by``: who ordered it · ``at``: ms
    since the epoch."""

    stage: str
    where: str
    places: int
    match: GroupMatch
    by: str
    at: int
