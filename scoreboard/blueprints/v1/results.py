"""What is public of a result, for any program: no token, a cache may keep it, and pages of other sites may read it.

It is made of the view that the page of the public shows (``/live/CODE``) and of nothing else, so that both always say
the same; with its limits, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from scoreboard.api_docs import Operation
from scoreboard.blueprints.v1.guard import bp
from scoreboard.live.public import PublicViews, Shown
from scoreboard.presenters.public import Results, results_of
from scoreboard.web.errors import TooMany
from scoring.tables.writing import csv_text

LASTS = 1
"""Seconds for which a cache may give out a result without asking."""

RETRY = 5
"""Seconds after which a program asks again that was not answered."""

FIELDS = ("table", "rank", "tied", "name", "note", "score", "fate")
"""The columns of the CSV, in every language under these names."""

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "3600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Pages of other sites may read what everybody may; there is no cookie that they could bring."""

REFUSES = {404: "There is nothing to see", 429: "Very many ask: a cache before the server answers all of them"}


@bp.get("/live/<code>/results.json")
@Operation(
    "The result as far as it is public",
    id="getResults",
    tag="V1",
    gives="Results",
    means="What the page of the public shows now; ``ETag`` stands for it",
    refuses=REFUSES,
)
def results_json(code: str) -> ResponseReturnValue:
    """The result of a match, of a competition's newest stage or of a review, by its id.

    It never holds more than the page `/live/{code}` shows at the same moment. `If-None-Match` is answered 304 while it
    is the same; pages of other sites may read it.
    """
    shown = _shown(code)
    body = json.dumps(results_of(shown.view), ensure_ascii=False, separators=(",", ":")).encode()
    return _answer(body, "application/json", shown.etag)


@bp.get("/live/<code>/results.csv")
@Operation(
    "The result as far as it is public, as CSV",
    id="getResultsCsv",
    tag="V1",
    types=("text/csv",),
    means="A line for each row of each table, with a byte order mark",
    refuses=REFUSES,
)
def results_csv(code: str) -> ResponseReturnValue:
    """The same as a table: `table` `rank` `tied` `name` `note` `score` `fate`."""
    shown = _shown(code)
    return _answer(csv_text(_rows(results_of(shown.view))), "text/csv; charset=utf-8", f"{shown.etag}-csv")


@bp.after_request
def _to_other_sites(answer: Response) -> Response:
    if request.endpoint in ("v1.results_json", "v1.results_csv"):
        answer.headers.update(_OPEN)
    return answer


def _rows(results: Results) -> Iterator[tuple[str, ...]]:
    yield FIELDS
    for table in results["tables"]:
        name = table["name"] or (str(table["group"]) if table["group"] else "")
        for row in table["rows"]:
            rank = "" if row["rank"] is None else str(row["rank"])
            tied = "1" if row["tied"] else ""
            yield name, rank, tied, row["name"], row["note"], row["score"] or "", row["fate"]


def _shown(code: str) -> Shown:
    views: PublicViews = current_app.extensions["public_views"]
    if not views.may_ask():
        raise TooMany("too-many-messages", seconds=RETRY)
    return views.shown(code)


def _answer(body: bytes, mime: str, etag: str) -> Response:
    answer = Response(body, content_type=mime)
    answer.headers["Cache-Control"] = f"public, max-age={LASTS}"
    answer.set_etag(etag)
    answer.make_conditional(request)
    return answer
