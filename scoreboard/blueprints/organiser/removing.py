"""What is over: put away and brought back, a rehearsal thrown away, a match or a competition deleted with its book
kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from flask import Response, request, send_file, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import competition_record
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, done_at, form_of, say, show, show_match
from scoreboard.exports.event_book import event_book_pieces
from scoreboard.exports.kept_book import KeptBook, keep_event_book, keep_match_book, kept_books
from scoreboard.presenters.review.moments import moment_text
from scoreboard.server import runtime
from scoreboard.web import auth
from scoreboard.web.errors import describe
from scoring.engine.errors import NotFound, Refused
from scoring.usecases import accounts, competitions
from scoring.usecases.competition import archiving, deleting
from scoring.usecases.competition.book import event_source
from scoring.usecases.competition.job import stream_of as event_stream
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, rehearsals
from scoring.usecases.quiz.book import book_source
from scoring.usecases.quiz.gone import streams_of
from scoring.usecases.quiz.perform import match_state
from scoring.usecases.removals import removals
from scoring.usecases.review.reviews import review_of, reviews_of

KINDS = ("competition", "match", "review")


@bp.get("/archived")
def archived_page(error: Any = None) -> str:
    """What was put away, the books of what was deleted, and a line for each thing that was removed."""
    away = archiving.archived(ctx())
    held = {one.id: one for one in competitions.list_competitions(ctx())}
    return show(
        "archived.html",
        error,
        events=[one for one in held.values() if one.id in away],
        matches=[(one, held[one.competition]) for one in matches.list_matches(ctx()) if one.id in away],
        reviews=[one for one in reviews_of(ctx()) if one.id in away],
        away=away,
        books=kept_books(_folder()),
        removed=removals(ctx(), actor=actor()),
        names={one.id: one.name for one in accounts.accounts_of(ctx(), actor=actor())},
        moment=lambda at: moment_text(at, auth.services().config.zone, say()),
    )


@bp.post("/archived/<kind>/<record>")
@form_of(lambda kind, record, error=None: archived_page(error))
def put_away(kind: str, record: str) -> ResponseReturnValue:
    """Out of the usual lists, and read-only."""
    if kind not in KINDS:
        raise NotFound("page-not-found")
    if kind == "review":
        review_of(ctx(), record)
    archiving.archive(ctx(), actor=actor(), kind=cast(archiving.Kind, kind), record_id=record)
    return done("put-away", "archived_page")


@bp.post("/archived/<record>/back")
@form_of(lambda record, error=None: archived_page(error))
def bring_back(record: str) -> ResponseReturnValue:
    """In the usual lists again."""
    archiving.bring_back(ctx(), actor=actor(), record_id=record)
    return done("brought-back", "home")


@bp.get("/archived/books/<name>")
def kept_book(name: str) -> Response:
    """A book that was kept, to download."""
    if name not in {one for one, _ in kept_books(_folder())}:
        raise NotFound("page-not-found")
    return send_file(_folder() / name, as_attachment=True, download_name=name)


@bp.get("/matches/<match>/discard")
def discard_page(match: str, error: Any = None) -> str:
    """What goes with a rehearsal, and the field for its name."""
    found = matches.match_of(ctx(), match)
    if not found.rehearsal:
        raise Refused("match-no-rehearsal", match=found.title)
    state = match_state(ctx(), match)
    asked = len({one for item in state.items for one in (item.question, *item.asked) if one})
    return show_match("discard.html", match, "match", error, asked=asked)


@bp.post("/matches/<match>/discard")
@form_of(discard_page)
def discard(match: str) -> ResponseReturnValue:
    """Throw the rehearsal away."""
    gone = rehearsals.discard_rehearsal(ctx(), actor=actor(), match_id=match, name=request.form.get("name", ""))
    return done("rehearsal-discarded", "competition", {"title": gone.shown_title}, competition=gone.competition)


@bp.get("/matches/<match>/delete")
def delete_match_page(match: str, error: Any = None) -> str:
    """What goes, what is kept, what keeps it from going."""
    return show_match("delete_match.html", match, "match", error or _refusal(deleting.check_match_deletable, match))


@bp.post("/matches/<match>/delete")
@form_of(delete_match_page)
def delete_match(match: str) -> ResponseReturnValue:
    """Keep the book, then let the match go."""
    found, name = deleting.check_match_deletable(ctx(), match), request.form.get("name", "")
    rehearsals.need_name(name, found.shown_title)
    kept = _match_book(match, found.shown_title) if found.opened else _none_of(match)
    gone = deleting.delete_match(ctx(), actor=actor(), match_id=match, name=name, book=kept.name, heads=kept.heads)
    return _deleted(gone.shown_title, kept, url_for("organiser.competition", competition=gone.competition))


@bp.get("/competitions/<competition>/delete")
def delete_competition_page(competition: str, error: Any = None) -> str:
    """As of a match."""
    found = competition_record(competition)
    return show(
        "delete_competition.html",
        error or _refusal(deleting.check_competition_deletable, competition),
        competition=found,
        matches=matches.list_matches(ctx(), competition_id=competition),
        has_book=competition_state(ctx(), competition).seq > 0,
    )


@bp.post("/competitions/<competition>/delete")
@form_of(delete_competition_page)
def delete_competition(competition: str) -> ResponseReturnValue:
    """Keep the book, then let the competition go with all its matches."""
    found, name = deleting.check_competition_deletable(ctx(), competition), request.form.get("name", "")
    rehearsals.need_name(name, found.title)
    kept = _event_book(competition, found.title)
    gone = deleting.delete_competition(
        ctx(), actor=actor(), competition_id=competition, name=name, book=kept.name, heads=kept.heads
    )
    return _deleted(gone.title, kept, url_for("organiser.home"))


def _deleted(title: str, kept: KeptBook, otherwise: str) -> ResponseReturnValue:
    """The page on which the book is offered; the page ``otherwise`` where there was nothing to keep."""
    if not kept.name:
        return done_at("deleted", otherwise, {"title": title})
    return done("deleted-kept", "archived_page", {"title": title, "book": kept.name})


def _match_book(match: str, title: str) -> KeptBook:
    source = book_source(ctx(), match, actor=actor())
    return runtime.offload(keep_match_book, _folder(), title, source)


def _none_of(match: str) -> KeptBook:
    """A match that was never opened: nothing of it counts, and at most its stations were drawn."""
    with ctx().store.read() as uow:
        return KeptBook("", {stream: uow.ledger.head(stream) for stream in streams_of(match)})


def _event_book(competition: str, title: str) -> KeptBook:
    """The book of the competition; of one without a ledger of its own those of its matches."""
    if competition_state(ctx(), competition).seq:
        source = event_source(ctx(), actor=actor(), competition_id=competition, pause=partial(runtime.sleep, 0))
        pieces = event_book_pieces(ctx(), source, actor=actor(), apart=runtime.offload)
        return keep_event_book(_folder(), title, pieces, event_stream(competition), runtime.offload)
    held = matches.list_matches(ctx(), competition_id=competition)
    books = [_match_book(one.id, one.shown_title) if one.opened else _none_of(one.id) for one in held]
    heads = {stream: seq for one in books for stream, seq in one.heads.items()}
    return KeptBook(say()("organiser.comma").join(one.name for one in books if one.name), heads)


def _folder() -> Path:
    return auth.services().config.books


def _refusal(check: Callable[[Context, str], object], record: str) -> Mapping[str, Any] | None:
    """Why it stays, as a page shows it; None where it may go."""
    try:
        check(ctx(), record)
    except Refused as error:
        return describe(error)
    return None
