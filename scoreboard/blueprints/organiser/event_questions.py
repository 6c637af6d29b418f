"""The questions of a whole competition at the organiser's desk: sets for each stage, what they lack, who knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from question_sets.event import Homed, Wanted, allot, event_coverage, homed
from question_sets.validity import outdated
from scoreboard.blueprints.organiser.competition_desk import (
    act,
    competition_record,
    form_key,
    new_key,
    require_fresh_once,
    stage_at,
)
from scoreboard.blueprints.organiser.desk import (
    actor,
    bp,
    ctx,
    done,
    done_at,
    form_of,
    listed_sets,
    numbered,
    say,
    show,
    today,
    version_of,
)
from scoreboard.blueprints.organiser.event_questions_view import line_texts, named_people, people_text, warning_text
from scoreboard.blueprints.organiser.schedule import zone_of
from scoreboard.blueprints.organiser.sets import SHOWN
from scoreboard.presenters.review.moments import moment_text
from scoreboard.server import runtime
from scoreboard.web import auth
from scoring.engine.competition.commands_questions import NameKnowers, WithdrawQuestions
from scoring.engine.competition.knowers import knower_warnings
from scoring.usecases.accounts import accounts_of
from scoring.usecases.competition.questions import (
    MATCH_HOME,
    EventNeeds,
    StageNeed,
    allot_questions,
    bind_sets,
    event_needs,
)
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.seen import seen_items, under_way
from scoring.usecases.contents import question_ids
from scoring.usecases.quiz import question_sets
from scoring.usecases.records import Question


@bp.get("/competitions/<competition>/questions")
def event_questions(competition: str, error: Any = None) -> str:
    """Every stage with its sets and what it lacks; who knows them; what was withdrawn."""
    state = competition_state(ctx(), competition)
    needs = event_needs(ctx(), competition)
    zone = zone_of(state)
    held = listed_sets()
    return show(
        "event_questions.html",
        error,
        competition=competition_record(competition),
        state=state,
        held=held,
        bound={stage: {one.id for one in sets} for stage, sets in state.questions.sets.items()},
        lines=line_texts(runtime.offload(event_coverage, _stages(needs), _homed(needs)), say()),
        filled={one.stage: _filled(one) for one in needs.stages},
        warnings=[warning_text(one, say()) for one in knower_warnings(state)],
        people={one.id: people_text(state.questions.people.get(one.id, ())) for one in state.questions.every_set},
        under_way=under_way(ctx(), actor=actor(), competition_id=competition),
        withdrawn=_withdrawn(competition),
        moment=lambda at: moment_text(at, zone, say()),
        sets_version=lambda stage: version_of(state.questions.sets.get(stage, ())),
        people_version=lambda one: version_of(state.questions.people.get(one.id, ())),
        key=new_key(),
    )


@bp.post("/competitions/<competition>/questions/sets/<int:place>")
@form_of(lambda competition, place, error=None: event_questions(competition, error))
def put_event_sets(competition: str, place: int) -> ResponseReturnValue:
    """The sets of a stage."""
    state = competition_state(ctx(), competition)
    stage = stage_at(state, place)
    require_fresh_once(competition, state.questions.sets.get(stage.name, ()))
    chosen = [one[:64] for one in request.form.getlist("set")[:200]]
    bind_sets(
        ctx(),
        actor=actor(),
        competition_id=competition,
        stage=stage.name,
        sets=chosen,
        key=form_key(),
        device=auth.device(),
    )
    return done("saved", "event_questions", competition=competition)


@bp.post("/competitions/<competition>/questions/fill/<int:place>")
@form_of(lambda competition, place, error=None: event_questions(competition, error))
def fill_stage(competition: str, place: int) -> ResponseReturnValue:
    """Fill what the matches of a stage lack, by lot; what the other stages need of the same sets is left to them."""
    stage = stage_at(competition_state(ctx(), competition), place)
    before = _count(competition, stage.name)
    allot_questions(
        ctx(),
        actor=actor(),
        competition_id=competition,
        stage=stage.name,
        share=_share,
        key=form_key(),
        device=auth.device(),
    )
    added = _count(competition, stage.name) - before
    return done("event-filled", "event_questions", {"count": added}, competition=competition)


@bp.post("/competitions/<competition>/questions/people")
@form_of(event_questions)
def put_knowers(competition: str) -> ResponseReturnValue:
    """Who knows a set: those who wrote it, those who have read it."""
    chosen = request.form.get("set", "")[:64]
    require_fresh_once(competition, competition_state(ctx(), competition).questions.people.get(chosen, ()))
    people = (*named_people("author"), *named_people("reviewer"))
    act(competition, NameKnowers(chosen, people))
    return done("saved", "event_questions", competition=competition)


@bp.post("/competitions/<competition>/questions/withdraw")
@form_of(event_questions)
def withdraw_questions(competition: str) -> ResponseReturnValue:
    """Questions that leaked, by their numbers in a set."""
    source = request.form.get("set", "")[:64]
    chosen = _numbered(source)
    act(competition, WithdrawQuestions(tuple(one.id for one in chosen)))
    address = url_for("organiser.event_questions", competition=competition) + "#withdrawn"
    return done_at("questions-withdrawn", address, {"count": len(chosen)})


@bp.get("/competitions/<competition>/questions/items")
def event_items(competition: str) -> str:
    """Every question of a set by its number: which matches have it, which asked it; nothing of its text."""
    state = competition_state(ctx(), competition)
    held = listed_sets()
    bound = {one.id for one in state.questions.every_set}
    sets = [(one, count) for one, count in held if one.id in bound]
    chosen = request.args.get("set", "") or (sets[0][0].id if sets else "")
    items = seen_items(ctx(), actor=actor(), competition_id=competition, question_set=chosen) if chosen else ()
    page, zone = max(1, request.args.get("page", 1, type=int)), zone_of(state)
    staff = {f"account:{one.id}": one.name for one in accounts_of(ctx(), actor=actor())}
    return show(
        "event_items.html",
        competition=competition_record(competition),
        state=state,
        sets=sets,
        chosen=chosen,
        items=items[(page - 1) * SHOWN : page * SHOWN],
        page=page,
        pages=-(-len(items) // SHOWN) or 1,
        people=state.questions.people.get(chosen, ()),
        seen_by=lambda question: [staff.get(who, "") for who in state.questions.seen_by(question, chosen)],
        moment=lambda at: moment_text(at, zone, say()),
    )


def _numbered(source: str) -> list[Question]:
    """The questions of a set that the form's numbers name; raises ``Invalid("question-no-unknown")``."""
    return numbered(question_sets.questions_in(ctx(), actor=actor(), question_set=source))


