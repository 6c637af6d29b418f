"""The schedule from a table: tried row by row with what stands against it, then kept by one entry."""

from __future__ import annotations

import json
from functools import partial

from flask import request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act, competition_record, new_key
from scoreboard.blueprints.organiser.desk import bp, ctx, done, form_of, lang, say, show, upload
from scoreboard.blueprints.organiser.schedule import accepted, schedule, zone_of
from scoreboard.blueprints.organiser.uploads import read_people, read_people_again
from scoreboard.i18n.catalogue import say as say_in
from scoreboard.presenters.competition.schedule import clash_text, match_names
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.questions import column_text, finding_lines
from scoreboard.server import runtime
from scoring.engine.codec import canonical, from_json
from scoring.engine.competition.commands_schedule import Planned, SetSchedule
from scoring.engine.errors import Invalid
from scoring.tables.headings import IGNORED
from scoring.tables.lists import ListTable
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.schedule_import import PlanFault, try_schedule
from scoring.usecases.competition.schedule_rows import row_of
from scoring.usecases.competition.schedule_table import FIELDS, MEANINGS


@bp.post("/competitions/<competition>/schedule/import")
@form_of(schedule)
def try_schedule_file(competition: str) -> ResponseReturnValue:
    """A dry run over an uploaded table, row by row."""
    name, data = upload()
    return _report(competition, name, *read_people("schedule", name, data))


@bp.post("/competitions/<competition>/schedule/import/<upload_id>/columns")
@form_of(lambda competition, upload_id, error=None: schedule(competition, error))
def say_schedule_columns(competition: str, upload_id: str) -> ResponseReturnValue:
    """Another dry run over the same file, with what the organiser says of its columns."""
    return _report(competition, *read_people_again(upload_id, (*MEANINGS, IGNORED), "schedule"))


@bp.post("/competitions/<competition>/schedule/import/keep")
@form_of(schedule)
def keep_schedule(competition: str) -> ResponseReturnValue:
    """Keep the matches of the report, all of them or none; what has changed since is refused."""
    state = competition_state(ctx(), competition)
    plans, seen = runtime.offload(_packed, request.form.get("plans", ""))
    act(competition, SetSchedule(plans, (), accepted(), bool(state.schedule.published_at), seen))
    return done("schedule-set", "schedule", competition=competition)


def _packed(text: str) -> tuple[tuple[Planned, ...], tuple[tuple[str, int], ...]]:
    """The matches that a report has packed, and how often each stage had been changed then; raises ``Invalid`` for
    anything else."""
    try:
        said = json.loads(text)
        return from_json(tuple[Planned, ...], said["plans"]), from_json(tuple[tuple[str, int], ...], said["seen"])
    except (ValueError, RecursionError, KeyError, TypeError):
        raise Invalid("input-wrong", places="plans") from None


def _report(competition: str, name: str, table: ListTable, kept: str) -> ResponseReturnValue:
    state, words = competition_state(ctx(), competition), say()
    zone, edits = zone_of(state), state.schedule.edits
    names = match_names(state, *(partial(say_in, one) for one in ("zh", "en")))
    report = runtime.offload(try_schedule, state, names, table.rows, zone, ctx().clock.now())
    stages = dict.fromkeys(one.stage for one in report.plans)
    packed = {"plans": report.plans, "seen": tuple((one, edits.get(one, 0)) for one in stages)}
    page = show(
        "schedule_report.html",
        competition=competition_record(competition),
        state=state,
        name=name,
        report=report,
        refused=bool(table.refused),
        fields=FIELDS,
        lines=[(one, place_text(lang(), table.places[one.row - 1])) for one in report.rows],
        was=lambda one: row_of(one.before.group, one.before, zone) if one.state == "changed" else None,
        told=lambda fault: _fault_text(fault, table),
        sentence=lambda one: clash_text(state, one, words),
        notes=finding_lines(lang(), table.findings),
        packed=canonical(packed),
        headings=table.headings,
        columns=url_for("organiser.say_schedule_columns", competition=competition, upload_id=kept) if kept else "",
        meanings=(*MEANINGS, IGNORED),
        field_name=partial(column_text, lang(), "schedule"),
        at=partial(place_text, lang()),
        key=new_key(),
    )
    return page, 200 if report.good and not table.refused else 422


def _fault_text(fault: PlanFault, table: ListTable) -> str:
    """What is wrong with a row, in words."""
    fields = dict(fault.fields)
    if isinstance(row := fields.get("row"), int):
        fields["row"] = place_text(lang(), table.places[row - 1])
    if fault.code.startswith("match-"):
        return say()(f"schedule.fault.{fault.code}", **fields)
    if fault.code == "schedule-row":
        return say()("schedule.fault.unreadable", column=say()(f"schedule.column.{fields['place']}"))
    return say()(f"errors.{fault.code}.message", **fields)
