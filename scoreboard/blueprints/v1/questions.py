"""Question sets by a program, with the report that the organiser's page shows, and the questions of a match."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, current_app, request
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from question_sets import ImportReport
from question_sets.allocation import allocate
from question_sets.sent import received
from question_sets.validity import outdated
from scoreboard.api_docs import Operation
from scoreboard.blueprints.quiz.question_import import to_records
from scoreboard.blueprints.v1.guard import bp, by_token, ctx, nothing_done
from scoreboard.blueprints.v1.once import KEY, once
from scoreboard.blueprints.v1.setup import WRONG, match_made
from scoreboard.blueprints.v1.shapes import FindingLine, MatchMade, NewPools, SetReport
from scoreboard.i18n import request as i18n
from scoreboard.presenters.quiz.question_report import report_lines
from scoreboard.presenters.quiz.questions import problem_text
from scoreboard.server import runtime
from scoreboard.server.child import read as read_apart
from scoreboard.web import auth, bearer
from scoreboard.web.bearer import actor
from scoreboard.web.errors import Faulty
from scoreboard.web.security import give_turn_back, limit_body
from scoring.engine.errors import Invalid
from scoring.engine.moments import local
from scoring.tables.problems import Unreadable
from scoring.usecases.competition.questions import barred_in, elsewhere
from scoring.usecases.programs.own_ids import check_ref, note_refs
from scoring.usecases.quiz import question_sets
from scoring.usecases.quiz.pools import choose_questions

SHOWN = 500
"""Findings of one report."""

LONGEST_NAME = 120


def _text(name: str, said: str, kind: str = "string") -> dict[str, object]:
    return {"in": "query", "name": name, "required": name in _NEEDED, "description": said, "schema": {"type": kind}}


_NEEDED = ("file", "name")

PARAMETERS = (
    KEY,
    _text("file", "The name of the file; its ending says what it is, as on the page (`questions.xlsx`)."),
    _text("name", "The name of the set, which no other one has."),
    _text("source", "Where the questions come from."),
    _text("ref", "The program's own id."),
    _text("dry_run", "Only read the file and report.", "boolean"),
    _text("without_faulty", "Store the set although rows have errors; these are left out.", "boolean"),
)


@bp.record_once
def _prepare(setup: BlueprintSetupState) -> None:
    limit_body(cast(Flask, setup.app), "v1.import_set", _largest)


def _largest(values: Any) -> int:  # noqa: ARG001  the shape of ``BodyLimit``
    return int(current_app.config["MAX_CONTENT_LENGTH"]) if bearer.has("setup") else 0


@bp.post("/question-sets")
@by_token
@Operation(
    "Bring a set of questions",
    id="bringQuestions",
    tag="V1",
    brings="application/octet-stream",
    gives=SetReport,
    means="The report that the organiser's page shows, and the id of the set where it was stored",
    headers=PARAMETERS,
    scope="setup",
    refuses=WRONG,
)
def import_set() -> ResponseReturnValue:
    """For a token that is good for everything. The body is the file, of any format that the page takes.

    A file with errors is stored only with `without_faulty`, and is refused (`set-faulty`, its findings in `faults`)
    otherwise.
    """

    def work() -> Any:
        file, name = (_said(one) for one in _NEEDED)
        check_ref(request.args.get("ref", ""))
        data = request.get_data()
        give_turn_back()
        try:
            report = read_apart("questions", file, data, received)
        except Unreadable as fault:
            raise Invalid("roster-unreadable", problem=problem_text(i18n.lang(), fault.problem)) from None
        lines = [
            FindingLine(severity=one.severity, places=one.places, count=one.count, text=one.text)
            for one in report_lines(i18n.lang(), report)
        ]
        if _is_true("dry_run"):
            nothing_done()
            return _report("", name, report, lines)
        if not report.ok and not _is_true("without_faulty"):
            faults = [{"place": one.places, "text": one.text} for one in lines if one.severity == "error"][:SHOWN]
            raise Faulty("set-faulty", faults, count=len(faults))
        questions, media = runtime.offload(to_records, report)
        made = question_sets.import_question_set(
            ctx(), actor=actor(), name=name, questions=questions, media=media, source=request.args.get("source", "")
        )
        note_refs(ctx(), {made.id: request.args.get("ref", "")})
        return _report(made.id, made.name, report, lines)

    return once(work)


@bp.post("/matches/<match>/questions")
@by_token
@Operation(
    "Take the questions of a match from a set",
    id="takeQuestions",
    tag="V1",
    takes=NewPools,
    gives=MatchMade,
    headers=(KEY,),
    scope="setup",
    refuses=WRONG,
)
def take_questions(match: str, body: Any) -> ResponseReturnValue:
    """Every pool is filled; a question that another match of the competition has is left alone. `missing` says what is
    lacking."""

    def work() -> Any:
        taken = elsewhere(ctx(), match)

        def divide(questions: Any, sheet: Any, teams: int, lots: Any) -> Any:
            left = taken | outdated(questions, local(ctx().clock.now(), auth.services().config.zone).date())
            return allocate(questions, sheet, teams, lots if body.way == "lot" else None, left)

        choose_questions(
            ctx(), actor=actor(), match_id=match, question_set=body.set, divide=divide, barred=barred_in(ctx())
        )
        return match_made(match)

    return once(work)


def _report(made: str, name: str, report: ImportReport, lines: list[FindingLine]) -> dict[str, Any]:
    counts = report.counts
    found = SetReport(
        set=made,
        name=name,
        stored=bool(made),
        rows=counts["rows"],
        questions=counts["questions"],
        faulty=counts["faulty"],
        findings=lines[:SHOWN],
    )
    return found.model_dump(mode="json")


def _said(name: str) -> str:
    said = request.args.get(name, "")
    if not said or len(said) > LONGEST_NAME:
        raise Invalid("input-wrong", places=name)
    return said


def _is_true(name: str) -> bool:
    return request.args.get(name, "") in ("1", "true")
