"""The schedule of a competition at the organiser's desk: its days, the plan of each stage, what stands against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import (
    act,
    competition_record,
    new_key,
    require_fresh_once,
    stage_at,
)
from scoreboard.blueprints.organiser.desk import SHOWN_AS_STORED, bp, ctx, done, form_of, say, show, version_of
from scoreboard.blueprints.organiser.schedule_form import day_typed, filled, typed_row
from scoreboard.presenters.competition.schedule import by_day, clash_text, lines, place_text, unplanned
from scoreboard.presenters.review.moments import day_text, moment_text, zone_text
from scoreboard.web import auth
from scoreboard.web.errors import describe
from scoring.engine.competition.commands_schedule import Place, Planned, PublishSchedule, SetDays, SetSchedule
from scoring.engine.competition.schedule import Clash, clashes, places_of
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Invalid
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.schedule_rows import Row, planned_of, row_of


def zone_of(state: CompetitionState) -> str:
    """The zone of the competition's times."""
    return state.rules.zone if state.rules else auth.services().config.zone


@bp.get("/competitions/<competition>/schedule")
def schedule(competition: str, error: Any = None) -> str:
    """The whole plan day by day, with all that stands against it."""
    state = competition_state(ctx(), competition)
    zone = zone_of(state)
    found = clashes(state, state.schedule.plans, ctx().clock.now())
    return show(
        "schedule.html",
        error,
        competition=competition_record(competition),
        state=state,
        days=by_day(lines(state, zone, say())),
        unplanned=unplanned(state, say()),
        hard=[one for one in found if not one.warning],
        open=[one for one in found if one.warning and one.key not in state.schedule.accepted],
        accepted=[one for one in found if one.warning and one.key in state.schedule.accepted],
        sentence=lambda one: clash_text(state, one, say()),
        place=lambda one: place_text(state, one, say()),
        day=lambda one: day_text(one, say()),
        moment=lambda at: moment_text(at, zone, say()),
        zone_name=zone_text(zone, say()),
        version=version_of(state.schedule.first, state.schedule.last),
        key=new_key(),
    )


@bp.post("/competitions/<competition>/schedule/days")
@form_of(schedule)
def put_days(competition: str) -> ResponseReturnValue:
    """The competition's first and last day."""
    state = competition_state(ctx(), competition)
    require_fresh_once(competition, state.schedule.first, state.schedule.last)
    act(competition, SetDays(day_typed("first"), day_typed("last"), bool(state.schedule.published_at)))
    return done("schedule-set", "schedule", competition=competition)


@bp.post("/competitions/<competition>/schedule/accept")
@form_of(schedule)
def accept_warnings(competition: str) -> ResponseReturnValue:
    """Accept warnings that have come up since, with a reason."""
    state = competition_state(ctx(), competition)
    act(competition, SetSchedule((), accepted=accepted(), again=bool(state.schedule.published_at)))
    return done("schedule-set", "schedule", competition=competition)


@bp.post("/competitions/<competition>/schedule/publish")
@form_of(schedule)
def publish_schedule(competition: str) -> ResponseReturnValue:
    """From now on every change has a reason."""
    act(competition, PublishSchedule())
    return done("schedule-published", "schedule", competition=competition)


@bp.get("/competitions/<competition>/schedule/<int:place>")
def stage_schedule(competition: str, place: int, error: Any = None) -> str:
    """The plan of one stage as a form; one that was refused comes back with what stands against it."""
    state = competition_state(ctx(), competition)
    one, zone = stage_at(state, place), zone_of(state)
    fresh = error is None or error["code"] in SHOWN_AS_STORED
    rows = _rows(state, one.name) if fresh else _typed(state, one.name)
    found: Sequence[Clash] = ()
    try:
        rows = filled(rows) if request.method == "GET" else rows
        if not fresh or "fill" in request.args:
            found = _against(state, one.name, rows)
    except Invalid as problem:
        error = error or describe(problem)
    return show(
        "schedule_stage.html",
        error,
        competition=competition_record(competition),
        state=state,
        stage=one,
        place=place,
        rows=rows,
        name=lambda group: place_text(state, (one.name, group), say()),
        edit=state.schedule.edits.get(one.name, 0),
        halls=sorted({each.hall for each in state.schedule.plans.values()}),
        hard=[each for each in found if not each.warning],
        open=[each for each in found if each.warning and each.key not in state.schedule.accepted],
        sentence=lambda each: clash_text(state, each, say()),
        zone_name=zone_text(zone, say()),
        fill=request.args,
        key=new_key(),
    )


@bp.post("/competitions/<competition>/schedule/<int:place>")
@form_of(lambda competition, place, error=None: stage_schedule(competition, place, error))
def put_stage_schedule(competition: str, place: int) -> ResponseReturnValue:
    """The plan of a stage at once: a row that is empty takes its match out of the plan."""
    state = competition_state(ctx(), competition)
    one = stage_at(state, place)
    new = _planned(_typed(state, one.name), one.name, zone_of(state))
    said = {each.place for each in new}
    edit = request.form.get("edit", "")
    command = SetSchedule(
        tuple(new),
        tuple(each for each in state.schedule.plans if _gone(state, each, one.name, said)),
        accepted(),
        bool(state.schedule.published_at),
        ((one.name, int(edit) if edit.isascii() and edit.isdigit() and len(edit) < 9 else -1),),
    )
    act(competition, command)
    return done("schedule-set", "schedule", competition=competition)


def _gone(state: CompetitionState, place: Place, stage: str, said: Collection[Place]) -> bool:
    """Whether a match leaves the plan: its row is empty or there is none any more, or the rules have its stage no
    more."""
    return place not in said if place[0] == stage else state.stages is None or state.stages.find(place[0]) is None


def _rows(state: CompetitionState, stage: str) -> list[Row]:
    plans, zone = state.schedule.plans, zone_of(state)
    return [row_of(group, plans.get((stage, group)), zone) for group in _groups(state, stage)]


def _typed(state: CompetitionState, stage: str) -> list[Row]:
    return [typed_row(group) for group in _groups(state, stage)]


def _groups(state: CompetitionState, stage: str) -> list[int]:
    return [group for _, group in places_of(state, stage)]


def _planned(rows: Sequence[Row], stage: str, zone: str) -> list[Planned]:
    return [planned_of(row, stage, zone) for row in rows if not row.blank]


def _against(state: CompetitionState, stage: str, rows: Sequence[Row]) -> list[Clash]:
    """What stands against the plan with these rows in place of the stage's own."""
    others = {place: each for place, each in state.schedule.plans.items() if place[0] != stage}
    own = {each.place: each for each in _planned(rows, stage, zone_of(state))}
    found = clashes(state, {**others, **own}, ctx().clock.now())
    return [each for each in found if each.touches(list(own))]


def accepted() -> tuple[str, ...]:
    """The warnings that the form accepts, by their keys."""
    return tuple(dict.fromkeys(one[:600] for one in request.form.getlist("accept")[:500]))
