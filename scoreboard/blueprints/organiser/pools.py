"""The questions of a match: does a set cover the rule sheet, and which question goes into which round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from question_sets.allocation import allocate
from question_sets.capacity import MOST, capacity
from question_sets.coverage import coverage
from question_sets.shorten import every_round, fewer_items, with_items
from question_sets.validity import outdated
from scoreboard.blueprints.organiser.desk import (
    actor,
    bp,
    ctx,
    done,
    form_of,
    lang,
    listed_sets,
    numbered,
    require_fresh,
    say,
    show_match,
    today,
    version_of,
)
from scoreboard.presenters.quiz.organiser import tasks
from scoreboard.presenters.quiz.questions import line_text
from scoreboard.server import runtime
from scoreboard.web import auth
from scoring.engine.codec import digest
from scoring.engine.errors import Invalid, Refused
from scoring.engine.quiz.needs import Need, needs
from scoring.engine.quiz.rule_sheet import TIE_OFF, Round, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.usecases.competition.looks import look_at_match
from scoring.usecases.competition.questions import barred_in, elsewhere
from scoring.usecases.contents import question_ids
from scoring.usecases.quiz import matches, question_sets, roster
from scoring.usecases.quiz.pools import choose_questions, in_other_pools, picked_version, require_version, set_pool
from scoring.usecases.records import Match, Question

WAYS = ("lot", "order")
"""How a set is divided: by lot, or in the order of the set."""

DOUBTS = frozenset({"questions-conflict", "questions-outdated"})
"""Points of the checklist that the page says beside the pools: what a choice by hand may bring about."""


@dataclass(frozen=True, slots=True)
class PoolForm:
    """One pool with its form: the questions in it, and the set whose numbers the form shows and takes.

    ``numbers``: what stands in the box.  ``back``: this form was sent and refused.  ``taken``: the questions of other
    pools that the form asks about, each its id, its number and the name of its pool.  ``mixed``: the pool has questions
    of several sets, so many of each; it shows no numbers, for they would be those of one set.
    """

    need: Need
    name: str
    questions: Sequence[Question]
    set: str
    numbers: str
    back: bool
    taken: Sequence[tuple[str, int, str]]
    mixed: Mapping[str, int]


@bp.get("/matches/<match>/questions")
def pools(match: str, error: Any = None) -> str:
    """Coverage by the chosen set, the pools as they are, and what can be put into each."""
    found = matches.match_of(ctx(), match)
    sheet = matches.rule_sheet_of(ctx(), match)
    teams = len(roster.roster_of(ctx(), match))
    held = listed_sets()
    chosen = request.args.get("set", "") or _set_of(match) or (held[0][0].id if held else "")
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=chosen) if chosen else ()
    old = outdated(questions, today())
    taken = elsewhere(ctx(), match) | old
    covered = coverage(questions, sheet, teams, taken) if questions else None
    lines = [(line, line_text(lang(), line)) for line in covered.lines] if covered else []
    short = covered is not None and teams > 0 and not covered.enough
    fewer = _fewer(match, chosen) if short else []
    look_at_match(ctx(), actor=actor(), match_id=match, questions=question_ids(found), device=auth.device())
    return show_match(
        "pools.html",
        match,
        "pools",
        error,
        sets=held,
        chosen=chosen,
        covered=covered,
        lines=lines,
        hopeless=covered is not None and teams > 0 and not every_round(covered),
        fewer=fewer,
        fewer_version=version_of(*_shortened(match, fewer)),
        names={one.id: one.name for one, _ in held},
        doubts=[
            task.text for task in tasks([one for one in matches.checklist(ctx(), match) if one.code in DOUBTS], say())
        ],
        version=picked_version(found),
        forms=_forms(found, needs(sheet, teams), chosen, error),
        teams=teams,
        elsewhere=len(taken - old),
        outdated=len(old),
        matches=_matches(questions, sheet, teams, taken) if covered and covered.enough and teams else 0,
        most=MOST,
    )


def _matches(questions: Sequence[Question], sheet: RuleSheet, teams: int, taken: frozenset[str]) -> int:
    """How many matches by these rules the questions of a set still fill; counted once, for it takes a second."""
    key = (version_of(*((one.id, one.digest) for one in questions)), digest(sheet), teams, taken)
    found = _counted.get(key)
    if found is None:
        found = runtime.offload(capacity, questions, sheet, teams, taken)
        _counted[key] = found
        while len(_counted) > _MOST_COUNTED:
            _forget()
    return found


def _forget() -> None:
    """Drop the oldest count; other threads may do so at the same moment."""
    with suppress(StopIteration, RuntimeError):
        _counted.pop(next(iter(_counted)), None)


_counted: dict[tuple[str, str, int, frozenset[str]], int] = {}
_MOST_COUNTED = 64


@bp.post("/matches/<match>/questions")
@form_of(pools)
def fill_pools(match: str) -> ResponseReturnValue:
    """Fill every pool from one set; questions that another match of this competition has are left alone."""
    way = request.form.get("way", WAYS[0])
    if way not in WAYS:
        raise Invalid("input-wrong", places="way")
    taken = elsewhere(ctx(), match)

    def divide(questions: Any, sheet: Any, teams: int, lots: Any) -> Any:
        return allocate(questions, sheet, teams, lots if way == "lot" else None, taken | outdated(questions, today()))

    made = choose_questions(
        ctx(),
        actor=actor(),
        match_id=match,
        question_set=request.form.get("set", ""),
        divide=divide,
        version=request.form.get("version", ""),
        barred=barred_in(ctx()),
    )
    return done("pools-filled", "pools", {"count": len(question_ids(made))}, match=match)


@bp.post("/matches/<match>/questions/shorten")
@form_of(pools)
def shorten(match: str) -> ResponseReturnValue:
    """Give the rounds as few items as the chosen set allows, as the page said; the pools are filled afterwards.

    A form that was drawn from another rule sheet, or that named other rounds and numbers, is refused."""
    chosen = request.form.get("set", "")
    fewer = _fewer(match, chosen)
    before, items = _shortened(match, fewer)
    require_fresh(before, items)
    text = with_items(before, items)
    matches.set_sheet(ctx(), actor=actor(), match_id=match, text=text, version=matches.sheet_version(before))
    return done("rules-shortened", "pools", match=match, set=chosen)


@bp.post("/matches/<match>/questions/pool")
@form_of(pools)
def change_pool(match: str) -> ResponseReturnValue:
    """One pool by hand: the numbers of the set's questions, in order, as the form showed them.

    A form drawn before another change is refused (``pools-changed``), and one that has the pool's numbers with the id
    of a set that they are not from (``pool-of-another-set``).  A pool takes questions of another set once it is empty.
    """
    pool = request.form.get("pool", "")
    source = request.form.get("set", "")
    version = request.form.get("version", "")
    found = matches.match_of(ctx(), match)
    require_version(found, version)
    questions = in_pools(found).get(pool, [])
    if several_sets(questions) and request.form.get("numbers", "").strip():
        raise Refused("pool-of-several-sets")
    own = own_set(questions, source)
    if own != source:
        names = {one.id: one.name for one, _ in question_sets.list_question_sets(ctx())}
        raise Refused("pool-of-another-set", own=names.get(own, own), given=names.get(source, source))
    set_pool(
        ctx(),
        actor=actor(),
        match_id=match,
        pool=pool,
        questions=[question.id for question in _typed(source)],
        taking=request.form.get("take", "").split(),
        version=version,
        barred=barred_in(ctx()),
    )
    return done("saved", "pools", match=match, set=request.args.get("set", "") or source)


def _fewer(match: str, chosen: str) -> list[tuple[Round, int]]:
    """The rounds that must have fewer items for the chosen set to be enough, each with its new number; none where that
    does not help, or where the rule sheet's text cannot be changed by itself."""
    text = matches.rule_sheet_text(ctx(), match)
    sheet = read_rule_sheet(text)
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=chosen)
    taken = elsewhere(ctx(), match) | outdated(questions, today())
    items = fewer_items(questions, sheet, len(roster.roster_of(ctx(), match)), taken)
    if with_items(text, items) == text:
        return []
    return [(rule, items[rule.id]) for rule in sheet.rounds if rule.id in items]


