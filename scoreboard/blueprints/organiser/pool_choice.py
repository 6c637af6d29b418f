"""The questions of one round chosen by a click each, or by ranges of numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from question_sets.needs import Need, needs_of
from question_sets.validity import outdated
from scoreboard.blueprints.organiser.desk import (
    actor,
    bp,
    ctx,
    done,
    form_of,
    listed_sets,
    numbered,
    show_match,
    today,
)
from scoreboard.blueprints.organiser.pools import asks, in_pools, own_set, pool_name, several_sets
from scoreboard.blueprints.organiser.sets import SHOWN
from scoreboard.web import auth
from scoring.engine.errors import Invalid
from scoring.engine.quiz.needs import Need as PoolNeed
from scoring.engine.quiz.needs import needs, spares_beside
from scoring.usecases.competition.looks import look_at_set
from scoring.usecases.competition.questions import barred_in, elsewhere
from scoring.usecases.quiz import matches, question_sets, roster
from scoring.usecases.quiz.pools import in_other_pools, picked_version, require_version, set_pool
from scoring.usecases.records import Match, Question

ONLY = ("fitting", "free", "chosen", "all")
"""Which questions of a set are listed: the chosen and the free ones that fit the round; the chosen and all free ones;
the chosen ones; all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question in the list.  ``home``: the name of the other pool that has it · ``away``: another match of the
    competition has it, or it was withdrawn · ``old``: past its day · ``unfit``: its kind does not fit the round."""

    question: Question
    chosen: bool
    home: str
    away: bool
    old: bool
    unfit: bool

    @property
    def free(self) -> bool:
        return not (self.home or self.away or self.old)


@bp.get("/matches/<match>/questions/choose")
def choose(match: str, error: Any = None) -> str:
    """The questions of a set with what is chosen for one round, what it needs and what is missing."""
    found, sheet = matches.match_of(ctx(), match), matches.rule_sheet_of(ctx(), match)
    teams = len(roster.roster_of(ctx(), match))
    wanted = needs(sheet, teams)
    need = _need(wanted, request.values.get("pool", wanted[0].pool))
    picked = in_pools(found)
    pool = picked.get(need.pool, [])
    sets = listed_sets()
    asked = request.values.get("set", "") or (sets[0][0].id if sets else "")
    source = asked if several_sets(pool) else own_set(pool, asked)
    within = question_sets.set_of(ctx(), source)
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=source)
    names = {one.pool: pool_name(one) for one in wanted}
    fitting = [one for one in needs_of(sheet, teams, questions) if one.pool == need.pool]
    lines = _lines(found, need, questions, names, elsewhere(ctx(), match), fitting)
    only = request.values.get("only", "") if request.values.get("only") in ONLY else ONLY[0]
    listed = [one for one in lines if _is_listed(one, only)]
    page = max(1, request.values.get("page", 1, type=int))
    shown = listed[(page - 1) * SHOWN : page * SHOWN]
    look_at_set(
        ctx(),
        actor=actor(),
        question_set=source,
        questions=[one.question.id for one in shown],
        device=auth.device(),
    )
    by_id = {one.question.id: one.question for one in lines}
    return show_match(
        "pool_choice.html",
        match,
        "pools",
        error,
        need=need,
        name=names[need.pool],
        names=names,
        spares=spares_beside(need.kind, sheet),
        pool=pool,
        within=within,
        sets=sets,
        own=bool(pool) and not several_sets(pool),
        asked=asked,
        lines=shown,
        ticked={one.id for one in pool},
        only=only,
        kinds=ONLY,
        page=page,
        pages=-(-len(listed) // SHOWN) or 1,
        version=picked_version(found),
        taken=[
            (one, by_id[one].no, names.get(home, home))
            for one, home in in_other_pools(found, need.pool, _asked_for(pool, questions)).items()
        ]
        if asks(error)
        else [],
    )


@bp.post("/matches/<match>/questions/choose")
@form_of(choose)
def put_choice(match: str) -> ResponseReturnValue:
    """The pool as it was, without what was listed and is not ticked, with what is ticked or named by a number."""
    pool, source = request.form.get("pool", ""), request.form.get("set", "")
    found = matches.match_of(ctx(), match)
    version = request.form.get("version", "")
    require_version(found, version)
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=source)
    before = in_pools(found).get(pool, [])
    chosen = _asked_for(before, questions)
    set_pool(
        ctx(),
        actor=actor(),
        match_id=match,
        pool=pool,
        questions=chosen,
        taking=request.form.get("take", "").split(),
        version=version,
        barred=barred_in(ctx()),
    )
    only, page = request.form.get("only", ""), request.form.get("page", "")
    fields = {"count": len(chosen)}
    return done("pool-chosen", "choose", fields, match=match, pool=pool, set=source, only=only, page=page)


def _asked_for(before: Sequence[Question], questions: Sequence[Question]) -> list[str]:
    """The ids that the form asks for: those that the pool has in their order, then new ones by number."""
    listed, ticked = set(request.form.get("listed", "").split()), _ticked()
    kept = [one.id for one in before if one.id not in listed or one.id in ticked]
    named = [one.id for one in numbered(questions)]
    new = [one.id for one in questions if one.id in ticked & listed]
    return list(dict.fromkeys((*kept, *new, *named)))


def _ticked() -> set[str]:
    return set(request.form.getlist("question"))


def _need(wanted: Sequence[PoolNeed], pool: str) -> PoolNeed:
    need = next((one for one in wanted if one.pool == pool), None)
    if need is None:
        raise Invalid("pool-unknown", pool=pool)
    return need


def _lines(
    match: Match,
    need: PoolNeed,
    questions: Sequence[Question],
    names: Mapping[str, str],
    away: Collection[str],
    fitting: Sequence[Need],
) -> list[Line]:
    homes = {one: pool for pool, ids in match.questions for one in ids}
    old = outdated(questions, today())
    return [
        Line(
            one,
            homes.get(one.id) == need.pool,
            names.get(homes[one.id], homes[one.id]) if one.id in homes and homes[one.id] != need.pool else "",
            one.id in away,
            one.id in old,
            not any(each.fits(one) for each in fitting),
        )
        for one in questions
    ]


def _is_listed(line: Line, only: str) -> bool:
    return {
        "fitting": line.chosen or (line.free and not line.unfit),
        "free": line.chosen or line.free,
        "chosen": line.chosen,
        "all": True,
    }[only]
