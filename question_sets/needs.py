"""What the pools of a match need from a question set: the engine's needs, divided by stake if the set has stakes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from scoring.engine.quiz.needs import SPARES
from scoring.engine.quiz.needs import Need as PoolNeed
from scoring.engine.quiz.needs import needs as needs_of_sheet
from scoring.engine.quiz.rule_sheet import TIE_OFF, QuestionType, RoundKind, RuleSheet


class Usable(Protocol):
    """The fields that counting and picking need; both ``ReadQuestion`` and the stored record have them."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> QuestionType: ...
    @property
    def stake(self) -> Decimal | None: ...
    @property
    def clues(self) -> Sequence[str]: ...
    @property
    def media(self) -> str: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def conflicts_with(self) -> Sequence[str]: ...


Q = TypeVar("Q", bound=Usable)

RAPID = frozenset({"rapid", "快答", "快答题", "限时快答", "限时快答题", "限时", "限时题"})
"""Tags of the short questions that are asked in a row against the clock, too slight for stakes and judges' marks."""

JUDGED = frozenset({"judged"})
"""The tag of a situation or a talk that judges mark: too long for an answer against the clock."""

_WEIGHTY: tuple[RoundKind, ...] = ("risk", "judged")


@dataclass(frozen=True, slots=True)
class Need:
    """``count`` questions for one pool, of these types, of this stake, with at least ``clues`` clues.

    ``kind`` is None for the tie-off and the spares.  A pool divided by stakes has one need for each stake.
    """

    pool: str
    name: str
    kind: RoundKind | None
    count: int
    types: tuple[QuestionType, ...]
    stake: Decimal | None = None
    clues: int = 0

    @property
    def names(self) -> frozenset[str]:
        """Tags that mark a question for this pool: the round's name (with or without 题), its id, its kind."""
        if self.pool == SPARES:
            return frozenset({"spare", "spares", "备用", "备用题"})
        if self.pool == TIE_OFF:
            return frozenset({TIE_OFF, "加赛", "加赛题"})
        return frozenset({self.name, self.name.removesuffix("题"), self.pool, self.kind or self.pool})

    def fits(self, question: Usable) -> bool:
        """True if ``question`` may be put in this pool.

        A question with clues fits only a pool that needs clues; one for rapid rounds no round of stakes or of judges'
        marks, and one for judges no rapid round, unless it is marked for that too.
        """
        tags = set(question.tags)
        unfit = RAPID if self.kind in _WEIGHTY else JUDGED if self.kind == "rapid" else frozenset[str]()
        if tags & unfit and not tags & self.names:
            return False
        if question.type not in self.types or (len(question.clues) < self.clues if self.clues else question.clues):
            return False
        return self.stake is None or question.stake in (None, self.stake)


def needs_of(sheet: RuleSheet, teams: int, questions: Iterable[Usable] = ()) -> tuple[Need, ...]:
    """Every need of ``sheet`` with ``teams`` teams: rounds in order, then the tie-off, then the spares.

    A risk pool must offer every stake to every team only if ``questions`` have stakes at all; questions without a stake
    serve any stake.
    """
    marked = {question.stake for question in questions}
    return tuple(part for need in needs_of_sheet(sheet, teams) if need.count for part in _parted(need, sheet, marked))


def _parted(need: PoolNeed, sheet: RuleSheet, marked: set[Decimal | None]) -> list[Need]:
    clues = len(sheet.round(need.pool).steps) if need.kind == "clue" else 0
    stakes: tuple[Decimal | None, ...] = need.stakes if marked & set(need.stakes) else (None,)
    return [Need(need.pool, need.name, need.kind, need.count, need.types, stake, clues) for stake in stakes]
