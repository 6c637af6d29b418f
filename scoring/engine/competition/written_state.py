"""What a competition's ledger says of a written stage (笔试)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.names import same_form

Key = tuple[str, int]
"""A paper of a team: the form of the person's name, the number of the paper."""

Marks = Mapping[int, Mapping[Key, PaperMark]]
"""The marks of a stage: by the number of the team, then by paper."""


def key_of(mark: PaperMark) -> Key:
    """The paper that a mark is for."""
    return same_form(mark.person), mark.paper


def mark_in(marks: Marks, mark: PaperMark) -> PaperMark | None:
    """What stands for the paper of this mark."""
    return marks.get(mark.team, {}).get(key_of(mark))


@dataclass(frozen=True, slots=True)
class Replaced:
    """A mark and what stood in its place."""

    before: PaperMark
    after: PaperMark


@dataclass(frozen=True, slots=True)
class Batch:
    """A list of marks that was entered.  ``no`` counts them · ``count``: how many marks it has · ``by``, ``device``:
    who entered it · ``at``: ms since the epoch."""

    no: int
    count: int
    replaced: tuple[Replaced, ...]
    source: str
    by: str
    device: str
    at: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Who has compared the marks up to a list with the papers, and when."""

    batch: int
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a ranking as it was published."""

    team: int
    name: str
    unit: str
    rank: int
    score: Decimal


@dataclass(frozen=True, slots=True)
class Publication:
    """A ranking as it was published.  ``no`` counts them; ``at``: ms since the epoch."""

    no: int
    batch: int
    places: tuple[Place, ...]
    by: str
    at: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The marks of a stage as they stand, and how they came: every list, check and publication in order.  ``cues``: the
    ranking came onto the hall's screen, or left it, so many times; ``shown``: it is there."""

    marks: Marks = field(default_factory=dict)
    batches: tuple[Batch, ...] = ()
    checks: tuple[Check, ...] = ()
    published: tuple[Publication, ...] = ()
    cues: int = 0
    shown: bool = False

    @property
    def ranking(self) -> Publication | None:
        """What everybody may see, None before it was published."""
        return self.published[-1] if self.published else None

    @property
    def checked(self) -> int:
        """The number of the last list that was checked, 0 for none."""
        return self.checks[-1].batch if self.checks else 0

    @property
    def unchecked(self) -> tuple[Batch, ...]:
        """The lists that nobody has checked yet."""
        return self.batches[self.checked :]

    def holding(self, marks: Iterable[PaperMark]) -> Written:
        """The same with these marks, each in place of the one that stood there."""
        held = {team: dict(own) for team, own in self.marks.items()}
        for one in marks:
            held.setdefault(one.team, {})[key_of(one)] = one
        return replace(self, marks=held)
