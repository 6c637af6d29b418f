"""Teams from a table, for registration; and approved teams into the roster of a match."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

from flask import request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, row_fault, say, show, upload
from scoreboard.blueprints.organiser.registration import registration
from scoreboard.blueprints.organiser.teams import teams
from scoreboard.blueprints.organiser.uploads import read_people, read_people_again
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.questions import column_text, finding_lines
from scoreboard.server import runtime
from scoreboard.web import auth
from scoreboard.web.errors import describe
from scoring.engine.codec import canonical, from_json
from scoring.engine.competition.registration import Fault
from scoring.engine.errors import Invalid
from scoring.tables.lists import ListTable
from scoring.usecases.competition.entering import TeamReport, enter_teams, roster_rows, try_teams
from scoring.usecases.competition.records import Values
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competitions import competition_of
from scoring.usecases.guards import get_competition
from scoring.usecases.quiz.roster_import import import_roster
from scoring.usecases.quiz.roster_table import MEANINGS

MOST_LINES = 300
"""Most teams of a report that a page shows; those that need a look come first."""

FIELDS = ("team", "unit", "leader", "members", "substitutes")


@dataclass(frozen=True, slots=True)
class Line:
    """A team of a table in words: where it stands, its cells, what is wrong with it."""

    place: str
    cells: tuple[str, ...]
    faults: tuple[str, ...]


@bp.post("/competitions/<competition>/registration/import")
@form_of(registration)
def try_registrations(competition: str) -> ResponseReturnValue:
    """A dry run over an uploaded table, team by team."""
    name, data = upload()
    return _report(competition, name, *read_people("roster", name, data))


@bp.post("/competitions/<competition>/registration/import/<upload_id>/columns")
@form_of(lambda competition, upload_id, error=None: registration(competition, error))
def say_registration_columns(competition: str, upload_id: str) -> ResponseReturnValue:
    """Another dry run over the same file, with what the organiser says of its columns."""
    return _report(competition, *read_people_again(upload_id, MEANINGS, "roster"))


@bp.post("/competitions/<competition>/registration/enter")
@form_of(registration)
def enter_registrations(competition: str) -> ResponseReturnValue:
    """Register the teams of the report, all of them or none."""
    try:
        said: tuple[Values, ...] = from_json(tuple[Values, ...], json.loads(request.form.get("teams", "")))
    except (ValueError, RecursionError):
        raise Invalid("input-wrong", places="teams") from None
    enter_teams(
        ctx(),
        actor=actor(),
        competition_id=competition,
        teams=said,
        key=request.form.get("key", "")[:128],
        device=auth.device(),
    )
    return done("registrations-entered", "registration", {"count": len(said)}, competition=competition)


@bp.post("/matches/<match>/teams/registered")
@form_of(teams)
def take_registered(match: str) -> ResponseReturnValue:
    """Put the approved teams of the competition that were chosen into the roster of a match."""
    state = competition_state(ctx(), competition_of(ctx(), match).id)
    wanted = set(request.form.getlist("no"))
    chosen = [one for one in state.live if one.status == "approved" and str(one.no) in wanted]
    if not chosen:
        raise Invalid("teams-needed")
    report = import_roster(ctx(), actor=actor(), match_id=match, rows=roster_rows(chosen), dry_run=False)
    for row in report.rows:
        for fault in row.faults:
            raise Invalid("team-faulty", problem=row_fault(fault))
    return done("teams-imported", "teams", {"teams": report.teams, "contestants": report.contestants}, match=match)


def _report(competition: str, name: str, table: ListTable, kept: str) -> ResponseReturnValue:
    others = partial(runtime.sleep, 0)
    reports = try_teams(ctx(), actor=actor(), competition_id=competition, rows=table.rows, pause=others)
    lines = [_line(one, table) for one in reports]
    faulty = sum(bool(one.faults) for one in lines)
    with ctx().store.read() as uow:
        held = get_competition(uow, competition)
    page = show(
        "registration_report.html",
        competition=held,
        name=name,
        lines=sorted(lines, key=lambda one: not one.faults)[:MOST_LINES],
        count=len(lines),
        faulty=faulty,
        notes=finding_lines(lang(), table.findings),
        packed=canonical([one.values for one in reports]),
        refused=bool(table.refused),
        headings=table.headings,
        columns=url_for("organiser.say_registration_columns", competition=competition, upload_id=kept) if kept else "",
        meanings=MEANINGS,
        field_name=partial(column_text, lang(), "roster"),
        place=partial(place_text, lang()),
        key=ctx().ids.new() + ctx().ids.new(),
    )
    return page, 422 if faulty or not lines else 200


def _line(report: TeamReport, table: ListTable) -> Line:
    comma = say()("organiser.comma")
    cells = tuple(comma.join(report.values.get(field, ())) for field in FIELDS)
    faults = tuple(map(_fault_text, report.faults))
    if report.error is not None:
        faults = (str(describe(report.error)["message"]),)
    return Line(place_text(lang(), table.places[report.rows[0] - 1]), cells, faults)


def _fault_text(fault: Fault) -> str:
    text = say()(f"registration.fault.{fault.code}", name=fault.name, number=fault.number)
    return say()("common.labelled", label=say()(f"registration.field.{fault.field}"), text=text)
