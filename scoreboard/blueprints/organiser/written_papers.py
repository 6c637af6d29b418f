"""The papers of a written stage: the form for its marks, its ranking, the list to sign."""

from __future__ import annotations

from flask import Response

from scoreboard.blueprints.organiser.desk import XLSX, bp, download, say
from scoreboard.blueprints.organiser.written_desk import marks_of, note_of, show_marks
from scoreboard.exports.written import marks_workbook, ranking_table, result_workbook, sitting_table
from scoreboard.server import runtime


@bp.get("/competitions/<competition>/stages/<int:place>/written/marks.xlsx")
def marks_xlsx(competition: str, place: int) -> Response:
    """The marks as a table to be filled in and imported; without marks, the empty form."""
    own = marks_of(competition, place)
    data = runtime.offload(marks_workbook, own.title(), own.stage, own.papers, own.forms, say())
    return download(data, XLSX, f"{own.title()} {say()('written.marks')}.xlsx")


@bp.get("/competitions/<competition>/stages/<int:place>/written/ranking.xlsx")
def written_ranking_xlsx(competition: str, place: int) -> Response:
    """The ranking with the marks that it comes from."""
    own = marks_of(competition, place)
    data = runtime.offload(result_workbook, own.title(), own.stage, own.papers, own.forms, note_of(own), say())
    return download(data, XLSX, f"{own.title()} {say()('written.ranking')}.xlsx")


@bp.get("/competitions/<competition>/stages/<int:place>/written/print")
def print_written(competition: str, place: int) -> str:
    """The ranking to be signed."""
    own = marks_of(competition, place)
    table = runtime.offload(ranking_table, own.title(), own.papers, own.forms, note_of(own), say())
    return show_marks("written_print.html", own, table=table, result=True)


@bp.get("/competitions/<competition>/stages/<int:place>/written/sitting")
def print_sitting(competition: str, place: int) -> str:
    """Who is to sit the papers, to be signed in the room."""
    own = marks_of(competition, place)
    table = runtime.offload(sitting_table, own.title(), own.papers, own.forms, say())
    return show_marks("written_print.html", own, table=table, result=False)
