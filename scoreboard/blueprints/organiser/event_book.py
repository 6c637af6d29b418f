"""The book of a whole competition: to download, and to take in after it was recomputed."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Response
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, say, show, upload
from scoreboard.blueprints.organiser.home import competition as competition_page
from scoreboard.blueprints.organiser.home import home
from scoreboard.blueprints.organiser.uploads import begin, held, held_report, uploads
from scoreboard.exports.event_book import event_book_pieces
from scoreboard.exports.event_book_report import BookReport, decode
from scoreboard.i18n.catalogue import known
from scoreboard.server import child, runtime
from scoreboard.server.child import Progress
from scoreboard.shared.protocol import Upload
from scoring.engine.errors import Invalid
from scoring.usecases.competition.book import event_source
from scoring.usecases.competition.import_book import import_event_book


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


@bp.post("/event-book")
@form_of(home)
def bring_event_book() -> ResponseReturnValue:
    """Read and recompute a book in a process of its own; its report comes before anything is stored."""
    name, data = upload()
    one = Upload(ctx().ids.new(), name, actor().id, ctx().clock.now(), kind="event-book")

    def read(progress: Progress) -> BookReport:
        return child.read("event-book", name, data, decode, progress)

    return begin(one, read, "organiser.event_book_report")


@bp.get("/event-book/<upload_id>")
def event_book_report(upload_id: str, error: Any = None) -> str:
    """What the book holds, or where it differs; while it is read, that it is."""
    one = held(upload_id, "event-book")
    if one.report is None:
        return show("upload_progress.html", error, upload=one, words="event_book.bring")
    return show("event_book_report.html", error, upload=one, report=one.report, problem=problem_said)


@bp.post("/event-book/<upload_id>")
@form_of(event_book_report)
def take_event_book(upload_id: str) -> ResponseReturnValue:
    """Take the competition of the report in, with its matches: all of it or nothing."""
    report: BookReport = held_report(upload_id, "event-book").report
    if report.book is None:
        first = report.differences[0]
        raise Invalid("event-book-differs", place=first.place, problem=problem_said(first.code), count=report.count)
    new = import_event_book(ctx(), actor=actor(), book=report.book, checked=True, pause=partial(runtime.sleep, 0))
    uploads().drop(upload_id)
    return done("event-book-taken", "competition", {"title": new.title}, competition=new.id)


def problem_said(code: str) -> str:
    """What is wrong with a place of a book or an archive, in words."""
    key = f"store.book.problem.{code}"
    return say()(key) if known(lang(), key) else code
