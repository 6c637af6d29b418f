"""The interface for programs: commands, views, time, media.  Pages use it too, when their socket is down."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from scoreboard.api_docs import Operation, asyncapi, openapi
from scoreboard.i18n import request as i18n
from scoreboard.live import Live
from scoreboard.web import auth
from scoreboard.web.auth import Seat
from scoreboard.web.commands import handle_command
from scoreboard.web.errors import NotEntered
from scoreboard.web.media_reader import send
from scoring.engine.errors import Forbidden, Invalid, Refused
from scoring.usecases.media import medium_of
from scoring.usecases.quiz.job import stream_of

bp = Blueprint("api", __name__)

IDEMPOTENCY_KEY = {
    "in": "header", "name": "Idempotency-Key", "required": True,
    "description": "Made by the client for this one command; a repeat gets the first answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 128},
}  # fmt: skip

EXPIRES = {
    "in": "header", "name": "X-Expires", "required": False,
    "description": "The moment in server time, ms since the epoch, at which the client gives the command up; after it "
    "the command is refused as `command-expired` and does not happen.",
    "schema": {"type": "integer", "minimum": 0},
}  # fmt: skip


class TimeOut(BaseModel):
    """The server's time, ms since the epoch."""

    now: int


@bp.post("/api/matches/<match>/commands")
@Operation(
    "Give a command",
    id="giveCommand",
    tag="Match",
    takes="CommandBody",
    gives="Receipt",
    means="The command is in the ledger",
    headers=(IDEMPOTENCY_KEY, EXPIRES),
    refuses={400: "It does not fit", 409: "Not now, or the key belongs to another command"},
)
def give_command(match: str) -> ResponseReturnValue:
    """Do a command, once for its ``Idempotency-Key``: the same key again gets the first answer."""
    return _give(_seat(match, account=True))


@bp.post("/api/reviews/<review>/commands")
@Operation(
    "Give a command of a review",
    id="giveReviewCommand",
    tag="Review",
    takes="ReviewCommandBody",
    gives="Receipt",
    means="The command is in the ledger",
    headers=(IDEMPOTENCY_KEY, EXPIRES),
    refuses={400: "It does not fit", 409: "Not now, or the key belongs to another command"},
)
def give_review_command(review: str) -> ResponseReturnValue:
    """The same for a review."""
    return _give(_review_seat(review))


@bp.get("/api/matches/<match>/view")
@Operation("The view of the caller's audience", id="getView", tag="Match", gives="AnyView", means="The whole picture")
def get_view(match: str) -> ResponseReturnValue:
    """The whole picture, as the socket pushes it."""
    return _view_of(_seat(match))


@bp.get("/api/reviews/<review>/view")
@Operation(
    "The view of the caller's audience of a review",
    id="getReviewView",
    tag="Review",
    gives="AnyReviewView",
    means="The whole picture",
)
def get_review_view(review: str) -> ResponseReturnValue:
    """The whole picture of a review, as the socket pushes it."""
    return _view_of(_review_seat(review))


@bp.get("/api/competitions/<competition>/view")
@Operation(
    "The overview of a competition for the caller's audience",
    id="getCompetitionView",
    tag="Competition",
    gives="AnyCompetitionView",
    means="The whole picture",
)
def get_competition_view(competition: str) -> ResponseReturnValue:
    """The overview of a competition, as the socket pushes it."""
    seat = auth.current_seat(competition=competition)
    if seat is None:
        raise auth.no_seat()
    return _view_of(seat)


def _give(seat: Seat) -> ResponseReturnValue:
    _limit_rate(seat)
    key, live = request.headers.get("Idempotency-Key", ""), _live().services
    job = live.jobs.of(seat.stream)
    return dict(
        handle_command(auth.services().ctx, job, live.presence, seat, request.get_json(), key, expires=_expires())
    )


def _view_of(seat: Seat) -> ResponseReturnValue:
    live = _live().services
    _limit_rate(seat)
    if not live.presence.has_seat(seat.ticket, seat.device, live.now()):
        raise Refused("seat-taken", label=seat.label)
    return dict(live.view(live.room(seat, i18n.lang())))


@bp.get("/api/time")
@Operation("The server's time", id="getTime", tag="Match", gives=TimeOut)
def get_time() -> TimeOut:
    """For a client that reckons its offset over HTTP."""
    return TimeOut(now=auth.services().ctx.clock.now())


@bp.get("/media/<media>")
@Operation(
    "A picture, sound or film of a question, or a picture of the event",
    id="getMedia",
    tag="Match",
    types=("image/*", "audio/*", "video/*"),
    refuses={404: "No such thing"},
)
def get_media(media: str) -> Response:
    """The medium of a question, to those who may see the question now; a logo, the backdrop or a team's picture, to the
    seats whose view shows it, and every medium to the organisers.  Parts of it can be asked for (``Range``).

    As with the view, a second device on the seat of a team or a judge sees nothing until the desk gives it the seat.
    """
    if auth.current_account() is None:
        if not auth.seats():
            raise NotEntered("not-entered")
        if not any(_may_see(seat, media) for seat in auth.seats()):
            raise Forbidden("media-hidden")
    ctx = auth.services().ctx
    medium = medium_of(ctx, media)
    return send(ctx.files, medium, medium.mime)


@bp.get("/asyncapi.json")
@Operation("The description of the socket", id="getAsyncApi", tag="Ops")
def get_asyncapi() -> ResponseReturnValue:
    """The description of the socket, beside ``/openapi.json``."""
    return asyncapi()


@bp.get("/openapi.json")
@Operation("This description", id="getOpenApi", tag="Ops")
def get_openapi() -> ResponseReturnValue:
    """The description of this interface: every route that has an ``Operation``."""
    return openapi(current_app)


def _expires() -> int | None:
    """The header ``X-Expires``; raises ``Invalid("shape")`` for one that is no moment."""
    said = request.headers.get("X-Expires", "")
    if said and not (said.isascii() and said.isdigit() and len(said) <= 16):
        raise Invalid("shape", place="X-Expires", expected="integer")
    return int(said) if said else None


def _limit_rate(seat: Seat) -> None:
    """Apply the socket's rate limit, so that a device cannot avoid it by using HTTP."""
    live = _live().services
    live.rate_limit.take(seat.holder, live.now())


def _may_see(seat: Seat, media: str) -> bool:
    live = _live().services
    mine = live.presence.has_seat(seat.ticket, seat.device, live.now())
    return mine and live.may_fetch(live.room(seat, i18n.lang()), media)


def _seat(match: str, *, account: bool = False) -> Seat:
    """The caller's seat in ``match``; with ``account`` a signed-in organiser is accepted too.

    Raises ``NotEntered("not-entered")``, or ``Forbidden("seat-other")`` for a seat in another match.
    """
    seat = auth.current_seat(match=match)
    if seat is not None:
        return seat
    actor = auth.current_actor() if account else None
    if actor is not None:
        return Seat(
            actor, match, stream_of(match), actor.role, team="", seat=0, label="", device=auth.device(), ticket=""
        )
    raise auth.no_seat()


def _review_seat(review: str) -> Seat:
    """The caller's seat in a review; raises as ``_seat`` does."""
    seat = auth.current_seat(review=review)
    if seat is None:
        raise auth.no_seat()
    return seat


def _live() -> Live:
    live: Live = current_app.extensions["live"]
    return live
