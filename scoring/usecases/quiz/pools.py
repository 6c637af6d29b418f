"""Choose the questions of a match: from a set into pools, one for each round, one for the tie-off, one for spares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.quiz.needs import SPARES
from scoring.engine.quiz.rule_sheet import TIE_OFF, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.usecases.context import Context
from scoring.usecases.guards import get_rule_sheet, get_unopened, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Question, QuestionSet, Team

Divide = Callable[[Sequence[Question], RuleSheet, int, Callable[[int], int]], Mapping[str, Sequence[str]]]
"""How a set is divided into pools: (questions by number, rule sheet, number of teams, source of lots) → ids by pool."""


def choose_questions(ctx: Context, *, actor: Actor, match_id: str, question_set: str, divide: Divide) -> Match:
    """Fill every pool from one set as ``divide`` says.

    A pool stays short if the set has too few questions; the checklist shows it.  Raises
    ``NotFound("question-set-unknown")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_unopened(uow, match_id)
        if uow.of(QuestionSet).get(question_set) is None:
            raise NotFound("question-set-unknown", question_set=question_set)
        questions = sorted(uow.of(Question).all(question_set=question_set), key=lambda q: q.no)
        sheet = read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text)
        teams = len(uow.of(Team).all(match=match_id))
        pools = divide(questions, sheet, teams, ctx.ids.lot)
        match = replace(match, questions=tuple((pool, tuple(ids)) for pool, ids in pools.items()))
        uow.of(Match).put(match)
        uow.commit()
    return match


def set_pool(ctx: Context, *, actor: Actor, match_id: str, pool: str, questions: Sequence[str]) -> Match:
    """Set one pool by hand, in this order; a question of another pool moves to this one.

    Raises ``Invalid("question-twice" | "question-unknown" | "pool-unknown")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_unopened(uow, match_id)
        _check_pool(uow, match, pool, questions)
        chosen = set(questions)
        others = {name: tuple(q for q in ids if q not in chosen) for name, ids in match.questions}
        match = replace(match, questions=tuple((others | {pool: tuple(questions)}).items()))
        uow.of(Match).put(match)
        uow.commit()
    return match


def _check_pool(uow: UnitOfWork, match: Match, pool: str, questions: Sequence[str]) -> None:
    known = {rule.id for rule in read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text).rounds} | {SPARES, TIE_OFF}
    if pool not in known:
        raise Invalid("pool-unknown", pool=pool)
    twice = sorted({q for q in questions if list(questions).count(q) > 1})
    if twice:
        raise Invalid("question-twice", question=twice[0])
    there = {q.id for q in uow.of(Question).all(id=frozenset(questions))} if questions else set()
    lost = [q for q in questions if q not in there]
    if lost:
        raise Invalid("question-unknown", question=lost[0])
