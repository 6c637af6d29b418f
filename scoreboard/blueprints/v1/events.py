"""What happens in a match, as it happens: lines of JSON, or server-sent events."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from flask import Response, request
from flask.typing import ResponseReturnValue

from scoreboard.api_docs import Operation
from scoreboard.blueprints.v1.guard import bp, by_token
from scoreboard.blueprints.v1.streams import (
    BEAT,
    LONGEST_STREAM,
    LONGEST_WAIT,
    LOOK,
    NDJSON,
    SSE,
    feed_here,
    in_query,
    number_asked,
    stream_of,
    wait_asked,
    wants_stream,
)
from scoreboard.i18n import request as i18n
from scoreboard.live.quiz.events import FeedEvent
from scoreboard.live.quiz.feed import AFTER, Feed
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.server import runtime
from scoreboard.web import bearer
from scoreboard.web.security import give_turn_back
from scoring.engine.errors import Forbidden, Invalid, LeitaiError
from scoring.usecases.programs.tokens import token_of

AUDIENCES = {"display": "feed", "chief": "officials"}
"""Whose events can be read, each with the scope that it takes."""


PARAMETERS = (
    in_query("since", "The seq of the last event that the program has; 0: from the first.", {"type": "integer"}),
    in_query("wait", f"Seconds to wait for an event where there is none, {LONGEST_WAIT} at most.", {"type": "integer"}),
    in_query(
        "audience",
        "Whose events: `display`, what the hall sees, or `chief`, with keys and marks, for the scope `officials`.",
        {"type": "string", "enum": list(AUDIENCES)},
    ),
)


@bp.get("/matches/<match>/events")
@by_token
@Operation(
    "What has happened in a match",
    id="getEvents",
    tag="V1",
    types=(NDJSON, SSE),
    means="An event on each line, or a stream of them where `Accept` names `text/event-stream`",
    headers=PARAMETERS,
    scope="feed",
    refuses={400: "It does not fit", 409: "There is no such seq: begin again with 0"},
)
def events(match: str) -> ResponseReturnValue:
    """Lines of JSON, or a stream.

    Each event is `{"seq", "at", "changed"}`: the parts of the audience's view that have changed, as `getView` has them.
    Who begins with 0 and puts the changed parts over those it has, has the whole view. Lines: up to 200; ask again with
    the last `seq`. A stream ends after ten minutes; a client connects again with `Last-Event-ID`. An event never tells
    more than the views of its audience.
    """
    audience, since, wait = _asked()
    lang, feed, token = i18n.lang(), feed_here(), bearer.current()
    found = feed.after(match, audience, lang, since)
    text = bearer.brought(request.headers["Authorization"])
    give_turn_back()
    if wants_stream():
        return stream_of(_stream(feed, match, audience, lang, since, found, text), feed.reader(token.id))
    if not found and wait:
        with feed.reader(token.id):
            found = _waited(feed, match, audience, lang, since, wait)
    return Response(b"".join(one.line + b"\n" for one in found), content_type=f"{NDJSON}; charset=utf-8")


def _asked() -> tuple[Audience, int, int]:
    """Audience, seq and seconds of this request.  Raises ``Invalid("input-wrong")``, ``Forbidden("token-scope")``."""
    kind = request.args.get("audience", "display")
    if kind not in AUDIENCES:
        raise Invalid("input-wrong", places="audience")
    if AUDIENCES[kind] not in bearer.current().scopes:
        raise Forbidden("token-scope", scope=AUDIENCES[kind])
    last = request.headers.get("Last-Event-ID", "") or request.args.get("since", "0")
    return Audience("chief" if kind == "chief" else "display"), number_asked("since", last), wait_asked()


def _waited(feed: Feed, match: str, audience: Audience, lang: str, since: int, seconds: float) -> Sequence[FeedEvent]:
    """The next events, as soon as there are some; none after so many seconds."""
    until = time.monotonic() + seconds
    with feed.bell(match) as bell:
        found = feed.after(match, audience, lang, since)
        while True:
            left = until - time.monotonic()
            if found or left <= 0 or runtime.ending():
                return found
            if bell.wait(min(left, LOOK)):
                runtime.sleep(AFTER)
                bell.clear()
                found = feed.after(match, audience, lang, since)


def _stream(
    feed: Feed, match: str, audience: Audience, lang: str, since: int, found: Sequence[FeedEvent], text: str
) -> Iterator[bytes]:
    """Events as they come, those that were ``found`` first; it ends when its time is over, or its token is good no
    more."""
    until = time.monotonic() + LONGEST_STREAM
    yield b"retry: 2000\n\n"
    while True:
        for one in found:
            yield b"id: %d\ndata: %s\n\n" % (one.seq, one.line)
            since = one.seq
        left = until - time.monotonic()
        if left <= 0 or runtime.ending() or token_of(feed.ctx, text) is None:
            return
        try:
            found = _waited(feed, match, audience, lang, since, min(BEAT, left))
        except LeitaiError:  # the match was removed, or very much is read again: the client comes back
            return
        if not found:
            yield b": here\n\n"
