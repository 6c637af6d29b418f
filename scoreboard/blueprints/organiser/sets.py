"""Question sets: uploaded with a dry run and a line for every row, taken from the built-in ones, exported."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from question_sets import ImportReport, RowReport
from question_sets.builtin_sets import builtin_sets, load_builtin
from question_sets.columns import MEANINGS
from question_sets.limits import MAX_PACKAGE_BYTES
from question_sets.model import ReadQuestion
from question_sets.sent import received
from question_sets.writer import write_package, write_template, write_xlsx
from scoreboard.blueprints.organiser.desk import (
    XLSX,
    actor,
    bp,
    ctx,
    done,
    download,
    form_of,
    lang,
    listed_sets,
    own_language_first,
    say,
    show,
    upload,
)
from scoreboard.blueprints.organiser.set_seen import seen_lines, staff_names
from scoreboard.blueprints.organiser.uploads import begin, held, held_report, uploads, with_columns
from scoreboard.blueprints.quiz.question_import import to_read, to_records
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.question_report import grouped
from scoreboard.presenters.quiz.questions import field_text, problem_text
from scoreboard.server import runtime
from scoreboard.server.child import read as read_apart
from scoreboard.shared.protocol import Upload
from scoreboard.web import auth
from scoring.engine.errors import Invalid
from scoring.tables.limits import MAX_SHEET_BYTES
from scoring.usecases.competition.looks import look_at_set
from scoring.usecases.competition.seen_by import NOBODY, seen_by
from scoring.usecases.media import bytes_of, medium_of
from scoring.usecases.quiz import question_sets
from scoring.usecases.quiz.edit_questions import new_question_set
from scoring.usecases.records import Question, QuestionSet

SHOWN = 200
"""Rows of a report or a set on one page."""


@bp.get("/sets")
def sets(error: Any = None) -> str:
    """Every set in the store, the built-in ones, an upload."""
    stored = listed_sets()
    names = {one.name for one, _ in stored}
    return show("sets.html", error, held=stored, builtin=own_language_first(builtin_sets()), names=names)


@bp.post("/sets/builtin")
@form_of(sets)
def take_builtin() -> ResponseReturnValue:
    """Copy a built-in set into the store."""
    report = load_builtin(request.form.get("set", ""))
    known = next(one for one in builtin_sets() if one.id == request.form["set"])
    new = _keep(report, known.name, known.source, builtin=True)
    return done("set-taken", "question_set", {"name": new.name, "count": len(report.questions)}, question_set=new.id)


@bp.post("/sets/new")
@form_of(sets)
def new_set() -> ResponseReturnValue:
    """A set without a question, and the form of its first one."""
    name, source = request.form.get("name", ""), request.form.get("source", "")
    new = new_question_set(ctx(), actor=actor(), name=name, source=source)
    return done("set-made", "new_question", {"name": new.name}, question_set=new.id)


@bp.get("/sets/template.xlsx")
def set_template() -> Response:
    """An empty question table to fill in."""
    return download(runtime.offload(write_template, lang()), XLSX, f"{say()('organiser.sets.template_name')}.xlsx")


@bp.post("/sets/uploads")
@form_of(sets)
def begin_upload() -> ResponseReturnValue:
    """Read an uploaded file, storing nothing."""
    name, data = upload()
    kept = data if len(data) <= MAX_SHEET_BYTES else b""
    return _tried(Upload(ctx().ids.new(), name, actor().id, ctx().clock.now(), data=kept), data)


def _tried(upload: Upload, data: bytes) -> ResponseReturnValue:
    """Begins to read a file, and shows the report if that is ready soon, else the progress."""
    name, meanings = upload.name, dict(upload.meanings)
    return begin(
        upload,
        lambda progress: read_apart("questions", name, data, received, progress, meanings),
        "organiser.upload_report",
    )


@bp.get("/sets/uploads/<upload_id>")
def upload_report(upload_id: str, error: Any = None) -> str:
    """How far the reading is, or its report: every row, what was understood, what is wrong."""
    upload = held(upload_id, "questions")
    if upload.report is None:
        return show("upload_progress.html", error, upload=upload)
    only = request.args.get("only", "")
    rows = [row for row in upload.report.rows if not only or any(p.severity == only for p in row.problems)]
    faults = list(grouped(lang(), upload.report.faults))
    page = max(1, request.args.get("page", 1, type=int))
    shown = rows[(page - 1) * SHOWN : page * SHOWN]
    return show(
        "upload_report.html",
        error,
        upload=upload,
        report=upload.report,
        rows=shown,
        only=only,
        page=page,
        pages=-(-len(rows) // SHOWN) or 1,
        words=_words,
        faults=faults[:SHOWN],
        more_faults=len(faults[SHOWN:]),
        meanings=MEANINGS if upload.data else (),
        field_name=partial(field_text, lang()),
        place=partial(place_text, lang()),
        faulty=_faulty(upload.report),
    )


@bp.post("/sets/uploads/<upload_id>/columns")
@form_of(upload_report)
def say_columns(upload_id: str) -> ResponseReturnValue:
    """Read an uploaded file again, with what the organiser says of its columns."""
    upload = held_report(upload_id, "questions")
    return _tried(with_columns(upload, upload.report.headings, MEANINGS), upload.data)


@bp.post("/sets/uploads/<upload_id>")
@form_of(upload_report)
def confirm_upload(upload_id: str) -> ResponseReturnValue:
    """Keep the set: all of it, or, when that was ticked, all but the rows with errors."""
    report = held_report(upload_id, "questions").report
    if not report.ok and "without_faulty" not in request.form:
        raise Invalid("upload-faulty", rows=_faulty(report))
    new = _keep(report, request.form.get("name", ""), request.form.get("source", ""), builtin=False)
    uploads().drop(upload_id)
    return done("set-taken", "question_set", {"name": new.name, "count": len(report.questions)}, question_set=new.id)


@bp.post("/sets/uploads/<upload_id>/drop")
def drop_upload(upload_id: str) -> ResponseReturnValue:
    """Discard an upload; nothing of it was stored."""
    uploads().drop(held(upload_id, "questions").id)
    return done("upload-dropped", "sets")


@bp.get("/sets/<question_set>")
def question_set(question_set: str, error: Any = None) -> str:
    """The questions of a set with their keys: for organisers only."""
    found = _set(question_set)
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=question_set)
    page = max(1, request.args.get("page", 1, type=int))
    shown = questions[(page - 1) * SHOWN : page * SHOWN]
    _looked_at(question_set, [one.id for one in shown])
    known, staff = seen_by(ctx(), actor=actor(), question_set=question_set), staff_names()
    return show(
        "set.html",
        error,
        set=found,
        questions=shown,
        count=len(questions),
        page=page,
        pages=-(-len(questions) // SHOWN) or 1,
        media=any(question.media for question in questions),
        known=known,
        seen={one.id: seen_lines(known.questions.get(one.id, NOBODY), staff) for one in shown},
    )


@bp.get("/sets/<question_set>/set.xlsx")
def set_xlsx(question_set: str) -> Response:
    """A set as a workbook that can be edited and imported again."""
    found = _set(question_set)
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=question_set)
    _looked_at(question_set)
    data = runtime.offload(write_xlsx, [_read(one) for one in questions], lang())
    return download(data, XLSX, f"{found.name}.xlsx")


@bp.get("/sets/<question_set>/set.zip")
def set_zip(question_set: str) -> Response:
    """A set with its media, as a package that can be imported again."""
    found = _set(question_set)
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=question_set)
    used = dict.fromkeys(question.media for question in questions if question.media)
    media = [medium_of(ctx(), medium) for medium in used]
    if sum(medium.size for medium in media) > MAX_PACKAGE_BYTES:
        raise Invalid("package-too-large", megabytes=MAX_PACKAGE_BYTES >> 20)
    _looked_at(question_set)
    files, read = ctx().files, [_read(one) for one in questions]
    contents = ((medium.name, bytes_of(files, medium)) for medium in media)
    data = runtime.offload(write_package, "questions", read, contents, lang())
    return download(data, "application/zip", f"{found.name}.zip")


def _looked_at(question_set: str, questions: Sequence[str] | None = None) -> None:
    """Write down who sees these questions, None for the whole set, where a competition has the set."""
    look_at_set(ctx(), actor=actor(), question_set=question_set, questions=questions, device=auth.device())


@bp.post("/sets/<question_set>/remove")
@form_of(question_set)
def remove_set(question_set: str) -> ResponseReturnValue:
    """Remove a set, unless a match has picked from it."""
    question_sets.remove_question_set(ctx(), actor=actor(), question_set=question_set)
    return done("set-removed", "sets")


def _keep(report: ImportReport, name: str, source: str, *, builtin: bool) -> QuestionSet:
    questions, media = runtime.offload(to_records, report)
    return question_sets.import_question_set(
        ctx(), actor=actor(), name=name, questions=questions, media=media, source=source, builtin=builtin
    )


def _set(set_id: str) -> QuestionSet:
    return question_sets.set_of(ctx(), set_id)


def _faulty(report: ImportReport) -> int:
    return report.counts["faulty"] + sum(problem.severity == "error" for _, problem in report.faults)


def _words(row: RowReport) -> list[tuple[str, str]]:
    """(severity, sentence) of every problem of a row, the worst first."""
    order = {"error": 0, "warning": 1, "note": 2}
    return [(p.severity, problem_text(lang(), p)) for p in sorted(row.problems, key=lambda p: order[p.severity])]


def _read(question: Question) -> ReadQuestion:
    """A stored question as the writer takes it; its medium by the name of its file."""
    return to_read(question, medium_of(ctx(), question.media).name if question.media else "")
