"""Marks of a written stage from a table: tried row by row, then entered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from flask import request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act
from scoreboard.blueprints.organiser.desk import bp, done, form_of, lang, number, say, upload
from scoreboard.blueprints.organiser.uploads import read_people, read_people_again
from scoreboard.blueprints.organiser.written import written_page
from scoreboard.blueprints.organiser.written_desk import Marks, marks_of, show_marks
from scoreboard.presenters.competition.further import further_text
from scoreboard.presenters.competition.written import (
    MOST_LINES,
    column_text,
    fault_text,
    mark_text,
    shown_rows,
    waited_for,
)
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.questions import finding_lines
from scoreboard.server import runtime
from scoring.engine.codec import canonical, from_json
from scoring.engine.competition.commands_written import EnterMarks, PaperMark
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Invalid
from scoring.engine.stages import Stage
from scoring.tables.list_rows import Row
from scoring.tables.lists import ListTable
from scoring.usecases.competition.marks_entering import marks_beforehand
from scoring.usecases.competition.marks_import import MarksReport, try_marks
from scoring.usecases.competition.marks_table import mark_fields, meanings_of, parts_said


@bp.post("/competitions/<competition>/stages/<int:place>/written/import")
@form_of(written_page)
def try_marks_file(competition: str, place: int) -> ResponseReturnValue:
    """A dry run over an uploaded table, row by row."""
    name, data = upload()
    own = marks_of(competition, place)
    return _report(own, name, *read_people("papers", name, data, parts_said(own.stage)))


@bp.post("/competitions/<competition>/stages/<int:place>/written/import/<upload_id>/columns")
@form_of(lambda competition, place, upload_id, error=None: written_page(competition, place, error))
def say_marks_columns(competition: str, place: int, upload_id: str) -> ResponseReturnValue:
    """Another dry run over the same file, with what the organiser says of its columns."""
    own = marks_of(competition, place)
    return _report(own, *read_people_again(upload_id, meanings_of(own.stage), "papers"))


@bp.post("/competitions/<competition>/stages/<int:place>/written/enter")
@form_of(written_page)
def enter_marks(competition: str, place: int) -> ResponseReturnValue:
    """Enter the marks of the report, all of them or none."""
    own = marks_of(competition, place)
    said = runtime.offload(_marks_in, request.form.get("marks", ""))
    source = request.form.get("source", "")[:120]
    command = EnterMarks(own.stage.name, said, number("after", 0, 100_000, 0), source, "corrects" in request.form)
    act(competition, command, made=runtime.offload(marks_beforehand, own.state, command))
    return done("marks-entered", "written_page", {"count": len(said)}, competition=competition, place=place)


def _marks_in(text: str) -> tuple[PaperMark, ...]:
    """The marks that a report has packed; raises ``Invalid`` for anything else."""
    try:
        return from_json(tuple[PaperMark, ...], json.loads(text))
    except (ValueError, RecursionError):
        raise Invalid("input-wrong", places="marks") from None


def _tried(
    state: CompetitionState, stage: str, rows: Sequence[Row], tie_offs: Sequence[GroupResult]
) -> tuple[MarksReport, str]:
    """The report of a table, and its marks packed for the form that enters them."""
    report = try_marks(state, stage, rows, tie_offs)
    return report, canonical(report.marks)


def _report(own: Marks, name: str, table: ListTable, kept: str) -> ResponseReturnValue:
    report, packed = runtime.offload(_tried, own.state, own.stage.name, table.rows, own.tie_offs)
    words, names = say(), {no: form.team for no, form in own.forms.items()}
    page = show_marks(
        "written_report.html",
        own,
        name=name,
        report=report,
        rows=[(one, place_text(lang(), table.places[one.row - 1])) for one in shown_rows(report)],
        hidden=max(0, len(report.rows) - MOST_LINES),
        fields=_columns(own.stage),
        label=lambda column: column_text(column, own.stage, words),
        told=lambda fault: fault_text(fault, own.stage, words, lambda row: place_text(lang(), table.places[row - 1])),
        mark=lambda mark: mark_text(mark, words),
        team=lambda mark: names.get(mark.team, ""),
        further=further_text(report.further, {no: one.form.team for no, one in own.state.registrations.items()}, words),
        waits=waited_for(report.missing, names, own.stage, words),
        notes=finding_lines(lang(), table.findings),
        packed=packed,
        refused=bool(table.refused),
        headings=table.headings,
        columns=url_for("organiser.say_marks_columns", competition=own.competition, place=own.place, upload_id=kept)
        if kept
        else "",
        meanings=meanings_of(own.stage),
        field_name=partial(column_text, stage=own.stage, say=words),
        at=partial(place_text, lang()),
    )
    return page, 422 if report.count("faulty") or not report.rows else 200


def _columns(stage: Stage) -> Sequence[str]:
    return ("team", "name", *(("paper",) if stage.papers > 1 else ()), *mark_fields(stage))
