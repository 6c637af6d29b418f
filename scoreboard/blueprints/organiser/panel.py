"""The judges of a match, by name and unit: typed, pasted, imported from a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import (
    XLSX,
    actor,
    bp,
    ctx,
    done,
    download,
    form_of,
    lang,
    row_fault,
    say,
    show_match,
    upload,
)
from scoreboard.exports.roster import judges_table
from scoreboard.exports.tables import Worksheet, xlsx
from scoreboard.presenters.quiz.questions import finding_lines, problem_text
from scoreboard.presenters.say import Say
from scoreboard.server import runtime
from scoreboard.server.child import read as read_apart
from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid, NotFound
from scoring.tables.problems import Unreadable
from scoring.usecases.quiz import judges, matches
from scoring.usecases.quiz.judges_table import read_lines
from scoring.usecases.quiz.people_table import PeopleTable
from scoring.usecases.quiz.roster_import import RowFault
from scoring.usecases.records import Ticket

FIELDS = ("name", "organisation")


@bp.get("/matches/<match>/panel")
def panel(match: str, error: Any = None) -> str:
    """The judges as a table that can be edited row by row."""
    sheet = matches.rule_sheet_of(ctx(), match)
    wanted = max((rule.panel.judges for rule in sheet.rounds if rule.panel), default=0)
    return show_match("panel.html", match, "panel", error, judges=judges.judges_of(ctx(), match), wanted=wanted)


@bp.post("/matches/<match>/panel")
@form_of(panel)
def add_judge(match: str) -> ResponseReturnValue:
    """One more judge."""
    row = {field: request.form.get(field, "") for field in FIELDS}
    report = judges.import_judges(ctx(), actor=actor(), match_id=match, rows=[row], dry_run=False)
    if not report.done:
        faults = [row_fault(fault) for one in report.rows for fault in one.faults]
        raise Invalid("judge-faulty", problem=(faults or [row_fault(RowFault("name", "text-needed", {}))])[0])
    return done("judge-added", "panel", {"judge": report.rows[0].name}, match=match)


@bp.post("/matches/<match>/panel/edit")
@form_of(panel)
def edit_judges(match: str) -> ResponseReturnValue:
    """Other names and units in the table, all at once; a field that the form does not have stays as it is."""
    form = request.form
    changed = {
        one.id: (form.get(f"name-{one.id}", one.label), form.get(f"organisation-{one.id}", one.organisation))
        for one in judges.judges_of(ctx(), match)
    }
    judges.edit_judges(ctx(), actor=actor(), match_id=match, judges=changed)
    return done("saved", "panel", match=match)


@bp.post("/matches/<match>/panel/<judge>/remove")
@form_of(lambda match, judge, error=None: panel(match, error))
def remove_judge(match: str, judge: str) -> ResponseReturnValue:
    """Take a judge off the list; the judge's card becomes invalid."""
    _check(match, judge)
    judges.remove_judge(ctx(), actor=actor(), judge_id=judge)
    return done("judge-removed", "panel", match=match)


@bp.get("/matches/<match>/judges.xlsx")
def judges_xlsx(match: str) -> Response:
    """The list as a workbook that can be edited and imported; without judges, the form to fill in."""
    title = matches.match_of(ctx(), match).title
    data = runtime.offload(_judges_xlsx, title, judges.judges_of(ctx(), match), say())
    return download(data, XLSX, f"{title} {say()('organiser.panel.file')}.xlsx")


def _judges_xlsx(title: str, listed: Sequence[Ticket], words: Say) -> bytes:
    return xlsx(Worksheet("", judges_table(title, listed, words)))


@bp.post("/matches/<match>/panel/lines")
@form_of(panel)
def paste_judges(match: str) -> ResponseReturnValue:
    """A dry run over pasted lines."""
    return _report(match, say()("organiser.panel.pasted"), lambda: read_lines(request.form.get("lines", "")))


@bp.post("/matches/<match>/panel/import")
@form_of(panel)
def import_judges(match: str) -> ResponseReturnValue:
    """A dry run over an uploaded list."""
    name, data = upload()
    return _report(match, name, lambda: read_apart("judges", name, data, partial(from_json, PeopleTable)))


@bp.post("/matches/<match>/panel/import/confirm")
@form_of(panel)
def confirm_judges(match: str) -> ResponseReturnValue:
    """Import the rows of the report; a list that changed meanwhile is checked again."""
    columns = [request.form.getlist(field) for field in FIELDS]
    if not columns[0] or len(columns[0]) != len(columns[1]):
        raise Invalid("input-wrong", places="name")
    rows = [dict(zip(FIELDS, cells, strict=True)) for cells in zip(*columns, strict=True)]
    report = judges.import_judges(ctx(), actor=actor(), match_id=match, rows=rows, dry_run=False)
    if not report.done:
        raise Invalid("roster-faulty", rows=sum(bool(row.faults) for row in report.rows))
    return done("judges-imported", "panel", {"count": len(report.rows)}, match=match)


def _report(match: str, name: str, read: Any) -> ResponseReturnValue:
    """The report of a dry run, with a line for every row and a button that imports them."""
    try:
        table: PeopleTable = read()
    except Unreadable as unreadable:
        raise Invalid("roster-unreadable", problem=problem_text(lang(), unreadable.problem)) from None
    report = judges.import_judges(ctx(), actor=actor(), match_id=match, rows=table.rows)
    lines = [
        {
            "place": table.places[row.row - 1],
            "name": row.name,
            "organisation": row.organisation,
            "faults": [row_fault(fault) for fault in row.faults],
        }
        for row in report.rows
    ]
    told: dict[str, Any] = {"lines": lines, "report": report, "notes": finding_lines(lang(), table.findings)}
    told["there"] = {fault.code for row in report.rows for fault in row.faults} == {"judge-exists"}
    page = show_match("panel_report.html", match, "panel", name=name, **told)
    return page, 422 if report.faulty else 200


def _check(match: str, judge: str) -> None:
    """Raises ``NotFound("judge-unknown")`` for a judge of another match too."""
    if judge not in {one.id for one in judges.judges_of(ctx(), match)}:
        raise NotFound("judge-unknown", judge=judge)