def _share(needs: EventNeeds, own: StageNeed) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The questions of each match of the stage; the needs of all other stages are divided with them and not used."""
    wanted = [*_matches(own), *(part for one in needs.stages if one is not own for part in _reserved(one))]
    return runtime.offload(allot, wanted, _homed(needs), ctx().ids.lot)


def _matches(one: StageNeed) -> list[Wanted]:
    homes = frozenset(one.sets)
    return [
        Wanted(each.match.id, ((each.sheet, each.teams),), homes, each.match.questions)
        for each in one.groups
        if each.match is not None and not each.match.opened
    ]


def _reserved(one: StageNeed) -> list[Wanted]:
    """What another stage still needs: its matches that have not begun, and its groups without a match."""
    homes = frozenset(one.sets)
    return [
        Wanted(f"{one.stage} {place}", ((each.sheet, each.teams),), homes, each.match.questions if each.match else ())
        for place, each in enumerate(one.groups)
        if each.match is None or not each.match.opened
    ]


def _stages(needs: EventNeeds) -> list[Wanted]:
    """Every stage with its sets and what its own matches have."""
    return [
        Wanted(
            one.stage,
            tuple((each.sheet, each.teams) for each in one.groups),
            frozenset((*one.sets, f"{MATCH_HOME}{one.stage}")),
        )
        for one in needs.stages
    ]


def _homed(needs: EventNeeds) -> list[Homed]:
    """The questions with their homes; those past their day only where a match has them already."""
    old = outdated((one for one, _ in needs.questions), today())
    return [homed(one, home) for one, home in needs.questions if one.id not in old or home.startswith(MATCH_HOME)]


def _filled(one: StageNeed) -> tuple[int, int]:
    """How many matches of a stage have not begun, and how many questions they have."""
    matches = [each.match for each in one.groups if each.match is not None and not each.match.opened]
    return len(matches), sum(len(question_ids(each)) for each in matches)


def _count(competition: str, stage: str) -> int:
    return sum(_filled(one)[1] for one in event_needs(ctx(), competition).stages if one.stage == stage)


def _withdrawn(competition: str) -> list[tuple[str, int, Any]]:
    """Withdrawn questions: the name of the set, the number in it, when and why."""
    gone = competition_state(ctx(), competition).questions.withdrawn
    names = {one.id: one.name for one, _ in question_sets.list_question_sets(ctx())}
    found = question_sets.questions_by_id(ctx(), actor=actor(), questions=list(gone))
    return [(names.get(one.question_set, ""), one.no, gone[one.id]) for one in found]
