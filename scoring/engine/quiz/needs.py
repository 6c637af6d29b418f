"""How many questions of which kind a rule sheet needs, pool by pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.quiz.rule_sheet import TIE_OFF, QuestionType, Round, RoundKind, RuleSheet

SPARES = ""
"""The pool of spare questions (备用题)."""

TIE_OFF_QUESTIONS = 3
"""Questions reserved for a tie-off; after them it continues with spares."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one pool needs: ``pool`` is a round's id, "tie_off", or "" for the spares; ``name`` the round's name.

    ``count`` questions of one of ``types``; with ``stakes``, every one of these stakes may be picked ``count`` times.
    """

    pool: str
    name: str
    kind: RoundKind | None
    count: int
    types: tuple[QuestionType, ...]
    stakes: tuple[Decimal, ...] = ()


CHOICES: tuple[QuestionType, ...] = ("single", "multiple", "true_false")
"""Types that fit every round: a spare should be one of them."""


def needs(sheet: RuleSheet, teams: int) -> tuple[Need, ...]:
    """The needs of every round in order, then of the tie-off, then of the spares; none of a contest of performances."""
    if sheet.contest is not None:
        return ()
    rounds = [
        Need(
            rule.id,
            rule.name,
            rule.kind,
            turns(rule, teams, sheet.members),
            rule.types,
            tuple(stake.points for stake in rule.risk.stakes) if rule.risk else (),
        )
        for rule in sheet.rounds
    ]
    tie_off = TIE_OFF_QUESTIONS if sheet.tie_off.mode in ("press", "risk") else 0
    return (
        *rounds,
        Need(TIE_OFF, "", None, tie_off, CHOICES),
        Need(SPARES, "", None, sheet.spares, CHOICES),
    )


def spares_beside(kind: RoundKind | None, sheet: RuleSheet) -> int:
    """How many spares stand behind a pool of this kind: none for the audience's, which nothing replaces."""
    return 0 if kind in (None, "audience") else sheet.spares


def by_stake(need: Need, stakes: Iterable[Decimal | None]) -> dict[Decimal, int]:
    """How many of the questions with these ``stakes`` each stake of ``need`` gets; one without serves any, once.
    Empty where no question has one of the need's stakes: then nobody divides them."""
    found = Counter(stakes)
    if not set(need.stakes) & set(found):
        return {}
    free, given = found[None], {}
    for stake in need.stakes:
        lent = min(free, max(0, need.count - found[stake]))
        free -= lent
        given[stake] = found[stake] + lent
    return given


def turns(rule: Round, teams: int, members: int) -> int:
    """The most questions that a round can ask."""
    return _TURNS[rule.kind](rule, teams, members)


def _per_team(rule: Round, teams: int, members: int) -> int:  # noqa: ARG001
    return rule.items * teams


def _in_all(rule: Round, teams: int, members: int) -> int:  # noqa: ARG001
    return rule.items


_TURNS: Mapping[RoundKind, Callable[[Round, int, int], int]] = {
    "individual": lambda rule, teams, members: rule.items * members * teams,
    "ladder": lambda rule, teams, members: len(rule.steps) * teams,
    "team": _per_team,
    "risk": _per_team,
    "judged": _per_team,
    "assigned": _per_team,
    "rapid": _per_team,
    "simultaneous": _in_all,
    "press": _in_all,
    "clue": _in_all,
    "audience": _in_all,
}
