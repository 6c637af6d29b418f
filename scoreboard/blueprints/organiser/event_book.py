"""The book of a whole competition, to download."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from flask import Response
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, form_of
from scoreboard.blueprints.organiser.home import competition as competition_page
from scoreboard.exports.event_book import event_book_pieces
from scoreboard.server import runtime
from scoring.usecases.competition.book import event_source


@bp.get("/competitions/<competition>/book")
@form_of(competition_page)
def download_event_book(competition: str) -> ResponseReturnValue:
    """Everything from which the competition can be recomputed, sent match after match; each is written beside the
    server's other work."""
    source = event_source(ctx(), actor=actor(), competition_id=competition, pause=partial(runtime.sleep, 0))
    pieces = event_book_pieces(ctx(), source, actor=actor(), apart=runtime.offload)
    answer = Response(pieces, mimetype="application/zip")
    name = quote(f"{source.competition.title}.leitai.zip", safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