def _shortened(match: str, fewer: Sequence[tuple[Round, int]]) -> tuple[str, dict[str, int]]:
    """What the button that shortens acts on: the rule sheet's text, and the new number of items of each round."""
    return matches.rule_sheet_text(ctx(), match), {rule.id: count for rule, count in fewer}


def _typed(source: str) -> list[Question]:
    """The questions of the set that the form's numbers name; raises ``Invalid("question-no-unknown")``."""
    return numbered(question_sets.questions_in(ctx(), actor=actor(), question_set=source))


def _forms(match: Match, wanted: Sequence[Need], chosen: str, error: Mapping[str, Any] | None) -> list[PoolForm]:
    """The form of every pool that needs questions.

    A form that was refused keeps what was typed, unless the pools have changed since it was drawn.
    """
    picked = in_pools(match)
    names = {need.pool: pool_name(need) for need in wanted}
    fresh = error is not None and request.form.get("version") == picked_version(match)
    made = []
    for need in wanted:
        questions = picked.get(need.pool, [])
        own = own_set(questions, chosen)
        back = fresh and request.form.get("pool") == need.pool and request.form.get("set") == own
        mixed = several_sets(questions)
        shown = "" if mixed else " ".join(str(q.no) for q in questions)
        numbers = request.form.get("numbers", "") if back else shown
        taken = _taken(match, need.pool, own, names) if back and asks(error) else []
        if need.count:
            made.append(PoolForm(need, names[need.pool], questions, own, numbers, back, taken, mixed))
    return made


def asks(error: Mapping[str, Any] | None) -> bool:
    """Whether the form comes back to ask whether questions may leave their pools."""
    return error is not None and error["code"] == "questions-in-other-pools"


def _taken(match: Match, pool: str, source: str, names: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """The questions that the form would take from other pools: id, number, name of the pool."""
    typed = {question.id: question.no for question in _typed(source)}
    homes = in_other_pools(match, pool, list(typed))
    return [(one, typed[one], names.get(home, home)) for one, home in homes.items()]


def pool_name(need: Need) -> str:
    return need.name or say()("organiser.pools.tie_off" if need.pool == TIE_OFF else "organiser.pools.spares")


def in_pools(match: Match) -> dict[str, list[Question]]:
    """The questions in each pool of a match."""
    contents = matches.questions_of(ctx(), match.id)
    return {pool: [contents[one] for one in ids if one in contents] for pool, ids in match.questions}


def own_set(questions: Sequence[Question], chosen: str) -> str:
    """The set whose numbers a pool's form shows: that of the questions in it, else the one that is looked at."""
    return questions[0].question_set if questions else chosen


def several_sets(questions: Sequence[Question]) -> Mapping[str, int]:
    """How many questions a pool has of each set, where that is more than one set; empty else."""
    counts = Counter(question.question_set for question in questions)
    return counts if len(counts) > 1 else {}


def _set_of(match: str) -> str:
    """The set that this match has picked most of its questions from."""
    sets = [question.question_set for question in matches.questions_of(ctx(), match).values()]
    return max(set(sets), key=sets.count) if sets else ""
