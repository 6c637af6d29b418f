"""Files to download: the ranking for Excel, the match book that anybody can recompute."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response

from scoreboard.api_docs import Operation
from scoreboard.exports.book import book_bytes
from scoreboard.exports.players import players_table
from scoreboard.exports.ranking import ranking_table
from scoreboard.exports.tables import Worksheet, csv_bytes, xlsx
from scoreboard.exports.tally.match_report import report_sheets
from scoreboard.i18n import request as i18n
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.titles import titles_in
from scoreboard.server import runtime
from scoreboard.web import auth
from scoring.engine.actors import Actor
from scoring.engine.errors import Refused
from scoring.engine.quiz.state import MatchState
from scoring.usecases.quiz.book import book_source, write_book
from scoring.usecases.quiz.matches import match_of
from scoring.usecases.quiz.perform import match_state

bp = Blueprint("exports", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NOT_NOW = {409: "Not now"}


@bp.get("/api/matches/<match>/ranking.csv")
@Operation(
    "The ranking as CSV",
    id="getRankingCsv",
    tag="Exports",
    types=("text/csv",),
    refuses=NOT_NOW,
    means="A table with a byte order mark, in the language asked for",
)
def ranking_csv(match: str) -> Response:
    """For host, chief and organiser: opens right in Excel and WPS."""
    _staff(match)
    data = runtime.offload(_csv, _opened(match), i18n.lang())
    return _file(data, "text/csv; charset=utf-8", f"{match_of(_ctx(), match).title}.csv")


@bp.get("/api/matches/<match>/ranking.xlsx")
@Operation(
    "The ranking as a workbook",
    id="getRankingXlsx",
    tag="Exports",
    types=(XLSX,),
    refuses=NOT_NOW,
    means="The same as a workbook",
)
def ranking_xlsx(match: str) -> Response:
    """For host, chief and organiser; for the last two with the judge report as sheets of its own, once marks are
    locked."""
    may_see_judges = _staff(match).role in ("chief", "organiser")
    data = runtime.offload(_workbook, _opened(match), i18n.lang(), may_see_judges)
    return _file(data, XLSX, f"{match_of(_ctx(), match).title}.xlsx")


@bp.get("/api/matches/<match>/book")
@Operation(
    "The match book",
    id="getBook",
    tag="Exports",
    refuses=NOT_NOW,
    means="The match book, as docs/match-book.md says",
)
def book(match: str) -> Response:
    """For host, chief and organiser: everything needed to recompute the match.  It holds the keys to the questions."""
    source = book_source(_ctx(), match, actor=_staff(match))
    data = runtime.offload(lambda: book_bytes(write_book(source)))
    return _file(data, "application/json", f"{match_of(_ctx(), match).title}.leitai.json")


def _ctx() -> Any:
    return auth.services().ctx


def _staff(match: str) -> Actor:
    """Who asks: a host or chief of this match, or an organiser.

    Raises ``Forbidden("seat-other")`` for another seat, ``NotEntered("not-entered")`` for anybody without one.
    """
    seat = auth.current_seat(match=match, roles=("host", "chief"))
    if seat is not None:
        return seat.actor
    actor = auth.current_actor()
    if actor is None:
        raise auth.no_seat()
    return actor


def _opened(match: str) -> MatchState:
    state = match_state(_ctx(), match)
    if state.setup is None:
        raise Refused("match-not-opened", match=match)
    return state


def _csv(state: MatchState, lang: str) -> bytes:
    return csv_bytes(ranking_table(state, saying(lang, titles_in(state.rule_sheet))))


def _workbook(state: MatchState, lang: str, may_see_judges: bool) -> bytes:
    say = saying(lang, titles_in(state.rule_sheet))
    sheets = [Worksheet(say("exports.sheet"), ranking_table(state, say))]
    own = players_table(state, say)
    sheets += [Worksheet(say("exports.players"), own)] if own is not None else []
    return xlsx(*sheets, *(report_sheets(state, lang) if may_see_judges else ()))


def _file(data: bytes, mime: str, name: str) -> Response:
    response = Response(data, mimetype=mime)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response
