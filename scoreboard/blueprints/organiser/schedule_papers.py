"""The schedule on paper: the page for the doors, as a print, a document and a workbook; the plan of the staff."""

from __future__ import annotations

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import XLSX, bp, ctx, document, download, lang, say, show_paper
from scoreboard.blueprints.organiser.schedule import zone_of
from scoreboard.exports.schedule import (
    Door,
    DoorLine,
    PlanLine,
    door_paper,
    door_xlsx,
    plan_xlsx,
    planning_xlsx,
    with_unit,
)
from scoreboard.presenters.competition.schedule import by_hall, lines, place_text, places_of
from scoreboard.server import runtime
from scoring.engine.competition.commands_schedule import Official
from scoring.engine.errors import Refused
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.schedule_rows import row_of


@bp.get("/competitions/<competition>/schedule/print")
def print_schedule(competition: str) -> str:
    """A page for each day and hall, to be printed."""
    made = door_paper(competition_record(competition).title, _doors(competition), say(), lang())
    return show_paper(made, back=url_for("organiser.schedule", competition=competition))


@bp.get("/competitions/<competition>/schedule.docx")
def schedule_docx(competition: str) -> ResponseReturnValue:
    """The same as a Word document."""
    title = competition_record(competition).title
    made = door_paper(title, _doors(competition), say(), lang())
    return document(made, f"{title} {made.name}")


@bp.get("/competitions/<competition>/schedule.xlsx")
def schedule_xlsx(competition: str) -> Response:
    """The same as a workbook, a worksheet for each day and hall."""
    title = competition_record(competition).title
    data = runtime.offload(door_xlsx, title, _doors(competition), say())
    return download(data, XLSX, f"{title} {say()('schedule.door')}.xlsx")


@bp.get("/competitions/<competition>/schedule/staff.xlsx")
def schedule_staff(competition: str) -> Response:
    """The whole plan with hosts and judges, as a workbook."""
    title = competition_record(competition).title
    data = runtime.offload(plan_xlsx, title, _plan(competition), say())
    return download(data, XLSX, f"{title} {say()('schedule.staff')}.xlsx")


@bp.get("/competitions/<competition>/schedule/form.xlsx")
def schedule_form(competition: str) -> Response:
    """Every match as it is planned, to be filled in and imported."""
    state, title = competition_state(ctx(), competition), competition_record(competition).title
    zone, plans = zone_of(state), state.schedule.plans
    named = [(place_text(state, one, say()), row_of(one[1], plans.get(one), zone)) for one in places_of(state)]
    data = runtime.offload(planning_xlsx, title, named, say())
    return download(data, XLSX, f"{title} {say()('schedule.form')}.xlsx")


def _doors(competition: str) -> list[Door]:
    """Raises ``Refused("schedule-empty")`` where nothing is planned."""
    state = competition_state(ctx(), competition)
    held = by_hall(lines(state, zone_of(state), say()))
    if not held:
        raise Refused("schedule-empty")
    return [Door(day, hall, tuple(DoorLine(one.time, one.name, one.teams) for one in own)) for day, hall, own in held]


def _plan(competition: str) -> list[PlanLine]:
    state = competition_state(ctx(), competition)
    return [
        PlanLine(
            one.day,
            one.time,
            one.name,
            one.plan.hall,
            tuple(team for team, _ in one.teams),
            _person(one.plan.host) if one.plan.host else "",
            tuple(map(_person, one.plan.judges)),
        )
        for one in lines(state, zone_of(state), say())
    ]


def _person(one: Official) -> str:
    return with_unit(one.name, one.unit, say())
