"""The interface for programs: commands, views, time, media.  Pages use it too, when their socket is down."""

from __future__ import annotations

from typing import IO, Any, cast

from apiflask import APIBlueprint
from flask import Response, current_app, request
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from pydantic import BaseModel
from werkzeug.wsgi import FileWrapper

from scoreboard.api_docs import asyncapi, complete
from scoreboard.i18n import request as i18n
from scoreboard.live import Live
from scoreboard.live.namespace import audience_of
from scoreboard.presenters.quiz.present import visible_media
from scoreboard.web import auth
from scoreboard.web.auth import Seat
from scoreboard.web.commands import handle_command
from scoreboard.web.errors import NotEntered
from scoreboard.web.media_reader import MediaReader
from scoring.engine.errors import Forbidden, Refused
from scoring.usecases.media import check_file, medium_of
from scoring.usecases.records import PART

bp = APIBlueprint("api", __name__, tag="Match")

MEDIA_LASTS = 3600
"""Seconds that a browser may keep a medium: its id is the digest of its bytes, it never changes."""


@bp.record_once
def _describe(setup: BlueprintSetupState) -> None:
    """Let the served OpenAPI document be the completed one, the same on every machine."""
    setup.app.config["AUTO_SERVERS"] = False
    cast(Any, setup.app).spec_processor(complete)


class TimeOut(BaseModel):
    """The server's time, ms since the epoch."""

    now: int


@bp.post("/api/matches/<match>/commands")
@bp.doc(summary="Give a command", operation_id="giveCommand")
def give_command(match: str) -> ResponseReturnValue:
    """Do a command, once for its ``Idempotency-Key``: the same key again gets the first answer."""
    seat = _seat(match, account=True)
    _keep_pace(seat)
    key = request.headers.get("Idempotency-Key", "")
    return dict(handle_command(auth.services(), _live().services.presence, seat, request.get_json(), key))


@bp.get("/api/matches/<match>/view")
@bp.doc(summary="The view of the caller's audience", operation_id="getView")
def get_view(match: str) -> ResponseReturnValue:
    """The whole picture, as the socket pushes it."""
    seat, live = _seat(match), _live().services
    _keep_pace(seat)
    if not live.presence.has_seat(seat.ticket, seat.device, live.now()):
        raise Refused("seat-taken", label=seat.label)
    return dict(live.source.view(live.source.snapshot(match), audience_of(seat), i18n.lang()))


@bp.get("/api/time")
@bp.output(TimeOut)
@bp.doc(summary="The server's time", operation_id="getTime")
def get_time() -> dict[str, Any]:
    """For a client that reckons its offset over HTTP."""
    return {"now": auth.services().ctx.clock.now()}


@bp.get("/media/<media>")
@bp.doc(summary="A picture, sound or film of a question", operation_id="getMedia")
def get_media(media: str) -> Response:
    """The medium, to those who may see its question now.  LiveServices of it can be asked for (``Range``).

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
@bp.doc(hide=True)
def get_asyncapi() -> ResponseReturnValue:
    """The description of the socket, beside ``/openapi.json``."""
    return asyncapi()


def _keep_pace(seat: Seat) -> None:
    """As over the socket; a device has no other pace for going round it."""
    live = _live().services
    live.rate_limit.take(f"{seat.actor.id} {seat.device}", live.now())


def _may_see(seat: Seat, media: str) -> bool:
    live = _live().services
    if not live.presence.has_seat(seat.ticket, seat.device, live.now()):
        return False
    at = live.source.snapshot(seat.match)
    return media in visible_media(at.state, at.questions, audience_of(seat))


def _seat(match: str, *, account: bool = False) -> Seat:
    """The caller's seat in ``match``; with ``account`` a signed-in organiser will do.

    Raises ``NotEntered("not-entered")``, or ``Forbidden("seat-other")`` for a seat in another match.
    """
    seat = auth.current_seat(match=match)
    if seat is not None:
        return seat
    actor = auth.current_actor() if account else None
    if actor is not None:
        return Seat(actor, match, actor.role, team="", seat=0, label="", device=auth.device(), ticket="")
    if auth.seats():
        raise Forbidden("seat-other", label=auth.seats()[0].label)
    raise NotEntered("not-entered")


def _live() -> Live:
    live: Live = current_app.extensions["live"]
    return live
