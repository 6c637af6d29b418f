"""Tables of the register, of a roster, of the calendar: read apart, reported row by row, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser import uploads
from scoreboard.blueprints.organiser.desk import (
    XLSX,
    actor,
    bp,
    ctx,
    done_at,
    download,
    form_of,
    lang,
    row_fault,
    say,
    show,
    upload,
)
from scoreboard.blueprints.organiser.list_kinds import KINDS, Brought
from scoreboard.exports.tables import Table, Worksheet, csv_bytes, xlsx
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.questions import column_text, finding_lines, problem_text
from scoreboard.server import runtime
from scoreboard.server.child import Progress
from scoreboard.shared.protocol import Upload, UploadKind
from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid
from scoring.engine.review.calendar import Move
from scoring.tables.headings import IGNORED
from scoring.tables.limits import MAX_SHEET_BYTES
from scoring.tables.lists import ListTable
from scoring.tables.problems import Unreadable
from scoring.tables.problems import error as tables_error
from scoring.usecases.context import Context
from scoring.usecases.lists.official_days_import import DaysReport
from scoring.usecases.lists.organisations import CATEGORIES
from scoring.usecases.lists.rows import ListReport, ListRow

SHOWN = 50
"""Rows on one page."""

STATES = ("faulty", "new", "changed", "unchanged")


def begin(kind: UploadKind, about: str = "") -> ResponseReturnValue:
    """Read the file of the form as a list of this kind; shows the report if that is ready soon, else the progress.

    Raises ``Invalid("file-needed" | "roster-unreadable")``.
    """
    name, data = upload()
    if len(data) > MAX_SHEET_BYTES:
        raise uploads.unreadable(tables_error("file-too-large", megabytes=MAX_SHEET_BYTES >> 20))
    return _tried(Upload(ctx().ids.new(), name, actor().id, ctx().clock.now(), data=data, kind=kind, about=about))


def table_file(make: Callable[..., Table], *args: Any, name: str, ending: str) -> Response:
    """A table to download, as a workbook (``xlsx``) or as ``csv``: ``make(*args)``, which runs beside the other
    requests."""
    if ending not in ("xlsx", "csv"):
        abort(404)
    data = runtime.offload(_written, make, args, ending)
    return download(data, XLSX if ending == "xlsx" else "text/csv; charset=utf-8", f"{name}.{ending}")


def _written(make: Callable[..., Table], args: Sequence[Any], ending: str) -> bytes:
    table = make(*args)
    return xlsx(Worksheet("", table)) if ending == "xlsx" else csv_bytes(table)


def _tried(upload: Upload) -> ResponseReturnValue:
    return uploads.begin(upload, partial(_read, ctx(), actor(), upload), "organiser.list_report")


def _read(ctx: Context, actor: Actor, upload: Upload, progress: Progress) -> Brought:
    """The table of a file with what it would do; it runs beside the request."""
    try:
        table = uploads.list_in(upload, progress)
    except Unreadable as unreadable:
        return Brought(ListTable((), ()), DaysReport(ListReport(())), unreadable.problem)
    return Brought(table, KINDS[upload.kind].run(ctx, actor, upload.about, table.rows, True))


@bp.get("/lists/<upload_id>")
def list_report(upload_id: str, error: Any = None) -> str:
    """How far the reading is, or its report: what each row would do, what is wrong with it."""
    held = uploads.held(upload_id, *KINDS)
    if held.report is None:
        return show("upload_progress.html", error, upload=held)
    brought: Brought = held.report
    kind, report = KINDS[held.kind], brought.told.report
    if brought.problem and not error:
        problem = problem_text(lang(), brought.problem)
        error = {"message": say()("errors.roster-unreadable.message", problem=problem), "fields": {}}
        error |= {"what_is_safe": say()("errors.roster-unreadable.safe"), "next": ""}
    only = request.args.get("only", "")
    rows = [row for row in report.rows if not only or row.state == only]
    page = max(1, request.args.get("page", 1, type=int))
    return show(
        "list_report.html",
        error,
        upload=held,
        brought=brought,
        report=report,
        fields=kind.fields,
        back=kind.page(held.about),
        lines=[_line(held.kind, brought.table, row) for row in rows[(page - 1) * SHOWN : page * SHOWN]],
        only=only,
        states=STATES,
        page=page,
        pages=-(-len(rows) // SHOWN) or 1,
        notes=finding_lines(lang(), brought.table.findings),
        headings=brought.table.headings,
        meanings=(*kind.fields, IGNORED),
        field_name=partial(column_text, lang(), held.kind),
        place=partial(place_text, lang()),
        moves=moves_shown(brought.told.moves),
    )


@bp.post("/lists/<upload_id>/columns")
@form_of(list_report)
def list_columns(upload_id: str) -> ResponseReturnValue:
    """Read an uploaded file again, with what the organiser says of its columns."""
    held = uploads.held_report(upload_id, *KINDS)
    return _tried(uploads.with_columns(held, held.report.table.headings, (*KINDS[held.kind].fields, IGNORED)))


@bp.post("/lists/<upload_id>")
@form_of(list_report)
def confirm_list(upload_id: str) -> ResponseReturnValue:
    """Import the table: what changed since the report is checked again, and a faulty table changes nothing."""
    held = uploads.held_report(upload_id, *KINDS)
    kind, rows = KINDS[held.kind], held.report.table.rows
    told = kind.run(ctx(), actor(), held.about, rows, False)
    if not told.report.done:
        raise Invalid("roster-faulty", rows=told.report.count("faulty"))
    uploads.uploads().drop(upload_id)
    counts = {state: told.report.count(state) for state in ("new", "changed", "unchanged")}
    return done_at("list-imported", kind.page(held.about), counts)


@bp.post("/lists/<upload_id>/drop")
def drop_list(upload_id: str) -> ResponseReturnValue:
    """Discard an upload; nothing of it was stored."""
    held = uploads.held(upload_id, *KINDS)
    uploads.uploads().drop(upload_id)
    return done_at("upload-dropped", KINDS[held.kind].page(held.about))


def _line(kind: str, table: ListTable, row: ListRow) -> dict[str, Any]:
    """A row with its place in the file, its cells in words, and what is wrong."""
    return {
        "place": place_text(lang(), table.places[row.row - 1]),
        "state": row.state,
        "cells": {field: _shown(field, cell) for field, cell in row.cells.items()},
        "before": {field: _shown(field, cell) for field, cell in (row.before or {}).items()},
        "faults": [row_fault(fault, f"lists.field.{kind}") for fault in row.faults],
    }


def _shown(field: str, cell: str) -> str:
    return say()(f"lists.category.{cell}") if field == "category" and cell in CATEGORIES else cell


def moves_shown(moves: Sequence[Move]) -> list[tuple[str, str, str]]:
    """The open notices that another calendar moves: name, last day now, last day then."""
    nothing = say()("lists.calendar.no_day")
    return [(one.name, str(one.before or nothing), str(one.after or nothing)) for one in moves]
