"""The questions of a match: does a set cover the rule sheet, and which question goes into which round."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from question_sets.allocation import allocate
from question_sets.coverage import coverage
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, show_match
from scoreboard.presenters.quiz.questions import line_text
from scoring.engine.errors import Invalid
from scoring.engine.quiz.needs import needs
from scoring.usecases.contents import question_ids
from scoring.usecases.quiz import matches, question_sets, roster
from scoring.usecases.quiz.pools import choose_questions, set_pool

WAYS = ("lot", "order")
"""How a set is divided: by lot, or in the order of the set."""


@bp.get("/matches/<match>/questions")
def pools(match: str, error: Any = None) -> str:
    """Coverage by the chosen set, the pools as they are, and what can be put into each."""
    found = matches.match_of(ctx(), match)
    sheet = matches.rule_sheet_of(ctx(), match)
    teams = len(roster.roster_of(ctx(), match))
    held = question_sets.list_question_sets(ctx())
    chosen = request.args.get("set", "") or _set_of(match) or (held[0][0].id if held else "")
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=chosen) if chosen else ()
    covered = coverage(questions, sheet, teams, _elsewhere(match)) if questions else None
    lines = [(line, line_text(lang(), line)) for line in covered.lines] if covered else []
    contents = matches.questions_of(ctx(), match)
    picked = {pool: [contents[one] for one in ids if one in contents] for pool, ids in found.questions}
    wanted = [need for need in needs(sheet, teams) if need.count]
    return show_match(
        "pools.html",
        match,
        "pools",
        error,
        sets=held,
        chosen=chosen,
        covered=covered,
        lines=lines,
        picked=picked,
        wanted=wanted,
        teams=teams,
        elsewhere=len(_elsewhere(match)),
    )


@bp.post("/matches/<match>/questions")
@form_of(pools)
def fill_pools(match: str) -> ResponseReturnValue:
    """Fill every pool from one set; questions that another match of this competition has are left alone."""
    way = request.form.get("way", WAYS[0])
    if way not in WAYS:
        raise Invalid("input-wrong", places="way")
    taken = _elsewhere(match)

    def divide(questions: Any, sheet: Any, teams: int, lots: Any) -> Any:
        return allocate(questions, sheet, teams, lots if way == "lot" else None, taken)

    made = choose_questions(
        ctx(), actor=actor(), match_id=match, question_set=request.form.get("set", ""), divide=divide
    )
    return done("pools-filled", "pools", {"count": len(question_ids(made))}, match=match)


@bp.post("/matches/<match>/questions/pool")
@form_of(pools)
def change_pool(match: str) -> ResponseReturnValue:
    """One pool by hand: the numbers of the set's questions, in order."""
    pool = request.form.get("pool", "")
    source = request.form.get("set", "")
    by_no = {q.no: q.id for q in question_sets.questions_in(ctx(), actor=actor(), question_set=source)}
    ids = []
    for text in request.form.get("numbers", "").replace("，", " ").replace("、", " ").replace(",", " ").split():
        if not text.isascii() or not text.isdigit() or int(text) not in by_no:
            raise Invalid("question-no-unknown", no=text[:20])
        ids.append(by_no[int(text)])
    set_pool(ctx(), actor=actor(), match_id=match, pool=pool, questions=ids)
    return done("saved", "pools", match=match, set=source)


def _set_of(match: str) -> str:
    """The set that this match has picked most of its questions from."""
    sets = [question.question_set for question in matches.questions_of(ctx(), match).values()]
    return max(set(sets), key=sets.count) if sets else ""


def _elsewhere(match: str) -> frozenset[str]:
    """Questions that another match of the same competition has picked: the audience may know them already."""
    found = matches.match_of(ctx(), match)
    others = matches.list_matches(ctx(), competition_id=found.competition)
    return frozenset(one for other in others if other.id != match for one in question_ids(other))
