"""Choose the questions of a match: from a set into pools, one for each round, one for the tie-off, one for spares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.engine.codec import digest
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.quiz.needs import SPARES
from scoring.engine.quiz.rule_sheet import TIE_OFF, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.usecases.contents import question_ids
from scoring.usecases.context import Context
from scoring.usecases.guards import get_rule_sheet, get_unopened, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Question, QuestionSet, Team

Divide = Callable[[Sequence[Question], RuleSheet, int, Callable[[int], int]], Mapping[str, Sequence[str]]]
"""How a set is divided into pools: (questions by number, rule sheet, number of teams, source of lots) → ids by pool."""

Barred = Callable[[UnitOfWork, Match], Mapping[str, str]]
"""Questions that a match may not take up, each with the code of the refusal: what the competition around it says."""


def nothing_barred(uow: UnitOfWork, match: Match) -> Mapping[str, str]:  # noqa: ARG001  the shape of ``Barred``
    """For a match without a competition around it that says anything."""
    return {}


def picked_version(match: Match) -> str:
    """The version of a match's pools that a form is drawn from: SHA-256 of the match's id and its picked questions."""
    return digest([match.id, match.questions])


def require_version(match: Match, version: str | None) -> None:
    """Raise ``Conflict("pools-changed")`` unless ``version`` is that of the pools; None stands for no form."""
    if version is not None and version != picked_version(match):
        raise Conflict("pools-changed")


def choose_questions(
    ctx: Context,
    *,
    actor: Actor,
    match_id: str,
    question_set: str,
    divide: Divide,
    version: str | None = None,
    barred: Barred = nothing_barred,
) -> Match:
    """Fill every pool from one set as ``divide`` says.

    A pool stays short if the set has too few questions; the checklist shows it.  What is ``barred`` is left out.
    Raises ``NotFound("question-set-unknown")`` and ``Conflict("pools-changed")``, see ``require_version``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_unopened(uow, match_id)
        require_version(match, version)
        if uow.of(QuestionSet).get(question_set) is None:
            raise NotFound("question-set-unknown", question_set=question_set)
        gone = barred(uow, match)
        free = (one for one in uow.of(Question).all(question_set=question_set) if one.id not in gone)
        questions = sorted(free, key=lambda q: q.no)
        sheet = read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text)
        teams = uow.of(Team).count(match=match_id)
        pools = divide(questions, sheet, teams, ctx.ids.lot)
        match = replace(match, questions=tuple((pool, tuple(ids)) for pool, ids in pools.items()))
        uow.of(Match).put(match)
        uow.commit()
    return match


def set_pool(
    ctx: Context,
    *,
    actor: Actor,
    match_id: str,
    pool: str,
    questions: Sequence[str],
    taking: Collection[str] = (),
    version: str | None = None,
    barred: Barred = nothing_barred,
) -> Match:
    """Set one pool by hand, in this order; a question of another pool moves to this one if ``taking`` has its id.

    Raises ``Invalid("question-twice" | "question-unknown" | "pool-unknown")``,
    ``Refused("questions-in-other-pools", count=…)``, the refusal of what is ``barred``, and
    ``Conflict("pools-changed")``, see ``require_version``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_unopened(uow, match_id)
        require_version(match, version)
        _check_pool(uow, match, pool, questions)
        _check_barred(barred(uow, match), match, questions)
        if unasked := in_other_pools(match, pool, questions).keys() - set(taking):
            raise Refused("questions-in-other-pools", count=len(unasked))
        chosen = set(questions)
        others = {name: tuple(q for q in ids if q not in chosen) for name, ids in match.questions}
        match = replace(match, questions=tuple((others | {pool: tuple(questions)}).items()))
        uow.of(Match).put(match)
        uow.commit()
    return match


def in_other_pools(match: Match, pool: str, questions: Sequence[str]) -> dict[str, str]:
    """Which of ``questions`` are in another pool than ``pool``: the id of each, in this order, with that pool."""
    homes = {question: name for name, ids in match.questions if name != pool for question in ids}
    return {question: homes[question] for question in questions if question in homes}


def _check_barred(barred: Mapping[str, str], match: Match, questions: Sequence[str]) -> None:
    """Raise for what the match would take up; what it has already stays."""
    own = set(question_ids(match))
    if found := [one for one in questions if one in barred and one not in own]:
        code = barred[found[0]]
        raise Refused(code, count=sum(barred[one] == code for one in found))


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
