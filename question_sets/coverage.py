"""Whether a set covers a rule sheet.  For every round: what it needs, what there is, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from question_sets.allocation import divided
from question_sets.needs import Need, Usable, needs_of
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.needs import SPARES, spares_beside
from scoring.engine.quiz.rule_sheet import TIE_OFF, RuleSheet


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One need compared with the set.

    ``available``: all questions that fit, also those that another need wants; ``given``: what it gets when no question
    is used twice; ``by_type``: the available ones by type.  ``code`` and ``fields`` give the sentence
    (words/*/questions.toml).
    """

    need: Need
    spares: int
    available: int
    given: int
    by_type: tuple[tuple[str, int], ...]
    code: str

    @property
    def missing(self) -> int:
        """How many are lacking in the best division."""
        return self.need.count - self.given

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Values for the words of ``code``."""
        stake: Decimal | None = self.need.stake
        return (
            ("round", self.need.name),
            ("needed", str(self.need.count)),
            ("plan", f"{self.need.count}+{self.spares}" if self.spares else str(self.need.count)),
            ("available", str(self.available)),
            ("given", str(self.given)),
            ("missing", str(self.missing)),
            ("stake", decimal_text(stake) if stake is not None else ""),
            ("clues", str(self.need.clues)),
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """All lines of a rule sheet; ``enough`` when no pool lacks a question."""

    lines: tuple[CoverageLine, ...]
    questions: int
    needed: int

    @property
    def enough(self) -> bool:
        """True if every pool can be filled."""
        return all(line.missing == 0 for line in self.lines)


def coverage(questions: Sequence[Usable], sheet: RuleSheet, teams: int, taken: Collection[str] = ()) -> Coverage:
    """What ``sheet`` needs with ``teams`` teams, and what ``questions`` have, without those in ``taken``."""
    free = [question for question in questions if question.id not in set(taken)]
    needs = needs_of(sheet, teams, free)
    lines = tuple(_line(need, free, given, sheet) for need, given in zip(needs, divided(free, needs), strict=True))
    return Coverage(lines, len(free), sum(need.count for need in needs))


def _line(need: Need, questions: Sequence[Usable], given: int, sheet: RuleSheet) -> CoverageLine:
    fitting = [question for question in questions if need.fits(question)]
    by_type = tuple(sorted(Counter(question.type for question in fitting).items()))
    spares = spares_beside(need.kind, sheet)
    return CoverageLine(need, spares, len(fitting), given, by_type, _code(need, len(fitting), given, spares))


def _code(need: Need, available: int, given: int, spares: int) -> str:
    if need.pool in (SPARES, TIE_OFF):
        name = "spares" if need.pool == SPARES else "tie-off"
        return f"{name}-short" if given < need.count else f"{name}-enough"
    if given == need.count and need.stake is not None:
        return "stake-enough"
    if given == need.count:
        return "enough" if available >= need.count + spares else "without-spares"
    if available >= need.count:
        return "shared" if need.stake is None else "stake-shared"
    return _short_of(need)


def _short_of(need: Need) -> str:
    if need.clues:
        return "clues-short"
    return "short" if need.stake is None else "stake-short"
