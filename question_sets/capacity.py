"""How many matches in succession a set fills, no question asked twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from question_sets.allocation import allocate
from question_sets.needs import Need, Q, needs_of
from scoring.engine.quiz.rule_sheet import RuleSheet

MOST = 9
"""Matches after which nobody counts on."""


def capacity(questions: Sequence[Q], sheet: RuleSheet, teams: int, taken: Collection[str] = ()) -> int:
    """The matches of so many teams that can be filled one after the other, up to ``MOST``.

    Each round has questions that were written for one of its kind: every stake its own, judges' marks situations and
    talks, quick answers short questions.
    """
    used = set(taken)
    by_id = {question.id: question for question in questions}
    needs = needs_of(sheet, teams, [question for question in questions if question.id not in used])
    for played in range(MOST):
        free = [question for question in questions if question.id not in used]
        pools = allocate(free, sheet, teams, _unmixed)
        given = {question for pool in pools.values() for question in pool}
        if not given or len(given) < sum(need.count for need in needs):
            return played
        if not all(_meant(need, [by_id[one] for one in pools[need.pool]]) for need in needs):
            return played
        used |= given
    return MOST


def _meant(need: Need, questions: Sequence[Q]) -> bool:
    """Whether enough questions of a pool were written for it; rounds of one answer take what there is."""
    if need.stake is not None:
        return sum(question.stake == need.stake for question in questions) >= need.count
    return need.kind not in ("judged", "rapid") or all(need.names & set(question.tags) for question in questions)


def _unmixed(n: int) -> int:
    """A lot that leaves everything where it is."""
    return n - 1
