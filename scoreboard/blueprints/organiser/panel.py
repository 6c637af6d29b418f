"""The judges of a match; what their page does stands in ``judge_lists``."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import bp, ctx, form_of, show_match
from scoreboard.blueprints.organiser.judge_lists import JudgeList
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.judges import InMatch


def _of(match: str) -> JudgeList:
    title, report = matches.match_of(ctx(), match).title, partial(_report, match)
    return JudgeList(InMatch(match), title, {"match": match}, "panel", "say_judges_columns", report)


def _report(match: str, name: str, **told: Any) -> str:
    return show_match("panel_report.html", match, "panel", name=name, **told)


@bp.get("/matches/<match>/panel")
def panel(match: str, error: Any = None) -> str:
    """The judges as a table that can be edited row by row."""
    sheet = matches.rule_sheet_of(ctx(), match)
    wanted = max((rule.panel.judges for rule in sheet.rounds if rule.panel), default=0)
    return show_match("panel.html", match, "panel", error, judges=_of(match).listed(), wanted=wanted)


@bp.post("/matches/<match>/panel")
@form_of(panel)
def add_judge(match: str) -> ResponseReturnValue:
    """One more judge."""
    return _of(match).add()


@bp.post("/matches/<match>/panel/edit")
@form_of(panel)
def edit_judges(match: str) -> ResponseReturnValue:
    """Other names and units in the table."""
    return _of(match).edit()


@bp.post("/matches/<match>/panel/<judge>/remove")
@form_of(lambda match, judge, error=None: panel(match, error))
def remove_judge(match: str, judge: str) -> ResponseReturnValue:
    """Take a judge off the list."""
    return _of(match).remove(judge)


@bp.get("/matches/<match>/judges.xlsx")
def judges_xlsx(match: str) -> Response:
    """The list as a workbook."""
    return _of(match).workbook()


@bp.post("/matches/<match>/panel/lines")
@form_of(panel)
def paste_judges(match: str) -> ResponseReturnValue:
    """A dry run over pasted lines."""
    return _of(match).paste()


@bp.post("/matches/<match>/panel/import")
@form_of(panel)
def import_judges(match: str) -> ResponseReturnValue:
    """A dry run over an uploaded list."""
    return _of(match).take()


@bp.post("/matches/<match>/panel/import/<upload_id>/columns")
@form_of(lambda match, upload_id, error=None: panel(match, error))
def say_judges_columns(match: str, upload_id: str) -> ResponseReturnValue:
    """Another dry run over the same file."""
    return _of(match).take_again(upload_id)


@bp.post("/matches/<match>/panel/import/confirm")
@form_of(panel)
def confirm_judges(match: str) -> ResponseReturnValue:
    """Import the rows of the report."""
    return _of(match).confirm()
