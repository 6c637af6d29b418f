"""The judges of a review; what their page does stands in ``judge_lists``."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import bp, ctx, form_of
from scoreboard.blueprints.organiser.judge_lists import JudgeList
from scoreboard.blueprints.organiser.review_desk import show_review
from scoring.usecases.review import reviews
from scoring.usecases.review.judges import InReview


def _of(review: str) -> JudgeList:
    title, report = reviews.review_of(ctx(), review).title, partial(_report, review)
    return JudgeList(InReview(review), title, {"review": review}, "review_judges", "say_review_judges_columns", report)


def _report(review: str, name: str, **told: Any) -> str:
    return show_review("review_judges_report.html", review, "review_judges", name=name, **told)


@bp.get("/reviews/<review>/judges")
def review_judges(review: str, error: Any = None) -> str:
    """The judges as a table that can be edited row by row."""
    return show_review("review_judges.html", review, "review_judges", error, judges=_of(review).listed())


@bp.post("/reviews/<review>/judges")
@form_of(review_judges)
def add_review_judge(review: str) -> ResponseReturnValue:
    """One more judge."""
    return _of(review).add()


@bp.post("/reviews/<review>/judges/edit")
@form_of(review_judges)
def edit_review_judges(review: str) -> ResponseReturnValue:
    """Other names and units in the table."""
    return _of(review).edit()


@bp.post("/reviews/<review>/judges/<judge>/remove")
@form_of(lambda review, judge, error=None: review_judges(review, error))
def remove_review_judge(review: str, judge: str) -> ResponseReturnValue:
    """Take a judge off the list."""
    return _of(review).remove(judge)


@bp.get("/reviews/<review>/judges.xlsx")
def review_judges_xlsx(review: str) -> Response:
    """The list as a workbook."""
    return _of(review).workbook()


@bp.post("/reviews/<review>/judges/lines")
@form_of(review_judges)
def paste_review_judges(review: str) -> ResponseReturnValue:
    """A dry run over pasted lines."""
    return _of(review).paste()


@bp.post("/reviews/<review>/judges/import")
@form_of(review_judges)
def import_review_judges(review: str) -> ResponseReturnValue:
    """A dry run over an uploaded list."""
    return _of(review).take()


@bp.post("/reviews/<review>/judges/import/<upload_id>/columns")
@form_of(lambda review, upload_id, error=None: review_judges(review, error))
def say_review_judges_columns(review: str, upload_id: str) -> ResponseReturnValue:
    """Another dry run over the same file."""
    return _of(review).take_again(upload_id)


@bp.post("/reviews/<review>/judges/import/confirm")
@form_of(review_judges)
def confirm_review_judges(review: str) -> ResponseReturnValue:
    """Import the rows of the report."""
    return _of(review).confirm()
