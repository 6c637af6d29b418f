"""The interface for programs: commands, views, time, media.  Pages use it too, when their socket is down."""

from __future__ import annotations

from typing import IO, cast

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel
from werkzeug.wsgi import FileWrapper

from scoreboard.api_docs import Operation, asyncapi, openapi
from scoreboard.i18n import request as i18n
from scoreboard.live import Live
from scoreboard.web import auth
from scoreboard.web.auth import Seat
from scoreboard.web.commands import handle_command
from scoreboard.web.errors import NotEntered
from scoreboard.web.media_reader import MediaReader
from scoring.engine.errors import Forbidden, Invalid, Refused
from scoring.usecases.media import check_file, medium_of
from scoring.usecases.quiz.job import stream_of
from scoring.usecases.records import PART

bp = Blueprint("api", __name__)

MEDIA_LASTS = 3600
"""Seconds that a browser may keep a medium: its id is the digest of its bytes, it never changes."""

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
    seat = _seat(match, account=True)
    _limit_rate(seat)
    key, live = request.headers.get("Idempotency-Key", ""), _live().services
    job = live.jobs.of(seat.stream)
    return dict(
        handle_command(auth.services().ctx, job, live.presence, seat, request.get_json(), key, expires=_expires())
    )


@bp.get("/api/matches/<match>/view")
@Operation("The view of the caller's audience", id="getView", tag="Match", gives="AnyView", means="The whole picture")
def get_view(match: str) -> ResponseReturnValue:
    """The whole picture, as the socket pushes it."""
    seat, live = _seat(match), _live().services
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
    "A picture, sound or film of a question",
    id="getMedia",
    tag="Match",
    types=("image/*", "audio/*", "video/*"),
    refuses={404: "No such thing"},
)
def get_media(media: str) -> Response:
    """The medium, to those who may see its question now.  Parts of it can be asked for (``Range``).

    As with the view, a second device on the seat of a team or a judge sees nothing until the desk gives it the seat.
    """
    if auth.current_account() is None:
        if not auth.seats():
            raise NotEntered("not-entered")
        if not any(_may_see(seat, media) for seat in auth.seats()):
            raise Forbidden("media-hidden")
    ctx = auth.services().ctx
    medium = medium_of(ctx, media)
    check_file(ctx.files, medium)
    pieces = FileWrapper(cast(IO[bytes], MediaReader(ctx.files, medium)), PART)
    answer = Response(pieces, mimetype=medium.mime, direct_passthrough=True)
    answer.content_length = medium.size
    answer.set_etag(medium.sha256)
    answer.headers["Cache-Control"] = f"private, max-age={MEDIA_LASTS}"
    answer.make_conditional(request, accept_ranges=True, complete_length=medium.size)
    return answer


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
    if auth.seats():
        raise Forbidden("seat-other", label=auth.seats()[0].label)
    raise NotEntered("not-entered")


def _live() -> Live:
    live: Live = current_app.extensions["live"]
    return live
