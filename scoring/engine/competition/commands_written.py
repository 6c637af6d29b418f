"""The commands of a written stage (笔试): its marks, their check against the sheet, their publication."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class PaperMark:
    """What a person of a team got for a paper (from 1): a mark for each of its parts, or one; or was absent."""

    team: int
    person: str
    paper: int = 1
    marks: tuple[Decimal, ...] = ()
    absent: bool = False

    @property
    def total(self) -> Decimal:
        """The paper's mark; 0 for who was absent."""
        return sum(self.marks, Decimal(0))


@dataclass(frozen=True, slots=True)
class EnterMarks:
    """Marks of a written stage, from a table (``source``: its name) or typed (""), all of them or none.

    ``after``: the number of the last list of marks that the giver has seen, 0 for none · ``corrects``: marks that are
    there are replaced.
    """

    stage: str
    marks: tuple[PaperMark, ...]
    after: int
    source: str = ""
    corrects: bool = False
    kind: Literal["written.enter"] = "written.enter"


@dataclass(frozen=True, slots=True)
class CheckMarks:
    """A second person has compared the marks up to the list ``batch`` with the papers."""

    stage: str
    batch: int
    kind: Literal["written.check"] = "written.check"


@dataclass(frozen=True, slots=True)
class PublishMarks:
    """Show everybody the ranking by the marks up to the list ``batch``; ``again``: in place of one that is shown."""

    stage: str
    batch: int
    again: bool = False
    kind: Literal["written.publish"] = "written.publish"


@dataclass(frozen=True, slots=True)
class ShowRanking:
    """The published ranking comes onto the hall's screen, or leaves it."""

    stage: str
    shown: bool
    kind: Literal["written.show"] = "written.show"
